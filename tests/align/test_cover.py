"""The sentences that decide a claim: what adds to what was taken, and neighbours before strangers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_align import align

from fidelity.align.cover import Sight, covering

SOURCE = """The bridge at Norr was closed on Friday.
An engineer had found a crack in a pier.
Tickets for the regatta cost nine crowns.
The regatta moves to the lake, its chairman Ole Vik said.
He expects two hundred boats.
Rain is forecast for the weekend.
The harbour café was sold in spring.
"""


def sight(rows: list[list[float]], lengths: list[int], cosines: list[float] | None = None) -> Sight:
    found = np.array(rows, dtype=np.float32)
    close = None if cosines is None else np.array(cosines, dtype=np.float32)
    return Sight(found, np.ones(len(rows), dtype=np.float32), close, lengths)


def test_a_claim_of_two_places_gets_both() -> None:
    cover = align("The Norr bridge is closed and the regatta moves to the lake.", SOURCE, cover=150).cover
    assert {0, 3} <= {at for _, at in cover[:3]}


def test_the_neighbour_that_says_who_he_is_comes_before_strangers() -> None:
    cover = align("Two hundred boats are expected.", SOURCE, cover=150).cover
    assert [at for _, at in cover][:2] == [4, 3]


def test_no_cover_is_looked_for_where_nobody_is_shown_it() -> None:
    assert align("The Norr bridge is closed.", SOURCE).cover == ()


@pytest.mark.parametrize(
    ("sights", "most", "expected"),
    [
        pytest.param([sight([[1, 1], [0, 1]], [5, 5])], 5, ((0, 1),), id="what holds more"),
        pytest.param([sight([[1, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]], [3] * 4)], 6, ((0, 0), (0, 3)),
                     id="what adds, not what repeats"),
        pytest.param([sight([[1]], [99])], 10, ((0, 0),), id="the first, however long"),
        pytest.param([sight([[1, 1]], [8, 30])], 10, ((0, 0),), id="whole sentences or none"),
        pytest.param([sight([[0]], [4]), sight([[1]], [4])], 8, ((1, 0), (0, 0)), id="the better source"),
        pytest.param([sight([[0, 0]], [4, 4], [0.2, 0.6])], 4, ((0, 1),), id="meaning alone"),
        pytest.param([Sight(np.zeros((0, 2), np.float32), np.zeros(0, np.float32), None, [3, 3])], 3,
                     ((0, 0),), id="a claim without content words"),
        pytest.param([], 10, (), id="no source"),
    ],
)  # fmt: skip
def test_what_is_taken(sights: list[Sight], most: int, expected: tuple[tuple[int, int], ...]) -> None:
    assert covering(sights, most) == expected


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_sentences_are_taken_once_and_fit(data: st.DataObject) -> None:
    words = data.draw(st.integers(0, 4))
    sights = []
    for _ in range(data.draw(st.integers(1, 3))):
        count = data.draw(st.integers(1, 6))
        found = data.draw(st.lists(st.lists(st.floats(0, 1), min_size=count, max_size=count),
                                   min_size=words, max_size=words))  # fmt: skip
        lengths = data.draw(st.lists(st.integers(0, 12), min_size=count, max_size=count))
        array = np.array(found, dtype=np.float32).reshape(words, count)
        sights.append(Sight(array, np.ones(words, np.float32), None, lengths))
    cover = covering(sights, 20)
    assert len(set(cover)) == len(cover)
    assert cover
    assert sum(sights[source].lengths[at] for source, at in cover[1:]) + sights[cover[0][0]].lengths[
        cover[0][1]
    ] <= max(20, sights[cover[0][0]].lengths[cover[0][1]])
