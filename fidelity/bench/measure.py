"""Scores and labels to figures: everything that is reported about one set, and about all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from fidelity.bench.bootstrap import DRAWS, Figure, Resampling, undefined
from fidelity.bench.cards import IN_DOMAIN, OWN, ZERO_SHOT, Card, cards, own_data
from fidelity.bench.marks import extra_figures
from fidelity.bench.peers import PeerResult, compare_peers, published_columns
from fidelity.bench.rows import Row
from fidelity.bench.scores import Scored
from fidelity.bench.statistics import (
    auc,
    average_precision_of_unsupported,
    balanced_accuracy,
    calibration_error,
    reliability,
    threshold_for,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Accuracy", "SetResult", "card_of", "mean_auc", "measure_sets"]

Key = tuple[str, str]
BASE = 0.5
"""What a row without a score counts as in `auc_of_all`: nothing is known about it."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Balanced accuracy at one threshold.

    Attributes:
        threshold: None where there is none.
        on: What it is compared with: "claims" (a row is unsupported where any of its claims is below
            it, as `check` decides) or "score".
    """

    figure: Figure
    threshold: float | None = None
    on: str = "score"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        threshold = None if self.threshold is None else round(self.threshold, 6)
        return {**self.figure.to_dict(), "threshold": threshold, "on": self.on}


@dataclass(frozen=True, slots=True)
class SetResult:
    """Everything about one set. Figures are of the rows that have a score unless they say otherwise.

    Attributes:
        sha256: Of the rows' file, before compression.
        left_out: How many rows have no score, by reason.
        incomplete: How many rows a rule failed on.
        auc_of_all: With rows that have no score at 0.5.
        accuracy: "frozen", "half" (0.5), "tuned" and "oracle".
        calibration_error: Over bins of equal mass.
        extras: By name, see `marks.py`.
    """

    card: Card
    sha256: str | None
    rows: int
    groups: int
    unsupported: float
    left_out: Mapping[str, int]
    incomplete: int
    auc: Figure
    auc_of_all: Figure
    average_precision: Figure
    calibration_error: Figure
    accuracy: Mapping[str, Accuracy]
    curve: Sequence[Mapping[str, float | int]]
    extras: Mapping[str, Figure]
    peers: tuple[PeerResult, ...]

    @property
    def changed(self) -> bool:
        """Whether the file is another one than was measured when its card was written."""
        return self.card.sha256 is not None and self.card.sha256 != self.sha256

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        card = self.card
        return {
            "dataset": card.name,
            "title": card.title,
            "standing": card.standing,
            "licence": card.licence,
            "unit": card.unit,
            "label": card.label,
            "caveats": list(card.caveats),
            "sha256": self.sha256,
            "matches_card": None if card.sha256 is None else not self.changed,
            "rows": self.rows,
            "source_groups": self.groups,
            "share_unsupported": self.unsupported,
            "left_out": dict(self.left_out),
            "rows_with_failed_rules": self.incomplete,
            "auc": self.auc.to_dict(),
            "auc_with_left_out_rows_at_half": self.auc_of_all.to_dict(),
            "average_precision_of_unsupported": self.average_precision.to_dict(),
            "expected_calibration_error": self.calibration_error.to_dict(),
            "balanced_accuracy": {name: accuracy.to_dict() for name, accuracy in self.accuracy.items()},
            "reliability": [dict(point) for point in self.curve],
            "extras": {name: figure.to_dict() for name, figure in self.extras.items()},
            "peers": [peer.to_dict() for peer in self.peers],
        }


def card_of(name: str) -> Card:
    """Return a set's card, or the one for data of one's own."""
    return cards().get(name) or own_data(name)


def measure_sets(
    rows: Sequence[Row],
    scores: Mapping[Key, Scored],
    *,
    sha256: Mapping[str, str],
    threshold: float | None,
    seed: int,
    draws: int = DRAWS,
) -> list[SetResult]:
    """Return the figures of every set among `rows`, in the order in which they first come.

    Args:
        rows: What was read.
        scores: By row; a row that is missing here counts as left out.
        sha256: Of the sets' files.
        threshold: P(supported) below which a claim is unsupported, as the judge has it. Where scores
            come without claims, the score below which a row is. None: no frozen threshold.
        seed: Of the bootstrap and of the split into development and test part.
        draws: Of the bootstrap.
    """
    by_set: dict[str, list[Row]] = {}
    for row in rows:
        by_set.setdefault(row.dataset, []).append(row)
    return [
        _measure(card_of(name), members, scores, sha256.get(name), threshold, seed, draws)
        for name, members in by_set.items()
    ]


def mean_auc(
    rows: Sequence[Row], scores: Mapping[Key, Scored], *, seed: int, draws: int = DRAWS
) -> dict[str, dict[str, Any]]:
    """Return the mean of the sets' AUCs by standing, every set counting the same.

    Groups are drawn over all sets of a standing at once, since sets share sources.
    """
    means: dict[str, dict[str, Any]] = {}
    for standing in (ZERO_SHOT, IN_DOMAIN, OWN):
        here = [row for row in rows if card_of(row.dataset).standing == standing and _score(scores, row)]
        names = sorted({row.dataset for row in here})
        parts = []
        for name in names:
            at = np.array([i for i, row in enumerate(here) if row.dataset == name])
            labels, values = _columns([here[i] for i in at], scores)
            if len(np.unique(labels)) == 2:
                parts.append((name, at, labels, values))
        if not parts:
            continue

        def mean(weights: Floats, parts: Any = parts) -> Floats:
            values = np.array([auc(y, s, weights[at]) for _, at, y, s in parts])
            averaged: Floats = values.mean(axis=0)
            return averaged

        sampling = Resampling([row.source_group for row in here], seed, draws)
        means[standing] = {"sets": [name for name, *_ in parts], "auc": sampling.figure(mean).to_dict()}
    return means


def _measure(
    card: Card,
    rows: Sequence[Row],
    scores: Mapping[Key, Scored],
    sha256: str | None,
    threshold: float | None,
    seed: int,
    draws: int,
) -> SetResult:
    pairs = [(row, scored) for row in rows if (scored := _score(scores, row)) is not None]
    kept = [row for row, _ in pairs]
    labels, values = _columns(kept, scores)
    sampling = Resampling([row.source_group for row in kept], seed, draws)
    whole = Resampling([row.source_group for row in rows], seed, draws)
    every = np.array([row.label for row in rows])
    filled = np.array([BASE if _score(scores, row) is None else _value(scores, row) for row in rows])
    in_range = bool(len(values)) and bool(((values >= 0) & (values <= 1)).all())
    calibration = undefined("scores are no probabilities", len(kept))
    if in_range:
        calibration = sampling.figure(lambda weights: calibration_error(labels, values, weights))
    ours = {row.key: _value(scores, row) for row in kept}
    return SetResult(
        card=card,
        sha256=sha256,
        rows=len(rows),
        groups=len({row.source_group for row in rows}),
        unsupported=round(float(1 - every.mean()), 4),
        left_out=_left_out(rows, scores),
        incomplete=sum(bool(scored.incomplete) for _, scored in pairs),
        auc=sampling.figure(lambda weights: auc(labels, values, weights)),
        auc_of_all=whole.figure(lambda weights: auc(every, filled, weights)),
        average_precision=sampling.figure(
            lambda weights: average_precision_of_unsupported(labels, values, weights), "no unsupported row"
        ),
        calibration_error=calibration,
        accuracy=_accuracies(pairs, labels, values, sampling, threshold, in_range, seed, draws),
        curve=reliability(labels, values) if in_range else [],
        extras=extra_figures(card, pairs, threshold=threshold, seed=seed, draws=draws),
        peers=compare_peers(kept, ours, published_columns(card, kept), seed=seed, draws=draws),
    )


def _accuracies(
    pairs: Sequence[tuple[Row, Scored]],
    labels: NDArray[np.int64],
    values: Floats,
    sampling: Resampling,
    threshold: float | None,
    in_range: bool,
    seed: int,
    draws: int,
) -> dict[str, Accuracy]:
    def at(place: float) -> Accuracy:
        return Accuracy(sampling.figure(lambda w: balanced_accuracy(labels, values >= place, w)), place)

    frozen = Accuracy(undefined("no threshold was given", len(pairs)))
    if threshold is not None and pairs and all(scored.claims for _, scored in pairs):
        faithful = np.array([all(c.p_supported >= threshold for c in scored.claims) for _, scored in pairs])
        figure = sampling.figure(lambda weights: balanced_accuracy(labels, faithful, weights))
        frozen = Accuracy(figure, threshold, "claims")
    elif threshold is not None:
        frozen = at(threshold)
    half = at(0.5) if in_range else Accuracy(undefined("scores are no probabilities", len(pairs)))
    best = threshold_for(labels, values)
    oracle = Accuracy(undefined("only one class", len(pairs))) if best is None else at(best)
    groups = [row.source_group for row, _ in pairs]
    return {
        "frozen": frozen,
        "half": half,
        "tuned": _tuned(labels, values, groups, seed, draws),
        "oracle": oracle,
    }


def _tuned(
    labels: NDArray[np.int64], values: Floats, groups: Sequence[str], seed: int, draws: int
) -> Accuracy:
    """Tune a threshold on one half of the source groups, and measure it on the other."""
    names = sorted(set(groups))
    if len(names) < 2:
        return Accuracy(undefined("one source group cannot be split", len(groups)))
    shuffled = np.random.default_rng(seed).permutation(len(names))
    development = {names[i] for i in shuffled[: len(names) // 2]}
    tuning = np.array([group in development for group in groups])
    best = threshold_for(labels[tuning], values[tuning])
    if best is None:
        return Accuracy(undefined("only one class in the development part", int((~tuning).sum())))
    truth, decided = labels[~tuning], values[~tuning] >= best
    rest = Resampling([g for g, tuned in zip(groups, tuning, strict=True) if not tuned], seed, draws)
    return Accuracy(rest.figure(lambda weights: balanced_accuracy(truth, decided, weights)), best)


def _score(scores: Mapping[Key, Scored], row: Row) -> Scored | None:
    scored = scores.get(row.key)
    return None if scored is None or scored.score is None else scored


def _value(scores: Mapping[Key, Scored], row: Row) -> float:
    value = scores[row.key].score
    assert value is not None
    return value


def _columns(rows: Sequence[Row], scores: Mapping[Key, Scored]) -> tuple[NDArray[np.int64], Floats]:
    labels = np.array([row.label for row in rows], dtype=np.int64)
    return labels, np.array([_value(scores, row) for row in rows], dtype=np.float64)


def _left_out(rows: Sequence[Row], scores: Mapping[Key, Scored]) -> dict[str, int]:
    reasons: Counter[str] = Counter()
    for row in rows:
        scored = scores.get(row.key)
        if scored is None:
            reasons["not in the scores file"] += 1
        elif scored.score is None:
            reasons[(scored.error or "no score").partition(":")[0]] += 1
    return dict(sorted(reasons.items()))
