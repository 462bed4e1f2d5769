"""Logistic regressions on claims whose label is known, or can be told."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.judge.data import AUXILIARY, Row
from fidelity.judge.cascade import FAITHFUL, summary_features
from fidelity.judge.model import Logistic

# The share of supported claims that probabilities are calibrated for: between that of modern
# summarizers' sentences (0.75 to 0.9) and that of the older systems most labels are about.
PRIOR = 0.75
# The share of contradictions among unsupported claims, about that of people's span labels.
CONTRADICTED = 0.3
AUXILIARY_SHARE = 0.1
# Which way a feature must push P(supported).
SIGNS = {
    "recall_best": 1, "recall_three": 1, "recall_source": 1, "exact_source": 1, "bigrams": 1,
    "overlap": 1, "cosine": 1, "cosine_max": 1, "novel": -1, "novel_best": -1,
    "numbers_missing": -1, "names_missing": -1, "negation_close": -1, "number_close": -1,
    "antonym_close": -1, "log_product": 1, "log_least": 1,
}  # fmt: skip
# ... and P(contradicted | not supported), which nothing else may enter: the size of the source or the
# words that it lacks tell the data sets apart, not a contradiction from an invention.
AGAINST = {
    "negation_close": 1, "number_close": 1, "antonym_close": 1, "recall_best": 1, "cosine_max": 1,
}  # fmt: skip


@dataclass
class Table:
    """The claims that a model is fitted on: features, targets, weights, groups."""

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    group: np.ndarray
    dataset: np.ndarray


def claim_table(rows: Sequence[Row], width: int, guess: Callable[[np.ndarray], np.ndarray] | None) -> Table:
    """Return the claims whose label is known or can be told.

    A supported summary has only supported claims. An unsupported one of one claim has that one; of
    several, the one that `guess` finds least likely (multiple-instance learning); none before there
    is a guess. Claims that stand in the source word for word are left out: the cascade never shows
    them to the model.
    """
    x, y, weight, group, dataset = [], [], [], [], []
    for row in rows:
        kept = [v[:width] for v, certain in zip(row.vectors, row.verbatim, strict=True) if not certain]
        if not kept:
            continue
        if not row.label and len(row.vectors) > 1:
            if guess is None:
                continue
            kept = [kept[int(np.argmin(guess(np.array(kept))))]]
        for vector in kept:
            x.append(vector)
            y.append(row.label)
            weight.append(1.0 / len(kept))
            group.append(row.group)
            dataset.append(row.dataset)
    table = Table(np.array(x), np.array(y), np.array(weight), np.array(group), np.array(dataset))
    table.weight = balanced(table)
    return table


def balanced(table: Table) -> np.ndarray:
    """Weigh data sets by the root of their size, and each to the base rate PRIOR."""
    weight = table.weight.copy()
    for name in np.unique(table.dataset):
        here = table.dataset == name
        size = math.sqrt(weight[here].sum()) * (AUXILIARY_SHARE if name in AUXILIARY else 1.0)
        for label, share in ((1, PRIOR), (0, 1 - PRIOR)):
            part = here & (table.y == label)
            if part.any():
                weight[part] *= share * size / weight[part].sum()
    return weight / weight.mean()


def fit(
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    names: Sequence[str],
    signs: Mapping[str, int],
    c: float = 0.3,
    *,
    others: bool = True,
) -> Logistic:
    """Fit a regularised logistic regression on standardised features.

    Where it is known which way a feature must push (`signs`), its coefficient may not push the
    other way: among features that say nearly the same thing, a free fit sets one against the
    other, and then calls a claim better supported for every word that the source lacks. Without
    `others`, features that `signs` does not name are left out.
    """
    mean = np.average(x, axis=0, weights=weight)
    scale = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=weight))
    scale[scale < 1e-6] = 1.0
    z = (x - mean) / scale
    side = np.where(y == 1, 1.0, -1.0)

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (z @ theta[:-1] + theta[-1])
        value = weight @ np.logaddexp(0, -margin) + theta[:-1] @ theta[:-1] / (2 * c)
        slope = -weight * side * expit(-margin)
        return value, np.append(z.T @ slope + theta[:-1] / c, slope.sum())

    free = (None, None) if others else (0, 0)
    bounds = [{1: (0, None), -1: (None, 0)}.get(signs.get(name, 0), free) for name in names]
    found = minimize(
        loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]
    )
    return Logistic(
        tuple(names),
        *(tuple(round(float(v), 6) for v in part) for part in (mean, scale, found.x[:-1])),
        round(float(found.x[-1]), 6),
    )


def apply(model: Logistic, x: np.ndarray) -> np.ndarray:
    """Return the probabilities of many vectors."""
    z = (x - np.array(model.mean)) / np.array(model.scale) @ np.array(model.coefficients)
    return np.asarray(1 / (1 + np.exp(-(z + model.intercept))))


def fit_supported(rows: Sequence[Row], names: Sequence[str]) -> Logistic:
    """Fit P(supported), twice: the second time with the least likely claim of bad summaries."""
    width = len(names)
    table = claim_table(rows, width, None)
    first = fit(table.x, table.y, table.weight, names, SIGNS)
    table = claim_table(rows, width, lambda x: apply(first, x))
    return fit(table.x, table.y, table.weight, names, SIGNS)


def fit_contradicted(rows: Sequence[Row], names: Sequence[str]) -> Logistic:
    """Fit P(contradicted | not supported) on single claims where somebody said which."""
    width = len(names)
    known = [
        row for row in rows
        if not row.label and row.contradicted is not None and len(row.vectors) == 1 and not row.verbatim[0]
    ]  # fmt: skip
    x = np.array([row.vectors[0][:width] for row in known])
    y = np.array([row.contradicted for row in known])
    table = Table(
        x,
        y,
        np.ones(len(y)),
        np.array([r.group for r in known]),
        np.array([r.dataset for r in known]),
    )
    weight = np.ones(len(y))
    for name in np.unique(table.dataset):
        here = table.dataset == name
        weight[here] = math.sqrt(here.sum()) / here.sum()
    weight[y == 1] *= CONTRADICTED / weight[y == 1].sum()
    weight[y == 0] *= (1 - CONTRADICTED) / weight[y == 0].sum()
    return fit(x, y, weight * len(y), names, AGAINST, others=False)


def row_table(rows: Sequence[Row], x: np.ndarray | None = None) -> Table:
    """Return one entry per row, balanced; without `x`, for its labels and weights alone."""
    table = Table(
        np.zeros((len(rows), 1)) if x is None else x,
        np.array([row.label for row in rows]),
        np.ones(len(rows)),
        np.array([row.group for row in rows]),
        np.array([row.dataset for row in rows]),
    )
    table.weight = balanced(table)
    return table


def fit_faithful(rows: Sequence[Row], probabilities: Sequence[np.ndarray]) -> Logistic:
    """Fit P(every claim is supported) from the claims' (out-of-fold) probabilities."""
    kept = [i for i, row in enumerate(rows) if row.dataset not in AUXILIARY]
    x = np.array([summary_features(probabilities[i]) for i in kept])
    table = row_table([rows[i] for i in kept], x)
    return fit(x, table.y, table.weight, FAITHFUL, SIGNS)


def probabilities_of(model: Logistic, rows: Sequence[Row], width: int, verbatim: float) -> list[np.ndarray]:
    """Return each row's claim probabilities as the cascade gives them."""
    found = []
    for row in rows:
        p = apply(model, np.array([vector[:width] for vector in row.vectors]))
        found.append(np.where(row.verbatim, verbatim, p))
    return found
