"""Reads one table of cue words into a typed class: what is missing, unknown, empty or of another type raises.

A topic is a frozen dataclass with one field a list. Its type says what the TOML must hold:

    str, int, float, bool                   as they stand
    Cues                                    a list of words or phrases, never empty
    Aliases                                 a list of groups of names, never empty
    tuple[str, ...], frozenset[str]         a list of strings, never empty
    Mapping[str, V]                         a table of V
    tuple[V, ...]                           a list of V
    another dataclass                       a table of its own
    V | None, with the default None         may be missing: what reads it stays silent then
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from fidelity.errors import ConfigError, nearest
from fidelity.lexicon.aliases import Aliases
from fidelity.lexicon.cues import Cues

__all__ = ["read_topic", "read_topics"]

Topic = TypeVar("Topic")


def read_topics(
    kinds: Mapping[str, type[Any]], tables: Mapping[str, Mapping[str, Any]], folder: str
) -> dict[str, Any]:
    """Return each table of a folder as the class that `kinds` names for it.

    Raises ConfigError for a file that is no topic, and where `read_topic` does.
    """
    for name in tables:
        if name not in kinds:
            raise ConfigError(f"{folder}/{name}.toml: no topic has this name{nearest(name, kinds)}")
    return {name: read_topic(kinds[name], table, f"{folder}/{name}.toml") for name, table in tables.items()}


def read_topic(kind: type[Topic], table: Mapping[str, Any], where: str) -> Topic:
    """Return `table` as a `kind`, a dataclass. Raises ConfigError with `where` and the name of the list."""
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]
    known = {field.name for field in fields}
    for name in table:
        if name not in known:
            raise ConfigError(f"{where}: unknown list {name!r}{nearest(name, known)}")
    hints = typing.get_type_hints(kind)
    values = {}
    for field in fields:
        if field.name in table:
            values[field.name] = _value(hints[field.name], table[field.name], f"{where}: {field.name}")
        elif field.default is dataclasses.MISSING:
            raise ConfigError(f"{where}: the list {field.name!r} is missing")
    return kind(**values)


def _value(hint: Any, value: Any, where: str) -> Any:
    """Return `value` as the type `hint` says."""
    kind = typing.get_origin(hint) or hint
    inside = typing.get_args(hint)
    if kind in {typing.Union, types.UnionType}:
        return _value(next(one for one in inside if one is not type(None)), value, where)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return read_topic(kind, _a(dict, value, where), where)
    if kind in {Cues, Aliases}:
        listed = tuple[str, ...] if kind is Cues else tuple[tuple[str, ...], ...]
        return _made(kind, _value(listed, value, where), where)
    if kind in {tuple, frozenset}:
        entries = _strings(value, where) if inside[0] is str else _full(_a(list, value, where), where)
        return kind(_value(inside[0], entry, where) for entry in entries)
    if kind is Mapping:
        table = _full(_a(dict, value, where), where)
        return MappingProxyType({key: _value(inside[1], one, f"{where}.{key}") for key, one in table.items()})
    return float(_a((int, float), value, where)) if kind is float else _a(kind, value, where)


def _made(kind: type[Any], words: Any, where: str) -> Any:
    """Return `words` as a `kind` that refuses what would match everywhere."""
    try:
        return kind(words)
    except ValueError as error:
        raise ConfigError(f"{where}: {error}") from error


def _strings(value: Any, where: str) -> list[str]:
    """Return a list of strings; one string is split at white space."""
    entries = value.split() if isinstance(value, str) else _a(list, value, where)
    for entry in entries:
        _a(str, entry, where)
    full: list[str] = _full(entries, where)
    return full


def _full(value: Any, where: str) -> Any:
    if not value:
        raise ConfigError(f"{where} is empty")
    return value


def _a(kind: type | tuple[type, ...], value: Any, where: str) -> Any:
    """Return `value` if it is a `kind`; a truth value is no number."""
    wanted = kind if isinstance(kind, tuple) else (kind,)
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        name = "a number" if len(wanted) > 1 else wanted[0].__name__
        raise ConfigError(f"{where} is {value!r}; expected {name}")
    return value
