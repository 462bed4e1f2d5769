"""How much of a claim's wording stands in each source sentence, word by word.

The claim's content words are compared with the source's vocabulary once (rapidfuzz, in C++); the
rest is array arithmetic. Numbers match by equality only; other words by edit similarity, so that
"announced" meets "announces"; names also through acronyms and aliases ("EU", "European Union").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from rapidfuzz import fuzz, process

from fidelity.text.capitals import acronyms, capital_runs
from fidelity.text.words import Word, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.lexicon.aliases import Aliases

__all__ = ["ClaimWords", "ContentWords", "SentenceIndex", "claim_words"]

# Below this similarity (0..100, rapidfuzz's normalised Indel) two words are different words.
SIMILAR = 77.0
# Cells of the largest intermediate array; larger inputs are worked through in parts.
CELLS = 4_000_000


class ContentWords(Protocol):
    """Knows which words have content, and which stand for a number: a lexicon, or the judge's words."""

    @property
    def stopwords(self) -> frozenset[str]:
        """Words without content."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """Values of number words."""

    @property
    def aliases(self) -> Aliases:
        """Groups of names for one thing."""


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The content words of one text, and for each the keys that count as the same word."""

    words: tuple[Word, ...]
    keys: tuple[tuple[str, ...], ...]


def claim_words(text: str, known: ContentWords) -> ClaimWords:
    """Return the content words of a claim with their alternatives (aliases, acronyms, digits)."""
    tokens = words(text)
    keys = [_keys(token, known) for token in tokens]
    for at, (width, others) in known.aliases.find([token.key for token in tokens]).items():
        for offset in range(at, at + width):
            keys[offset] |= others
    for acronym, start, end in acronyms(tokens, capital_runs(tokens, text)):
        for offset in range(start, end):
            keys[offset].add(acronym)
    content = [at for at, token in enumerate(tokens) if token.key not in known.stopwords]
    return ClaimWords(tuple(tokens[at] for at in content), tuple(tuple(sorted(keys[at])) for at in content))


class SentenceIndex:
    """The words of one source's sentences, ready to be matched.

    Args:
        sentences: Their texts, at least one.
        known: Stop words, aliases and number words.
    """

    def __init__(self, sentences: Sequence[str], known: ContentWords) -> None:
        vocabulary: dict[str, int] = {}
        ids: list[int] = []
        offsets: list[int] = []
        frequency: dict[int, int] = {}
        for text in sentences:
            offsets.append(len(ids))
            here = {vocabulary.setdefault(key, len(vocabulary)) for key in _all_keys(text, known)}
            for number in here:
                frequency[number] = frequency.get(number, 0) + 1
            # An empty sentence would make reduceat read its neighbour: give it a word of its own.
            ids += sorted(here) or [vocabulary.setdefault("", len(vocabulary))]
        self._vocabulary = list(vocabulary)
        self._ids: NDArray[np.int64] = np.array(ids, dtype=np.int64)
        self._offsets: NDArray[np.int64] = np.array(offsets, dtype=np.int64)
        self._frequency: NDArray[np.float32] = np.array(
            [frequency.get(number, 0) for number in range(len(vocabulary))], dtype=np.float32
        )
        self._digits: NDArray[np.bool_] = np.array([key[:1].isdigit() for key in vocabulary], dtype=bool)
        self.size = len(sentences)

    def matches(
        self, claims: Sequence[ClaimWords]
    ) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """Yield, claim by claim, how well each word is matched and what it weighs.

        The first array has shape (words, sentences): 0 or the best similarity 0.77..1 of the word
        in the sentence. The second has shape (words,): inverse document frequency, >= 0.4; a word
        that the source does not know weighs as much as its rarest.
        """
        for part in self._parts(claims):
            known = self._similarities(part)
            best = np.maximum.reduceat(known[:, self._ids], self._offsets, axis=1)
            frequency = ((known >= 0.999) * self._frequency).max(axis=1, initial=0.0)
            weights = np.log1p(self.size / np.maximum(frequency, 1.0)).astype(np.float32)
            start = 0
            for claim in part:
                end = start + len(claim.words)
                yield best[start:end], weights[start:end]
                start = end

    def _parts(self, claims: Sequence[ClaimWords]) -> Iterator[list[ClaimWords]]:
        room = max(1, CELLS // max(1, len(self._ids)))
        part: list[ClaimWords] = []
        taken = 0
        for claim in claims:
            if part and taken + len(claim.words) > room:
                yield part
                part, taken = [], 0
            part.append(claim)
            taken += len(claim.words)
        if part:
            yield part

    def _similarities(self, part: Sequence[ClaimWords]) -> NDArray[np.float32]:
        """Return the similarity of every claim word to every vocabulary entry, 0..1."""
        keys = [keys for claim in part for keys in claim.keys]
        flat = sorted({key for group in keys for key in group})
        if not flat:
            return np.zeros((0, len(self._vocabulary)), dtype=np.float32)
        ratios = process.cdist(
            flat, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SIMILAR, dtype=np.float32
        )
        ratios /= 100.0
        # Short words and figures differ by a letter and mean another thing.
        exact = np.array([key[:1].isdigit() or len(key) <= 3 for key in flat])
        strict = exact[:, None] | self._digits[None, :]
        ratios[strict & (ratios < 0.999)] = 0.0
        row = {key: number for number, key in enumerate(flat)}
        merged = [ratios[[row[key] for key in group]].max(axis=0) for group in keys]
        return np.array(merged, dtype=np.float32)


def _keys(token: Word, known: ContentWords) -> set[str]:
    keys = {token.key}
    if token.key in known.numbers:
        keys.add(str(known.numbers[token.key]))
    return keys


def _all_keys(text: str, known: ContentWords) -> set[str]:
    """Return the keys of a source sentence: its words, and the short names that they also are."""
    tokens = words(text)
    keys: set[str] = set()
    for token in tokens:
        keys |= _keys(token, known)
    for _, others in known.aliases.find([token.key for token in tokens]).values():
        keys |= others
    keys |= {acronym for acronym, _, _ in acronyms(tokens, capital_runs(tokens, text))}
    return keys
