"""Statistics of scores against labels, each under many weightings of the rows at once.

Every function takes `weights` of shape (rows, draws) and returns an array of shape (draws,): a
bootstrap draw is a weighting of the rows, and so is the sample itself (all ones). Draws stand last, so
that rows are sorted and summed as whole runs of memory. What is undefined under a weighting (one class
only) is NaN there, and never leaves this package as a number.

Labels are 1 where everything is supported, else 0; a higher score means more faithful.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int64]

__all__ = [
    "BINS",
    "auc",
    "average_precision_of_unsupported",
    "balanced_accuracy",
    "bin_of",
    "calibration_error",
    "found_at",
    "kendall",
    "ratio",
    "reliability",
    "run_sums",
    "spearman",
    "threshold_for",
]

BINS = 15


def ratio(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, NaN where `whole` is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def auc(labels: Labels, scores: Floats, weights: Floats) -> Floats:
    """Return the area under the ROC curve, a tie counting one half; NaN where a class is missing."""
    order, starts = _ties(scores)
    if not len(order):
        return np.full(weights.shape[1], np.nan)
    bad = run_sums(weights[order] * (1 - labels[order])[:, None], starts)
    below = np.cumsum(bad, axis=0)
    total = below[-1].copy()
    below -= 0.5 * bad
    supported = labels[order] == 1
    run = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    good = weights[order[supported]]
    wins = np.einsum("ij,ij->j", good, below[run[supported]])
    return ratio(wins, good.sum(axis=0) * total)


def average_precision_of_unsupported(labels: Labels, scores: Floats, weights: Floats) -> Floats:
    """Return the average precision of finding label 0 by low scores: sum of precision times new recall.

    As scikit-learn's `average_precision_score(1 - labels, -scores)`; NaN where no row is unsupported.
    """
    order, starts = _ties(scores)
    if not len(order):
        return np.full(weights.shape[1], np.nan)
    ranked = weights[order]
    bad = run_sums(ranked * (1 - labels[order])[:, None], starts)
    every = run_sums(ranked, starts)
    precision = np.nan_to_num(ratio(np.cumsum(bad, axis=0), np.cumsum(every, axis=0)))
    return ratio((precision * bad).sum(axis=0), bad.sum(axis=0))


def balanced_accuracy(labels: Labels, faithful: NDArray[np.bool_], weights: Floats) -> Floats:
    """Return the mean of the two classes' recalls for decisions; NaN where a class is missing."""
    good, bad = labels == 1, labels == 0
    sensitivity = ratio((good & faithful).astype(float) @ weights, good.astype(float) @ weights)
    specificity = ratio((bad & ~faithful).astype(float) @ weights, bad.astype(float) @ weights)
    return (sensitivity + specificity) / 2


def found_at(labels: Labels, scores: Floats, weights: Floats, false_alarms: float) -> Floats:
    """Return the most of label 0 below a threshold that has at most a share `false_alarms` of label 1 below.

    The threshold is chosen anew for each draw, and equal scores stand on one side of it. NaN where a class
    is missing.
    """
    order, starts = _ties(scores)
    if not len(order):
        return np.full(weights.shape[1], np.nan)
    ranked = weights[order]
    good = np.cumsum(run_sums(ranked * labels[order][:, None], starts), axis=0)
    bad = np.cumsum(run_sums(ranked * (1 - labels[order])[:, None], starts), axis=0)
    # 1e-9: 2 of 100 are 2%, whatever the sum of the weights is in binary.
    allowed = ratio(good, good[-1]) <= false_alarms + 1e-9
    hits = np.where(allowed, bad, 0.0).max(axis=0)
    return np.where(good[-1] > 0, ratio(hits, bad[-1]), np.nan)


def threshold_for(labels: Labels, scores: Floats) -> float | None:
    """Return the score from which to call a row faithful for the best balanced accuracy on these rows.

    It lies half way between two neighbouring scores; of equally good ones the lowest. None where a
    class is missing.
    """
    if len(np.unique(labels)) < 2:
        return None
    values = np.unique(scores)
    good = np.searchsorted(np.sort(scores[labels == 1]), values, side="left")
    bad = np.searchsorted(np.sort(scores[labels == 0]), values, side="left")
    # Rows at or above each value are called faithful; above all of them, none is.
    gain = np.append(bad, (labels == 0).sum()) / (labels == 0).sum()
    gain = gain - np.append(good, (labels == 1).sum()) / (labels == 1).sum()
    best = int(np.argmax(np.round(gain, 12)))
    if best == 0:
        return float(values[0])
    above = values[best] if best < len(values) else values[-1] + 1.0
    return float((values[best - 1] + above) / 2)


def bin_of(scores: Floats, bins: int = BINS) -> NDArray[np.int64]:
    """Return the bin of each row: bins of equal mass by rank, equal scores in one bin."""
    _, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - counts / 2
    chosen: NDArray[np.int64] = np.minimum((bins * middle / len(scores)).astype(np.int64), bins - 1)
    return chosen[where]


def calibration_error(labels: Labels, scores: Floats, weights: Floats, bins: int = BINS) -> Floats:
    """Return the expected calibration error (Naeini et al. 2015) over `bins` bins of equal mass.

    The bins are those of the sample; a draw changes the weight of its rows.
    """
    place = bin_of(scores, bins)
    gaps = np.zeros(weights.shape[1])
    for number in np.unique(place):
        here = place == number
        gaps += np.abs((labels[here] - scores[here]) @ weights[here])
    return ratio(gaps, weights.sum(axis=0))


def reliability(labels: Labels, scores: Floats, bins: int = BINS) -> list[dict[str, float | int]]:
    """Return the points of the reliability curve: rows, mean score and share supported of each bin."""
    place = bin_of(scores, bins)
    return [
        {
            "rows": int((place == number).sum()),
            "mean_score": round(float(scores[place == number].mean()), 4),
            "share_supported": round(float(labels[place == number].mean()), 4),
        }
        for number in np.unique(place)
    ]


def run_sums(values: Floats, starts: NDArray[np.int64]) -> Floats:
    """Add up each run of rows: a run starts at each of `starts`, which opens with 0."""
    return values if len(starts) == len(values) else np.add.reduceat(values, starts, axis=0)


def kendall(x: Floats, y: Floats) -> Floats:
    """Return Kendall's tau-b of each column of `x` with the same column of `y`: shape (items, draws).

    NaN where one of the two is constant, or holds NaN.
    """
    first, second = np.triu_indices(x.shape[0], k=1)
    dx, dy = np.sign(x[first] - x[second]), np.sign(y[first] - y[second])
    return ratio((dx * dy).sum(axis=0), np.sqrt((dx**2).sum(axis=0) * (dy**2).sum(axis=0)))


def spearman(x: Floats, y: Floats) -> Floats:
    """Return Spearman's rho of each column of `x` with the same column of `y`; NaN as `kendall`."""
    from scipy.stats import rankdata

    a, b = rankdata(x, axis=0), rankdata(y, axis=0)
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    return ratio((a * b).sum(axis=0), np.sqrt((a**2).sum(axis=0) * (b**2).sum(axis=0)))


def _ties(scores: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the order of the scores, and where in it each run of equal ones starts."""
    order = np.argsort(scores, kind="stable")
    ranked = scores[order]
    starts = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1])) if len(ranked) else order
    return order, starts
