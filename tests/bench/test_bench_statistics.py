"""The statistics, held to scikit-learn, scipy and cases that a person can work out."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

pytest.importorskip("scipy")
metrics = pytest.importorskip("sklearn.metrics")

from fidelity.bench import bootstrap  # noqa: E402
from fidelity.bench.bootstrap import Resampling, compare_auc  # noqa: E402
from fidelity.bench.statistics import (  # noqa: E402
    auc,
    average_precision_of_unsupported,
    balanced_accuracy,
    bin_of,
    calibration_error,
    kendall,
    reliability,
    spearman,
    threshold_for,
)


def ones(count: int) -> np.ndarray:
    return np.ones((count, 1))


def sample(seed: int, rows: int = 60, steps: int = 7) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels, scores with many ties, and whole-number weights, some of them zero, in 5 draws."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, rows)
    labels[:2] = 0, 1
    scores = rng.integers(0, steps, rows) / steps
    weights = rng.integers(0, 4, (rows, 5)).astype(float)
    weights[:2] += 1
    return labels, scores, weights


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("steps", [1, 2, 7, 100_000])
class TestAgainstScikitLearn:
    def test_auc(self, seed: int, steps: int) -> None:
        labels, scores, weights = sample(seed, steps=steps)
        expected = [metrics.roc_auc_score(labels, scores, sample_weight=w) for w in weights.T]
        np.testing.assert_allclose(auc(labels, scores, weights), expected, atol=1e-12)

    def test_average_precision(self, seed: int, steps: int) -> None:
        labels, scores, weights = sample(seed, steps=steps)
        expected = [metrics.average_precision_score(1 - labels, -scores, sample_weight=w) for w in weights.T]
        found = average_precision_of_unsupported(labels, scores, weights)
        np.testing.assert_allclose(found, expected, atol=1e-12)

    def test_balanced_accuracy(self, seed: int, steps: int) -> None:
        labels, scores, weights = sample(seed, steps=steps)
        faithful = scores >= 0.5
        expected = [metrics.balanced_accuracy_score(labels, faithful, sample_weight=w) for w in weights.T]
        np.testing.assert_allclose(balanced_accuracy(labels, faithful, weights), expected, atol=1e-12)

    def test_no_threshold_is_better_than_the_one_chosen(self, seed: int, steps: int) -> None:
        labels, scores, _ = sample(seed, steps=steps)
        best = threshold_for(labels, scores)
        assert best is not None
        tried = [*np.unique(scores), 2.0]
        reached = [metrics.balanced_accuracy_score(labels, scores >= place) for place in tried]
        chosen = metrics.balanced_accuracy_score(labels, scores >= best)
        assert chosen == pytest.approx(max(reached))


@pytest.mark.parametrize("seed", range(5))
def test_rank_correlations_are_scipys(seed: int) -> None:
    from scipy import stats

    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 6, (9, 4)).astype(float), rng.integers(0, 6, (9, 4)).astype(float)
    expected = [stats.kendalltau(a, b).statistic for a, b in zip(x.T, y.T, strict=True)]
    np.testing.assert_allclose(kendall(x, y), expected)
    expected = [stats.spearmanr(a, b).statistic for a, b in zip(x.T, y.T, strict=True)]
    np.testing.assert_allclose(spearman(x, y), expected)


class TestByHand:
    def test_auc_counts_a_tie_as_half(self) -> None:
        """Of the four pairs (good, bad) two are won, one is a tie, one is lost."""
        labels, scores = np.array([1, 1, 0, 0]), np.array([0.9, 0.5, 0.5, 0.6])
        assert auc(labels, scores, ones(4))[0] == pytest.approx(2.5 / 4)

    def test_constant_scores_are_worth_a_coin(self) -> None:
        labels, scores = np.array([1, 0, 1]), np.full(3, 0.3)
        assert auc(labels, scores, ones(3))[0] == 0.5

    @pytest.mark.parametrize("label", [0, 1])
    def test_one_class_has_no_auc(self, label: int) -> None:
        labels, scores = np.full(3, label), np.array([0.1, 0.2, 0.3])
        assert math.isnan(auc(labels, scores, ones(3))[0])
        assert math.isnan(balanced_accuracy(labels, scores > 0.1, ones(3))[0])
        assert threshold_for(labels, scores) is None

    def test_no_rows_at_all(self) -> None:
        empty = np.array([])
        assert math.isnan(auc(empty.astype(int), empty, np.ones((0, 1)))[0])

    def test_the_threshold_lies_half_way(self) -> None:
        assert threshold_for(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.6, 0.9])) == pytest.approx(0.4)

    def test_where_scores_are_upside_down_nothing_or_all_is_called_faithful(self) -> None:
        labels, scores = np.array([1, 0]), np.array([0.1, 0.9])
        best = threshold_for(labels, scores)
        assert best is not None
        assert balanced_accuracy(labels, scores >= best, ones(2))[0] == 0.5

    def test_calibration_error_is_the_mean_gap_of_the_bins(self) -> None:
        """Two bins of two: means 0.2 against 0, and 0.8 against 0.5."""
        labels, scores = np.array([0, 0, 1, 0]), np.array([0.1, 0.3, 0.8, 0.8])
        assert calibration_error(labels, scores, ones(4), bins=2)[0] == pytest.approx((0.2 + 0.3) / 2)
        points = reliability(labels, scores, bins=2)
        assert points == [
            {"rows": 2, "mean_score": 0.2, "share_supported": 0.0},
            {"rows": 2, "mean_score": 0.8, "share_supported": 0.5},
        ]

    def test_calibration_does_not_depend_on_the_order_of_rows(self) -> None:
        labels, scores, _ = sample(3)
        turned = calibration_error(labels[::-1], scores[::-1], ones(60))
        assert calibration_error(labels, scores, ones(60)) == pytest.approx(turned)

    def test_bins_have_equal_mass_and_keep_equal_scores_together(self) -> None:
        assert bin_of(np.arange(6.0), bins=3).tolist() == [0, 0, 1, 1, 2, 2]
        assert len(set(bin_of(np.full(9, 0.5), bins=3))) == 1


class TestBootstrap:
    def test_a_draw_is_the_sample_with_groups_repeated(self) -> None:
        """A slow oracle: rows repeated as often as their group was drawn."""
        labels, scores, _ = sample(5, rows=40)
        groups = [f"g{at // 4}" for at in range(40)]
        sampling = Resampling(groups, seed=1, draws=20)
        _, drawn = sampling.values(lambda weights: auc(labels, scores, weights))
        (block,) = sampling.blocks()
        for weights, value in zip(block.T.astype(int), drawn, strict=True):
            assert weights.sum() == 40
            assert all(len(set(weights[at : at + 4])) == 1 for at in range(0, 40, 4))
            repeated = np.repeat(np.arange(40), weights)
            assert value == pytest.approx(metrics.roc_auc_score(labels[repeated], scores[repeated]))

    def test_blocks_do_not_change_the_draws(self, monkeypatch: pytest.MonkeyPatch) -> None:
        labels, scores, _ = sample(6)
        groups = [f"g{at % 11}" for at in range(60)]
        whole = Resampling(groups, 3, 50).figure(lambda weights: auc(labels, scores, weights))
        monkeypatch.setattr(bootstrap, "BLOCK", 60 * 7)
        parts = Resampling(groups, 3, 50)
        assert sum(block.shape[1] for block in parts.blocks()) == 50
        assert parts.figure(lambda weights: auc(labels, scores, weights)) == whole

    def test_wider_where_rows_of_a_group_agree(self) -> None:
        """Forty copies of four rows are no more than four rows."""
        labels, scores = np.tile([1, 0, 1, 0], 40), np.tile([0.9, 0.3, 0.2, 0.4], 40)
        noise = np.random.default_rng(1).normal(0, 1e-3, 160)
        alone = Resampling([f"r{at}" for at in range(160)], 1).figure(
            lambda weights: auc(labels, scores + noise, weights)
        )
        grouped = Resampling([f"g{at % 4}" for at in range(160)], 1).figure(
            lambda weights: auc(labels, scores + noise, weights)
        )
        assert alone.interval is not None
        assert grouped.interval is not None
        assert grouped.interval[1] - grouped.interval[0] > alone.interval[1] - alone.interval[0]

    @pytest.mark.parametrize(
        ("labels", "groups", "value", "reason"),
        [
            ([], [], None, "no rows"),
            ([1, 1], ["a", "b"], None, "only one class"),
            ([1, 0], ["a", "a"], 1.0, "no interval: one source group"),
            ([1, 0], ["a", "b"], 1.0, "no interval: the same in every draw"),
        ],
    )
    def test_says_why_there_is_none(
        self, labels: list[int], groups: list[str], value: float | None, reason: str
    ) -> None:
        truth, scores = np.array(labels, dtype=int), np.array([0.9, 0.1][: len(labels)])
        figure = Resampling(groups, 1).figure(lambda weights: auc(truth, scores, weights))
        assert (figure.value, figure.interval, figure.reason) == (value, None, reason)


class TestPairedComparison:
    labels = (1, 0) * 40
    groups = tuple(f"g{at // 2}" for at in range(80))

    def scores(self, seed: int, noise: float) -> list[float]:
        draws = np.random.default_rng(seed).normal(0, noise, 80)
        return [label + float(draw) for label, draw in zip(self.labels, draws, strict=True)]

    def test_the_same_column_differs_by_nothing(self) -> None:
        column = self.scores(1, 1.0)
        compared = compare_auc(self.labels, column, column, self.groups, seed=7)
        assert compared.difference.value == 0.0
        assert compared.p == 1.0

    def test_a_clear_difference_is_told_and_has_a_sign(self) -> None:
        good, poor = self.scores(1, 0.3), self.scores(2, 20.0)
        ours = compare_auc(self.labels, good, poor, self.groups, seed=7)
        theirs = compare_auc(self.labels, poor, good, self.groups, seed=7)
        assert ours.p is not None
        assert ours.p < 0.01
        assert ours.difference.value is not None
        assert ours.difference.value > 0.2
        assert theirs.difference.value == -ours.difference.value
        assert ours.ours.value == pytest.approx(metrics.roc_auc_score(self.labels, good), abs=1e-4)

    def test_p_is_undefined_for_one_group(self) -> None:
        compared = compare_auc([1, 0], [0.9, 0.1], [0.1, 0.9], ["a", "a"], seed=7)
        assert compared.p is None
        assert compared.difference.value == 1.0

    def test_p_is_about_uniform_where_there_is_no_difference(self) -> None:
        """Of 40 comparisons of two coins, few are called different at 5%."""
        called = 0
        for seed in range(40):
            rng = np.random.default_rng(seed)
            a, b = rng.normal(size=80), rng.normal(size=80)
            compared = compare_auc(self.labels, list(a), list(b), self.groups, seed=seed, draws=200)
            assert compared.p is not None
            called += compared.p < 0.05
        assert called <= 6


def test_a_thousand_draws_of_three_thousand_rows_take_no_time() -> None:
    """Measured in this process's own time, so that a busy machine does not fail it."""
    rng = np.random.default_rng(1)
    labels, scores = rng.integers(0, 2, 3000), rng.random(3000)
    sampling = Resampling([str(at // 10) for at in range(3000)], 1)
    start = time.process_time()
    sampling.figure(lambda weights: auc(labels, scores, weights))
    assert time.process_time() - start < 2.0
