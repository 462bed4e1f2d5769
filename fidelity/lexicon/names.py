"""The words of names, and the forms that one name has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Names"]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What `names.toml` holds; every word in lower case.

    Attributes:
        titles: Titles before a name that are no part of it.
        generic: Words that are capitalised and yet no names.
        derived: Endings that make a word of a name. replaced: Endings of a name that they replace.
        particles: Small words between the parts of a name.
        prefixes: Beginnings that make a word of a word, and never a name.
        before_place: Prepositions that a place follows.
        forms: Groups of names for one thing that are not alike; the key only tells a reader which.
    """

    titles: frozenset[str]
    generic: frozenset[str]
    derived: tuple[str, ...]
    replaced: tuple[str, ...]
    particles: frozenset[str]
    prefixes: tuple[str, ...]
    before_place: frozenset[str]
    forms: Mapping[str, frozenset[str]]
