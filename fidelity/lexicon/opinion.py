"""Judgements that news prose leaves to named people."""

from __future__ import annotations

from dataclasses import dataclass

from fidelity.lexicon.cues import Cues

__all__ = ["Opinion"]


@dataclass(frozen=True)
class Opinion:
    """Words and phrases that do nothing but judge.

    Attributes:
        adverbs: "sadly".
        judgements: Predicates and nouns ("a disgrace").
        demands: What ought to be, said by the writer.
        attributed: What makes of it somebody's view, which is reported.
    """

    adverbs: Cues
    judgements: Cues
    demands: Cues
    attributed: Cues
