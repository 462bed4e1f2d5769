"""Capitalised runs, the acronyms they make, and names that mean the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from fidelity.text.words import Word

__all__ = ["Aliases", "acronyms", "alias_keys", "capital_runs"]

JOINERS = frozenset({"of", "the", "for", "and", "de", "la", "von", "van", "der", "den", "di", "du"})


class Aliases(Protocol):
    """Knows groups of names for one thing: a lexicon, or the judge's words."""

    @property
    def aliases(self) -> tuple[tuple[str, ...], ...]:
        """Each group's names as they are spelt."""


def capital_runs(tokens: Sequence[Word], text: str) -> tuple[tuple[int, int], ...]:
    """Return the index ranges of capitalised words in a row, small joining words included."""
    runs = []
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital:
            at += 1
            continue
        end = at + 1
        probe = end
        while probe < len(tokens) and _joined(text, tokens[probe - 1], tokens[probe]):
            if tokens[probe].is_capital:
                end = probe + 1
            elif tokens[probe].text not in JOINERS:
                break
            probe += 1
        runs.append((at, end))
        at = end
    return tuple(runs)


def acronyms(tokens: Sequence[Word], text: str) -> tuple[tuple[str, int, int], ...]:
    """Return each run of two or more capitalised words with the acronym its initials make.

    Tuples of (acronym, first index, index behind the last); sub-runs of a longer run count too, so
    that "The European Union" gives EU.
    """
    found = []
    for start, end in capital_runs(tokens, text):
        inner = [at for at in range(start, end) if tokens[at].is_capital]
        for low in range(len(inner)):
            for high in range(low + 2, min(len(inner), low + 6) + 1):
                letters = "".join(tokens[at].text[0] for at in inner[low:high])
                found.append((letters, inner[low], inner[high - 1] + 1))
    return tuple(found)


def alias_keys(keys: Sequence[str], known: Aliases) -> dict[int, tuple[int, frozenset[str]]]:
    """Find the alias groups' names among `keys` (word keys of one text, in order).

    Returns, by start index, how many words the name spans and the keys of the other names of its
    group that are one word.
    """
    table, first = _table(known.aliases)
    folded = [key.casefold() for key in keys]
    found: dict[int, tuple[int, frozenset[str]]] = {}
    for at in range(len(keys)):
        for width in (4, 3, 2, 1) if folded[at] in first else ():
            name = tuple(folded[at : at + width])
            if len(name) == width and name in table and not (name == ("us",) and keys[at] != "US"):
                found[at] = (width, table[name])
                break
    return found


@cache
def _table(
    groups: tuple[tuple[str, ...], ...],
) -> tuple[dict[tuple[str, ...], frozenset[str]], frozenset[str]]:
    """Return, by the words of each name, the names of its group that are one word; and all first words."""
    table = {}
    for group in groups:
        single = frozenset(name if name.isupper() else name.casefold() for name in group if " " not in name)
        for name in group:
            table[tuple(name.casefold().split())] = single
    return table, frozenset(words[0] for words in table)


def _joined(text: str, left: Word, right: Word) -> bool:
    return (
        text[left.end : right.start].strip(" \u00a0-") in {"", "'s", "’s"}
        and "\n" not in text[left.end : right.start]
    )
