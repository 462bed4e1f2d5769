"""The operators: every module of this folder plants one kind of defect. The folder is the list."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from fidelity.errors import ConfigError, nearest
from fidelity.mutate.operator import OperatorInfo

__all__ = ["all_operators", "find_operator"]


@cache
def all_operators() -> tuple[OperatorInfo, ...]:
    """Return every operator, by the rule it is meant for, then by name."""
    operators = []
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        values = vars(importlib.import_module(f"{__name__}.{module}")).values()
        operators += [value for value in values if isinstance(value, OperatorInfo)]
    return tuple(sorted(operators, key=lambda info: (info.rule, info.name)))


def find_operator(name: str) -> OperatorInfo:
    """Return the operator called `name`. Raises ConfigError with the nearest one."""
    for info in all_operators():
        if name.lower().replace("_", "-") == info.name:
            return info
    raise ConfigError(f"unknown operator {name!r}{nearest(name, [info.name for info in all_operators()])}")
