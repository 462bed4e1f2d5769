"""The judge's own words: copies of other lists as they were when its stacks were fitted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any

from fidelity.lexicon.aliases import Aliases

__all__ = ["JudgeWords"]


# Compared and hashed by identity, as the lexicon that it is of.
@dataclass(frozen=True, eq=False)
class JudgeWords:
    """What alignments, the features of the fit and the network's input go by.

    A rule reads none of these. They change in the commit that fits the judge anew, and in no other.

    Attributes:
        stopwords: Words without content.
        numbers: Values of small number words.
        scales: What a number is multiplied by that such a word follows ("million", "bn").
        weak: Number words that more often are something else ("one", "second").
        aliases: Groups of names for one thing, each as it is spelt.
        negators: Adverbs that negate.
        limiters: Words that take a negation back.
        opposites: Pairs of stems that cannot both hold of one event.
        pronouns: A claim with one of these is read behind the sentence before it.
        auxiliaries: Helping verbs: a mark of unsupported words may start on one.
    """

    stopwords: frozenset[str]
    numbers: Mapping[str, int]
    scales: Mapping[str, float]
    weak: frozenset[str]
    aliases: Aliases
    negators: frozenset[str]
    limiters: frozenset[str]
    opposites: tuple[tuple[str, ...], ...]
    pronouns: frozenset[str]
    auxiliaries: frozenset[str] | None = None

    @cached_property
    def antonyms(self) -> Mapping[str, tuple[str, ...]]:
        """The opposite stems by stem, both ways."""
        table: dict[str, tuple[str, ...]] = {}
        for left, right in self.opposites:
            table[left] = (*table.get(left, ()), right)
            table[right] = (*table.get(right, ()), left)
        return MappingProxyType(table)

    @cached_property
    def sha256(self) -> str:
        """Of all lists, whatever their comments and the order of what has none."""
        lists = {entry.name: _plain(getattr(self, entry.name)) for entry in fields(self)}
        return hashlib.sha256(json.dumps(lists, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Aliases):
        return value.groups
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value
