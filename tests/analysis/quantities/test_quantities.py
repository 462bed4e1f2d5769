"""Every quantity of a text: value, unit, rounding, kind and what is counted."""

from __future__ import annotations

import time

import pytest
from analysed import analysed

from fidelity.analysis.quantities.quantity import Bound, Kind, Quantity


def only(text: str) -> Quantity:
    (found,) = analysed(text).quantities
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35 towns", 35),
        ("thirty-five towns", 35),
        ("two hundred and five towns", 205),
        ("a dozen eggs", 12),
        ("half a dozen eggs", 6),
        ("two dozen eggs", 24),
        ("1,056 herring", 1056),
        ("1, 056 herring", 1056),
        ("1 056 herring", 1056),
        ("1.2 bn herring", 1.2e9),
        ("1,200 million herring", 1.2e9),
        ("3k herring", 3000),
        ("half a million herring", 500_000),
        ("three and a half pies", 3.5),
        ("one point two billion herring", 1.2e9),
        ("twenty-five thousand herring", 25_000),
        ("a hundred herring", 100),
        ("1. 5 pies", 1.5),
    ],
)
def test_values(text: str, value: float) -> None:
    assert only(text).low == only(text).high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "kind", "dimension"),
    [
        ("35 towns", Kind.COUNT, ""),
        ("35 percent", Kind.SHARE, "share"),
        ("35 per cent", Kind.SHARE, "share"),
        ("35%", Kind.SHARE, "share"),
        ("a third of the towns", Kind.SHARE, "share"),
        ("two-thirds", Kind.SHARE, "share"),
        ("nearly half of them", Kind.SHARE, "share"),
        ("5 percentage points", Kind.POINTS, "points"),
        ("$5m", Kind.MONEY, "money_dollar"),
        ("5 million US dollars", Kind.MONEY, "money_dollar"),
        ("£60", Kind.MONEY, "money_pound"),
        ("Rs 500", Kind.MONEY, "money_rupee"),
        ("USD 500", Kind.MONEY, "money_dollar"),
        ("40 euros", Kind.MONEY, "money_euro"),
        ("60 pounds", Kind.MEASURE, "?"),
        ("5 km", Kind.MEASURE, "measure_length"),
        ("a 60lb dog", Kind.MEASURE, "measure_weight"),
        ("two hours", Kind.MEASURE, "measure_time"),
        ("a 34-year-old baker", Kind.AGE, "measure_time"),
        ("a 34 - year - old baker", Kind.AGE, "measure_time"),
        ("the baker, aged nine,", Kind.AGE, ""),
        ("Tom Iversen, 38, said", Kind.AGE, ""),
        ("the 21st town", Kind.ORDINAL, ""),
        ("the third town", Kind.ORDINAL, ""),
        ("they won 3-2", Kind.SCORE, ""),
        ("under Article 50.", Kind.LABEL, ""),
        ("in 2015", Kind.YEAR, ""),
        ("on June 26", Kind.DATE, ""),
        ("on the 26th of June", Kind.DATE, ""),
        ("at 9am", Kind.CLOCK, ""),
        ("an A320", Kind.CODE, ""),
        ("an F-16 jet", Kind.CODE, ""),
        ("they won 3-0 in Euro", Kind.SCORE, ""),
        ("it carried 1700 sailors", Kind.COUNT, ""),
    ],
)
def test_kinds(text: str, kind: Kind, dimension: str) -> None:
    assert (only(text).kind, only(text).dimension) == (kind, dimension)


@pytest.mark.parametrize("text", ["open 24/7", "at 10:30"])
def test_what_is_no_quantity_is_marked(text: str) -> None:
    assert {found.kind for found in analysed(text).quantities} <= {Kind.CODE, Kind.CLOCK}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("5 to 7 boats", (5, 7)),
        ("5-7 boats", (5, 7)),
        ("between 5 and 7 boats", (5, 7)),
        ("$3.5 billion to $4 billion", (3.5e9, 4e9)),
        ("5 to 7 million boats", (5e6, 7e6)),
        ("two or three boats", (2, 3)),
    ],
)
def test_ranges(text: str, ends: tuple[float, float]) -> None:
    assert (only(text).low, only(text).high) == ends


@pytest.mark.parametrize("text", ["from 5 to 7 boats", "5 boats and 7 nets", "rose to 7 from 5"])
def test_changes_and_lists_are_no_ranges(text: str) -> None:
    assert sorted(found.low for found in analysed(text).quantities) == [5, 7]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("35 boats", Bound.EXACT),
        ("about 35 boats", Bound.ABOUT),
        ("some 300 boats", Bound.ABOUT),
        ("20 or so", Bound.ABOUT),
        ("nearly 35 boats", Bound.NEARLY),
        ("almost $35", Bound.NEARLY),
        ("more than 35 boats", Bound.MORE),
        ("at least 35 boats", Bound.MORE),
        ("over 35 boats", Bound.MORE),
        ("up to 35 boats", Bound.LESS),
    ],
)
def test_rounding(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


def test_places_are_those_of_the_number_and_its_unit() -> None:
    text = "They paid $2.4 million for 35 percent."
    money, share = analysed(text).quantities
    assert text[money.start : money.end] == "2.4 million"
    assert text[slice(*money.whole)] == "$2.4 million"
    assert text[slice(*share.whole)] == "35 percent"


def test_what_is_counted_is_stemmed_and_found_behind_of_the() -> None:
    assert only("17 of the councillors left").nouns[0] == only("17 councillors").nouns[0]
    assert not only("the 17 were counted").nouns


@pytest.mark.parametrize(
    "text", ["", "9" * 5000, "1,000," * 2000, "two " * 1500, "1 234 " * 1000, "5-" * 2000, "٣ ²"]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    start = time.perf_counter()
    assert analysed(text).quantities is not None
    assert time.perf_counter() - start < 3.0
