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

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fidelity.analysis.quantities.context import CLOSING, share_of_surroundings
from fidelity.analysis.quantities.quantifiers import FREQUENCIES, MAGNITUDES, UNIQUENESS, Quantifier
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# How much of the words around (0..1) must be the same: for "the first" beside "a", since articles are
# everywhere, and for any other. Set by reading findings; benchmarks/results/rules.json says how often
# those are right.
UNIQUE, LEAST = 0.55, 0.35
# Looked for in the best passages, this many.
PASSAGES = 3


@dataclass(frozen=True, slots=True)
class _Other:
    """A quantifier of a source sentence, and how far (0..1) it stands where the claim's does."""

    share: float
    source: int
    sentence: int
    quantifier: Quantifier


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
    for mine in case.text.quantifiers:
        if mine.scale == UNIQUENESS and mine.step == 0:
            continue
        other = _shifted(case, mine)
        if other is not None:
            yield _finding(case, mine, other)


def _shifted(case: ClaimCase, mine: Quantifier) -> _Other | None:
    """Return the source's quantifier of the same thing, or None where any one makes the claim fair."""
    best: _Other | None = None
    for evidence in case.alignment.candidates[:PASSAGES]:
        for number in range(evidence.first, evidence.last + 1):
            for theirs in case.analysed.each[evidence.source].sentences[number].quantifiers:
                if theirs.scale != mine.scale or not _same_thing(mine, theirs):
                    continue
                if theirs.step == mine.step or (theirs.step > mine.step and mine.scale != MAGNITUDES):
                    return None
                share = share_of_surroundings(mine.around, theirs.around)
                if best is None or share > best.share:
                    best = _Other(share, evidence.source, number, theirs)
    least = UNIQUE if mine.scale == UNIQUENESS else case.options["least"]
    return best if best is not None and best.share >= least else None


def _same_thing(mine: Quantifier, theirs: Quantifier) -> bool:
    """Whether both are said of one noun; an adverb of frequency of one verb."""
    if mine.scale in {UNIQUENESS, FREQUENCIES}:
        return bool(mine.nouns[:1]) and mine.nouns[0] in theirs.nouns[:2]
    return bool(set(mine.nouns[:2]) & set(theirs.nouns[:2]))


def _finding(case: ClaimCase, mine: Quantifier, other: _Other) -> Finding:
    theirs, text = other.quantifier, case.analysed.each[other.source].sentences[other.sentence].text
    said, there = case.said(mine), text[theirs.start : theirs.end]
    behind = re.match(r"\s+\S+", text[theirs.end :])
    shown = (there + behind.group() if behind else there).rstrip(CLOSING)
    return case.flag(
        mine,
        f'"{said}" says {"more" if mine.step > theirs.step else "less"} than the source: "{shown}"',
        confidence=round(other.share, 2),
        evidence=(case.evidence_at(other.source, other.sentence),),
        help=f'say "{there}", as the passage shown does',
    )
