"""Published scores: their direction, and the rows that both have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import rows

pytest.importorskip("scipy")

from fidelity.bench.cards import Card, Peer, System, own_data
from fidelity.bench.peers import compare_peers, published_columns

ERRORS = System("Error finder", "rules", "0", "no", "nothing is trained")


def card(direction: int) -> Card:
    return replace(own_data("town"), peers={"liar": Peer("liar", ERRORS, direction, "a note")})


def test_a_score_of_errors_is_turned_round() -> None:
    """ "liar" is 1 for what is wrong: as a score of errors it is right throughout."""
    ours = {row.key: 0.5 for row in rows()}
    for direction, expected in ((1, 0.0), (-1, 1.0)):
        columns = published_columns(card(direction), rows())
        found = {result.peer.column: result for result in compare_peers(rows(), ours, columns, seed=1)}
        assert found["liar"].comparison.theirs.value == expected
        assert found["liar"].comparison.ours.value == 0.5
    assert found["liar"].to_dict()["higher_is"] == "unfaithful"
    assert found["liar"].peer.title == "Error finder (a note)"


def test_a_column_without_a_card_counts_as_it_is() -> None:
    columns = published_columns(own_data("town"), rows())
    assert sorted(peer.column for peer in columns) == ["coin", "liar", "oracle"]
    assert {peer.direction for peer in columns} == {1}
    assert {peer.title for peer in columns} == {"coin", "liar", "oracle"}


def test_only_rows_that_both_have_are_compared() -> None:
    """Scores may come from anywhere, such as a baseline that is run here."""
    some = {row.key: float(row.label) for row in rows()[:6]}
    ours = {row.key: 1.0 - row.label for row in rows()[2:]}
    (result,) = compare_peers(rows(), ours, {Peer("mine", ERRORS): some}, seed=1)
    assert result.rows == 4
    assert (result.comparison.theirs.value, result.comparison.ours.value) == (1.0, 0.0)
    assert result.comparison.difference.value == -1.0
    assert compare_peers(rows(), {}, {Peer("mine", ERRORS): some}, seed=1) == ()
