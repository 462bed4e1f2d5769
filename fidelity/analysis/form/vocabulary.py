"""The words of a story and its sources: what follows which, and which is the beginning of another."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.analysis.form.endings import LEAST_WORDS

if TYPE_CHECKING:
    from fidelity.analysis.form.beginnings import Passage
    from fidelity.text.words import Word

__all__ = ["Vocabulary", "is_half"]

# What a word may be followed by and still be a word: "plan" is not the first half of "plans".
ENDINGS = frozenset(
    "s es d ed ing ings r er ers or ors st est n ns an ans ion ions ied ies ure ful ment ments ly "
    "al ally ity y able ive ish ism ist ists less ness ship ships hood 's s'".split()
)
PLURALS = frozenset({"s", "es", "'s"})
# So many letters of an unknown word are no chance beginning of another: "govern", not "car".
LONG_HALF = 5


def is_half(partial: str, whole: str, *, known: bool, sure: bool = False) -> bool:
    """Whether `partial`, a beginning of the word `whole`, is no word of its own.

    It is one where the texts use it elsewhere (`known`), or where only an ending is missing; where
    the text is known to be cut (`sure`), only a plural's.
    """
    return not known and whole.casefold()[len(partial) :] not in (PLURALS if sure else ENDINGS)


class Vocabulary:
    """The words of passages, by what they begin with and what stands before and behind them."""

    def __init__(self, known: Iterable[Passage]) -> None:
        self._counts: Counter[str] = Counter()
        # Words, and words with the one before ("the wall"), each with the first passage that has it.
        self._places: dict[str, Passage] = {}
        # Three words in a row of a source that more words follow.
        self._runs: dict[tuple[str, ...], Passage] = {}
        self._behind_number: dict[str, set[str]] = {}
        for passage in known:
            keys = [word.key for word in passage.text.words]
            self._counts.update(keys)
            for key in (*keys, *map(" ".join, pairwise(keys))):
                self._places.setdefault(key, passage)
            if passage.source is None:
                continue
            for key, behind in pairwise([*keys, ""]):
                if key[:1].isdigit():
                    self._behind_number.setdefault(key, set()).add(behind)
            for at in range(len(keys) - LEAST_WORDS):
                self._runs.setdefault(tuple(keys[at : at + LEAST_WORDS]), passage)
        self._sorted = sorted(self._places)

    def knows(self, word: Word, inside: Sequence[Word]) -> bool:
        """Whether `word` stands anywhere but in the text whose words are `inside`."""
        return self._counts[word.key] > sum(other.key == word.key for other in inside)

    def goes_on(self, word: Word) -> bool:
        """Whether a longer word begins with the letters of `word`, and is no plural of it."""
        for at in range(bisect_left(self._sorted, word.key), len(self._sorted)):
            longer = self._sorted[at].partition(" ")[0]
            if not longer.startswith(word.key):
                return False
            if longer != word.key and is_half(word.key, longer, known=False, sure=True):
                return True
        return False

    def whole_word(self, tokens: Sequence[Word]) -> tuple[str, Passage] | None:
        """Return the word that the last of `tokens` is the first half of, with a place of it.

        A word behind the same word comes first; any other must have `LONG_HALF` letters in common.
        """
        before, last = tokens[-2], tokens[-1]
        if not last.text.isalpha() or last.text.isupper() or self.knows(last, tokens):
            return None
        return self._longer(f"{before.key} {last.key}", last.key) or (
            self._longer(last.key, last.key) if len(last.key) >= LONG_HALF else None
        )

    def whole_number(self, tokens: Sequence[Word]) -> tuple[str, Passage] | None:
        """Return the number behind the same word that the last of `tokens` is the whole part of."""
        before, last = tokens[-2], tokens[-1]
        if not last.is_number or self.knows(last, tokens):
            return None
        wanted = f"{before.key} {last.key}."
        at = bisect_left(self._sorted, wanted)
        if at == len(self._sorted) or not self._sorted[at].startswith(wanted):
            return None
        pair = self._sorted[at]
        return pair.rpartition(" ")[2], self._places[pair]

    def behind(self, number: Word) -> frozenset[str]:
        """Return what stands behind a number in the sources, "" for nothing."""
        return frozenset(self._behind_number.get(number.key, ()))

    def _longer(self, beginning: str, partial: str) -> tuple[str, Passage] | None:
        """Return the first longer word that `partial` is half of, behind what `beginning` has before it."""
        for at in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            entry = self._sorted[at]
            if not entry.startswith(beginning):
                return None
            whole = entry[len(beginning) - len(partial) :]
            if " " not in whole and whole != partial and is_half(partial, whole, known=False):
                return whole, self._places[entry]
        return None

    def going_on(self, tokens: Sequence[Word]) -> Passage | None:
        """Return the source sentence with the three words before the last, and more behind them."""
        return self._runs.get(tuple(word.key for word in tokens[-LEAST_WORDS - 1 : -1]))

    def ends_on(self, tokens: Sequence[Word]) -> bool:
        """Whether a source sentence ends on the same four words, or a line that lost its end does.

        The latter is told by a capital word right behind them.
        """
        passage = self.going_on(tokens)
        if passage is None:
            return False
        keys = [word.key for word in tokens[-LEAST_WORDS - 1 :]]
        there = passage.text.words
        for at in range(len(there) - len(keys) + 1):
            if [word.key for word in there[at : at + len(keys)]] == keys:
                behind = there[at + len(keys) :]
                gap = passage.text.text[there[at + len(keys) - 1].end :][:2]
                return not behind or (gap[:1].isspace() and gap[1:].isupper())
        return False
