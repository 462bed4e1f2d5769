"""Spans, evidence, pairs and ranks of systems, on rows whose answer a person can work out."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("scipy")

from fidelity.bench.bootstrap import Figure
from fidelity.bench.cards import Card, own_data
from fidelity.bench.marks import extra_figures
from fidelity.bench.rows import Row, parse_row
from fidelity.bench.scores import ClaimScore, Scored

SOURCE = "Rain fell. Wind blew. Boats sank. Doors shut."


def row(number: int, label: int = 0, **more: Any) -> Row:
    table = {
        "source": SOURCE, "claim": "a" * 10 + "b" * 10, "label": label, "id": str(number),
        "source_group": f"g{number % 3}", **more,
    }  # fmt: skip
    return parse_row(table, "town", number)


def scored(
    of: Row, score: float = 0.5, *claims: ClaimScore, places: tuple[tuple[int, int], ...] = ()
) -> Scored:
    return Scored("town", of.id, score, claims, ("F999",) * len(places), places)


def figures(
    pairs: list[tuple[Row, Scored]], card: Card | None = None, threshold: float = 0.4
) -> dict[str, Figure]:
    return extra_figures(card or own_data("town"), pairs, threshold=threshold, seed=1, draws=50)


def values(found: dict[str, Figure]) -> dict[str, float | None]:
    return {name: figure.value for name, figure in found.items()}


TWO_CLAIMS = (ClaimScore((0, 10), 0.9), ClaimScore((10, 20), 0.2))


def test_rows_without_marks_have_no_further_figures() -> None:
    plain = row(1)
    assert figures([(plain, scored(plain, 0.5, *TWO_CLAIMS))]) == {}


def test_span_f1_counts_characters() -> None:
    """People marked 15..20; the claim flagged is 10..20, the finding's place 18..20 and one elsewhere."""
    one = row(1, spans=[{"start": 15, "end": 20}])
    clean = row(2, label=1, spans=[])
    found = values(
        figures(
            [
                (one, scored(one, 0.5, *TWO_CLAIMS, places=((18, 20), (19, 20)))),
                (clean, scored(clean, 0.9, ClaimScore((0, 20), 0.9), places=((0, 1),))),
            ]
        )
    )
    assert found["span_precision_claims"] == 0.5
    assert found["span_recall_claims"] == 1.0
    assert found["span_f1_claims"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["span_precision_findings"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["span_recall_findings"] == pytest.approx(2 / 5)
    assert found["span_f1_everything"] == pytest.approx(2 * 5 / (2 * 5 + 35), abs=1e-4)


def test_benign_marks_do_not_count() -> None:
    one = row(1, spans=[{"start": 0, "end": 5, "type": "Benign"}, {"start": 15, "end": 20, "type": "Bad"}])
    card = Card("town", "t", "l", "other", "summary", "", benign_spans=frozenset({"Benign"}))
    found = values(figures([(one, scored(one, 0.5, *TWO_CLAIMS))], card))
    assert found["span_recall_claims"] == 1.0


def test_nothing_flagged_has_recall_but_no_precision() -> None:
    one = row(1, spans=[{"start": 15, "end": 20}])
    found = figures([(one, scored(one, 0.5, *TWO_CLAIMS))], threshold=0.1)
    assert found["span_recall_claims"].value == 0.0
    assert found["span_precision_claims"].value is None
    assert found["span_precision_claims"].reason == "nothing is flagged"


def test_localisation_asks_for_the_least_likely_claim() -> None:
    """Hit in the first row, missed in the second; one of two claims is marked in each."""
    hit, missed = row(1, spans=[{"start": 15, "end": 20}]), row(2, spans=[{"start": 0, "end": 3}])
    single = row(3, spans=[{"start": 0, "end": 3}])
    found = values(
        figures(
            [
                (hit, scored(hit, 0.5, *TWO_CLAIMS)),
                (missed, scored(missed, 0.5, *TWO_CLAIMS)),
                (single, scored(single, 0.5, ClaimScore((0, 20), 0.1))),
            ]
        )
    )
    assert found["localisation"] == 0.5
    assert found["localisation_by_chance"] == 0.5


SENTENCES = ["Rain fell.", "Wind blew.", "Boats sank.", "Doors shut."]
PLACES = [(0, 10), (11, 21), (22, 33), (34, 45)]


@pytest.mark.parametrize(
    ("options", "passages", "recall", "whole"),
    [
        ([[1]], [1], 1.0, 1.0),
        ([[1]], [0], 0.0, 0.0),
        ([[0, 1]], [1], 0.5, 0.0),
        ([[0, 1], [3]], [3], 1.0, 1.0),
        ([[0, 1, 2], [1, 3]], [3], 0.5, 0.0),
    ],
)
def test_evidence_recall_is_that_of_the_best_alternative(
    options: list[list[int]], passages: list[int], recall: float, whole: float
) -> None:
    one = row(1, evidence={"supporting_sentences": options}, source_sentences=SENTENCES)
    evidence = tuple(PLACES[at] for at in passages)
    found = values(figures([(one, scored(one, 0.5, ClaimScore((0, 20), 0.5, 0.0, evidence)))]))
    assert found["evidence_recall_at_1"] == recall
    assert found["evidence_whole_at_1"] == whole


def test_evidence_recall_grows_with_k_and_takes_every_claim() -> None:
    one = row(1, evidence={"supporting_sentences": [[0, 2]]}, source_sentences=SENTENCES)
    claims = (
        ClaimScore((0, 10), 0.5, 0.0, (PLACES[0], PLACES[1])),
        ClaimScore((10, 20), 0.5, 0.0, (PLACES[3], PLACES[2])),
    )
    found = values(figures([(one, scored(one, 0.5, *claims))]))
    assert (found["evidence_recall_at_1"], found["evidence_recall_at_3"]) == (0.5, 1.0)


def test_a_passage_must_hold_half_of_a_marked_sentence() -> None:
    one = row(1, evidence={"supporting_sentences": [[0]]}, source_sentences=SENTENCES)
    for end, expected in ((4, 0.0), (5, 1.0)):
        claim = ClaimScore((0, 20), 0.5, 0.0, ((0, end),))
        assert values(figures([(one, scored(one, 0.5, claim))]))["evidence_recall_at_1"] == expected


@pytest.mark.parametrize(
    "more",
    [
        {"evidence": {"supporting_sentences": [[]]}, "source_sentences": SENTENCES},
        {"evidence": {"supporting_sentences": [[0]]}},
        {"evidence": {"supporting_sentences": [[0]]}, "source_sentences": ["not in the source"]},
        {"evidence": ["a sentence"], "source_sentences": SENTENCES},
    ],
)
def test_without_places_there_is_no_evidence_recall(more: dict[str, Any]) -> None:
    one = row(1, **more)
    claim = ClaimScore((0, 20), 0.5, 0.0, ((0, 10),))
    assert figures([(one, scored(one, 0.5, claim))]) == {}


def test_pairs_are_ranked_right_wrong_or_tied() -> None:
    pairs = []
    for number, (good, bad) in enumerate([(0.9, 0.1), (0.2, 0.8), (0.5, 0.5), (0.7, 0.6)]):
        right, wrong = row(10 + number, 1, pair_id=f"p{number}"), row(20 + number, 0, pair_id=f"p{number}")
        pairs += [(right, scored(right, good)), (wrong, scored(wrong, bad))]
    assert values(figures(pairs)) == {"pair_consistency": 2.5 / 4}


def test_a_card_may_say_that_rows_of_one_source_are_pairs() -> None:
    right, wrong = row(1, 1, source_id="s"), row(2, 0, source_id="s")
    pairs = [(right, scored(right, 0.9)), (wrong, scored(wrong, 0.1))]
    assert figures(pairs) == {}
    card = Card("town", "t", "l", "other", "summary", "", pairs="source_id")
    assert values(figures(pairs, card)) == {"pair_consistency": 1.0}


def test_systems_are_ranked_by_mean_score() -> None:
    """Five systems with 0 to 4 of 4 rows right, and scores in that order but for one swap."""
    pairs = []
    means = [0.1, 0.3, 0.2, 0.4, 0.5]
    for system, mean in enumerate(means):
        for at in range(4):
            one = row(10 * system + at, int(at < system), summarizer=f"system {system}")
            pairs.append((one, scored(one, mean)))
    found = figures(pairs)
    assert found["systems"].value == 5
    assert found["systems_kendall"].value == pytest.approx(0.8)
    assert found["systems_spearman"].value == pytest.approx(0.9)
    assert "systems" not in figures(pairs[:16])
