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

from fidelity.analysis.correspondence import Witness
from fidelity.analysis.names.beside import name_instead
from fidelity.analysis.names.match import NameMatch, absent_part, is_held, is_unknown, other_first_name
from fidelity.analysis.names.mentions import Mention
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Set by reading findings; benchmarks/results/rules.json says how often those that they let through are right.
#
# The source has another name in the claim's place if this share (0..1) of the words beside the two is the
# same. The claim's name stands if this share is the same beside it in the source.
COMPANY, ELSEWHERE = 0.6, 0.34
# Confidence: of a whole name that is unknown, of a part of one or a common word, of one in another's place.
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
        other = name_instead(named, case.text, sentences, known, company=company, elsewhere=ELSEWHERE)
        absent = absent_part(matches)
        if absent is not None:
            yield _absent(case, absent, matches, other)
        elif other is not None and is_held(matches):
            yield _misplaced(case, named.mention, *other)


def _absent(
    case: ClaimCase, absent: Mention, matches: Sequence[NameMatch], other: tuple[Witness, Mention] | None
) -> Finding:
    """Return the finding on the words of a name that the source lacks."""
    known, written = case.analysed.names, absent.of(case.text)
    certain, first = is_unknown(matches, known), other_first_name(matches, known)
    message, help_ = f'"{written}" is not in the source', "take it out, or write the name that the source has"
    if first:
        message = f'the source knows a {first} {matches[-1].name.word.text}, no "{written}"'
        help_ = f'write "{first}"'
    elif other is not None:
        right = other[1].of(other[0].text)
        message, help_ = f'the source has "{right}" here, not "{written}"', f'write "{right}"'
    stops = case.options["certain_is_error"] and (certain or first or other is not None)
    return case.flag(
        absent,
        message,
        severity=Severity.ERROR if stops else None,
        confidence=UNKNOWN if certain else PARTLY,
        evidence=case.evidence_of(other[0]) if other is not None else case.evidence[:1],
        help=help_,
    )


def _misplaced(case: ClaimCase, mention: Mention, witness: Witness, instead: Mention) -> Finding:
    """Return the finding on a name that the source holds elsewhere."""
    written, right = mention.of(case.text), instead.of(witness.text)
    return case.flag(
        mention,
        f'the source says this of "{right}", not of "{written}"',
        confidence=MISPLACED,
        evidence=case.evidence_of(witness),
        help=f'write "{right}", or say what the source says of "{written}"',
    )
