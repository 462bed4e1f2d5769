"""Lexical and semantic scores fused into each claim's top k passages. Never thresholded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fidelity.align.lexical import lexical_scores
from fidelity.align.semantic import semantic_scores
from fidelity.types import Alignment, Claim, Evidence, Source, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.lexicon import Lexicon
    from fidelity.protocols import Embedder

__all__ = ["FusedAligner"]

SEMANTIC_SHARE = 0.5
# A longer passage holds more words by its length alone; it must earn each further sentence.
SENTENCE_COST = 0.04
# Passages looked at per claim and kept: enough for `top_k` that do not overlap.
POOL = 8


@dataclass(frozen=True, slots=True)
class FusedAligner:
    """Scores all passages of one to `window` adjacent sentences, keeps the best `top_k`.

    The passages kept for a claim do not share a sentence. Without an embedder the score is the
    lexical one.

    Attributes:
        semantic_share: Weight of the semantic score, 0..1; the lexical one has the rest. The default
            was measured by `python -m benchmarks.judge.evidence`.
    """

    lexicon: Lexicon
    embedder: Embedder | None
    top_k: int = 5
    window: int = 3
    semantic_share: float = SEMANTIC_SHARE

    @property
    def signature(self) -> str:
        """Name and settings."""
        embedder = self.embedder.signature if self.embedder else "none"
        return f"fused(lexical, {embedder}, top_k={self.top_k}, window={self.window})"

    def align(self, claims: Sequence[Claim], sources: Sequence[Source]) -> tuple[Alignment, ...]:
        """Return one alignment per claim, in order; ties go to the earlier, shorter passage."""
        texts = [claim.text for claim in claims]
        pools: list[list[Evidence]] = [[] for _ in claims]
        for number, source in enumerate(sources):
            for pool, found in zip(pools, self._source(texts, number, source), strict=True):
                pool.extend(found)
        return tuple(
            Alignment(claim, _disjoint(pool, self.top_k)) for claim, pool in zip(claims, pools, strict=True)
        )

    def _source(self, texts: Sequence[str], number: int, source: Source) -> list[tuple[Evidence, ...]]:
        sentences = [sentence.text for sentence in source.sentences]
        semantic = semantic_scores(texts, sentences, self.window, self.embedder) if self.embedder else None
        found = []
        for row, lexical in enumerate(lexical_scores(texts, sentences, self.window, self.lexicon)):
            rows = None if semantic is None else [scores[row] for scores in semantic]
            found.append(self._best(number, source, lexical, rows))
        return found

    def _best(
        self,
        number: int,
        source: Source,
        lexical: Sequence[NDArray[np.float32]],
        semantic: Sequence[NDArray[np.float32]] | None,
    ) -> tuple[Evidence, ...]:
        pool = []
        for extra, words in enumerate(lexical):
            meaning = semantic[extra] if semantic is not None else None
            fused = words if meaning is None else _fuse(words, meaning, self.semantic_share)
            ranked = fused - SENTENCE_COST * extra
            room = min(len(ranked), POOL + self.top_k)
            best = np.argpartition(-ranked, room - 1)[:room] if room < len(ranked) else range(room)
            for first in sorted(int(at) for at in best):
                span = Span(source.sentences[first].span.start, source.sentences[first + extra].span.end)
                score = float(np.clip(ranked[first], 0.0, 1.0))
                pool.append(
                    Evidence(
                        source=number,
                        first=first,
                        last=first + extra,
                        span=span,
                        score=score,
                        lexical=float(np.clip(words[first], 0.0, 1.0)),
                        semantic=None if meaning is None else float(meaning[first]),
                        aligner="lexical" if meaning is None else "fused",
                    )
                )
        return tuple(pool)


def _fuse(words: NDArray[np.float32], meaning: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    fused: NDArray[np.float32] = (1 - share) * words + share * meaning
    return fused


def _disjoint(pool: Sequence[Evidence], top_k: int) -> tuple[Evidence, ...]:
    """Keep the best passages that share no sentence."""
    ordered = sorted(pool, key=lambda e: (-round(e.score, 6), e.source, e.last - e.first, e.first))
    kept: list[Evidence] = []
    for evidence in ordered:
        if len(kept) == top_k:
            break
        if not any(
            other.source == evidence.source and other.first <= evidence.last and evidence.first <= other.last
            for other in kept
        ):
            kept.append(evidence)
    return tuple(kept)
