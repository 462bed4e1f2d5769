"""Words for how many, how great, how often and how single, each on a step of its scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.quantities.context import Surroundings, surroundings
from fidelity.analysis.quantities.neighbours import counted
from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["FREQUENCIES", "MAGNITUDES", "UNIQUENESS", "Quantifier", "quantifiers"]

MAGNITUDES, FREQUENCIES, UNIQUENESS = "magnitudes", "frequencies", "uniqueness"
# A negator that takes a quantifier back ends within this many characters before it.
REACH = 20


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A quantifier at `start:end` of its sentence, on `step` of its scale.

    Attributes:
        step: From 0, the weakest.
        nouns: Stems of the next few content words: one of the first is what it is said of.
    """

    scale: str
    step: int
    start: int
    end: int
    nouns: tuple[str, ...]
    around: Surroundings


def quantifiers(text: AnalysedText) -> tuple[Quantifier, ...]:
    """Return the quantifiers of `text`, scale by scale; negated ones and those of nothing are left out."""
    lists = text.lexicon.quantifiers
    if lists is None:
        return ()
    every = []
    for name, scale in lists.scales.items():
        for match in scale.pattern.finditer(text.text):
            nouns = counted(text, match.end())
            before = words(text.text[max(0, match.start() - REACH) : match.start()])[-1:]
            if not nouns or (before and before[0].key in lists.negators):
                continue
            step = scale.steps[" ".join(match.group().lower().split())]
            around = surroundings(text, match.start(), match.end())
            every.append(Quantifier(name, step, *match.span(), nouns, around))
    return tuple(every)
