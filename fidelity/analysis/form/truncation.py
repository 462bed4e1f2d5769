"""What the texts around a cut sentence say it goes on with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.analysis.form.endings import LEAST_WORDS
from fidelity.text.words import Word, normal, words
from fidelity.types import Role

if TYPE_CHECKING:
    from fidelity.types import Source, Span, Story

__all__ = ["Beginnings", "Passage", "Vocabulary", "is_half", "passages"]

LABEL = re.compile(r"[^.!?:\n]{1,40}:\s+(?=\S)")
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


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the story (`source` is None) or of a source, with its place."""

    text: str
    span: Span
    source: int | None
    sentence: int


def passages(story: Story, sources: Sequence[Source]) -> Iterator[Passage]:
    """Yield the story's claims but its headlines, equal ones once, then the sources' sentences.

    A source sentence that opens with a label ("Why it matters: ...") is there without it too.
    """
    for claim in story.heads:
        if claim.section.role is not Role.HEADLINE:
            yield Passage(claim.text, claim.span, None, story.groups[claim.group][0])
    for number, source in enumerate(sources):
        for at, sentence in enumerate(source.sentences):
            yield Passage(sentence.text, sentence.span, number, at)
            label = LABEL.match(sentence.text)
            if label:
                rest = sentence.rendered.slice(label.end(), len(sentence.text))
                yield Passage(rest.text, rest.span, number, at)


class Beginnings:
    """Finds the sentences that go on where another stops, in logarithmic time."""

    def __init__(self, known: Iterable[Passage]) -> None:
        self._known = tuple(known)
        entries = sorted((normal(each.text).text, at) for at, each in enumerate(self._known))
        self._texts = [text for text, _ in entries]
        self._order = [at for _, at in entries]

    def longer_than(self, form: str) -> tuple[Passage, ...]:
        """Return the passages whose normal form begins with `form` and goes on, in their order."""
        found = []
        for at in range(bisect_left(self._texts, form), len(self._texts)):
            if not self._texts[at].startswith(form):
                break
            if len(self._texts[at]) > len(form):
                found.append(self._order[at])
        return tuple(self._known[at] for at in sorted(found))

    def __contains__(self, form: str) -> bool:
        at = bisect_left(self._texts, form)
        return at < len(self._texts) and self._texts[at] == form


class Vocabulary:
    """The words of a story and its sources, and what follows which."""

    def __init__(self, known: Iterable[Passage]) -> None:
        self._counts: Counter[str] = Counter()
        self._places: dict[str, Passage] = {}
        self._runs: dict[tuple[str, ...], Passage] = {}
        self._behind: dict[str, set[str]] = {}
        for passage in known:
            keys = [word.key for word in words(passage.text)]
            self._counts.update(keys)
            for key in (*keys, *map(" ".join, pairwise(keys))):
                self._places.setdefault(key, passage)
            for key, behind in pairwise([*keys, ""] if passage.source is not None else ()):
                if key[:1].isdigit():
                    self._behind.setdefault(key, set()).add(behind)
            for at in range(len(keys) - LEAST_WORDS):
                if passage.source is not None:
                    self._runs.setdefault(tuple(keys[at : at + LEAST_WORDS]), passage)
        self._sorted = sorted(self._places)

    def knows(self, word: Word, inside: Sequence[Word]) -> bool:
        """Whether `word` stands anywhere but in the text whose words are `inside`."""
        return self._counts[word.key] > sum(other.key == word.key for other in inside)

    def goes_on(self, word: Word) -> bool:
        """Whether a longer word begins with the letters of `word`, and is no plural of it."""
        for at in range(bisect_left(self._sorted, word.key), len(self._sorted)):
            found = self._sorted[at].partition(" ")[0]
            if not found.startswith(word.key):
                return False
            if found != word.key and is_half(word.key, found, known=False, sure=True):
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
        if not last.is_number or self._counts[last.key] > sum(word.key == last.key for word in tokens):
            return None
        wanted = f"{before.key} {last.key}."
        at = bisect_left(self._sorted, wanted)
        if at == len(self._sorted) or not self._sorted[at].startswith(wanted):
            return None
        found = self._sorted[at]
        return found.rpartition(" ")[2], self._places[found]

    def behind(self, number: Word) -> frozenset[str]:
        """Return what stands behind a number in the sources, "" for nothing."""
        return frozenset(self._behind.get(number.key, ()))

    def _longer(self, beginning: str, partial: str) -> tuple[str, Passage] | None:
        for at in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            found = self._sorted[at]
            if not found.startswith(beginning):
                return None
            whole = found[len(beginning) - len(partial) :]
            if " " not in whole and whole != partial and is_half(partial, whole, known=False):
                return whole, self._places[found]
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
        there = words(passage.text)
        for at in range(len(there) - len(keys) + 1):
            if [word.key for word in there[at : at + len(keys)]] == keys:
                behind = there[at + len(keys) :]
                gap = passage.text[there[at + len(keys) - 1].end :][:2]
                return not behind or (gap[:1].isspace() and gap[1:].isupper())
        return False
