"""Dates of a text: where they stand and what they say."""

from __future__ import annotations

import time

import pytest
from analysed import analysed

from fidelity.analysis.dates.read import DateExpression, TimeKind, Unit


def found(text: str) -> list[str]:
    return [text[date.start : date.end] for date in analysed(text).dates]


def one(text: str) -> DateExpression:
    (date,) = analysed(text).dates
    return date


EXPRESSIONS = [
    ("It opened on 26 June 2026.", ["26 June 2026"]),
    ("It opened on June 26.", ["June 26"]),
    ("It opened on Friday, June 26, 2026, at noon.", ["Friday, June 26, 2026", "noon"]),
    ("The file of 2026-06-26 names 26/06/2026.", ["2026-06-26", "26/06/2026"]),
    ("In June 2026 and in May, and in 2025.", ["June 2026", "May", "2025"]),
    ("The mills of the late 1990s closed by mid-June.", ["late 1990s", "mid-June"]),
    ("On Monday night, or last Monday.", ["Monday night", "last Monday"]),
    ("Yesterday, today, this week and last month.", ["Yesterday", "today", "this week", "last month"]),
    ("It sank two days ago and sails next year.", ["two days ago", "next year"]),
    ("Earlier this week it rained for three days.", ["Earlier this week", "three days"]),
    ("An eleven-day strike, a two-year deal.", ["eleven-day", "two-year"]),
    ("Two and a half years, or six to eight weeks.", ["Two and a half years", "six to eight weeks"]),
    ("The 42-year-old baker.", ["42-year-old"]),
    (
        "At 10 a.m. or 10:30 pm GMT, at 14:30 or ten o'clock.",
        ["10 a.m.", "10:30 pm GMT", "14:30", "ten o'clock"],
    ),
    ("The third quarter of 2025, Q4 and summer 2024.", ["third quarter of 2025", "Q4", "summer 2024"]),
    ("The 2007-08 season, the war of 1536–1538.", ["2007-08", "1536–1538"]),
]

NONE = [
    "Some 2000 people may march.",
    "It cost $2000 and 1,999 crowns.",
    "One day he will sail.",
    "The 2,015 boats raced 10:1.",
    "This may be so.",
    "She sold 1500 boats.",
    "May she win.",
]


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS)
def test_each_expression_has_its_place(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text) == []


def test_a_number_with_two_readings_keeps_its_year_alone() -> None:
    date = one("on 03/04/2026")
    assert (date.years, date.month, date.days) == ((2026, 2026), None, None)


def test_units_and_kinds() -> None:
    assert one("last week").unit is Unit.WEEK
    assert one("42-year-old").kind is TimeKind.AGE
    assert one("more than three days").rough


@pytest.mark.parametrize(
    "piece", ["12 ", "may ", "1-", "10:", "last ", "two and a half ", "the end of ", "June 1, "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    start = time.perf_counter()
    found(piece * (20_000 // len(piece)))
    assert time.perf_counter() - start < 2
