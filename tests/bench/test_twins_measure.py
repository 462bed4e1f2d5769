"""The suite's figures, on scores whose answers are known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from invented_twins import write_suite

from fidelity.bench.rows import Row
from fidelity.bench.scores import ClaimScore, Scored
from fidelity.bench.statistics import found_at
from fidelity.bench.twins.data import load_twins
from fidelity.bench.twins.measure import ALL, HELD_OUT, OTHERS, Kind, Measured, cut_parts, measure
from fidelity.bench.twins.systems import System


@pytest.fixture
def rows(tmp_path: Path) -> list[Row]:
    return list(load_twins(write_suite(tmp_path)).rows)


def system(rows: list[Row], score: Callable[[Row], float | None], name: str = "mine") -> System:
    scores = {row.key: Scored(row.dataset, row.id, score(row)) for row in rows}
    return System(name, scores, "scores file", None)


def checked(rows: list[Row], findings: dict[str, tuple[str, str]]) -> System:
    """A judge that is half sure of everything, with a finding for each of these kinds."""
    scores = {}
    for row in rows:
        found = [findings[row.extra["kind"]]] if row.extra["kind"] in findings else []
        scores[row.key] = Scored(
            row.dataset,
            row.id,
            0.5,
            claims=(ClaimScore((0, 3), 0.5),),
            findings=tuple(code for code, _ in found),
            severities=tuple(severity for _, severity in found),
        )
    return System("judge", scores, "judge", learnt=True)


def figures(*systems: System, rows: list[Row], all_sources: bool = False) -> list[Measured]:
    measured, _, _ = measure(systems, cut_parts(rows, all_sources=all_sources), seed=7, draws=50)
    return measured[systems[0].name]


def test_parts_are_of_held_out_sources_and_the_two_with_twins_stand_together(rows: list[Row]) -> None:
    parts = cut_parts(rows, all_sources=False)
    assert [(part.name, part.standing, part.sources, len(part.rows)) for part in parts] == [
        ("short", HELD_OUT, 2, 8),
        ("long", HELD_OUT, 2, 8),
        ("forms", HELD_OUT, 2, 8),
        ("long and forms", HELD_OUT, 2, 16),
    ]
    every = cut_parts(rows, all_sources=True)
    assert [(part.standing, part.sources) for part in every if part.name == "long"] == [
        (HELD_OUT, 2),
        (OTHERS, 1),
        (ALL, 3),
    ]


def test_right_scores_rank_every_twin_right(rows: list[Row]) -> None:
    short, long, *_ = figures(system(rows, lambda row: float(row.label)), rows=rows)
    assert (short.auc.value, short.twins.value, short.twins.reason) == (1.0, None, "no twins")
    assert (long.auc.value, long.twins.value, long.twins.rows, long.found.value) == (1.0, 1.0, 4, 1.0)
    assert long.errors[0].reason == "makes no findings"


def test_a_tie_and_a_claim_without_a_score_count_one_half(rows: list[Row]) -> None:
    _, long, *_ = figures(system(rows, lambda _: 0.3), rows=rows)
    assert (long.auc.value, long.twins.value, long.found.value) == (0.5, 0.5, 0.0)
    right_or_none = system(rows, lambda row: None if row.extra["kind"] == "wrong-date" else float(row.label))
    _, long, *_ = figures(right_or_none, rows=rows)
    assert (long.twins.value, long.unscored, long.auc.rows) == (0.75, 2, 6)


def test_a_system_may_be_right_about_twins_and_wrong_about_all(rows: list[Row]) -> None:
    """Scores that hang on the wording: each supported claim is above its twin, and below the other one."""
    order = {"wrong-date": 0.8, "verbatim-light": 0.9, "dropped-hedge": 0.1, "paraphrase": 0.2}
    _, long, *_ = figures(system(rows, lambda row: order[row.extra["kind"]]), rows=rows)
    assert (long.twins.value, long.auc.value) == (1.0, 0.75)


def test_errors_and_warnings_are_counted_on_each_side(rows: list[Row]) -> None:
    judge = checked(rows, {"wrong-date": ("F304", "error"), "paraphrase": ("F202", "warning")})
    _, long, *_ = figures(judge, rows=rows)
    assert [(figure.value, figure.rows) for figure in long.errors] == [(0.5, 4), (0.0, 4)]
    assert [figure.value for figure in long.flagged] == [0.5, 0.5]


def test_a_finding_about_whole_stories_does_not_count(rows: list[Row]) -> None:
    _, long, *_ = figures(checked(rows, {"wrong-date": ("F604", "warning")}), rows=rows)
    assert long.flagged[0].value == 0.0


def test_findings_without_severities_are_not_taken_for_none(rows: list[Row]) -> None:
    judge = checked(rows, {"wrong-date": ("F304", "error")})
    old = {
        key: Scored(one.dataset, one.id, one.score, one.claims, one.findings)
        for key, one in judge.scores.items()
    }
    _, long, *_ = figures(System("old", old, "scores file", None), rows=rows)
    assert long.errors[0].reason == "makes no findings"


def test_kinds_come_with_their_counts_unsupported_ones_first(rows: list[Row]) -> None:
    judge = checked(rows, {"wrong-date": ("F304", "error")})
    _, kinds, _ = measure([judge], cut_parts(rows, all_sources=False), seed=7, draws=50)

    def told(kind: Kind) -> tuple[int, str, int, int, float | None]:
        return kind.label, kind.name, kind.claims, kind.twins.rows, kind.errors.value

    assert [told(kind) for kind in kinds["judge"]] == [
        (0, "dropped-hedge", 6, 4, 0.0),
        (0, "wrong-date", 6, 4, 1.0),
        (1, "paraphrase", 6, 4, 0.0),
        (1, "verbatim-light", 6, 4, 0.0),
    ]


def test_the_others_are_compared_with_the_first_on_the_same_twins(rows: list[Row]) -> None:
    right = system(rows, lambda row: float(row.label), "right")
    wrong = system(rows, lambda row: 1.0 - row.label, "wrong")
    _, _, against = measure([right, wrong], cut_parts(rows, all_sources=False), seed=7, draws=50)
    assert [(one.system, one.part.name) for one in against] == [
        ("wrong", name) for name in ("short", "long", "forms", "long and forms")
    ]
    assert against[0].twins is None
    assert against[1].twins is not None
    assert (against[1].twins.ours.value, against[1].twins.theirs.value) == (1.0, 0.0)
    assert (against[1].twins.difference.value, against[1].auc.difference.value) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("labels", "scores", "wanted"),
    [
        ([0, 0, 1, 1], [0.1, 0.2, 0.3, 0.4], 1.0),
        ([0, 0, 1, 1], [0.1, 0.35, 0.3, 0.4], 0.5),
        ([0, 0, 1, 1], [0.4, 0.4, 0.3, 0.3], 0.0),
        # A tie stands on one side of the threshold.
        ([0, 0, 1, 1], [0.3, 0.3, 0.3, 0.4], 0.0),
        ([0, 0], [0.1, 0.2], float("nan")),
        ([1, 1], [0.1, 0.2], float("nan")),
    ],
)
def test_what_is_found_at_few_false_alarms(labels: list[int], scores: list[float], wanted: float) -> None:
    found = found_at(np.array(labels), np.array(scores), np.ones((len(labels), 1)), 0.02)
    assert found[0] == pytest.approx(wanted, nan_ok=True)


def test_two_in_a_hundred_may_be_below_and_three_may_not() -> None:
    labels = np.array([1] * 100 + [0] * 10)
    for below, wanted in ((2, 1.0), (3, 0.0)):
        scores = np.array([0.1] * below + [0.9] * (100 - below) + [0.1] * 10)
        assert found_at(labels, scores, np.ones((110, 1)), 0.02)[0] == wanted
