"""What a quantity is: a number with its unit, its rounding and its kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["NOT_COMPARED", "OWN_KIND", "Bound", "Kind", "Quantity"]


class Kind(Enum):
    """What a number is; a CODE is part of a name ("A320", "24/7")."""

    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    MONEY = "money"
    MEASURE = "measure"
    AGE = "age"
    ORDINAL = "ordinal"
    SCORE = "score"
    LABEL = "label"
    YEAR = "year"
    DATE = "date"
    CLOCK = "clock"
    CODE = "code"


# What is no quantity to compare.
NOT_COMPARED = frozenset({Kind.YEAR, Kind.DATE, Kind.CLOCK, Kind.CODE})
# These stand for none but their own kind.
OWN_KIND = frozenset({Kind.AGE, Kind.ORDINAL, Kind.SCORE, Kind.LABEL})


class Bound(Enum):
    """How a number is rounded: "about 35", "nearly 35", "more than 35", "up to 35"."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `start:end` of its text, scale words included, unit left out.

    Attributes:
        low, high: Its value as written; they differ for a range ("5 to 7") and a score ("3-2").
        dimension: "share", "points", "money_dollar", "measure_length" ...; empty for a plain count,
            "?" where the unit may be several ("pounds", "points").
        factor: What one unit is in the dimension's base unit (0.01 for a percent).
        unit: Where the unit stands, if there is one.
        nouns: Stems of the next few content words: one of them is what is counted.
        readings: Other values that the same characters may have.
    """

    low: float
    high: float
    start: int
    end: int
    kind: Kind
    dimension: str = ""
    factor: float = 1.0
    unit: tuple[int, int] | None = None
    nouns: tuple[str, ...] = ()
    bound: Bound = Bound.EXACT
    readings: tuple[float, ...] = ()
    spelled: bool = False

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a "one" that mostly counts nothing: "one of them", "one day"."""
        return self.spelled and self.low <= 1 and self.kind in {Kind.COUNT, Kind.MEASURE}

    def is_small(self, most: float) -> bool:
        """Whether it is a plain count or place in a row of at most `most`."""
        return self.kind in {Kind.COUNT, Kind.ORDINAL} and not self.dimension and self.high <= most

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what it counts or measures."""
        return not (self.nouns or self.dimension)

    @property
    def whole(self) -> tuple[int, int]:
        """Its place, the unit included."""
        spans = [(self.start, self.end), *([self.unit] if self.unit else [])]
        return min(start for start, _ in spans), max(end for _, end in spans)
