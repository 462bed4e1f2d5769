"""Lexical similarity: the weighted share of a claim's words that stand in a passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from fidelity.text.matching import SentenceIndex, claim_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fidelity.lexicon import Lexicon

__all__ = ["lexical_scores"]


def lexical_scores(
    claims: Sequence[str], sentences: Sequence[str], window: int, lexicon: Lexicon
) -> Iterator[tuple[NDArray[np.float32], ...]]:
    """Score every passage of one source for each claim.

    Yields, claim by claim, `window` arrays: the one at position n has shape (sentences - n,) and
    holds the scores, 0..1, of the passages of n + 1 adjacent sentences. A word counts by its
    inverse document frequency in the source; a claim without content words scores 0.
    """
    index = SentenceIndex(sentences, lexicon)
    asked = [claim_words(claim, lexicon) for claim in claims]
    for found, weights in index.matches(asked):
        total = float(weights.sum())
        scores = []
        widest = found
        for width in range(1, min(window, len(sentences)) + 1):
            if width > 1:
                widest = np.maximum(widest[:, :-1], found[:, width - 1 :])
            scores.append((weights @ widest) / total if total else np.zeros(widest.shape[1], np.float32))
        yield tuple(scores)
