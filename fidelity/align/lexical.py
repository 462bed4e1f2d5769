"""Lexical similarity: the weighted share of a claim's words that stand in a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fidelity.text.matching import SentenceIndex, claim_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fidelity.lexicon import Lexicon

__all__ = ["LexicalMatch", "lexical_matches"]


@dataclass(frozen=True, slots=True)
class LexicalMatch:
    """One claim's words in one source.

    Attributes:
        found: How well each content word is matched in each sentence, 0..1; shape (words, sentences).
        weights: Of the words, by their inverse document frequency in the source; shape (words,).
    """

    found: NDArray[np.float32]
    weights: NDArray[np.float32]

    def passages(self, window: int) -> tuple[NDArray[np.float32], ...]:
        """Score every passage of one to `window` adjacent sentences.

        Returns `window` arrays at most: the one at position n has shape (sentences - n,) and holds the
        weighted share, 0..1, of the claim's words that a passage of n + 1 sentences holds. A claim
        without content words scores 0.
        """
        total = float(self.weights.sum())
        scores = []
        widest = self.found
        for width in range(1, min(window, self.found.shape[1]) + 1):
            if width > 1:
                widest = np.maximum(widest[:, :-1], self.found[:, width - 1 :])
            empty = np.zeros(widest.shape[1], np.float32)
            scores.append((self.weights @ widest) / total if total else empty)
        return tuple(scores)


def lexical_matches(
    claims: Sequence[str], sentences: Sequence[str], lexicon: Lexicon
) -> Iterator[LexicalMatch]:
    """Yield, claim by claim, how its words stand in the sentences of one source (at least one)."""
    index = SentenceIndex(sentences, lexicon.judge)
    asked = [claim_words(claim, lexicon.judge) for claim in claims]
    for matched, weights in index.matches(asked):
        yield LexicalMatch(matched, weights)
