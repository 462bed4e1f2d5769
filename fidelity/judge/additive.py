"""A fitted function from columns of values to log-odds: plain numbers, read from JSON and checked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Additive", "logistic", "read_additive"]


@dataclass(frozen=True, slots=True)
class Additive:
    """A sum of piecewise linear functions, one for each column; flat beyond the first and last knot.

    Attributes:
        names: Of the columns.
        knots: Of each column, ascending.
        heights: The function at each knot, log-odds.
        intercept: Added to the sum.
    """

    names: tuple[str, ...]
    knots: tuple[tuple[float, ...], ...]
    heights: tuple[tuple[float, ...], ...]
    intercept: float

    def scores(self, columns: Mapping[str, Floats]) -> Floats:
        """Return log-odds, shape (n,), from columns of shape (n,) by name."""
        total = np.full(len(columns[self.names[0]]), self.intercept)
        for name, knots, heights in zip(self.names, self.knots, self.heights, strict=True):
            total += np.interp(columns[name], knots, heights)
        return total

    def probabilities(self, columns: Mapping[str, Floats]) -> Floats:
        """Return probabilities, 0..1, shape (n,), from columns of shape (n,) by name."""
        return logistic(self.scores(columns))


def logistic(scores: Floats) -> Floats:
    """Return 1 / (1 + exp(-scores))."""
    p: Floats = 1.0 / (1.0 + np.exp(-np.clip(scores, -60.0, 60.0)))
    return p


def read_additive(table: Mapping[str, Any], known: Sequence[str]) -> Additive:
    """Return what `table` describes. Raises ValueError, KeyError or TypeError.

    Args:
        table: As JSON.
        known: The columns that this version has.
    """
    names = _names(table, known)
    knots = tuple(tuple(float(v) for v in part) for part in table["knots"])
    heights = tuple(tuple(float(v) for v in part) for part in table["heights"])
    if [len(part) for part in knots] != [len(part) for part in heights] or len(names) != len(knots):
        raise ValueError("lengths differ")
    intercept = float(table["intercept"])
    if not all(math.isfinite(value) for part in (*knots, *heights, (intercept,)) for value in part):
        raise ValueError("not finite")
    if any(list(part) != sorted(set(part)) or not part for part in knots):
        raise ValueError("knots do not ascend")
    return Additive(names, knots, heights, intercept)


def _names(table: Mapping[str, Any], known: Sequence[str]) -> tuple[str, ...]:
    names = tuple(table["names"])
    if not names or not set(names) <= set(known):
        raise ValueError("columns that this version does not have")
    return names
