"""How the stack is fitted: no line runs the wrong way, no row judges its own group."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the fit needs scipy, which no user needs")

from benchmarks.judge.claims import Claims
from benchmarks.judge.data import Row
from benchmarks.judge.make.fit import Targets, calibrated, fit_signed, to_prior
from benchmarks.judge.make.out_of_fold import (
    Singles,
    calibration_error_of,
    certain_bound,
    error_at_prior,
    folds,
    out_of_fold,
    precise_threshold,
)
from benchmarks.judge.split import group_of, held_back
from fidelity.judge.additive import Additive
from fidelity.judge.model import SCORE

RNG = np.random.default_rng(7)
X = RNG.normal(size=400)
Y = (RNG.random(400) < 1 / (1 + np.exp(-2 * X))).astype(np.int64)
TABLE = Targets(np.arange(400), Y, np.ones(400))


def rows(count: int) -> Claims:
    made = tuple(
        Row("set", str(n), f"group {n // 4}", int(Y[n]), None, learnt=True, held=True) for n in range(count)
    )
    return Claims(made, np.arange(count), {"overlap": X[:count]}, np.zeros(count, dtype=bool))


def test_a_line_does_not_run_against_its_sign() -> None:
    columns = {"with": X, "against": X}
    fitted = fit_signed(columns, TABLE, ("with", "against"), {"with": 1, "against": -1})
    assert fitted.names == ("with",)
    assert fitted.heights[0][1] > 0


def test_the_same_rows_give_the_same_numbers() -> None:
    assert fit_signed({"x": X}, TABLE, ("x",), {"x": 1}) == fit_signed({"x": X}, TABLE, ("x",), {"x": 1})


def test_calibration_finds_the_scale_of_overconfident_scores() -> None:
    line = calibrated(10 * X, Y, np.ones(400))
    found = line.scores({SCORE: np.array([-10.0, 0.0, 10.0])})
    assert found == pytest.approx([-2.0, 0.0, 2.0], abs=1.0)


def test_calibration_bends_where_scores_mean_less() -> None:
    # Above 0, a score says nothing more.
    p = 1 / (1 + np.exp(-2 * np.minimum(X, 0.0)))
    y = (np.random.default_rng(3).random(400) < p).astype(np.int64)
    line = calibrated(X, y, np.ones(400))
    (knots,), (heights,) = line.knots, line.heights
    slopes = np.diff(heights) / np.diff(knots)
    assert slopes[0] > 2 * slopes[-1] > 0
    # No two scores become one, however far out: the order of claims stays.
    far = line.scores({SCORE: np.array([-30.0, -29.0, 29.0, 30.0])})
    assert (np.diff(far) > 0).all()


def test_the_error_of_calibration_is_of_claims_that_the_line_has_not_seen() -> None:
    claims = rows(400)
    one = Singles(np.arange(400), Y, np.ones(400), claims.group)
    seen = error_at_prior(one, calibrated(X, Y, np.ones(400)).probabilities({SCORE: X}))
    assert calibration_error_of(claims, one, X, 7) > seen


def test_weights_bring_a_base_rate() -> None:
    y = np.array([1, 0, 0, 0])
    weight = to_prior(y, np.ones(4), 0.75)
    assert weight.tolist() == pytest.approx([3.0, 1 / 3, 1 / 3, 1 / 3])


@pytest.mark.parametrize(("wanted", "expected"), [(0.9, 0.2), (0.7, 0.4), (0.99, 0.2)])
def test_the_threshold_is_the_highest_that_is_precise_enough(wanted: float, expected: float) -> None:
    p = np.array([0.1, 0.2, 0.3, 0.4, 0.5])
    y = np.array([0, 0, 1, 0, 1])
    assert precise_threshold(y, p, np.ones(5), wanted, least=1) == expected


def test_rows_of_a_group_are_scored_by_a_model_that_has_not_seen_it() -> None:
    claims = rows(80)
    fold = folds(claims, 7)
    seen = []

    def fit(part: np.ndarray) -> Additive:
        seen.append(part)
        return Additive(("overlap",), ((0.0, 1.0),), ((0.0, 0.0),), float(len(seen)))

    scores, _ = out_of_fold(claims, np.ones(80, dtype=bool), fit, 7)
    for at in range(80):
        unseen = seen[int(scores[at]) - 1]
        assert not unseen[claims.group == claims.group[at]].any()
        assert (fold[claims.group == claims.group[at]] == fold[at]).all()


def test_the_network_is_spared_only_what_is_surely_supported() -> None:
    p = np.linspace(0, 1, 400)
    y = (p > 0.7).astype(int)
    one = Singles(np.arange(400), y, np.ones(400), np.array(["g"] * 400))
    high = certain_bound(one, p)
    assert high is not None
    assert y[p >= high].mean() >= 0.97
    assert certain_bound(Singles(one.at, np.zeros(400, dtype=int), one.weight, one.group), p) is None


def test_three_tenths_of_the_groups_are_held_back_by_name_alone() -> None:
    names = [f"group {number}" for number in range(4000)]
    assert np.mean([held_back(name) for name in names]) == pytest.approx(0.3, abs=0.03)


def test_a_pair_without_a_group_is_grouped_by_its_premise() -> None:
    one, two = {"premise": "A dog sleeps."}, {"premise": "A dog runs."}
    assert group_of("pairs", one) == group_of("pairs", dict(one)) != group_of("pairs", two)
    assert group_of("pairs", {"source": "x", "source_group": "g7"}) == "g7"
