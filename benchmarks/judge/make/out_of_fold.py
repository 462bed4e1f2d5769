"""Out-of-fold probabilities, thresholds and figures, by source group, with intervals over groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.judge.claims import Claims
from benchmarks.judge.data import AUXILIARY, EVALUATION, NLI
from benchmarks.judge.make.fit import PRIOR, calibrated, claim_weights, fit_claim, learnable, to_prior
from fidelity.bench.bootstrap import Figure, Resampling
from fidelity.bench.cards import ZERO_SHOT, cards
from fidelity.bench.statistics import auc, bin_of, calibration_error
from fidelity.judge.additive import Additive, logistic
from fidelity.judge.model import SCORE, Stack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Truth = NDArray[np.bool_]

__all__ = [
    "FOLDS",
    "Singles",
    "against_threshold",
    "calibration_error_of",
    "certain_bound",
    "error_at_prior",
    "flagged",
    "folds",
    "left_out",
    "out_of_fold",
    "precise_threshold",
    "set_figures",
    "singles",
]

FOLDS = 5
CUTS = 10
# Of the claims below the threshold, this share is unsupported (a warning); below the second, stricter
# threshold, this share (an error: a gate stops).
DOUBTFUL_PRECISION = 0.7
CERTAIN_PRECISION = 0.95
# Of the claims that F102 flags, at least this share must be unsupported.
CONTRADICTED_PRECISION = 0.8
# F102 names a difference: without one there is nothing to flag.
DIFFERENCES = ("negation_close", "antonym_close")
# Of the claims that are never shown to the network, this share is supported.
SURE = 0.97
# A threshold is not set on fewer claims.
LEAST = 30


def folds(claims: Claims, seed: int) -> Whole:
    """Return the fold of each row; rows of one source group share one."""
    groups = np.unique(claims.group)
    fold = np.random.default_rng(seed).permutation(len(groups)) % FOLDS
    return np.asarray(fold[np.searchsorted(groups, claims.group)])


def out_of_fold(
    claims: Claims, rows: Truth, fit: Callable[[Truth], Additive], seed: int
) -> tuple[Floats, Additive]:
    """Return every claim's log-odds, and the model fitted on all of `rows`.

    The scores of `rows` are those of a model that has not seen their group; of other rows, those of the
    last model.
    """
    whole = fit(rows)
    scores = whole.scores(claims.columns)
    fold = folds(claims, seed)
    for part in range(FOLDS):
        here = claims.of(rows & (fold == part))
        model = fit(rows & (fold != part))
        scores[here] = model.scores({name: column[here] for name, column in claims.columns.items()})
    return scores, whole


@dataclass(frozen=True)
class Singles:
    """Claims that are the only one of their row, in sets of summaries: their label is the row's.

    Attributes:
        at: Places among the claims, shape (n,).
        y: Labels.
        weight: At the base rate PRIOR.
        group: Source groups.
    """

    at: Whole
    y: Whole
    weight: Floats
    group: NDArray[np.str_]


def singles(claims: Claims, rows: Truth, *, auxiliary: bool = False) -> Singles:
    """Return those of `rows`, claims that stand in the source word for word left out."""
    apart = list(NLI) if auxiliary else list(AUXILIARY)
    at = claims.of(rows & (claims.count == 1) & ~np.isin(claims.dataset, apart))
    at = at[~claims.verbatim[at]]
    row = claims.row[at]
    y = claims.label[row]
    return Singles(at, y, to_prior(y, claim_weights(claims, at), PRIOR), claims.group[row])


def calibration_error_of(claims: Claims, one: Singles, scores: Floats, seed: int) -> float:
    """Return `error_at_prior` of lines fitted on the other folds, the mean over CUTS ways to cut them.

    In-sample, a line that bends would look better calibrated than it is; one cut moves this by a hundredth.
    """
    errors = []
    for cut in range(seed, seed + CUTS):
        fold = folds(claims, cut)[claims.row[one.at]]
        p = np.zeros(len(one.at))
        for part in range(FOLDS):
            other = one.at[fold != part]
            line = calibrated(scores[other], one.y[fold != part], one.weight[fold != part])
            p[fold == part] = line.probabilities({SCORE: scores[one.at[fold == part]]})
        errors.append(error_at_prior(one, p))
    return round(float(np.mean(errors)), 4)


def precise_threshold(y: Whole, p: Floats, weight: Floats, wanted: float, least: int = LEAST) -> float:
    """Return the highest p below which at least `wanted` of the weight is unsupported.

    It is not set on fewer than `least` claims; 0 where there is none.
    """
    order = np.argsort(p, kind="stable")
    wrong = np.cumsum(weight[order] * (1 - y[order]))
    precision = wrong / np.cumsum(weight[order])
    good = np.flatnonzero(precision >= wanted)
    good = good[good >= least - 1]
    return float(p[order][good[-1]]) if len(good) else 0.0


def against_threshold(claims: Claims, rows: Truth, contradicted: Floats) -> float:
    """Return the P(contradicted) from which enough of what F102 can flag is unsupported; at most 1."""
    told = singles(claims, rows, auxiliary=True)
    differs = sum(claims.columns[name][told.at] for name in DIFFERENCES) > 0
    spared = 1 - np.where(differs, contradicted[told.at], 0.0)
    return 1 - precise_threshold(told.y, spared, told.weight, CONTRADICTED_PRECISION, LEAST // 2)


def certain_bound(one: Singles, plain: Floats) -> float | None:
    """Return the P(supported) of the fit without the network from which the network need not be asked.

    The lowest from which at least SURE of the weight is supported; None where no LEAST claims are. There is
    no such bound for unsupported claims: what words do not hold, only reading can find.

    Args:
        one: The claims.
        plain: P(supported) of the fit without the network, of these claims.
    """
    order = np.argsort(-plain, kind="stable")
    right = np.cumsum((one.weight * one.y)[order]) / np.cumsum(one.weight[order])
    good = np.flatnonzero(right >= SURE)
    good = good[good >= LEAST - 1]
    return round(float(plain[order][good[-1]]), 4) if len(good) else None


def flagged(one: Singles, p: Floats, threshold: float, seed: int) -> dict[str, Any]:
    """Return what a threshold flags: precision at the base rate and as found, recall, false alarms."""
    under = p < threshold
    bad, good = one.y == 0, one.y == 1

    def precision(weights: Floats) -> Floats:
        flags = (under * one.weight)[:, None] * weights
        total = flags.sum(axis=0)
        return np.divide(
            (flags * bad[:, None]).sum(axis=0), total, out=np.full_like(total, np.nan), where=total > 0
        )

    return {
        "claims": int(under.sum()),
        "precision": Resampling(list(one.group), seed).figure(precision, "nothing flagged").to_dict(),
        "precision_as_found": round(float(bad[under].mean()), 3) if under.any() else None,
        "recall": round(float(np.average(under[bad], weights=one.weight[bad])), 4),
        "false_alarms": round(float(np.average(under[good], weights=one.weight[good])), 4),
    }


def error_at_prior(one: Singles, p: Floats) -> float:
    """Return the expected calibration error at the base rate PRIOR, over 15 bins of equal mass."""
    place = bin_of(p)
    gaps = [abs(float(((one.y - p) * one.weight)[place == number].sum())) for number in np.unique(place)]
    return round(sum(gaps) / float(one.weight.sum()), 4)


def set_figures(
    claims: Claims, stack: Stack, p: Floats, seed: int, draws: int = 300
) -> dict[str, dict[str, Any]]:
    """Return AUC and calibration error of every evaluation set, by what `faithful` gives its rows.

    Of in-domain sets, only rows of groups that are held back from the network; without a network, all
    that were learnt from, out of fold.

    Args:
        claims: All claims.
        stack: For P(every claim is supported).
        p: P(supported) of every claim, out of fold where it was learnt from.
        seed: Of the bootstrap.
        draws: Of the bootstrap.
    """
    starts = np.searchsorted(claims.row, np.arange(len(claims.rows)))
    zero_shot = {name for name in EVALUATION if cards()[name].standing == ZERO_SHOT}
    measured = learnable(claims, stack.kind) | np.isin(claims.dataset, list(zero_shot))
    if claims.read.any():
        # The same rows for every stack, but for sets that the network was not asked about.
        asked = np.isin(claims.dataset, np.unique(claims.dataset[claims.read & learnable(claims, "network")]))
        measured &= claims.read if stack.network else claims.read | ~asked
        measured &= asked | (not stack.network)
    table = {}
    for name in sorted(EVALUATION, key=lambda name: (name not in zero_shot, name)):
        rows = np.flatnonzero((claims.dataset == name) & measured)
        if not len(rows):
            continue
        score = np.array([stack.faithful(p[starts[at] : starts[at] + claims.count[at]]) for at in rows])
        label = claims.label[rows]
        sampling = Resampling(list(claims.group[rows]), seed, draws)

        def area(weights: Floats, label: Whole = label, score: Floats = score) -> Floats:
            return auc(label, score, weights)

        def gap(weights: Floats, label: Whole = label, score: Floats = score) -> Floats:
            return calibration_error(label, score, weights)

        figures: dict[str, Figure] = {"auc": sampling.figure(area), "calibration_error": sampling.figure(gap)}
        table[name] = {
            "standing": cards()[name].standing,
            "rows": len(rows),
            "groups": sampling.count,
            "supported": round(float(label.mean()), 3),
            **{figure: value.to_dict() for figure, value in figures.items()},
        }
    return table


def left_out(claims: Claims, kind: str, rows: Truth) -> dict[str, float]:
    """Return the AUC on each learnt set of a model that was fitted on all the others.

    This, and nothing else, says how good a choice is for a set that it has never seen: choices are
    made by it. A row's score is that of its least likely claim.
    """
    areas = {}
    starts = np.searchsorted(claims.row, np.arange(len(claims.rows)))
    learnt = [name for name in dict.fromkeys(claims.dataset[rows]) if name not in NLI]
    for name in learnt:
        here = rows & (claims.dataset == name)
        model = fit_claim(claims, kind, rows & np.isin(claims.dataset, learnt) & ~here)
        p = np.where(claims.verbatim, 1.0, logistic(model.scores(claims.columns)))
        least = np.minimum.reduceat(p, starts)[here]
        areas[str(name)] = round(float(auc(claims.label[here], least, np.ones((here.sum(), 1)))[0]), 4)
    return areas
