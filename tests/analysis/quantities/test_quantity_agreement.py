"""Which two quantities say the same, and which numbers may be computed from others."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.quantities.agree import agrees, derivable, significant
from fidelity.analysis.quantities.quantity import Quantity


def only(text: str) -> Quantity:
    (found,) = analysed(text).quantities
    return found


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("35 towns", "thirty-five towns", True),
        ("35 towns", "35 percent", False),
        ("about 35 tonnes", "34.6 tonnes", True),
        ("35 tonnes", "34.6 tonnes", True),
        ("more than 30 towns", "35 towns", True),
        ("nearly half of the voters", "48 percent of the voters", True),
        ("a third of the voters", "33 percent of the voters", True),
        ("a third of the voters", "43 percent of the voters", False),
        ("53 towns", "35 towns", False),
        ("1.2 billion crowns", "1.23 billion crowns", True),
        ("1.3 billion crowns", "1.23 billion crowns", False),
        ("5 percent", "5 percentage points", False),
        ("$5", "€5", False),
        ("two months", "eight weeks", True),
        ("24 months", "two years", True),
        ("5 km", "5 miles", False),
        ("8 km", "5 miles", True),
        ("5 to 7 boats", "5 to 9 boats", False),
        ("6 boats", "5 to 7 boats", True),
        ("they won 3-2", "they lost 2-3", True),
        ("they won 3-2", "they won 3-1", False),
        ("they drew 1-1", "a 1-1 draw with Northwick", True),
        ("a narrow 85 - 80 win", "they won 85-80", True),
        ("46 million boats", "46m boats", True),
        ("the 20th year", "20 years", True),
        ("over 25 boats", "more than two dozen boats", True),
    ],
)
def test_agreement(mine: str, theirs: str, same: bool) -> None:
    assert agrees(only(mine), only(theirs)) is same


@pytest.mark.parametrize(
    ("mine", "source", "possible"),
    [
        ("12 boats", "7 boats and 5 ferries", True),
        ("2 boats", "7 boats and 5 ferries", True),
        ("a 30-year-old mayor", "born in 1990, elected in 2020", True),
        ("50 percent", "5 boats of the 10 boats", True),
        ("13 boats", "7 boats and 5 ferries", False),
        ("16 percent", "up to $0.34 from $0.18", False),
    ],
)
def test_what_may_have_been_computed(mine: str, source: str, possible: bool) -> None:
    assert derivable(only(mine), analysed(source).quantities) is possible


def test_significant_digits() -> None:
    assert [significant(value) for value in (1200.0, 1.23, 35.0, 100.0, 0.25)] == [2, 3, 2, 1, 2]
