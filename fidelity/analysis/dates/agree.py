"""Whether two dates can both hold: what the second says makes of the first."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from fidelity.analysis.dates.periods import Period, resolve
from fidelity.analysis.dates.read import DateExpression, TimeKind, Unit

__all__ = ["Agreement", "Likeness", "agreement", "likeness"]

# Two lengths of time are the same within this share; a rough one within the other. Both, and the next two,
# set by reading findings of F304.
SAME, ROUGH = 0.04, 0.25
# Lengths of two units are compared where the longer is at most so many times the shorter.
ONE_SIZE = 2
# The source's words put a day later than the claim's do, by more units than lie between the two texts.
MUCH_LATER = 2
HALF_DAY = 720


class Agreement(Enum):
    """What the second of two dates makes of the first.

    SAME: it says as much. OPEN: they may both hold, but it says less, or nobody can tell.
    DIFFERENT: not both hold.
    """

    SAME = 1
    OPEN = 2
    DIFFERENT = 3


class Likeness(Enum):
    """How alike two dates that differ are said."""

    NONE = 0
    FORM = 1
    VERSION = 2


def agreement(
    one: DateExpression,
    other: DateExpression,
    one_published: dt.date | None = None,
    other_published: dt.date | None = None,
) -> Agreement:
    """Say whether two dates of two texts, each of its day, can be the same statement."""
    if one.kind is not other.kind:
        return Agreement.OPEN
    if one.kind is TimeKind.CLOCK:
        return _clocks(one, other)
    if one.kind is not TimeKind.DATE:
        return _lengths(one, other)
    if one.offset is None and other.offset is None:
        told = _fields(one, other)
        # "7 May" may be that of another year, whatever the days of publication suggest.
        if told is not Agreement.OPEN or likeness(one, other) is Likeness.VERSION:
            return told
    elif (one.offset is None) == (other.offset is None):
        told = _offsets(one, other, one_published, other_published)
        if told is not Agreement.OPEN:
            return told
    # The same words a day later may be another time zone's; other words mean another day.
    slack = dt.timedelta(days=_said(one) == _said(other))
    return _resolved(resolve(one, one_published), resolve(other, other_published), slack)


def _fields(one: DateExpression, other: DateExpression) -> Agreement:
    """Compare two dates of the calendar by what they say."""
    confirmed = said = True
    for mine, theirs in ((one.years, other.years), (one.days, other.days)):
        if mine and theirs and (mine[0] > theirs[1] or theirs[0] > mine[1]):
            return Agreement.DIFFERENT
        confirmed &= mine is None or theirs is not None
        said &= (mine is None) == (theirs is None)
    for left, right in zip(_names(one), _names(other), strict=True):
        if left is not None and right is not None and left != right:
            return Agreement.DIFFERENT
        confirmed &= left is None or right is not None
        said &= (left is None) == (right is None)
    if {one.part, other.part} == {"early", "late"} and said:
        return Agreement.DIFFERENT
    return Agreement.SAME if confirmed else Agreement.OPEN


def _names(date: DateExpression) -> tuple[int | None, ...]:
    return date.month, date.weekday, date.season, date.quarter


def likeness(one: DateExpression, other: DateExpression) -> Likeness:
    """Say how alike two dates that differ are said.

    VERSION: they have a part in common ("17 March 2017" and "17 May 2017", "three weeks" and "three
    months"). FORM: they have the same parts, or none in both. NONE: "26 June" and "October 2013".
    """
    if one.kind is not TimeKind.DATE:
        same = one.count is not None and one.count == other.count
        return Likeness.VERSION if same else Likeness.FORM
    if one.offset is not None or other.offset is not None:
        return Likeness.FORM
    mine, theirs = ((date.years, date.days, *_names(date)) for date in (one, other))
    both = [
        (left, right)
        for left, right in zip(mine, theirs, strict=True)
        if left is not None and right is not None
    ]
    if any(left == right for left, right in both):
        return Likeness.VERSION
    form = [part is None for part in mine] == [part is None for part in theirs]
    # With no part in both ("Monday", "24 June") it is the calendar that tells them apart.
    return Likeness.FORM if form or not both else Likeness.NONE


def _offsets(
    one: DateExpression,
    other: DateExpression,
    one_published: dt.date | None,
    other_published: dt.date | None,
) -> Agreement:
    """Compare "last week" and "next week": by the days they mean where both texts have a date.

    Without dates, the first text is the later one, by some days: what its words put later than the
    other's do cannot be right, and neither what they put much earlier.
    """
    if one.offset is None or other.offset is None or (one_published and other_published):
        return Agreement.OPEN
    named = [(entry.month, entry.weekday, entry.season) for entry in (one, other)]
    if named[0] != named[1]:
        same_kind = [left is None for left in named[0]] == [left is None for left in named[1]]
        return Agreement.DIFFERENT if same_kind else Agreement.OPEN
    if one.unit is not other.unit:
        return Agreement.OPEN
    if one.offset == other.offset:
        return Agreement.SAME
    if one.rough or other.rough:
        return Agreement.OPEN
    later = one.offset > other.offset
    far = one.offset * other.offset < 0 or one.unit is Unit.YEAR or other.offset - one.offset > MUCH_LATER
    return Agreement.DIFFERENT if later or far else Agreement.OPEN


def _said(date: DateExpression) -> tuple[object, ...]:
    return date.offset, date.unit, date.years, date.days, *_names(date)


def _resolved(mine: tuple[Period, ...], theirs: tuple[Period, ...], slack: dt.timedelta) -> Agreement:
    if not mine or not theirs:
        return Agreement.OPEN
    if any(period.contains(other) for period in mine for other in theirs):
        return Agreement.SAME
    if any(period.overlaps(other, slack) for period in mine for other in theirs):
        return Agreement.OPEN
    # A day and a year that miss each other are about two things more often than one is wrong.
    fine = {Unit.DAY, Unit.WEEK, Unit.WEEKEND}
    units = {period.unit for period in (*mine, *theirs)}
    return Agreement.DIFFERENT if len(units) == 1 or units <= fine else Agreement.OPEN


def _clocks(one: DateExpression, other: DateExpression) -> Agreement:
    if one.zone != other.zone and one.zone and other.zone:
        return Agreement.OPEN
    assert one.amounts is not None
    assert other.amounts is not None
    mine, theirs = one.amounts[0], other.amounts[0]
    if one.half_day or other.half_day:
        mine, theirs = mine % HALF_DAY, theirs % HALF_DAY
    return Agreement.SAME if mine % (2 * HALF_DAY) == theirs % (2 * HALF_DAY) else Agreement.DIFFERENT


def _lengths(one: DateExpression, other: DateExpression) -> Agreement:
    assert one.amounts is not None
    assert other.amounts is not None
    if one.count != other.count and one.minutes != other.minutes and not _near(one, other):
        return Agreement.OPEN  # "three weeks" and "41 years" are about two things
    slack = ROUGH if one.rough or other.rough else SAME
    apart = max(one.amounts[0] - other.amounts[1], other.amounts[0] - one.amounts[1])
    return Agreement.SAME if apart <= slack * max(one.amounts[1], other.amounts[1]) else Agreement.DIFFERENT


def _near(one: DateExpression, other: DateExpression) -> bool:
    """Whether two lengths of time are of one size: "35 months", "three years"."""
    assert one.amounts is not None
    assert other.amounts is not None
    return max(one.amounts[0], other.amounts[0]) <= ONE_SIZE * min(one.amounts[1], other.amounts[1])
