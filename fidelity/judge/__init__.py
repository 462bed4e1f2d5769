"""Alignments to calibrated probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fidelity.errors import ConfigError, nearest
from fidelity.judge.cascade import CascadeJudge

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["JUDGES", "CascadeJudge", "make_judge"]

JUDGES = ("default", "lexical")


def make_judge(spec: str, lexicon: Lexicon, *, semantic: bool) -> CascadeJudge:
    """Return the judge called `spec`. Raises ConfigError for an unknown one.

    Args:
        spec: "default" or "lexical" (never uses embeddings).
        lexicon: Of the story's language.
        semantic: Whether the alignments carry semantic scores.
    """
    if spec not in JUDGES:
        raise ConfigError(f"unknown judge {spec!r}{nearest(spec, JUDGES)}")
    return CascadeJudge.load(lexicon, semantic=semantic and spec == "default")
