"""The words of sentences in a row, joined to one text in which quotations are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.speech.quotations import Quotation
from fidelity.text.words import fold

if TYPE_CHECKING:
    from fidelity.analysis.sentences import AnalysedSentences

__all__ = ["SEPARATOR", "JoinedText", "Run", "Spelling", "joined", "key_of"]

SEPARATOR = "\n"

_Entry = tuple[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Spelling:
    """What may be spelt in two ways.

    Attributes:
        numbers: Values of number words.
        parts: Parts of British words with what they are in American English, in order.
    """

    numbers: Mapping[str, int]
    parts: Mapping[str, str]

    def alike(self, ours: Sequence[str], theirs: Sequence[str], *, edge: bool) -> bool:
        """Whether two runs of words are one in another spelling: "do n't", "cooperation", "favour", "2".

        At the edge of a place the source's words are only a guess: some of them will do.
        """
        if not ours:
            return not theirs
        mine = self._letters(ours)
        return any(mine == self._letters(theirs[low:]) for low in range(max(1, len(theirs)) if edge else 1))

    def _letters(self, keys: Sequence[str]) -> str:
        text = "".join(str(self.numbers.get(key, key)) for key in keys).replace("'", "")
        for british, american in self.parts.items():
            text = text.replace(british, american)
        return text


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Words of the source in a row: all of them, or only those in quotation marks.

    Attributes:
        text: The joined text.
        keys: The words in the form in which they are compared.
        joined: The keys with separators, to be searched.
        starts: Where each key begins in `joined`.
        places: (sentence, start, end) of each word; the offsets are of `text`.
    """

    text: str
    keys: tuple[str, ...]
    joined: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int, int], ...]

    def said(self, first: int, last: int) -> str:
        """Return the text itself from word `first` to word `last`, included."""
        return self.text[self.places[first][1] : self.places[last][2]]


@dataclass(frozen=True, slots=True, eq=False)
class JoinedText:
    """Sentences joined to one text, ready to be searched.

    Attributes:
        text: The sentences, joined by spaces within a paragraph and line ends between them.
        starts: Where each sentence begins in `text`.
        quotations: Its quotations, with offsets of `text`.
        plain: All words.
        spoken: The words in quotation marks.
        spelling: What may be spelt in two ways.
    """

    text: str
    starts: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    plain: Run
    spoken: Run
    spelling: Spelling

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a part of the text stands in quotation marks."""
        return any(one.inner[0] <= start and end <= one.inner[1] for one in self.quotations)


def joined(row: AnalysedSentences) -> JoinedText:
    """Join sentences, a line a paragraph, and index their words."""
    parts = []
    starts = []
    at = 0
    for sentence, opens in zip(row.sentences, row.opens, strict=True):
        parts.append(("\n" if opens else " ") + sentence.text.replace("\n", " "))
        starts.append(at + 1)
        at += len(parts[-1])
    text = "".join(parts)
    lexicon = row.texts.lexicon
    quoted = row.texts.of(text).quotations
    plain = list(_entries(row, starts))
    spoken = list(_within(plain, [quotation.inner for quotation in quoted]))
    spelling = Spelling(lexicon.numbers, lexicon.quoting.spellings if lexicon.quoting else {})
    return JoinedText(text, tuple(starts), quoted, _run(text, plain), _run(text, spoken), spelling)


def _entries(row: AnalysedSentences, starts: Sequence[int]) -> Iterator[_Entry]:
    """Yield each word's key and its place in the joined text."""
    keys: dict[str, str] = {}
    for number, (sentence, at) in enumerate(zip(row.sentences, starts, strict=True)):
        for word in sentence.words:
            key = keys.get(word.text)
            if key is None:
                key = keys[word.text] = key_of(word.text)
            yield key, (number, at + word.start, at + word.end)


def _within(entries: Sequence[_Entry], inner: Sequence[tuple[int, int]]) -> Iterator[_Entry]:
    """Yield the words that begin within a quotation; `inner` is in order."""
    reach = number = 0
    for entry in entries:
        start = entry[1][1]
        while number < len(inner) and inner[number][0] <= start:
            reach = max(reach, inner[number][1])
            number += 1
        if start < reach:
            yield entry


def key_of(word: str) -> str:
    """Return a word in the form in which quotations are compared: lower case, without marks."""
    return fold(word).replace(".", "").replace(",", "")


def _run(text: str, entries: Sequence[_Entry]) -> Run:
    starts = []
    at = len(SEPARATOR)
    for key, _ in entries:
        starts.append(at)
        at += len(key) + len(SEPARATOR)
    row = SEPARATOR + "".join(key + SEPARATOR for key, _ in entries)
    return Run(
        text, tuple(key for key, _ in entries), row, tuple(starts), tuple(place for _, place in entries)
    )
