"""How far a claim copies the wording of its source: known n-grams, common subsequences, fragments.

Words are coded as single characters, so that runs of words are found by the search of strings and
common subsequences by rapidfuzz. Everything is linear in the source for a claim of given length.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from fidelity.text.words import words

__all__ = ["SourceWording"]

# A word is coded as a character from FIRST_CODE on, and never as a surrogate: no text holds one.
FIRST_CODE, SURROGATES, LAST_CODE = 0x100, (0xD800, 0xE000), 0x10FFFF
BREAK = "\0"
UNKNOWN = "\1"


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
            self._grams[size] = _grams(self._whole, size)
        known, count = self._grams[size], len(claim) - size + 1
        return sum(claim[at : at + size] in known for at in range(count)) / count if count > 0 else 1.0

    def common(self, claim: str) -> float:
        """Return ROUGE-L precision against all sources (Lin 2004), 0..1."""
        return LCSseq.similarity(claim, self._whole) / len(claim) if claim else 1.0

    def fragments(self, claim: str) -> tuple[int, int]:
        """Return the words of the claim's longest extractive fragment, and of the longest stretch without.

        Fragments are shared runs of words, found greedily (Grusky et al. 2018); one of a single word
        does not end a stretch without.
        """
        at, longest, gap, open_ = 0, 0, 0, 0
        while at < len(claim):
            length = self._run(claim, at)
            longest = max(longest, length)
            open_ = open_ + max(1, length) if length < 2 else 0
            gap = max(gap, open_)
            at += max(1, length)
        return longest, gap

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


def _grams(text: str, size: int) -> frozenset[str]:
    """Return every run of `size` coded words."""
    return frozenset(text[at : at + size] for at in range(len(text) - size + 1))


def _code(number: int) -> str:
    point = FIRST_CODE + number
    if point >= SURROGATES[0]:
        point += SURROGATES[1] - SURROGATES[0]
    # More different words than code points: those beyond count as one.
    return chr(min(point, LAST_CODE))
