"""Groups of names that mean the same thing, and the look-up that finds them among words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

__all__ = ["Aliases"]


class Aliases:
    """Names of one thing each, as they are spelt ("EU", "European Union"); never empty.

    Raises ValueError where there is no group.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        if not groups:
            raise ValueError("no groups of names")
        self.groups = tuple(tuple(group) for group in groups)

    def __repr__(self) -> str:
        return f"Aliases({list(self.groups)!r})"

    def find(self, keys: Sequence[str]) -> dict[int, tuple[int, frozenset[str]]]:
        """Find the names among `keys` (word keys of one text, in order).

        Returns, by start index, how many words the name spans and the keys of the other names of its
        group that are one word. The longest name counts; "us" is a name in capitals only.
        """
        lower = [key.casefold() for key in keys]
        names: dict[int, tuple[int, frozenset[str]]] = {}
        for at, first in enumerate(lower):
            for name, others in self._by_first_word.get(first, ()):
                if tuple(lower[at : at + len(name)]) == name and (name != ("us",) or keys[at] == "US"):
                    names[at] = (len(name), others)
                    break
        return names

    @property
    def single_words(self) -> Iterator[frozenset[str]]:
        """The names of one word of each group, in lower case."""
        for group in self.groups:
            yield frozenset(name.casefold() for name in group if " " not in name)

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
        """Every name in lower case with the names of one word of its group; the longest first."""
        table: dict[tuple[str, ...], frozenset[str]] = {}
        for group in self.groups:
            short = (name for name in group if " " not in name)
            keys = frozenset(name if name.isupper() else name.casefold() for name in short)
            for name in group:
                table[tuple(name.casefold().split())] = keys
        by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for entry in sorted(table.items(), key=lambda entry: -len(entry[0])):
            by_first.setdefault(entry[0][0], []).append(entry)
        return by_first
