"""A name that the source spells otherwise: "Hellberg" for "Helberg".

What: a capitalised word of the claim that the source does not hold, one or two edits from a name
that it does hold, and itself no word of the dictionary and no other form of a name.

Why: a misspelt name is the error that its owner sees first, and that makes readers doubt the rest.

Flagged: "Minister Jacob Hellberg spoke." beside "Minister Jacob Helberg spoke."

Clean: "Zelensky" for "Zelenskyy", "Bolivian" for "Bolivia", "Muller" for "Müller".

Known misses: names of four letters or less; a misspelling that makes another name of the source or
a word ("Bakker" as "Baker"); text in which capitals do not tell names (title case, capitals only).

Fix: the source's spelling; safe where exactly one of its names fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fidelity.analysis.names.match import NameMatch, Standing
from fidelity.rule import ClaimCase, rule
from fidelity.types import Evidence, Finding, Fix, Severity

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText


# Confidence where one name of the source fits, and where several do. Set by reading findings;
# benchmarks/results/rules.json says how often they are right.
ONE, SEVERAL = 0.95, 0.8


@rule("F303", "misspelt-name", severity=Severity.ERROR, needs=("names",), implies=("F302", "F101"))
def misspelt_name(case: ClaimCase) -> Iterator[Finding]:
    """Flag words of names that are a letter or two from a name of the source."""
    for matches in case.analysed.names.matches(case.text):
        for match in matches:
            if match.standing is Standing.MISSPELT:
                yield _finding(case, match)


def _finding(case: ClaimCase, match: NameMatch) -> Finding:
    word = match.name.word
    ending = 2 if word.text[-2:] in {"'s", "\u2019s"} else 0
    place = word.start, word.end - ending
    written, right = case.said(place), match.spellings
    span = case.claim.rendered.locate(*place)
    named = " or ".join(f'"{spelling}"' for spelling in right)
    return case.flag(
        place,
        f'"{written}" is spelt {named} in the source',
        confidence=ONE if len(right) == 1 else SEVERAL,
        evidence=_evidence(case, right[0]),
        fix=Fix(safe=len(right) == 1, span=span, replacement=right[0]),
        help=f"write {named}",
    )


def _evidence(case: ClaimCase, spelling: str) -> tuple[Evidence, ...]:
    """Return the sentence that spells the name so: a candidate's if one does, else the first."""
    for witness in case.correspondence.sentences:
        if _names(witness.text, spelling):
            return (case.evidence_at(witness.source, witness.number),)
    for at, sentence in enumerate(case.analysed.flat):
        if _names(sentence, spelling):
            return (case.evidence_at(*case.analysed.located(at)),)
    return ()


def _names(sentence: AnalysedText, spelling: str) -> bool:
    return spelling in sentence.text and any(word.text.startswith(spelling) for word in sentence.words)
