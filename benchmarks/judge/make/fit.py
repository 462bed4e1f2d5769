"""Sign-constrained logistic regressions on claims whose label is known.

What was compared, on learnt sets only, each left out in turn: piecewise linear functions and
gradient-boosted trees that run one way only rank the claims of a new set worse than straight lines do,
and so do columns whose direction is not known beforehand (how long a claim or a source is), and equal
base rates for all sets. See `out_of_fold.left_out`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.judge.claims import Claims
from benchmarks.judge.data import AUXILIARY
from fidelity.bench.statistics import auc
from fidelity.judge.additive import Additive
from fidelity.judge.features import SEMANTIC
from fidelity.judge.model import FARTHEST, NETWORK, SCORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Truth = NDArray[np.bool_]

__all__ = [
    "CROOKED",
    "PLAIN",
    "PRIOR",
    "calibrated",
    "claim_weights",
    "columns_of",
    "fit_against",
    "fit_claim",
    "learnable",
    "reading_shares",
    "to_prior",
]

# The share of supported claims that probabilities are calibrated for: between that of modern
# summarizers' sentences (0.75 to 0.9) and that of the older systems most labels are about.
PRIOR = 0.75
# The share of contradictions among unsupported claims, about that of people's span labels.
CONTRADICTED = 0.3
AUXILIARY_SHARE = 0.1
# Its supported rows are human references, its unsupported ones what models copied: it teaches that
# what stands in the source is wrong (AUC of the network on its held-back rows: .18).
CROOKED = frozenset({"fib"})
PLAIN = {"network": "alignment", "network-lexical": "lexical"}
"""The stack that a stack with the network is built on, and that decides what is certain without it."""
# Variance of the prior of each coefficient, of columns of variance 1 and rows of mean weight 1.
C = 0.01
# A line is flat outside of all but this share of the claims at either end.
TAIL = 0.005
# Which way a column must push P(supported); columns that are not named here are left out.
SIGNS = {
    "recall_best": 1, "recall_source": 1, "overlap": 1, "cosine": 1, "cosine_max": 1, "novel_best": -1,
    "numbers_missing": -1, "names_missing": -1, "negation_close": -1, "number_close": -1,
    "antonym_close": -1, "trigrams": 1, "fourgrams": 1, "common": 1, "common_best": 1,
    "longest": 1, "gap": -1, "overlap_three": 1, "apart": -1, "together": 1, "needed": -1, "entailment": 1,
}  # fmt: skip
# ... and P(contradicted | not supported), which nothing else may enter: the size of the source or the
# words that it lacks tell the data sets apart, not a contradiction from an invention.
AGAINST = {
    "negation_close": 1, "number_close": 1, "antonym_close": 1, "recall_best": 1, "cosine_max": 1,
    "contradiction_close": 1,
}  # fmt: skip
# How much the network's log-odds may count beside those of the alignment; see `reading_shares`.
SHARES = ((0.15, 0.2, 0.25, 0.3), (0.05, 0.1, 0.15), (0.4, 0.8, 1.2))
READ = ("entailment", "entailment_close", "contradiction_close")
TOLD = (1.0, 4.0)
# Where the line from scores to calibrated log-odds bends, how much each part is held to Platt's slope, the
# least of it that it has, and how far the line runs beyond its bends.
BENDS = (1 / 3, 2 / 3)
PULL = 0.01
SLOWEST = 0.1
REACH = 40.0
LEAST_ROWS = 30


@dataclass(frozen=True)
class Targets:
    """What is fitted: places among the claims, targets and weights, each of shape (n,)."""

    at: Whole
    y: Whole
    weight: Floats


def columns_of(kind: str, signs: Mapping[str, int]) -> tuple[str, ...]:
    """Return the columns, of those that `signs` names, that a stack of one of KINDS has."""
    return tuple(
        name
        for name in signs
        if not (kind.endswith("lexical") and name in SEMANTIC)
        and (kind.startswith("network") or name not in NETWORK)
    )


def learnable(claims: Claims, kind: str) -> Truth:
    """Return which rows a stack of `kind` may learn from, shape (rows,).

    With a network, those of groups that it was not trained on: elsewhere it is surer than it should be.
    """
    learnt = np.array([row.learnt and row.dataset not in CROOKED for row in claims.rows])
    if not kind.startswith("network"):
        return learnt
    return learnt & claims.read & np.array([row.held for row in claims.rows])


def claim_weights(claims: Claims, at: Whole) -> Floats:
    """Weigh claims so that a row counts once, and a set by the root of its size.

    Sets keep their base rates: that much of what an old system added is wrong is what tells most about
    a text like it.
    """
    row = claims.row[at]
    weight = 1.0 / np.bincount(row, minlength=len(claims.rows))[row]
    dataset = claims.dataset[row]
    for name in np.unique(dataset):
        here = dataset == name
        share = AUXILIARY_SHARE if name in AUXILIARY else 1.0
        weight[here] *= share / np.sqrt(weight[here].sum())
    return np.asarray(weight / weight.mean())


def fit_claim(claims: Claims, kind: str, rows: Truth) -> Additive:
    """Fit the log-odds that a claim is supported, on the claims of `rows` whose label is known.

    A supported summary has only supported claims; an unsupported one of a single claim has that one.
    Which claim of several is the unsupported one nobody said: those are left out, and so are claims
    that stand in the source word for word, which the fit is never shown.
    """
    if kind.startswith("network"):
        return _fit_reading(claims, kind, rows)
    known = (claims.label == 1) | (claims.count == 1)
    at = claims.of(rows & known)
    at = at[~claims.verbatim[at]]
    table = Targets(at, claims.label[claims.row[at]], claim_weights(claims, at))
    return fit_signed(claims.columns, table, columns_of(kind, SIGNS), SIGNS)


def _fit_reading(claims: Claims, kind: str, rows: Truth) -> Additive:
    """Add what the network reads to a fit without it, in the shares of `reading_shares`.

    The network's logits are honest on held-back rows only, too few for a line for every column: those are
    fitted on all rows of the same sets, but for held-back ones that `rows` leaves out. The contradiction
    beside the closest sentence counts from log-odds of 1 on: below, it is said of every sentence that
    is about something else.
    """
    plain = PLAIN[kind]
    held = np.array([row.held for row in claims.rows])
    same = np.isin(claims.dataset, np.unique(claims.dataset[rows]))
    base = fit_claim(claims, plain, learnable(claims, plain) & same & (rows | ~held))
    joined, close, against = reading_shares(claims, kind)
    lines = {
        "entailment": ((-FARTHEST, FARTHEST), (-joined * FARTHEST, joined * FARTHEST)),
        "entailment_close": ((-FARTHEST, FARTHEST), (-close * FARTHEST, close * FARTHEST)),
        "contradiction_close": (TOLD, (0.0, -against * (TOLD[1] - TOLD[0]))),
    }
    return _rounded(
        Additive(
            names=(*base.names, *lines),
            knots=(*base.knots, *(knots for knots, _ in lines.values())),
            heights=(*base.heights, *(heights for _, heights in lines.values())),
            intercept=base.intercept,
        )
    )


def reading_shares(claims: Claims, kind: str) -> tuple[float, float, float]:
    """Return how much the network's log-odds count beside those of a fit without it.

    Of entailment beside the joined passage and beside the closest sentence, and of contradiction beside
    the latter: those of a small grid under which the held-back rows of each set are ranked best, by the
    mean AUC over sets. A row's score is the product over its claims; the fit has not seen these rows.
    """
    rows = learnable(claims, kind)
    held = np.array([row.held for row in claims.rows])
    base = fit_claim(claims, PLAIN[kind], learnable(claims, PLAIN[kind]) & ~held)
    starts = np.searchsorted(claims.row, np.arange(len(claims.rows)))
    alone = base.scores(claims.columns)
    joined, close, told = (np.nan_to_num(claims.columns[name]) for name in READ)
    told = np.clip(told, *TOLD) - TOLD[0]
    sets = []
    for name in np.unique(claims.dataset[rows]):
        here = rows & (claims.dataset == name)
        if here.sum() >= LEAST_ROWS and 0 < claims.label[here].mean() < 1:
            sets.append(here)

    def ranking(shares: tuple[float, float, float]) -> float:
        score = alone + shares[0] * joined + shares[1] * close - shares[2] * told
        every = np.add.reduceat(np.where(claims.verbatim, 0.0, -np.logaddexp(0.0, -score)), starts)
        areas = [auc(claims.label[here], every[here], np.ones((here.sum(), 1)))[0] for here in sets]
        return round(float(np.mean(areas)), 4)

    return max(product(*SHARES), key=ranking)


def fit_against(claims: Claims, kind: str, rows: Truth) -> Additive:
    """Fit the log-odds of a contradiction, on unsupported single claims where somebody said which."""
    said = np.array([row.contradicted if row.contradicted is not None else -1 for row in claims.rows])
    at = claims.of(rows & (claims.label == 0) & (claims.count == 1) & (said >= 0))
    at = at[~claims.verbatim[at]]
    row = claims.row[at]
    y = said[row]
    weight = np.ones(len(at))
    for name in np.unique(claims.dataset[row]):
        here = claims.dataset[row] == name
        weight[here] /= np.sqrt(here.sum())
    weight = to_prior(y, weight, CONTRADICTED)
    return fit_signed(claims.columns, Targets(at, y, weight), columns_of(kind, AGAINST), AGAINST)


def to_prior(y: Whole, weight: Floats, prior: float) -> Floats:
    """Return weights of mean 1 under which `prior` of all is positive, within each class as they were."""
    scaled = np.where(
        y == 1, prior * weight / weight[y == 1].sum(), (1 - prior) * weight / weight[y == 0].sum()
    )
    return np.asarray(scaled * len(y))


def fit_signed(
    columns: Mapping[str, Floats], table: Targets, names: Sequence[str], signs: Mapping[str, int]
) -> Additive:
    """Fit a regularised logistic regression whose lines may only run the way of `signs`.

    Among columns that say nearly the same, a free fit sets one against the other, and then calls a
    claim better supported for every word that the source lacks. Lines without slope are left out.
    """
    x = np.stack([columns[name][table.at] for name in names], axis=1)
    ends = np.quantile(x, (TAIL, 1 - TAIL), axis=0)
    narrow = ends[0] == ends[1]
    ends[:, narrow] = np.stack([x.min(axis=0), x.max(axis=0)])[:, narrow]
    x = np.clip(x, ends[0], ends[1])
    mean = np.average(x, axis=0, weights=table.weight)
    scale = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=table.weight))
    scale[scale < 1e-6] = 1.0
    slope, intercept = _minimum((x - mean) / scale, table.y, table.weight, [signs[name] for name in names])
    slope = slope / scale
    kept = [at for at in range(len(names)) if abs(slope[at]) > 1e-6 and ends[0][at] < ends[1][at]]
    low, high = ends[0][kept], ends[1][kept]
    return _rounded(
        Additive(
            names=tuple(names[at] for at in kept),
            knots=tuple(zip(low.tolist(), high.tolist(), strict=True)),
            heights=tuple((0.0, float(h)) for h in slope[kept] * (high - low)),
            intercept=float(intercept + (slope * (ends[0] - mean))[kept].sum()),
        )
    )


def calibrated(scores: Floats, y: Whole, weight: Floats, bends: Sequence[float] = BENDS) -> Additive:
    """Return the function of the column SCORE under which scores are calibrated log-odds.

    Platt's line (1999), bent at quantiles of the scores; each part rises, and is drawn towards Platt's slope.

    Args:
        scores: Shape (n,).
        y: Labels.
        weight: Of each.
        bends: The quantiles, 0..1, ascending.
    """
    slope, offset = _minimum(scores[:, None], y, weight, [1], c=1e3)
    order = np.argsort(scores, kind="stable")
    inner = np.interp(bends, np.cumsum(weight[order]) / weight.sum(), scores[order])
    knots = np.concatenate([[inner[0] - REACH], inner, [inner[-1] + REACH]])
    x = np.clip(scores[:, None], knots[:-1], knots[1:]) - knots[:-1]
    share = weight / weight.sum()

    def loss(theta: Floats) -> tuple[float, Floats]:
        odds = theta[0] + x @ theta[1:]
        value = share @ (np.logaddexp(0, odds) - y * odds)
        pull = share * (expit(odds) - y)
        apart = theta[1:] - slope
        slopes = x.T @ pull + 2 * PULL * apart
        return float(value + PULL * apart @ apart), np.append(pull.sum(), slopes)

    first = np.append(offset + slope * knots[0], np.full(len(knots) - 1, slope))
    bounds = [(None, None), *((SLOWEST * slope, None) for _ in knots[1:])]
    best = minimize(loss, first, jac=True, method="L-BFGS-B", bounds=bounds).x
    heights = np.concatenate([[0.0], np.cumsum(best[1:] * np.diff(knots))])
    line = tuple(knots.tolist()), tuple(heights.tolist())
    return _rounded(Additive((SCORE,), (line[0],), (line[1],), float(best[0])))


def _minimum(z: Floats, y: Whole, weight: Floats, signs: Sequence[int], c: float = C) -> tuple[Floats, float]:
    side = np.where(y == 1, 1.0, -1.0)

    def loss(theta: Floats) -> tuple[float, Floats]:
        margin = side * (z @ theta[:-1] + theta[-1])
        value = weight @ np.logaddexp(0, -margin) + theta[:-1] @ theta[:-1] / (2 * c)
        pull = -weight * side * expit(-margin)
        return float(value), np.append(z.T @ pull + theta[:-1] / c, pull.sum())

    bounds = [(0, None) if sign > 0 else (None, 0) for sign in signs]
    best = minimize(
        loss, np.zeros(len(signs) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]
    )
    return best.x[:-1], float(best.x[-1])


def _rounded(model: Additive) -> Additive:
    """Return the numbers as the file has them."""
    return Additive(
        model.names,
        tuple(tuple(round(v, 6) for v in part) for part in model.knots),
        tuple(tuple(round(v, 6) for v in part) for part in model.heights),
        round(model.intercept, 6),
    )
