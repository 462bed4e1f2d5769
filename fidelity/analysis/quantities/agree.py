"""Whether two quantities say the same: units, rounding both ways, ranges, trivial conversions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import combinations

from fidelity.analysis.quantities.quantity import Bound, Kind, Quantity

__all__ = ["agrees", "derivable", "same_noun", "same_unit", "same_value", "significant", "summed"]

# The distances here are our own, set by reading findings of F301; benchmarks/results/rules.json says how
# often those that they let through are right.
#
# Two equal numbers may differ by this share, as floating-point numbers do.
EXACT = 1e-6
# How far a rounded number may be from what it stands for, by how it is rounded: from, to (ratios).
REACH = {
    Bound.EXACT: (1.0, 1.0),
    Bound.ABOUT: (0.87, 1.15),
    Bound.NEARLY: (0.85, 1.02),
    Bound.MORE: (0.999, 1.6),
    Bound.LESS: (0.6, 1.001),
}
# A range this narrow (ratio of its ends) may stand for one number within it.
NARROW = 1.5
# "A third" may stand for 31 or 36 percent.
FRACTION = 0.04
# Between units of one dimension: a month is no whole number of weeks, a mile is rarely 1.609 km.
CONVERTED = {"measure_time": 0.09}
OTHERWISE_CONVERTED = 0.03
# A number that is cut off or rounded (1.2 for 1.234) may be off by this share of the other, and by this much
# more where that is below ten.
CUT, CUT_BELOW_TEN = 0.05, 0.5
# How far the claim may be from a number that the source rounds: where the claim does not, where it does.
VAGUE, BOTH_VAGUE = 0.03, 0.1
# How far a number that the claim computed may be from the exact result.
COMPUTED = 0.006


def agrees(mine: Quantity, theirs: Quantity) -> bool:
    """Whether the source's quantity makes the claim's fair, in unit and in value."""
    return same_unit(mine, theirs) and same_value(mine, theirs)


def same_unit(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two quantities can be of the same thing: shares are no counts, dollars no euros."""
    left, right = mine.dimension, theirs.dimension
    if left == right or "?" in {left, right} or Kind.ORDINAL in {mine.kind, theirs.kind}:
        return True
    if Kind.AGE in {mine.kind, theirs.kind}:
        other = theirs if mine.kind is Kind.AGE else mine
        return (
            other.kind is Kind.AGE
            or other.dimension == "measure_time"
            or not (other.nouns or other.dimension)
        )
    if left and right:
        return False
    # A unit may be left out where nothing else is counted: "from 5% to 7".
    bare = theirs if left else mine
    return not bare.nouns


