"""The registry: every module of this folder that defines a rule. The folder is the list."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from fidelity.errors import ConfigError, nearest
from fidelity.rule import RuleInfo

if TYPE_CHECKING:
    from fidelity.config import Config

__all__ = ["all_rules", "find_rule", "selected_rules"]


@cache
def all_rules() -> tuple[RuleInfo, ...]:
    """Return every rule, by code."""
    infos = []
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        values = vars(importlib.import_module(f"{__name__}.{module}")).values()
        infos += [value for value in values if isinstance(value, RuleInfo)]
    return tuple(sorted(infos, key=lambda info: info.code))


def find_rule(code: str) -> RuleInfo:
    """Return the rule with this code or name. Raises ConfigError with the nearest one."""
    for info in all_rules():
        if code.upper() == info.code or code.lower() == info.name:
            return info
    raise ConfigError(f"unknown rule {code!r}{_nearest_rule(code)}")


def selected_rules(config: Config) -> tuple[RuleInfo, ...]:
    """Return the rules that run, with the severities of `config`.

    Raises ConfigError for a code, prefix or option that no rule has.
    """
    known = [info.code for info in all_rules()]
    for key, codes in (("select", config.select), ("ignore", config.ignore)):
        for code in codes:
            if not any(_covers(code, info) for info in all_rules()):
                raise ConfigError(f"{key}: unknown rule {code!r}{_nearest_rule(code)}")
    for key, table in (("severity", config.severity), ("rules", config.rules)):
        for code in table:
            if code not in known:
                raise ConfigError(f"{key}: unknown rule {code!r}{_nearest_rule(code)}")
    for code, options in config.rules.items():
        _check_options(find_rule(code), options)
    return tuple(
        replace(info, severity=config.severity.get(info.code, info.severity))
        for info in all_rules()
        if (not config.select or any(_covers(code, info) for code in config.select))
        and not any(_covers(code, info) for code in config.ignore)
    )


def _covers(code: str, info: RuleInfo) -> bool:
    """Whether a code, a prefix of codes, a name or ALL stands for this rule."""
    wanted = code.upper()
    return wanted in {"ALL", info.name.upper()} or info.code.startswith(wanted)


def _nearest_rule(code: str) -> str:
    names = [info.name for info in all_rules()]
    return nearest(code, names if "-" in code else [info.code for info in all_rules()])


def _check_options(info: RuleInfo, options: Mapping[str, Any]) -> None:
    for name, value in options.items():
        where = f"rules.{info.code}"
        if name not in info.options:
            raise ConfigError(f"{where}: unknown option {name!r}{nearest(name, info.options)}")
        wanted: Any = type(info.options[name])
        accepted = (int, float) if wanted is float else wanted
        if not isinstance(value, accepted) or isinstance(value, bool) is not (wanted is bool):
            raise ConfigError(f"{where}.{name} is {value!r}; expected {wanted.__name__}")
        entries: Sequence[Any] = value if isinstance(value, list) and name in info.choices else []
        for entry in entries:
            if entry not in info.choices[name]:
                hint = nearest(str(entry), info.choices[name])
                raise ConfigError(f"{where}.{name}: unknown value {entry!r}{hint}")
