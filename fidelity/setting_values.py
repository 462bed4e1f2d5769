"""What a setting's value may be, and how it is read: from a file, the command line or Python alike.

Each reader takes a value and where it stands, and raises ConfigError naming that place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from fidelity.errors import ConfigError, nearest
from fidelity.types import Role, Severity

__all__ = ["OPTIONAL", "PARSERS", "parse_fail_on", "parse_role", "parse_setting", "parse_severity"]

NEVER = "never"
# The subtags that matter here: "en", "pt-BR", "zh_Hant".
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def parse_severity(value: object, where: str) -> Severity:
    """Return the severity called `value`, or raise ConfigError naming `where`."""
    if isinstance(value, Severity):
        return value
    names = [severity.word for severity in Severity]
    if not isinstance(value, str) or value.lower() not in names:
        raise ConfigError(f"{where}: unknown severity {value!r}{nearest(str(value), names)}")
    return Severity[value.upper()]


def parse_fail_on(value: object, where: str) -> Severity | None:
    """Return a severity, or None for "never"."""
    if isinstance(value, Severity):
        return value
    names = [*(severity.word for severity in Severity), NEVER]
    if not isinstance(value, str) or value.lower() not in names:
        raise ConfigError(f"{where}: unknown level {value!r}{nearest(str(value), names)}")
    return None if value.lower() == NEVER else Severity[value.upper()]


def parse_role(value: object, where: str) -> Role:
    """Return the section role called `value`, or raise ConfigError naming `where`."""
    names = [role.value for role in Role]
    if not isinstance(value, str) or value.lower() not in names:
        raise ConfigError(f"{where}: unknown section role {value!r}{nearest(str(value), names)}")
    return Role(value.lower())


def parse_setting(name: str, value: Any, where: str) -> Any:
    """Return `value` as the setting `name` wants it, or raise ConfigError naming `where`."""
    return PARSERS[name](value, where)


def _codes(value: Any, where: str) -> tuple[str, ...]:
    """Return rule codes of `"F2,F401"` or `["F2", "F401"]`.

    A list of nothing but white space is an error: as `ignore` it would look like a setting and do
    nothing, as `select` it would run nothing or everything.
    """
    entries = _strings([value] if isinstance(value, str) else value, where)
    codes = [code.strip().upper() for entry in entries for code in entry.split(",")]
    if entries and not any(codes):
        raise ConfigError(f"{where} names no rule; give codes or prefixes such as F201 or F2")
    return tuple(code for code in codes if code)


def _patterns(value: Any, where: str) -> tuple[str, ...]:
    patterns = _strings(value, where)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise ConfigError(f"{where}: {pattern!r} is no regular expression: {error}") from error
    return patterns


def _severities(value: Any, where: str) -> dict[str, Severity]:
    return {
        code.upper(): parse_severity(word, f"{where}.{code}") for code, word in _table(value, where).items()
    }


def _roles(value: Any, where: str) -> dict[str, Role]:
    return {
        heading: parse_role(role, f'{where}."{heading}"') for heading, role in _table(value, where).items()
    }


def _sources(value: Any, where: str) -> dict[str, tuple[str, ...]]:
    return {
        pattern: _strings([paths] if isinstance(paths, str) else paths, f'{where}."{pattern}"')
        for pattern, paths in _table(value, where).items()
    }


def _rules(value: Any, where: str) -> dict[str, Mapping[str, object]]:
    return {
        code.upper(): _table(options, f"{where}.{code}") for code, options in _table(value, where).items()
    }


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} is {value!r}; expected a table")
    return dict(value)


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(entry, str) for entry in value):
        raise ConfigError(f"{where} is {value!r}; expected a list of strings")
    return tuple(value)


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{where} is {value!r}; expected a string")
    return value


def _language(value: Any, where: str) -> str:
    if not LANGUAGE.fullmatch(_string(value, where)):
        raise ConfigError(f'{where} is {value!r}; expected a code of 2 or 3 letters such as "en"')
    return str(value)


def _date(value: Any, where: str) -> dt.date:
    # TOML has dates of its own; with a time of day they are a subclass.
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.strptime(_string(value, where), "%Y-%m-%d").date()  # noqa: DTZ007 - no time of day
    except ValueError:
        raise ConfigError(f"{where} is {value!r}; expected a date such as 2026-06-26") from None


def _integer(low: int, high: int) -> Callable[[Any, str], int]:
    def parse(value: Any, where: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ConfigError(f"{where} is {value!r}; expected a whole number from {low:,} to {high:,}")
        return value

    return parse


def _share(value: Any, where: str) -> float:
    # Not-a-number fails the comparison: no claim is ever below it, so it would pass everything.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConfigError(f"{where} is {value!r}; expected a number from 0 to 1")
    return float(value)


# What can be set, and how its value is read; `Config.root` follows from the file's place.
PARSERS: Mapping[str, Callable[[Any, str], Any]] = {
    "select": _codes,
    "ignore": _codes,
    "severity": _severities,
    "fail_on": parse_fail_on,
    "show": parse_severity,
    "threshold": _share,
    "top_k": _integer(1, 100),
    "window": _integer(1, 5),
    "embedder": _string,
    "judge": _string,
    "language": _language,
    "date": _date,
    "source_date": _date,
    "encoding": _string,
    "max_bytes": _integer(1, 2**40),
    "threads": _integer(1, 1024),
    "roles": _roles,
    "furniture": _patterns,
    "sources": _sources,
    "rules": _rules,
}
OPTIONAL = frozenset({"fail_on", "threshold", "threads", "date", "source_date"})
