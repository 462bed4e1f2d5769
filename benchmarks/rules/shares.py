"""Shares with 95% intervals over groups of near-duplicate sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["interval", "percent", "share"]

DRAWS = 1000


def share(flags: Sequence[bool], groups: Sequence[str], seed: int) -> dict[str, Any]:
    """Return hits, how many there are, their share and its interval."""
    return {
        "hits": int(sum(flags)),
        "of": len(flags),
        "share": round(sum(flags) / len(flags), 4) if flags else None,
        "interval": interval(flags, groups, seed),
    }


def interval(flags: Sequence[bool], groups: Sequence[str], seed: int) -> list[float]:
    """Return the 95% percentile interval of the share of true flags, by bootstrap over groups.

    Where all flags agree the bootstrap has no width; the exact bound for groups is given instead
    (Clopper and Pearson 1934).
    """
    table: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for flag, group in zip(flags, groups, strict=True):
        table[group][0] += flag
        table[group][1] += 1.0
    values = np.array(list(table.values()))
    if not values.size:
        return [0.0, 1.0]
    if values[:, 0].sum() in {0.0, values[:, 1].sum()}:
        bound = 0.05 ** (1 / len(values))
        return [0.0, round(1 - bound, 4)] if not values[:, 0].sum() else [round(bound, 4), 1.0]
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(values), np.full(len(values), 1 / len(values)), size=DRAWS) @ values
    shares = drawn[:, 0] / np.maximum(drawn[:, 1], 1e-9)
    return [round(float(bound), 4) for bound in np.quantile(shares, (0.025, 0.975))]


def percent(part: dict[str, Any]) -> str:
    """Return "0.9%, 95% interval 0.5 to 1.4%"."""
    low, high = (100 * bound for bound in part["interval"])
    return f"{100 * part['share']:.1f}%, 95% interval {low:.1f} to {high:.1f}%"
