"""Which words a language has: to tell half a word from a whole one."""

from __future__ import annotations

import gzip
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Dictionary", "dictionary"]

# Behind a word that is an adjective and nothing else.
MARK = "*"


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """The words of a language in lower case, sorted; names are left out.

    Attributes:
        adjectives: Those that are adjectives and nothing else.
    """

    entries: tuple[str, ...]
    known: frozenset[str]
    adjectives: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word.lower() in self.known

    def is_beginning(self, letters: str, more: int) -> bool:
        """Whether a word begins with `letters` and has `more` letters or further behind them."""
        beginning = letters.lower()
        at = bisect_right(self.entries, beginning)
        # The words that begin with the same letters stand together; the first long one is enough.
        while at < len(self.entries) and self.entries[at].startswith(beginning):
            if len(self.entries[at]) >= len(beginning) + more:
                return True
            at += 1
        return False


@cache
def dictionary(language: str) -> Dictionary | None:
    """Return the words of `language` (a code such as "en"), or None where there is no list.

    Read once, when the first text is asked for; 65,000 words take some hundredths of a second.
    """
    file = files("fidelity.lexicon") / "words" / f"{language}.txt.gz"
    if not file.is_file():
        return None
    lines = gzip.decompress(file.read_bytes()).decode().split()
    entries = tuple(line.removesuffix(MARK) for line in lines)
    alone = frozenset(line.removesuffix(MARK) for line in lines if line.endswith(MARK))
    return Dictionary(entries, frozenset(entries), alone)
