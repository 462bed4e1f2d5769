"""A name that the source does not hold, or that it does not have in this place.

What: a person, place, organisation or product in the claim that no sentence of the source holds in
any form; and a name that the source holds elsewhere, where the evidence says the same of another.
An error where the whole name is unknown, and where the source has another first name or another
name in its place; a warning where the source has the name elsewhere, where only a part of the name
is new ("Jane" before the source's "Doe"), where the name is made of words of the dictionary
("Pacific Ocean"), and for countries and their peoples: those are often what a writer knows.

Why: a name that the source lacks is made up or looked up, and nobody has checked it.

Flagged: "Mayor Tom Brandt opened the bridge." beside "Mayor Ruth Alvarez opened the bridge."

Clean: "EU" for "European Union", "Bolivian" for "Bolivia", "Ruth" for "Ruth Alvarez", "Zelensky"
for "Zelenskyy"; days, months, titles, headings in title case, texts without capitals.

Known misses: a name of the source in another's place where claim and source differ in wording; a
wrong name that is also a word, at the beginning of a sentence; lower-cased and shouted texts.

Options: certain_is_error, whether the certain ones are errors; company, the share of the words
beside a name that must be the same for the evidence to speak of the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fidelity.analysis.names.beside import name_instead
from fidelity.analysis.names.known import KnownNames
from fidelity.analysis.names.match import NameMatch, Standing, other_first_name
from fidelity.analysis.names.mentions import Mention
from fidelity.rule import ClaimCase, rule
from fidelity.types import Evidence, Finding, Severity

# Shares (0..1) of the words beside a name. They were set by reading findings, as was how confident each kind
# of finding is; benchmarks/results/rules.json says how often findings are right.
#
# The source has another name in the claim's place from this share on; from that on, its own use of the
# claim's name there lets it stand.
COMPANY, ELSEWHERE = 0.6, 0.34
# Confidence of a whole name that is unknown, of a part of one or a word, and of a name in another's place.
UNKNOWN, PARTLY, MISPLACED = 0.9, 0.7, 0.75


@rule(
    "F302",
    "wrong-name",
    severity=Severity.WARNING,
    needs=("names",),
    implies=("F101",),
    options={"certain_is_error": True, "company": COMPANY},
)
def wrong_name(case: ClaimCase) -> Iterator[Finding]:
    """Flag names that the source does not hold in any form, or has elsewhere only."""
    known = case.analysed.names
    if not known.tell:
        return
    sentences, company = case.correspondence.sentences, case.options["company"]
    for named, matches in zip(case.text.names_in_context, known.matches(case.text), strict=True):
        instead = name_instead(named, case.text, sentences, known, company=company, elsewhere=ELSEWHERE)
        other = None
        if instead is not None:
            witness, mention = instead
            other = mention.of(witness.text), case.evidence_at(witness.source, witness.number)
        if any(match.standing is Standing.ABSENT for match in matches):
            yield _absent(case, known, matches, other)
        elif other is not None and _may_be_misplaced(matches):
            yield _misplaced(case, named.mention, *other)


def _absent(
    case: ClaimCase, known: KnownNames, matches: Sequence[NameMatch], other: tuple[str, Evidence] | None
) -> Finding:
    """Return the finding on the words of a name that the source lacks."""
    absent = [match.name for match in matches if match.standing is Standing.ABSENT]
    whole = Mention(tuple(absent))
    written, first = whole.of(case.text), other_first_name(matches, known)
    certain = (
        len(absent) == len(matches)
        and not all(name.common for name in absent)
        and not known.has_forms(name.key for name in absent)
    )
    message, help_ = f'"{written}" is not in the source', "take it out, or write the name that the source has"
    if first:
        message = f'the source knows a {first} {matches[-1].name.word.text}, no "{written}"'
        help_ = f'write "{first}"'
    elif other is not None:
        message, help_ = f'the source has "{other[0]}" here, not "{written}"', f'write "{other[0]}"'
    stops = case.options["certain_is_error"] and (certain or first or other is not None)
    return case.flag(
        whole,
        message,
        severity=Severity.ERROR if stops else None,
        confidence=UNKNOWN if certain else PARTLY,
        evidence=(other[1],) if other else case.evidence[:1],
        help=help_,
    )


def _misplaced(case: ClaimCase, mention: Mention, right: str, evidence: Evidence) -> Finding:
    """Return the finding on a name that the source holds elsewhere."""
    written = mention.of(case.text)
    return case.flag(
        mention,
        f'the source says this of "{right}", not of "{written}"',
        confidence=MISPLACED,
        evidence=(evidence,),
        help=f'write "{right}", or say what the source says of "{written}"',
    )


def _may_be_misplaced(matches: Sequence[NameMatch]) -> bool:
    """Whether a name is the source's, and told by more than capitals: "WWI" is "World War I"."""
    same = all(match.standing is Standing.SAME for match in matches)
    return same and not all(match.name.word.text.isupper() for match in matches)
