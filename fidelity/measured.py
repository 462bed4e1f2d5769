"""How well each rule was measured: lines of committed benchmark results, by rule code."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

__all__ = ["measured_lines"]

UNKNOWN = ("not measured yet",)


def measured_lines(code: str) -> tuple[str, ...]:
    """Return what the benchmarks say about the rule `code`, one result a line."""
    return _figures().get(code, UNKNOWN)


@cache
def _figures() -> dict[str, tuple[str, ...]]:
    """Read `figures.json`: `{"F201": ["line", ...], ...}`. A missing file counts as empty."""
    try:
        text = (files("fidelity") / "figures.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {code: tuple(lines) for code, lines in json.loads(text).items()}
