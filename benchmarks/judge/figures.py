"""Cross-validated figures and thresholds, by source group, with bootstrap intervals over groups."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.judge.data import AUXILIARY, NLI, Row
from benchmarks.judge.fit import (
    Table,
    apply,
    fit_contradicted,
    fit_supported,
    probabilities_of,
    row_table,
)

# Of the claims below the threshold, this share is unsupported (a warning); below the second, stricter
# threshold, this share (an error: a gate stops).
DOUBTFUL_PRECISION = 0.7
CERTAIN_PRECISION = 0.95
# Of the claims that F102 flags, at least this share must be unsupported.
CONTRADICTED_PRECISION = 0.8
DIFFERENCES = ("negation_close", "antonym_close")


def folds(rows: Sequence[Row], count: int, seed: int) -> np.ndarray:
    """Return the fold of each row; rows of one source group share a fold."""
    groups = sorted({row.group for row in rows})
    rng = np.random.default_rng(seed)
    fold = dict(zip(groups, rng.permutation(len(groups)) % count, strict=True))
    return np.array([fold[row.group] for row in rows])


def interval(
    statistic: Callable[[np.ndarray], float], groups: np.ndarray, seed: int, draws: int = 500
) -> tuple[float, float]:
    """Return the 95% bootstrap interval over groups; `statistic` gets row indices."""
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    values = []
    for _ in range(draws):
        drawn = rng.integers(0, len(members), len(members))
        value = statistic(np.concatenate([members[i] for i in drawn]))
        if not math.isnan(value):
            values.append(value)
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def auc(y: np.ndarray, p: np.ndarray) -> float:
    """Return the area under the ROC curve, NaN where only one class is present."""
    return float(roc_auc_score(y, p)) if len(np.unique(y)) == 2 else math.nan


def calibration_error(y: np.ndarray, p: np.ndarray, weight: np.ndarray, bins: int = 15) -> float:
    """Return the expected calibration error (Naeini et al. 2015) over equal-mass bins."""
    order = np.argsort(p, kind="stable")
    parts = np.array_split(order, bins)
    gaps = []
    for part in parts:
        if len(part):
            mass = weight[part]
            gap = np.average(y[part], weights=mass) - np.average(p[part], weights=mass)
            gaps.append(mass.sum() * abs(gap))
    return float(sum(gaps) / weight.sum())


def precise_threshold(
    y: np.ndarray, p: np.ndarray, weight: np.ndarray, wanted: float, least: int = 30
) -> float:
    """Return the highest p below which at least `wanted` of the weight is unsupported.

    It is not set on fewer than `least` claims; 0 where there is none.
    """
    order = np.argsort(p, kind="stable")
    wrong = np.cumsum(weight[order] * (1 - y[order]))
    precision = wrong / np.cumsum(weight[order])
    good = np.flatnonzero(precision >= wanted)
    good = good[good >= least - 1]
    return float(p[order][good[-1]]) if len(good) else 0.0


def flagged(table: Table, p: np.ndarray, threshold: float, seed: int) -> dict[str, Any]:
    """Return what a threshold flags: precision as found and at the base rate, recall, false alarms."""
    under = p < threshold

    def precision(index: np.ndarray, weight: np.ndarray) -> float:
        part = index[under[index]]
        return float(np.average(1 - table.y[part], weights=weight[part])) if len(part) else math.nan

    everyone = np.arange(len(p))
    plain = np.ones(len(p))
    low, high = interval(lambda index: precision(index, table.weight), table.group, seed)
    bad, good = table.y == 0, table.y == 1
    return {
        "claims": int(under.sum()),
        "precision": round(precision(everyone, table.weight), 3),
        "precision_interval": [round(low, 3), round(high, 3)],
        "precision_as_found": round(precision(everyone, plain), 3),
        "recall": round(float(np.average(under[bad], weights=table.weight[bad])), 4),
        "false_alarms": round(float(np.average(under[good], weights=table.weight[good])), 4),
    }


def cross_validated(rows: Sequence[Row], names: Sequence[str], seed: int) -> dict[str, Any]:
    """Return figures, thresholds and out-of-fold probabilities of one feature set."""
    width = len(names)
    fold = folds(rows, 5, seed)
    single = [len(row.vectors) == 1 and row.dataset not in AUXILIARY for row in rows]
    sure = [(row.label, 1) for row, one in zip(rows, single, strict=True) if one and row.verbatim[0]]
    verbatim = round((sum(label for label, _ in sure) + 1) / (len(sure) + 2), 4)
    out: list[np.ndarray] = [np.empty(0)] * len(rows)
    contradicted: list[np.ndarray] = [np.empty(0)] * len(rows)
    for part in range(5):
        train = [row for row, f in zip(rows, fold, strict=True) if f != part]
        supported = fit_supported(train, names)
        opposed = fit_contradicted(train, names)
        for i in np.flatnonzero(fold == part):
            (out[i],) = probabilities_of(supported, [rows[i]], width, verbatim)
            q = apply(opposed, np.array([vector[:width] for vector in rows[i].vectors]))
            contradicted[i] = np.where(rows[i].verbatim, 0.0, (1 - out[i]) * q)
    figures: dict[str, Any] = {}
    for name in {row.dataset: None for row in rows}:
        here = [i for i, row in enumerate(rows) if row.dataset == name]
        y = np.array([rows[i].label for i in here])
        p = np.array([out[i].min() for i in here])
        groups = np.array([rows[i].group for i in here])
        low, high = interval(lambda index, y=y, p=p: auc(y[index], p[index]), groups, seed)
        figures[name] = {
            "rows": len(here),
            "auc": round(auc(y, p), 3),
            "interval": [round(low, 3), round(high, 3)],
        }
    claims = [i for i, one in enumerate(single) if one]
    table = row_table([rows[i] for i in claims])
    p = np.array([out[i][0] for i in claims])
    threshold = precise_threshold(table.y, p, table.weight, DOUBTFUL_PRECISION)
    certain = precise_threshold(table.y, p, table.weight, CERTAIN_PRECISION)
    told = [i for i, row in enumerate(rows) if len(row.vectors) == 1 and row.dataset not in NLI]
    against = row_table([rows[i] for i in told])
    # `flagged` and `precise_threshold` look below a threshold: turn the scale round.
    # F102 also wants a difference that it can name.
    differs = [any(rows[i].vectors[0][names.index(name)] > 0 for name in DIFFERENCES) for i in told]
    spared = 1 - np.where(differs, [contradicted[i][0] for i in told], 0.0)
    against_threshold = precise_threshold(against.y, spared, against.weight, CONTRADICTED_PRECISION, 15)
    return {
        "verbatim": verbatim,
        "verbatim_rows": len(sure),
        "threshold": round(threshold, 4),
        "certain_threshold": round(certain, 4),
        "contradiction_threshold": round(1 - against_threshold, 4),
        "out": out,
        "figures": {
            "datasets": figures,
            "claims": {
                "rows": len(claims),
                "calibration_error": round(calibration_error(table.y, p, table.weight), 4),
                "below_threshold": flagged(table, p, threshold, seed),
                "below_certain_threshold": flagged(table, p, certain, seed),
            },
            "contradicted": flagged(against, spared, against_threshold, seed),
        },
    }  # fmt: skip
