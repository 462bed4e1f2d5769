"""Furniture: page text that states nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Furniture"]


@dataclass(frozen=True)
class Furniture:
    """Page text.

    Attributes:
        longest: A longer block (characters) is never furniture.
        patterns: Regular expressions for a block, from its start.
    """

    longest: int
    patterns: tuple[str, ...]

    @cached_property
    def compiled(self) -> tuple[re.Pattern[str], ...]:
        """The patterns, in order; case is ignored."""
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.patterns)
