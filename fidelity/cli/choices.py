"""Options that take one word of a few."""

from __future__ import annotations

from fidelity.errors import ConfigError, nearest

__all__ = ["COLORS", "FORMATS", "demand_one_of"]

FORMATS = ("terminal", "json")
COLORS = ("auto", "always", "never")


def demand_one_of(option: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise ConfigError with the nearest choice where `value` is none of them."""
    if value not in choices:
        raise ConfigError(f"{option}: unknown value {value!r}{nearest(value, choices)}")
