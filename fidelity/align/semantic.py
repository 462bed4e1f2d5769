"""Semantic similarity: cosine of sentence embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.protocols import Embedder

__all__ = ["semantic_scores"]


def semantic_scores(
    claims: Sequence[str], sentences: Sequence[str], window: int, embedder: Embedder
) -> tuple[NDArray[np.float32], ...]:
    """Score every passage of one source for every claim.

    Returns `window` arrays: the one at position n has shape (claims, sentences - n) and holds the
    cosine similarity, clipped to 0..1, of the claim and the passage of n + 1 adjacent sentences.
    A passage's vector is the normalised mean of its sentences' vectors, so every sentence is
    embedded once and not once for each passage that it is in.
    """
    vectors = embedder.embed([*claims, *sentences])
    asked, known = vectors[: len(claims)], vectors[len(claims) :]
    scores = []
    total = known
    for width in range(1, min(window, len(sentences)) + 1):
        if width > 1:
            total = total[:-1] + known[width - 1 :]
        norms = np.linalg.norm(total, axis=1, keepdims=True)
        passages = total / np.maximum(norms, 1e-9)
        # Claim by claim: one product for all would round each by how many others there are.
        cosine = np.array([passages @ claim for claim in asked])
        scores.append(np.clip(cosine, 0.0, 1.0))
    return tuple(scores)