def same_noun(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two quantities of one kind count the same thing: one's first noun is among the other's two."""
    if mine.kind is not theirs.kind:
        return False
    ours, others = mine.nouns, theirs.nouns
    return bool(set(ours[:1]) & set(others[:2]) or set(ours[:2]) & set(others[:1]))


def same_value(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two quantities are equal, or one is the other rounded or converted; units aside."""
    if mine.kind is Kind.SCORE or theirs.kind is Kind.SCORE:
        return _same_score(mine, theirs)
    if mine.is_range and theirs.is_range:
        return _near(mine.low, theirs.low, mine, theirs) and _near(mine.high, theirs.high, mine, theirs)
    if theirs.is_range:
        return theirs.low <= mine.low <= theirs.high or any(
            _near(mine.low, end, mine, theirs) for end in (theirs.low, theirs.high)
        )
    if mine.is_range:
        return mine.low <= theirs.low <= mine.high <= NARROW * mine.low
    return any(
        _near(value, other, mine, theirs)
        for value in (mine.low, *mine.readings)
        for other in (theirs.low, *theirs.readings)
    )


def _same_score(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two scores have the same ends; one beside a plain number is read as its two numbers."""
    ends, others = {mine.low, mine.high}, {theirs.low, theirs.high}
    if mine.kind is theirs.kind or (mine.is_range and theirs.is_range):
        return ends == others
    return not ends.isdisjoint(others) and not (mine.nouns or theirs.nouns)


def _near(value: float, other: float, mine: Quantity, theirs: Quantity) -> bool:
    """Whether a value of the claim is fair for one of the source: equal, converted, rounded or cut."""
    if mine.dimension == theirs.dimension and mine.factor != theirs.factor:
        value, other = value * mine.factor, other * theirs.factor
        reach = CONVERTED.get(mine.dimension, OTHERWISE_CONVERTED)
        if mine.dimension == "share":
            return abs(value - other) <= FRACTION or _rounded(value, other, mine.bound)
        return math.isclose(value, other, rel_tol=reach) or _rounded(value, other, mine.bound)
    if math.isclose(value, other, rel_tol=EXACT, abs_tol=1e-12):
        return True
    if mine.kind is Kind.SHARE and mine.factor == theirs.factor == 1.0:
        return abs(value - other) <= FRACTION / 2
    return _rounded(value, other, mine.bound) or _cut(value, other) or _both_vague(value, other, mine, theirs)


def _rounded(value: float, other: float, bound: Bound) -> bool:
    """Whether a number that is said to be rounded may stand for `other`."""
    if not value:
        return False
    low, high = REACH[bound]
    return bound is not Bound.EXACT and low <= other / value <= high


def _cut(value: float, other: float) -> bool:
    """Whether `value` is `other` with fewer digits, rounded or cut off: 1.2 for 1.234, 35 for 34.6."""
    digits = significant(value)
    if not value or not other or digits >= significant(other) or (digits < 2 and other >= 10):
        return False
    step = 10.0 ** (math.floor(math.log10(abs(other))) - digits + 1)
    off = abs(value - other)
    return off < step * (1 + EXACT) and off <= CUT * abs(other) + CUT_BELOW_TEN * (other < 10)


def _both_vague(value: float, other: float, mine: Quantity, theirs: Quantity) -> bool:
    """Whether the source is vague itself: "nearly 50" for a claim of 49, "over 25" for "over 24"."""
    reach = VAGUE if mine.bound is Bound.EXACT else BOTH_VAGUE
    return theirs.bound is not Bound.EXACT and abs(value - other) <= reach * abs(other)


def significant(value: float) -> int:
    """Return how many significant digits a number is written with, trailing zeros left out."""
    digits = f"{value:.12g}".partition("e")[0].replace(".", "").replace("-", "").strip("0")
    return max(1, len(digits))


def derivable(mine: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether the claim may have computed its number from two of `others`, rounded to its digits.

    A sum or difference of two amounts of its dimension, a length of time or an age between two
    years, the ratio or the change of two amounts.
    """
    known = [other for other in others if other.kind not in {Kind.CODE, Kind.CLOCK, Kind.DATE}]
    return any(
        math.isclose(mine.low, result, rel_tol=COMPUTED, abs_tol=1e-9)
        or _rounded(mine.low, result, mine.bound)
        for left, right in combinations(known, 2)
        for result in _results(mine, left, right)
    )


def summed(mine: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether the claim's number is the sum of two of `others`, one of which counts the same thing."""
    parts = [other for other in others if other.kind is mine.kind and other.dimension == mine.dimension]
    return any(
        math.isclose(mine.low * mine.factor, left.low * left.factor + right.low * right.factor, rel_tol=EXACT)
        and not {*left.nouns[:2], *right.nouns[:2]}.isdisjoint(mine.nouns[:2] or left.nouns[:2])
        for left, right in combinations(parts, 2)
        if min(left.low, right.low) > 1
    )


def _results(mine: Quantity, left: Quantity, right: Quantity) -> Iterator[float]:
    """Yield what may be computed from two quantities in the unit of `mine`."""
    if Kind.YEAR in {left.kind, right.kind}:
        if left.kind is right.kind and (mine.kind is Kind.AGE or mine.dimension == "measure_time"):
            yield abs(left.low - right.low)
        return
    if left.dimension != right.dimension or mine.kind in {Kind.AGE, Kind.SCORE, Kind.LABEL, Kind.ORDINAL}:
        return
    first, second = sorted((left.low * left.factor, right.low * right.factor))
    if left.dimension == mine.dimension or (mine.dimension == "points" and left.dimension == "share"):
        unit = mine.factor if left.dimension == mine.dimension else 0.01
        yield (second - first) / unit
        yield (first + second) / unit
    if mine.dimension == "share" and first > 0:
        yield first / second / mine.factor
        yield (second - first) / first / mine.factor
        yield (second - first) / second / mine.factor
