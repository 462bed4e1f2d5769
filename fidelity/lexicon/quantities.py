"""The words around a number that say what kind of number it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

__all__ = ["Quantities", "Ranges", "Rounding"]


@dataclass(frozen=True)
class Ranges:
    """What stands around the two ends of a range.

    Attributes:
        to: Between the ends.
        between: In front of the first: makes a range of any word of `to`.
        opening: In front of the first: takes the range back ("from 5 to 7" may be a change).
    """

    to: frozenset[str]
    between: frozenset[str]
    opening: frozenset[str]


@dataclass(frozen=True)
class Rounding:
    """How a number is rounded: phrases by the value of `Bound` that they stand for.

    Attributes:
        before: In front of the number.
        behind: Behind it and its unit.
    """

    before: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, tuple[str, ...]]

    @cached_property
    def by_phrase(self) -> Mapping[str, str]:
        """The name of the bound by the phrase in front of a number."""
        return MappingProxyType({phrase: name for name, phrases in self.before.items() for phrase in phrases})


@dataclass(frozen=True)
class Quantities:
    """What stands around a number.

    Attributes:
        within: Function words between a number and what it counts ("35 of the countries").
        aged: In front of an age.
        old: Behind an age and its unit.
        clock: Behind a time of day.
        number_sign: In front of a number that is a name ("No. 1").
        before_year: In front of four digits that are a year, even where a plural noun is behind them.
        people: Plural nouns without an s that are counted.
        lost_signs: What a bad conversion of character sets has made of a currency sign.
        ranges: Around the ends of a range.
        rounding: How a number is rounded.
    """

    within: frozenset[str]
    aged: tuple[str, ...]
    old: tuple[str, ...]
    clock: frozenset[str]
    number_sign: frozenset[str]
    before_year: frozenset[str]
    people: frozenset[str]
    lost_signs: frozenset[str]
    ranges: Ranges
    rounding: Rounding
