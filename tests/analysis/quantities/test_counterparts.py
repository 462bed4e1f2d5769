"""What the sources have in the place of a quantity of a claim."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.quantities.context import quantity_index, situated
from fidelity.analysis.quantities.counterparts import Counterparts


def counterparts(claim: str, *sentences: str) -> Counterparts:
    mine, text = analysed(claim).quantities[0], analysed(claim)
    index = quantity_index([analysed(sentence) for sentence in sentences])
    return Counterparts(situated(text, mine), index.near(mine, range(len(sentences))))


@pytest.mark.parametrize(
    ("claim", "sentence", "fair", "rival"),
    [
        ("35 towns signed.", "Some 35 towns signed it.", 35, None),
        ("53 towns signed.", "Some 35 towns signed it.", None, 35),
        # Another unit in the same place, with the same number.
        ("35 towns signed.", "35 percent of towns signed.", None, 35),
        # An age stands for no count, a year is not compared.
        ("53 towns signed.", "A 35-year-old signed.", None, None),
        ("53 towns signed.", "Towns signed in 2015.", None, None),
        # "One of them" counts nothing.
        ("53 towns signed.", "One of the towns signed.", None, None),
    ],
)
def test_the_fair_and_the_rival(claim: str, sentence: str, fair: float | None, rival: float | None) -> None:
    both = counterparts(claim, sentence)
    assert (both.fair.quantity.low if both.fair else None) == fair
    assert (both.rival.quantity.low if both.rival else None) == rival


def test_the_rival_is_the_best_placed_one() -> None:
    both = counterparts("53 towns signed.", "The mayor has 40 boats.", "Last week 35 towns signed.")
    assert both.rival is not None
    assert (both.rival.quantity.low, both.rival.sentence) == (35, 1)
    assert [one.low for one in both.within({0})] == [40]
