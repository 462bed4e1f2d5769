"""The dates of a text: days, months, years, weekdays, "last week", lengths of time, times of day.

Where each stands and what it says, field by field; what it means on a calendar is `periods.py`.
Why not a library: docs/decisions/0007-dates.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fidelity.analysis.dates.grammar import Grammar, grammar

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["DateExpression", "TimeKind", "Unit", "dates"]

DAY = 1440
# A word right behind a number.
NOUN = re.compile(r"[ -]([^\W\d_]{2,30})\b")


class TimeKind(StrEnum):
    """What sort of statement about time an expression makes. Only like is compared with like."""

    DATE = "date"
    DURATION = "duration"
    AGE = "age"
    CLOCK = "clock"


class Unit(StrEnum):
    """How the calendar counts a relative date; `Dates.periods` numbers them from 1."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date at `start:end` of its text; None for what it leaves open. Ranges are inclusive.

    Attributes:
        years: First and last year ("the 1990s" is 1990 to 1999).
        month: 1..12.
        days: First and last day of the month ("June 3-5").
        weekday: 0..6 from Monday.
        season: 1..4 from spring. quarter: 1..4.
        offset: Units from the day of writing ("last week" -1); `unit` says which.
        amounts: Least and greatest length in minutes (DURATION, AGE), or minute of the day (CLOCK).
        minutes: How long the unit of a length of time is. count: How many of them.
        rough: Whether the amount is said to be a rough one ("about", "more than").
        half_day: Whether a clock time does not say which half of the day.
        part: "early", "middle" or "late".
        zone: The time zone that is named, in lower case.
    """

    start: int
    end: int
    kind: TimeKind
    years: tuple[int, int] | None = None
    month: int | None = None
    days: tuple[int, int] | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    offset: int | None = None
    unit: Unit | None = None
    amounts: tuple[float, float] | None = None
    minutes: float | None = None
    count: float | None = None
    rough: bool = False
    half_day: bool = False
    part: str = ""
    zone: str = ""


def dates(analysed: AnalysedText) -> tuple[DateExpression, ...]:
    """Return the date expressions of a text in order; none overlaps another.

    Empty for a language without the lists of dates.
    """
    text, rules = analysed.text, grammar(analysed.lexicon)
    if rules is None or not rules.hint.search(text):
        return ()
    told: list[DateExpression] = []
    taken = bytearray(len(text))
    for name, pattern in rules.patterns:
        read = READERS[name]
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            expression = read(match, rules)
            if expression is not None:
                told.append(expression)
                taken[start:end] = b"\1" * (end - start)
    return tuple(sorted(told, key=lambda expression: expression.start))


def _calendar(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    """Read a date by its parts, whichever of them the pattern has."""
    parts = rules.fields(match)
    month = _month(parts, rules)
    if not _is_month(parts, rules):
        return None
    days = _days(parts)
    if (days and not 1 <= days[0] <= days[1] <= 31) or (month is not None and not 1 <= month <= 12):
        return None
    return DateExpression(
        *match.span(),
        TimeKind.DATE,
        years=_years(parts),
        month=month,
        days=days,
        weekday=_value(parts.get("weekday"), rules.weekdays),
        season=_value(parts.get("season"), rules.lists.seasons),
        quarter=_value(parts.get("quarter"), rules.quarters),
        part=rules.part_of(parts.get("part")),
    )


def _numeric(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    """Read "26/06/2026"; where day and month cannot be told apart, the year alone is known."""
    one, two = int(match["one"]), int(match["two"])
    years = (int(match["year"]), int(match["year"]))
    if one == two or one > 12 >= two:
        day, month = one, two
    elif two > 12 >= one:
        day, month = two, one
    elif max(one, two) <= 12:
        return DateExpression(*match.span(), TimeKind.DATE, years=years)
    else:
        return None
    del rules
    return DateExpression(*match.span(), TimeKind.DATE, years=years, month=month, days=(day, day))


def _cued(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    """Read a month alone where a word before it says that it is one ("in May", "since June")."""
    cued = match["part"] or rules.follows(match, rules.before_month)
    if not match["month"][0].isupper() or not cued:
        return None
    return _calendar(match, rules)


def _year(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    """Read four digits as a year where nothing says that they count something."""
    text = match.string
    noun = NOUN.match(text, match.end())
    if noun and noun.group(1).islower() and noun.group(1) not in rules.stopwords and not match["last"]:
        cued = rules.follows(match, rules.before_year)
        amount = int(match["year"]) % 50 == 0
        if noun.group(1) not in rules.lists.dated_nouns and (amount or not cued):
            return None
    return _calendar(match, rules)


def _relative(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    """Read "last week", "this June", "next Monday", "earlier this month"."""
    parts = rules.fields(match)
    if rules.follows(match, rules.definite) or not _is_month(parts, rules):
        return None
    word = parts["relation"].casefold()
    unit = parts.get("unit")
    return DateExpression(
        *match.span(),
        TimeKind.DATE,
        month=_month(parts, rules),
        weekday=_value(parts.get("weekday"), rules.weekdays),
        season=_value(parts.get("season"), rules.lists.seasons),
        offset=rules.lists.relation[word],
        unit=list(Unit)[rules.lists.periods[unit.casefold()] - 1] if unit else None,
        part=rules.part_of(parts.get("part")),
    )


def _deictic(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    offset = rules.lists.deictic[" ".join(match.group().casefold().split())]
    return DateExpression(*match.span(), TimeKind.DATE, offset=offset, unit=Unit.DAY)


def _ago(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    """Read "two days ago"; hours and minutes ago are lengths of time."""
    amount = rules.number(match["amount"])
    minutes = rules.lists.unit_minutes[match["unit"].casefold()]
    spans = {DAY: Unit.DAY, 10080: Unit.WEEK, 43829.1: Unit.MONTH, 525949.2: Unit.YEAR}
    rough = rules.follows(match, rules.roughly)
    if minutes not in spans or amount != int(amount):
        return DateExpression(
            *match.span(), TimeKind.DURATION, amounts=(amount * minutes, amount * minutes),
            minutes=minutes, count=amount, rough=rough,
        )  # fmt: skip
    return DateExpression(*match.span(), TimeKind.DATE, offset=-int(amount), unit=spans[minutes], rough=rough)


def _length(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    """Read "three days", "two to four weeks", "eleven-day", "two and a half years", "42-year-old"."""
    parts = rules.fields(match)
    low = rules.number(match["amount"])
    if low == 1 and parts["amount"].isalpha() and rules.lists.unit_minutes[parts["unit"].casefold()] == DAY:
        return None  # "one day" is "some day"
    high = rules.number(parts["upto"]) if parts.get("upto") else low
    more = 0.5 if parts.get("half") else 0.0
    minutes = rules.lists.unit_minutes[match["unit"].casefold()]
    return DateExpression(
        *match.span(),
        TimeKind.AGE if parts.get("old") else TimeKind.DURATION,
        amounts=((min(low, high) + more) * minutes, (max(low, high) + more) * minutes),
        minutes=minutes,
        count=low + more,
        rough=rules.follows(match, rules.roughly) or rules.precedes(match, rules.roughly),
    )


def _clock(match: re.Match[str], rules: Grammar) -> DateExpression | None:
    parts = rules.fields(match)
    if parts.get("word"):
        minute: float = rules.lists.times_of_day[parts["word"].casefold()]
        return DateExpression(*match.span(), TimeKind.CLOCK, amounts=(minute, minute))
    hour, minutes = rules.number(parts["hour"]), int(parts.get("minute") or 0)
    half = (parts.get("half_day") or "").casefold().replace(" ", "").rstrip(".")
    zone = " ".join((parts.get("zone") or "").casefold().split())
    bare = not half and not zone and not parts.get("oclock")
    if hour > 24 or minutes > 59 or (half and not 1 <= hour <= 12):
        return None
    if bare and not rules.follows(match, rules.before_clock):
        return None
    if half:
        hour = hour % 12 + (12 if half in rules.lists.evening else 0)
    minute = hour * 60 + minutes
    return DateExpression(
        *match.span(), TimeKind.CLOCK, amounts=(minute, minute), half_day=not half and hour <= 12, zone=zone
    )


READERS = {
    "iso": _calendar,
    "numeric": _numeric,
    "day_first": _calendar,
    "month_first": _calendar,
    "month_year": _calendar,
    "deictic": _deictic,
    "relative": _relative,
    "ago": _ago,
    "age": _length,
    "clock": _clock,
    "length": _length,
    "quarter": _calendar,
    "season": _calendar,
    "decade": _calendar,
    "weekday": _calendar,
    "month": _cued,
    "year": _year,
}


def _is_month(parts: dict[str, str], rules: Grammar) -> bool:
    """Whether the month, if there is one, is not the verb or adverb of the same letters."""
    name = parts.get("month", "")
    dated = "day" in parts or "year" in parts
    return dated or not name.islower() or name.rstrip(".") not in rules.lists.ambiguous_months


def _month(parts: dict[str, str], rules: Grammar) -> int | None:
    name = parts.get("month")
    if name is None:
        return None
    return int(name) if name.isdigit() else _value(name, rules.lists.months)


def _days(parts: dict[str, str]) -> tuple[int, int] | None:
    day = parts.get("day")
    if not day:
        return None
    return int(day), int(parts.get("last_day") or day)


def _years(parts: dict[str, str]) -> tuple[int, int] | None:
    """Return the years of "1994", "the 1990s" and "2007-08"."""
    if parts.get("decade"):
        first = int(parts["decade"])
        return first, first + (99 if first % 100 == 0 and first < 2000 else 9)
    year = parts.get("year")
    if not year:
        return None
    last = parts.get("last") or year
    return int(year), max(int(year), int(year[: 4 - len(last)] + last))


def _value(name: str | None, table: Mapping[str, int]) -> int | None:
    return table[name.casefold().rstrip(".")] if name else None
