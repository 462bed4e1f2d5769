"""Units of quantities: shares, points, currencies and measures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

__all__ = ["Units"]


@dataclass(frozen=True)
class Units:
    """What units are called, each with its factor in the base unit of its dimension.

    Attributes:
        ambiguous: Units of more than one dimension, which agree with any: "pounds", "points".
        share: Parts of a whole, in wholes (0.01 for a percent).
        points: Points by which a share changes, in percentage points.
        money: By currency.
        measure: By what is measured: minutes, metres, kilograms, litres, km/h, square metres.
    """

    ambiguous: tuple[str, ...]
    share: Mapping[str, float]
    points: Mapping[str, float]
    money: Mapping[str, Mapping[str, float]]
    measure: Mapping[str, Mapping[str, float]]

    @cached_property
    def named(self) -> Mapping[str, tuple[str, float]]:
        """Dimension ("share", "money_dollar", "measure_time" ..., "?" where ambiguous) and factor by unit."""
        dimensions = {
            "share": self.share,
            "points": self.points,
            **{f"money_{currency}": names for currency, names in self.money.items()},
            **{f"measure_{measured}": names for measured, names in self.measure.items()},
        }
        table = {word: (name, factor) for name, names in dimensions.items() for word, factor in names.items()}
        return MappingProxyType({**dict.fromkeys(self.ambiguous, ("?", 1.0)), **table})

    @cached_property
    def between_ends(self) -> re.Pattern[str]:
        """What may stand between the ends of a range, its group 1 the word or dash: "5% to 7%", "$5-$7"."""
        shares = "|".join(map(re.escape, sorted(self.share)))
        return re.compile(
            rf"\s?(?:{shares})?\s?(-|\u2013|\u2014|[^\W\d_]+)\s?[$\u20ac\u00a3\u00a5]?", re.IGNORECASE
        )
