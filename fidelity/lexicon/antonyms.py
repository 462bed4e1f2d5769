"""Antonyms: words that cannot both hold of one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

__all__ = ["Antonyms"]


@dataclass(frozen=True)
class Antonyms:
    """Opposites.

    Attributes:
        pairs: Stems of words, two and two.
    """

    pairs: tuple[tuple[str, ...], ...]

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[str, ...]]:
        """The opposites of each, in the order of the pairs."""
        table: dict[str, tuple[str, ...]] = {}
        for left, right in self.pairs:
            table[left] = (*table.get(left, ()), right)
            table[right] = (*table.get(right, ()), left)
        return MappingProxyType(table)
