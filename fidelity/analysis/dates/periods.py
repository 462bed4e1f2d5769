"""What dates mean on the calendar: which days."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from fidelity.analysis.dates.read import DateExpression, TimeKind, Unit

__all__ = ["Period", "resolve"]

# A season's first month in the north, by number from spring; and its days behind the first.
SEASONS = (3, 6, 9, 12)
SEASON = dt.timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; `unit` is how fine the expression was."""

    start: dt.date
    end: dt.date
    unit: Unit

    def contains(self, other: Period) -> bool:
        """Whether every day of the other is one of this."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period, slack: dt.timedelta = dt.timedelta()) -> bool:
        """Whether the two share a day, or are at most `slack` apart."""
        return self.start <= other.end + slack and other.start <= self.end + slack


def resolve(expression: DateExpression, published: dt.date | None) -> tuple[Period, ...]:
    """Return the days that a date may mean in a text of that day; more than one where it is open.

    "On Monday" is the one before or the one to come. Empty where it needs a day of publication that
    is not known, where it has no year, and for what is no date.
    """
    if expression.kind is not TimeKind.DATE:
        return ()
    try:
        if expression.offset is not None:
            return _relative(expression, published) if published else ()
        if expression.years is None:
            return _nearest(expression, published) if published else ()
        return tuple(_absolute(expression, *expression.years))
    except (ValueError, OverflowError):
        return ()


def _relative(expression: DateExpression, published: dt.date) -> tuple[Period, ...]:
    offset = expression.offset or 0
    if expression.weekday is not None:
        return _weekdays(expression.weekday, offset, published)
    if expression.month is not None:
        year = published.year + offset
        years = (year, year) if offset == 0 else (min(year, published.year), max(year, published.year))
        return tuple(_month(number, expression.month) for number in sorted(set(years)))
    if expression.season is not None:
        return tuple(_season(published.year + step, expression.season) for step in {0, offset})
    return (_whole(expression.unit or Unit.DAY, offset, published),)


def _whole(unit: Unit, offset: int, published: dt.date) -> Period:
    """Return the day, week, weekend, month, quarter or year that lies `offset` of them away."""
    if unit is Unit.DAY:
        day = published + dt.timedelta(days=offset)
        return Period(day, day, unit)
    if unit in {Unit.WEEK, Unit.WEEKEND}:
        monday = published + dt.timedelta(days=7 * offset - published.weekday())
        first = monday + dt.timedelta(days=4 if unit is Unit.WEEKEND else -1)
        # Weeks begin on Sunday in one country and on Monday in another: both are in.
        return Period(first, monday + dt.timedelta(days=6), unit)
    if unit is Unit.YEAR:
        return _year(published.year + offset)
    months = published.year * 12 + published.month - 1 + offset * (3 if unit is Unit.QUARTER else 1)
    if unit is Unit.QUARTER:
        return _quarter(months // 12, months % 12 // 3 + 1)
    return _month(months // 12, months % 12 + 1)


def _weekdays(weekday: int, offset: int, published: dt.date) -> tuple[Period, ...]:
    """Return the days that "this", "last" or "next Monday" may mean: writers differ by a week."""
    back = (published.weekday() - weekday) % 7
    before = -(back or 7)
    steps = {-1: (before, before - 7), 1: (7 - back, 14 - back)}.get(offset, (-back, 7 - back))
    days = [published + dt.timedelta(days=step) for step in steps]
    return tuple(Period(day, day, Unit.DAY) for day in days)


def _nearest(expression: DateExpression, published: dt.date) -> tuple[Period, ...]:
    """Return what a date without a year may mean: the last and the next of its kind."""
    if expression.weekday is not None and expression.month is None:
        return _weekdays(expression.weekday, 0, published)
    return tuple(
        period
        for year in (published.year - 1, published.year, published.year + 1)
        for period in _absolute(expression, year, year)
    )


def _absolute(expression: DateExpression, first: int, last: int) -> list[Period]:
    if expression.month is not None and expression.days is not None:
        start, end = (dt.date(first, expression.month, day) for day in expression.days)
        return [Period(start, end, Unit.DAY)]
    if expression.month is not None:
        return [_month(first, expression.month)]
    if expression.quarter is not None:
        return [_quarter(first, expression.quarter)]
    if expression.season is not None:
        return [_season(first, expression.season)]
    return [Period(_year(first).start, _year(last).end, Unit.YEAR)]


def _year(year: int) -> Period:
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), Unit.YEAR)


def _quarter(year: int, quarter: int) -> Period:
    first, last = _month(year, 3 * quarter - 2), _month(year, 3 * quarter)
    return Period(first.start, last.end, Unit.QUARTER)


def _season(year: int, season: int) -> Period:
    start = dt.date(year, SEASONS[season - 1], 1)
    return Period(start, start + SEASON, Unit.QUARTER)


def _month(year: int, month: int) -> Period:
    last = calendar.monthrange(year, month)[1]
    return Period(dt.date(year, month, 1), dt.date(year, month, last), Unit.MONTH)
