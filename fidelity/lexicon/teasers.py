"""Teasers: the words of a link to the rest of a text."""

from __future__ import annotations

from dataclasses import dataclass

from fidelity.lexicon.cues import Cues

__all__ = ["Teasers"]


@dataclass(frozen=True, slots=True)
class Teasers:
    """How a teaser ends.

    Attributes:
        ends: The words of the link.
    """

    ends: Cues
