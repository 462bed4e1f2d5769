"""Whether two dates can both hold."""

from __future__ import annotations

import datetime as dt

import pytest
from analysed import analysed

from fidelity.analysis.dates.agree import Agreement, Likeness, agreement, likeness
from fidelity.analysis.dates.read import DateExpression

# A Friday.
DAY = dt.date(2026, 6, 26)


def one(text: str) -> DateExpression:
    (date,) = analysed(text).dates
    return date


AGREEMENTS = [
    ("on Monday", "on Monday night", Agreement.SAME),
    ("on Monday", "on Tuesday", Agreement.DIFFERENT),
    ("in June", "on 26 June", Agreement.SAME),
    ("on 26 June", "in June", Agreement.OPEN),
    ("on 26 June", "on 27 June", Agreement.DIFFERENT),
    ("in 1994", "in the 1990s", Agreement.SAME),
    ("this week", "on Tuesday", Agreement.SAME),
    ("yesterday", "on Wednesday", Agreement.DIFFERENT),
    ("last week", "next week", Agreement.DIFFERENT),
    ("two weeks", "14 days", Agreement.SAME),
    ("three years", "about 35 months", Agreement.SAME),
    ("three days", "eleven days", Agreement.DIFFERENT),
    ("three days", "three weeks", Agreement.DIFFERENT),
    ("three weeks", "41 years", Agreement.OPEN),
    ("at 10 a.m.", "at 10:00", Agreement.SAME),
    ("at 10 a.m.", "at 10 p.m.", Agreement.DIFFERENT),
    ("at 8 p.m. ET", "at 1 a.m. GMT", Agreement.OPEN),
    ("at 10 a.m.", "ten days", Agreement.OPEN),
]


@pytest.mark.parametrize(("mine", "theirs", "expected"), AGREEMENTS)
def test_two_dates_of_one_day(mine: str, theirs: str, expected: Agreement) -> None:
    assert agreement(one(mine), one(theirs), DAY, DAY) is expected


def test_relative_dates_count_from_their_own_text() -> None:
    before = DAY - dt.timedelta(days=1)
    assert agreement(one("yesterday"), one("today"), DAY, before) is Agreement.SAME
    assert agreement(one("yesterday"), one("today"), DAY, DAY) is Agreement.DIFFERENT
    # Nobody knows how many days lie between the two texts; but the story comes after its source.
    assert agreement(one("yesterday"), one("today")) is Agreement.OPEN
    assert agreement(one("tomorrow"), one("today")) is Agreement.DIFFERENT


def test_the_same_word_a_day_later_may_be_another_time_zone() -> None:
    before = DAY - dt.timedelta(days=1)
    assert agreement(one("today"), one("today"), DAY, before) is Agreement.OPEN


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("17 March 2017", "17 May 2017", Likeness.VERSION),
        ("three weeks", "three months", Likeness.VERSION),
        ("on Monday", "on Tuesday", Likeness.FORM),
        ("26 June", "in October 2013", Likeness.NONE),
    ],
)
def test_dates_that_differ_are_more_or_less_alike(mine: str, theirs: str, expected: Likeness) -> None:
    assert likeness(one(mine), one(theirs)) is expected
