"""Settings: `[tool.fidelity]` in pyproject.toml, or fidelity.toml, into one frozen `Config`.

An unknown key is an error with the nearest known one: a gate that ignores a misspelt setting
passes what it should stop. A setting means the same in a file, on the command line and in Python:
all three go through `parse_setting`.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from fidelity.errors import ConfigError, nearest
from fidelity.types import Role, Severity

__all__ = [
    "Config",
    "find_config",
    "load_config",
    "parse_fail_on",
    "parse_role",
    "parse_setting",
    "parse_severity",
]

NEVER = "never"
# The subtags that matter here: "en", "pt-BR", "zh_Hant".
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be set. Defaults suit a gate in CI.

    Values are checked, and tables and lists copied, when a Config is made; lists may be given for
    tuples and words ("warning") for severities and roles. Raises ConfigError for a wrong value.

    Attributes:
        select: Rule codes or prefixes ("F2") that run; empty means all.
        ignore: Rule codes or prefixes that do not.
        severity: Severity by rule code, over the rule's own.
        fail_on: The lowest severity that fails a story; None for never.
        show: The lowest severity that reports show.
        threshold: P(supported) below which a claim is unsupported; None for the judge's own.
        top_k: Passages kept per claim.
        window: Adjacent source sentences that may form one passage, 1 to 5.
        embedder: "default", "none" or "sentence-transformers:NAME_OR_PATH".
        judge: "default", "alignment", "lexical" or "sentence-transformers:NAME_OR_PATH".
        language: Used where the story's front matter names none; a code such as "en".
        date: The day the story was published, over what the story says; None to find it there.
        source_date: ... and the sources.
        encoding: Of stories and sources.
        max_bytes: The largest file that is read.
        threads: Threads of the model runtime; None for all cores.
        roles: Section role by heading pattern (shell wildcards, case-insensitive), tried first.
        furniture: Further regular expressions for source text that is never evidence.
        sources: Source paths by story pattern; the first that matches counts, and `{stem}` stands
            for the story's file stem.
        rules: Options by rule code.
        root: The folder that patterns and paths in `sources` are relative to.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity | None = Severity.ERROR
    show: Severity = Severity.WARNING
    threshold: float | None = None
    top_k: int = 5
    window: int = 3
    embedder: str = "default"
    judge: str = "default"
    language: str = "en"
    date: dt.date | None = None
    source_date: dt.date | None = None
    encoding: str = "utf-8"
    max_bytes: int = 10_000_000
    threads: int | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    root: Path = field(default=Path(), compare=False)

    def __post_init__(self) -> None:
        for name in PARSERS:
            value = getattr(self, name)
            # None is the default of the settings that have one; no file can write it.
            if value is not None or name not in OPTIONAL:
                object.__setattr__(self, name, parse_setting(name, value, name))

    def merged(self, **changes: Any) -> Config:
        """Return a copy with every change that is not None."""
        return replace(self, **{key: value for key, value in changes.items() if value is not None})

    def sources_for(self, story: Path) -> tuple[Path, ...]:
        """Return the source files that `[tool.fidelity.sources]` names for `story`.

        They are spelt relative to where the story's path starts from, so that a report names no
        absolute path unless the story was given by one.
        """
        try:
            relative = story.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            relative = story.as_posix()
        for pattern, paths in self.sources.items():
            if fnmatch.fnmatch(relative, pattern.removeprefix("./")):
                named = (self.root / path.replace("{stem}", story.stem) for path in paths)
                return tuple(_seen_from(story, path) for path in named)
        return ()


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


def find_config(start: Path) -> Path | None:
    """Return the nearest fidelity.toml or pyproject.toml with `[tool.fidelity]`, going upwards.

    In one folder, fidelity.toml comes first. Raises ConfigError where one of them is not TOML.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        plain = folder / "fidelity.toml"
        if plain.is_file():
            return plain
        project = folder / "pyproject.toml"
        if project.is_file() and "fidelity" in _tool_table(_load(project)):
            return project
    return None


def load_config(path: Path) -> Config:
    """Read one settings file. Raises ConfigError with the file, the key and the nearest name."""
    table: Any = _load(path)
    where = path.as_posix()
    if path.name == "pyproject.toml":
        tools = _tool_table(table)
        if "fidelity" not in tools:
            raise ConfigError(f"{where}: it has no [tool.fidelity] table")
        table = tools["fidelity"]
        where += " [tool.fidelity]"
    elif "fidelity" in _tool_table(table):
        raise ConfigError(
            f"{where}: [tool.fidelity] is for pyproject.toml; write its keys at the top level here"
        )
    return replace(_from_table(table, where), root=path.parent)


def _load(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        # Editors on Windows start a file with a byte-order mark, which TOML does not know.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path.as_posix()}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path.as_posix()}: not valid TOML: {error}") from error


def _tool_table(table: Mapping[str, Any]) -> Mapping[str, Any]:
    tools = table.get("tool", {})
    return tools if isinstance(tools, dict) else {}


def _from_table(table: object, where: str) -> Config:
    if not isinstance(table, dict):
        raise ConfigError(f"{where} is {table!r}; expected a table")
    known = {name.replace("_", "-"): name for name in PARSERS}
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = known.get(key.replace("_", "-"))
        if name is None:
            raise ConfigError(f"{where}: unknown key {key!r}{nearest(key, known)}")
        if name in values:
            raise ConfigError(f"{where}: {key!r} is set twice, with - and with _")
        values[name] = parse_setting(name, value, f"{where}: {key}")
    return Config(**values)


def _seen_from(story: Path, path: Path) -> Path:
    """Spell `path` in the way that `story` is spelt: from the same starting point."""
    try:
        way = os.path.relpath(path.resolve(), story.parent.resolve())
    except ValueError:  # another drive
        return path
    spelt = Path(os.path.normpath(story.parent / way))
    # Where the story's folder is a link, `..` behind it leads elsewhere.
    return spelt if spelt.resolve() == path.resolve() else path


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
assert set(PARSERS) == {entry.name for entry in fields(Config)} - {"root"}
