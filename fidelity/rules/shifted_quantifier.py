"""A quantifier that says more than the source's: "all" for "some", "hundreds" for "dozens".

What: a word for how many, how often or how single, where the source says the same of the same
thing with a word from another step of its scale: some, several, many, most, all; dozens,
hundreds, thousands; sometimes, often, always; "a" or "one of the", "the first" or "the only". A
weaker word than the source's is left alone, but for dozens and hundreds, which are wrong both
ways.

Why: "all hospitals" where the source says "some" makes a rule of an exception.

Flagged: "All hospitals closed their wards." beside "Some hospitals closed their wards on Friday."

Clean: "many hospitals" beside "numerous hospitals"; "some" beside "most"; a source that has no
word of the kind; numbers (F301).

Known misses: a quantifier where the source has a bare noun; a noun said in other words; "some"
and "several", "several" and "many" said of things that the source counts elsewhere.

Options: least, how much of the words around the two must be the same, 0..1.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.quantities.quantifiers import UNIQUENESS, Quantifier
from fidelity.analysis.quantities.shifted import SourceQuantifier, shifted
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# How much of the words around the two (0..1) must be the same: for "the first" beside "a", since articles are
# everywhere, and for any other. Set by reading findings; benchmarks/results/rules.json says how often those
# are right.
UNIQUE, LEAST = 0.55, 0.35
# The source's quantifier is looked for in so many of the best passages.
PASSAGES = 3


@rule(
    "F206",
    "shifted-quantifier",
    severity=Severity.WARNING,
    needs=("quantifiers",),
    implies=("F101",),
    options={"least": LEAST},
)
def shifted_quantifier(case: ClaimCase) -> Iterator[Finding]:
    """Flag quantifiers that stand on another step than the source's."""
    beside, best = case.correspondence, case.alignment.candidates[:PASSAGES]
    for mine in case.text.quantifiers:
        if mine.scale == UNIQUENESS and mine.step == 0:
            continue
        other = shifted(mine, [sentence for passage in best for sentence in beside.passage(passage)])
        least = UNIQUE if mine.scale == UNIQUENESS else case.options["least"]
        if other is not None and other.share >= least:
            yield _finding(case, mine, other)


def _finding(case: ClaimCase, mine: Quantifier, other: SourceQuantifier) -> Finding:
    more = "more" if mine.step > other.quantifier.step else "less"
    return case.flag(
        mine,
        f'"{case.said(mine)}" says {more} than the source: "{other.with_next}"',
        confidence=round(other.share, 2),
        evidence=case.evidence_of(other.witness),
        help=f'say "{other.said}", as the passage shown does',
    )
