"""Settings: `[tool.fidelity]` in pyproject.toml, or fidelity.toml, into one frozen `Config`.

An unknown key is an error with the nearest known one: a gate that ignores a misspelt setting
passes what it should stop. A setting means the same in a file, on the command line and in Python:
all three go through `setting_values.parse_setting`.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from fidelity.errors import ConfigError, nearest
from fidelity.setting_values import OPTIONAL, PARSERS, parse_setting
from fidelity.types import Role, Severity

__all__ = [
    "Config",
    "find_config",
    "load_config",
]


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
        judge: "default", "reader", "alignment", "lexical" or "sentence-transformers:NAME_OR_PATH".
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


assert set(PARSERS) == {entry.name for entry in fields(Config)} - {"root"}
