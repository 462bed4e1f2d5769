"""The words beside the numbers of a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fidelity.text.stems import stem

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon.numerals import Numerals
    from fidelity.lexicon.quantities import Quantities
    from fidelity.lexicon.units import Units
    from fidelity.text.words import Word

__all__ = ["Neighbours", "counted"]

# Content words behind a number that may be what it counts.
NOUNS = 3
# Words behind a number that tell what it is.
BEHIND = 3
CLAUSE = re.compile(r"[,;:.!?()\u2014\u2013\"\u201c\u201d\[\]|/]")


class Neighbours:
    """The words of a text as the neighbours of its numbers, and what tells a number by them.

    Attributes:
        analysed: The text, with its readings.
        text: As a reader sees it.
        numerals, cues, units: The topics of its lexicon that are asked.
    """

    def __init__(self, analysed: AnalysedText, numerals: Numerals, cues: Quantities, units: Units) -> None:
        self.analysed = analysed
        self.text = analysed.text
        self.lexicon = analysed.lexicon
        self.numerals = numerals
        self.cues = cues
        self.units = units
        self._starts = [word.start for word in analysed.words]
        self._ends = [word.end for word in analysed.words]

    def before(self, start: int) -> Word | None:
        """Return the last word that ends at or before `start`."""
        at = bisect_right(self._ends, start) - 1
        return self.analysed.words[at] if at >= 0 else None

    def behind(self, end: int) -> Sequence[Word]:
        """Return the first words that start at or behind `end`, three at most."""
        at = bisect_left(self._starts, end)
        return self.analysed.words[at : at + BEHIND]


def counted(text: AnalysedText, end: int) -> tuple[str, ...]:
    """Return the stems of the content words behind `end`: one of the first is what is counted there."""
    tokens, lexicon = text.words, text.lexicon
    within = lexicon.quantities.within if lexicon.quantities is not None else frozenset[str]()
    nouns: list[str] = []
    first = bisect_left(tokens, end, key=_start)
    for word in tokens[first : first + 2 * NOUNS]:
        if CLAUSE.search(text.text, end, word.start) or word.is_number or len(nouns) == NOUNS:
            break
        if word.key in lexicon.numbers:
            break
        end = word.end
        if word.key not in lexicon.stopwords:
            nouns.append(stem(word.key, lexicon.language))
        elif word.key not in within:
            break
    return tuple(nouns)


def _start(word: Word) -> int:
    return word.start
