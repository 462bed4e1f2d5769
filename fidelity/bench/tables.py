"""What every report of `bench` is made of: tables, notes and plain data, whatever was measured."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol

from fidelity.bench.bootstrap import Figure

__all__ = ["Report", "Table", "counted", "shown", "to_json"]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells to be shown. `left` says how many of the first columns are text, set flush left."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 2


class Report(Protocol):
    """What was measured, as every format writes it."""

    def tables(self) -> list[Table]:
        """Return everything as tables; empty ones are left out."""
        ...

    def notes(self) -> list[str]:
        """Say what must be known to read the tables, one sentence each."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data. Nothing in it depends on the clock."""
        ...


def to_json(report: Report) -> str:
    """Return the report as JSON."""
    return json.dumps(report.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def shown(figure: Figure, *, interval: bool = True, sign: str = "") -> str:
    """Return `0.606 [0.572, 0.643]`, or "-" where there is no figure."""
    if figure.value is None:
        return "-"
    value = f"{figure.value:{sign}.3f}"
    if not interval or figure.interval is None:
        return value
    low, high = figure.interval
    return f"{value} [{low:{sign}.3f}, {high:{sign}.3f}]"


def counted(number: int, noun: str) -> str:
    """Return `1 row` or `1,024 rows`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
