"""How far a claim copies the wording of its source: known n-grams, common subsequences, fragments.

Words are coded as single characters, so that runs of words are found by the search of strings and
common subsequences by rapidfuzz. Everything is linear in the source for a claim of given length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from fidelity.text.words import words

__all__ = ["Fragments", "SourceWording", "grams", "known_share"]

# Code points from here on stand for words, those of surrogates left out; 0 is between sources.
FIRST_CODE, SURROGATES, LAST_CODE = 0x100, (0xD800, 0xE000), 0x10FFFF
BREAK = "\0"
UNKNOWN = "\1"


@dataclass(frozen=True, slots=True)
class Fragments:
    """The extractive fragments of a claim (Grusky et al. 2018): shared runs of words, found greedily.

    Attributes:
        coverage: Share of the claim's words that stand in a fragment, 0..1.
        density: Mean over the claim's words of the length of their fragment, >= 0.
        longest: Words of the longest fragment.
        gap: Words of the longest stretch outside fragments of two words and more.
    """

    coverage: float
    density: float
    longest: int
    gap: int


class SourceWording:
    """The words of all sources, one character each, ready to be compared with claims.

    Args:
        texts: The sentences of all sources, source by source.
        starts: Where each source starts among them; the last entry is their number.
    """

    def __init__(self, texts: Sequence[str], starts: Sequence[int]) -> None:
        self._codes: dict[str, str] = {}
        self._sentences = [self._coded(text) for text in texts]
        self._whole = BREAK.join("".join(self._sentences[a:b]) for a, b in pairwise(starts))
        self._grams: dict[int, frozenset[str]] = {}

    def claim(self, text: str) -> str:
        """Return a claim's words, one character each; those that the sources lack share one."""
        return "".join(self._codes.get(word.key, UNKNOWN) for word in words(text))

    def sentences(self, start: int, stop: int) -> str:
        """Return the coded words of the sentences `start:stop`."""
        return "".join(self._sentences[start:stop])

    def known_grams(self, claim: str, size: int) -> float:
        """Return the share of a claim's runs of `size` words that stand in a source; 1 where it has none.

        Sentence borders are no borders here: a summary joins what its source keeps apart.
        """
        if size not in self._grams:
            self._grams[size] = grams(self._whole, size)
        return known_share(claim, self._grams[size], size)

    def most_bigrams(self, claim: str, rows: Sequence[slice]) -> float:
        """Return the share of a claim's word pairs in that sentence of `rows` that holds most of them."""
        return max(
            (known_share(claim, grams(text, 2), 2) for row in rows for text in self._sentences[row]),
            default=0.0,
        )

    def common(self, claim: str) -> float:
        """Return ROUGE-L precision against all sources (Lin 2004), 0..1."""
        return LCSseq.similarity(claim, self._whole) / len(claim) if claim else 1.0

    def window(self, claim: str) -> float:
        """Return the similarity of the claim to the stretch of words most like it, 0..1."""
        return fuzz.partial_ratio(claim, self._whole) / 100 if claim and self._whole else 0.0

    def fragments(self, claim: str) -> Fragments:
        """Return the claim's extractive fragments."""
        at, covered, squares, longest, gap, open_ = 0, 0, 0, 0, 0, 0
        while at < len(claim):
            length = self._run(claim, at)
            covered += length
            squares += length * length
            longest = max(longest, length)
            open_ = open_ + max(1, length) if length < 2 else 0
            gap = max(gap, open_)
            at += max(1, length)
        count = len(claim) or 1
        return Fragments(covered / count, squares / count, longest, gap)

    def _run(self, claim: str, at: int) -> int:
        """Return how many words from `at` on stand in a source one after the other."""
        length, place = 0, 0
        while at + length < len(claim):
            place = self._whole.find(claim[at : at + length + 1], place)
            if place < 0:
                break
            length += 1
        return length

    def _coded(self, text: str) -> str:
        codes = self._codes
        return "".join(codes.setdefault(word.key, _code(len(codes))) for word in words(text))


def grams(text: str, size: int) -> frozenset[str]:
    """Return every run of `size` coded words."""
    return frozenset(text[at : at + size] for at in range(len(text) - size + 1))


def known_share(claim: str, known: frozenset[str], size: int) -> float:
    """Return the share of the claim's n-grams of `size` words that are `known`; 1 where it has none."""
    count = len(claim) - size + 1
    return sum(claim[at : at + size] in known for at in range(count)) / count if count > 0 else 1.0


def _code(number: int) -> str:
    point = FIRST_CODE + number
    if point >= SURROGATES[0]:
        point += SURROGATES[1] - SURROGATES[0]
    # More different words than code points: those beyond count as one.
    return chr(min(point, LAST_CODE))
