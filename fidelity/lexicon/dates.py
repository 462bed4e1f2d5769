"""The words of dates, lengths of time and times of day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fidelity.lexicon.cues import Cues

__all__ = ["Dates"]


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """What `dates.toml` holds; every word in lower case.

    Attributes:
        ambiguous_months: Months that are other words too.
        before_month, before_year, before_clock: What stands before one that is a date.
        dated_nouns: What a year may stand before ("the 2020 season"); before others it is an amount.
        early, middle, late: Phrases for a part of a month or year.
        ordinal: Endings of the day of a month. of: What may stand between its day and it.
        day_part: What may stand behind a weekday.
        ago, old, half, single: What makes of a length of time a date, an age, half as much more, one.
        units, units_plural: Units that a slip puts for one another, in the same order.
        to: What stands between the ends of a range.
        morning, evening, oclock, zones: What stands behind an hour.
        quarter: What stands behind the number of a quarter.
        roughly: What makes a length of time a rough one.
        definite: Before these "last year" is a length of time.
        published, updated: Keys of a byline.
        months: 1..12. weekdays: 0..6 from Monday; `short_weekdays` count before a date only.
        deictic: Days from the day of writing. relation: How many units away.
        periods: 1..6, as the members of `Unit` stand. unit_minutes: How long a unit of time is.
        seasons: 1..4 from spring. quarters: 1..4. times_of_day: Minute of the day.
    """

    ambiguous_months: frozenset[str]
    before_month: tuple[str, ...]
    before_year: tuple[str, ...]
    before_clock: tuple[str, ...]
    dated_nouns: frozenset[str]
    early: tuple[str, ...]
    middle: tuple[str, ...]
    late: tuple[str, ...]
    ordinal: tuple[str, ...]
    of: tuple[str, ...]
    day_part: tuple[str, ...]
    ago: tuple[str, ...]
    old: tuple[str, ...]
    half: tuple[str, ...]
    single: tuple[str, ...]
    units: tuple[str, ...]
    units_plural: tuple[str, ...]
    to: tuple[str, ...]
    morning: tuple[str, ...]
    evening: frozenset[str]
    oclock: tuple[str, ...]
    zones: tuple[str, ...]
    quarter: tuple[str, ...]
    roughly: Cues
    definite: tuple[str, ...]
    published: Cues
    updated: Cues
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    deictic: Mapping[str, int]
    relation: Mapping[str, int]
    periods: Mapping[str, int]
    unit_minutes: Mapping[str, float]
    seasons: Mapping[str, int]
    quarters: Mapping[str, int]
    times_of_day: Mapping[str, int]
