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

from fidelity.analysis.names.match import NameMatch, Standing
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Fix, Severity

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
    right, span = match.spellings, case.claim.rendered.locate(*match.place)
    named = " or ".join(f'"{spelling}"' for spelling in right)
    return case.flag(
        match.place,
        f'"{case.said(match.place)}" is spelt {named} in the source',
        confidence=ONE if len(right) == 1 else SEVERAL,
        evidence=case.evidence_of(*case.correspondence.spelt(right[0])),
        fix=Fix(safe=len(right) == 1, span=span, replacement=right[0]),
        help=f"write {named}",
    )
