"""Which quantifier of the sources is said of the thing that a claim's is said of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.quantities.context import CLOSING, share_of_surroundings
from fidelity.analysis.quantities.quantifiers import FREQUENCIES, MAGNITUDES, UNIQUENESS, Quantifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fidelity.analysis.correspondence import Witness

__all__ = ["SourceQuantifier", "shifted"]


@dataclass(frozen=True, slots=True)
class SourceQuantifier:
    """A quantifier of a source on another step than a claim's.

    Attributes:
        share: How far it stands where the claim's does, 0..1.
        witness: The sentence.
    """

    share: float
    witness: Witness
    quantifier: Quantifier

    @property
    def said(self) -> str:
        """It as the source has it."""
        return self.witness.text.text[self.quantifier.start : self.quantifier.end]

    @property
    def with_next(self) -> str:
        """It with the word behind it."""
        behind = re.match(r"\s+\S+", self.witness.text.text[self.quantifier.end :])
        return (self.said + behind.group() if behind else self.said).rstrip(CLOSING)


def shifted(mine: Quantifier, sentences: Iterable[Witness]) -> SourceQuantifier | None:
    """Return the sources' best placed quantifier of the same thing that makes the claim's wrong.

    None where any one makes it fair: on the same step, or on a higher one. "Dozens" for "hundreds" is wrong
    both ways.
    """
    best: SourceQuantifier | None = None
    for witness in sentences:
        for theirs in witness.text.quantifiers:
            if theirs.scale != mine.scale or not _same_thing(mine, theirs):
                continue
            if theirs.step == mine.step or (theirs.step > mine.step and mine.scale != MAGNITUDES):
                return None
            share = share_of_surroundings(mine.around, theirs.around)
            if best is None or share > best.share:
                best = SourceQuantifier(share, witness, theirs)
    return best


def _same_thing(mine: Quantifier, theirs: Quantifier) -> bool:
    """Whether both are said of one noun; an adverb of frequency of one verb."""
    if mine.scale in {UNIQUENESS, FREQUENCIES}:
        return bool(mine.nouns[:1]) and mine.nouns[0] in theirs.nouns[:2]
    return bool(set(mine.nouns[:2]) & set(theirs.nouns[:2]))
