"""Words of a statement that only its speaker can vouch for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

__all__ = ["Outlook"]


@dataclass(frozen=True)
class Outlook:
    """Words of forecast, advice and judgement."""

    forecast: frozenset[str]
    advice: frozenset[str]
    judgement: frozenset[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them."""
        return self.forecast | self.advice | self.judgement
