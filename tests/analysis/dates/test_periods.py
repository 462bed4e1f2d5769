"""Dates on the calendar: which days they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from analysed import analysed

from fidelity.analysis.dates.periods import resolve
from fidelity.analysis.dates.read import DateExpression

# A Friday.
DAY = dt.date(2026, 6, 26)


def one(text: str) -> DateExpression:
    (date,) = analysed(text).dates
    return date


RESOLVED = [
    ("26 June 2026", ("2026-06-26", "2026-06-26")),
    ("in June 2025", ("2025-06-01", "2025-06-30")),
    ("in 2019", ("2019-01-01", "2019-12-31")),
    ("the 1990s", ("1990-01-01", "1999-12-31")),
    ("yesterday", ("2026-06-25", "2026-06-25")),
    ("two weeks ago", ("2026-06-07", "2026-06-14")),
    ("last month", ("2026-05-01", "2026-05-31")),
    ("next year", ("2027-01-01", "2027-12-31")),
    ("this weekend", ("2026-06-26", "2026-06-28")),
    ("the third quarter of 2025", ("2025-07-01", "2025-09-30")),
]


@pytest.mark.parametrize(("text", "expected"), RESOLVED)
def test_a_date_resolves_to_days(text: str, expected: tuple[str, str]) -> None:
    (period,) = resolve(one(text), DAY)
    assert (period.start.isoformat(), period.end.isoformat()) == expected


def test_a_weekday_is_the_last_or_the_next() -> None:
    days = [period.start for period in resolve(one("on Monday"), DAY)]
    assert days == [dt.date(2026, 6, 22), dt.date(2026, 6, 29)]
    assert [period.start for period in resolve(one("on Friday"), DAY)] == [DAY, dt.date(2026, 7, 3)]
    assert all(period.start < DAY for period in resolve(one("last Friday"), DAY))


@pytest.mark.parametrize("text", ["yesterday", "on Monday", "June 26", "this week"])
def test_without_a_day_of_publication_nothing_relative_resolves(text: str) -> None:
    assert resolve(one(text), None) == ()


def test_impossible_days_resolve_to_nothing() -> None:
    assert resolve(one("30 February 2026"), DAY) == ()
    assert resolve(one("9000 years ago"), DAY) == ()
