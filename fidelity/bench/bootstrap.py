"""Bootstrap over source groups: intervals, and the paired test of two columns of scores.

Rows of one source group stand or fall together: near-duplicate sources would else make intervals far
too narrow. A draw takes as many groups as there are, with replacement (Efron 1979; Davison and Hinkley
1997, ch. 2.4 and 3.8), so a draw is nothing but a whole-number weight for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from fidelity.bench.statistics import auc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Statistic = Callable[[Floats], Floats]

__all__ = [
    "DRAWS",
    "Comparison",
    "Figure",
    "Resampling",
    "compare",
    "compare_auc",
    "compare_columns",
    "undefined",
]

DRAWS = 1000
DECIMALS = 4
LEVEL = 95
# A bootstrap interval without width says that nothing varied here, not that the figure is sure.
SAME = 1e-9
# Weights computed with at once, small enough for a processor's cache, and kept for the next statistic
# of the same rows: 2 and 64 MB.
BLOCK = 250_000
KEPT = 8_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic with its 95% interval.

    Attributes:
        value: None where it is undefined.
        interval: None where it is undefined.
        rows: How many rows it is of.
        reason: Why `value` or `interval` is None.
    """

    value: float | None
    interval: tuple[float, float] | None
    rows: int
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        table: dict[str, Any] = {
            "value": self.value,
            "interval": None if self.interval is None else list(self.interval),
            "rows": self.rows,
        }
        return table if self.reason is None else {**table, "reason": self.reason}


def undefined(reason: str, rows: int = 0) -> Figure:
    """Return a figure that is not there, with the reason."""
    return Figure(None, None, rows, reason)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against another on the same rows: the difference of the two AUCs, ours minus theirs.

    Attributes:
        p: Two-sided, that a difference as large comes from the choice of sources alone; None where
            it is undefined.
    """

    ours: Figure
    theirs: Figure
    difference: Figure
    p: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "ours": self.ours.to_dict(),
            "theirs": self.theirs.to_dict(),
            "difference": self.difference.to_dict(),
            "p": self.p,
        }


class Resampling:
    """Draws of source groups for one list of rows.

    Args:
        groups: The source group of each row.
        seed: The same seed, groups and draws give the same weights.
        draws: How many.
    """

    def __init__(self, groups: Sequence[str], seed: int, draws: int = DRAWS) -> None:
        names, place = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
        self.count, self.rows = len(names), len(groups)
        self._place, self._seed, self._draws = place, seed, draws
        self._kept: list[Floats] = []

    def blocks(self) -> Iterator[Floats]:
        """Yield the weights of all draws, some draws at a time: shape (rows, part of draws)."""
        if self._kept:
            yield from self._kept
            return
        rng = np.random.default_rng(self._seed)
        size = max(1, BLOCK // max(1, self.rows))
        keep = self.rows * self._draws <= KEPT
        for start in range(0, self._draws, size):
            some = min(size, self._draws - start)
            taken = rng.multinomial(self.count, np.full(self.count, 1 / self.count), size=some)
            block = np.ascontiguousarray(taken.T, dtype=np.float64)[self._place]
            if keep:
                self._kept.append(block)
            yield block

    def values(self, statistic: Statistic) -> tuple[float, Floats]:
        """Return a statistic of the rows as they are, and under every draw."""
        if not self.rows:
            return float("nan"), np.full(self._draws, np.nan)
        value = float(statistic(np.ones((self.rows, 1)))[0])
        return value, np.concatenate([statistic(block) for block in self.blocks()])

    def figure(self, statistic: Statistic, missing: str = "only one class") -> Figure:
        """Return a statistic with its percentile interval; `missing` says why it may be undefined."""
        value, draws = self.values(statistic)
        return self.summary(value, draws, missing)

    def summary(self, value: float, draws: Floats, missing: str = "only one class") -> Figure:
        """Return what `values` gave as a figure."""
        if not self.rows:
            return undefined("no rows")
        if np.isnan(value):
            return undefined(missing, self.rows)
        rounded = round(value, DECIMALS) + 0.0  # no -0.0
        if self.count < 2:
            return Figure(rounded, None, self.rows, "no interval: one source group")
        kept = draws[~np.isnan(draws)]
        if not len(kept):
            return Figure(rounded, None, self.rows, f"no interval: {missing} in every draw")
        tail = (100 - LEVEL) / 2
        low, high = np.percentile(kept, (tail, 100 - tail))
        if high - low < SAME:
            return Figure(rounded, None, self.rows, "no interval: the same in every draw")
        return Figure(rounded, (round(float(low), DECIMALS), round(float(high), DECIMALS)), self.rows)


def compare_auc(
    labels: Sequence[int],
    ours: Sequence[float],
    theirs: Sequence[float],
    groups: Sequence[str],
    seed: int,
    draws: int = DRAWS,
) -> Comparison:
    """Compare the AUCs of two columns of scores on the same rows, by the paired bootstrap.

    Both are drawn with the same groups. p is twice the share of draws in which the difference is on the
    other side of zero (or on it), each share counted with one more draw so that p is never 0.
    """
    return compare_columns(labels, ours, [theirs], Resampling(groups, seed, draws))[0]


def compare_columns(
    labels: Sequence[int], ours: Sequence[float], columns: Sequence[Sequence[float]], sampling: Resampling
) -> list[Comparison]:
    """Compare ours with several columns on the same rows, as `compare_auc` does with one."""
    truth = np.array(labels, dtype=np.int64)

    def area(column: Sequence[float]) -> Statistic:
        scores = np.array(column, dtype=np.float64)
        return lambda weights: auc(truth, scores, weights)

    return compare(area(ours), [area(column) for column in columns], sampling)


def compare(
    ours: Statistic, others: Sequence[Statistic], sampling: Resampling, missing: str = "only one class"
) -> list[Comparison]:
    """Compare one statistic of ours with the same one of others, every draw the same for all of them."""
    a, drawn_a = sampling.values(ours)
    compared = []
    for theirs in others:
        b, drawn_b = sampling.values(theirs)
        drawn = drawn_a - drawn_b
        compared.append(
            Comparison(
                ours=sampling.summary(a, drawn_a, missing),
                theirs=sampling.summary(b, drawn_b, missing),
                difference=sampling.summary(a - b, drawn, missing),
                p=_two_sided(drawn) if sampling.count > 1 else None,
            )
        )
    return compared


def _two_sided(differences: Floats) -> float | None:
    kept = differences[~np.isnan(differences)]
    if not len(kept):
        return None
    below, above = (kept <= 0).sum() + 1, (kept >= 0).sum() + 1
    return round(float(min(1.0, 2 * min(below, above) / (len(kept) + 1))), DECIMALS)
