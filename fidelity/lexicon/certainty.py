"""How sure a text is: hedges by kind, boosters, and words with which a statement is no bare fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fidelity.lexicon.cues import Cues

__all__ = ["Certainty"]


@dataclass(frozen=True, slots=True)
class Certainty:
    """Words that say how sure a statement is.

    Attributes:
        kinds: Hedges that scope over the words behind them, by kind.
        strengths: How far each kind takes a statement from a fact, 0..1.
        guard: What says nothing of certainty alone, but leaves room.
        booster: What stresses how sure a statement is.
    """

    kinds: Mapping[str, Cues]
    strengths: Mapping[str, float]
    guard: Cues
    booster: Cues
