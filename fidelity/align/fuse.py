"""Lexical and semantic scores fused into each claim's top k passages. Never thresholded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fidelity.align.cover import Sight, covering
from fidelity.align.lexical import lexical_matches
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
            was measured by `python -m benchmarks.judge.study.evidence`.
        cover: Words of the sentences that decide a claim, together; 0: none are looked for.
    """

    lexicon: Lexicon
    embedder: Embedder | None
    top_k: int = 5
    window: int = 3
    semantic_share: float = SEMANTIC_SHARE
    cover: int = 0

    @property
    def signature(self) -> str:
        """Name and settings."""
        embedder = self.embedder.signature if self.embedder else "none"
        return f"fused(lexical, {embedder}, top_k={self.top_k}, window={self.window})"

    def align(self, claims: Sequence[Claim], sources: Sequence[Source]) -> tuple[Alignment, ...]:
        """Return one alignment per claim, in order; ties go to the earlier, shorter passage."""
        texts = [claim.text for claim in claims]
        pools: list[list[Evidence]] = [[] for _ in claims]
        sights: list[list[Sight]] = [[] for _ in claims]
        for number, source in enumerate(sources):
            for row, (passages, sight) in enumerate(self._source(texts, number, source)):
                pools[row].extend(passages)
                sights[row].append(sight)
        return tuple(
            Alignment(claim, _disjoint(pool, self.top_k), covering(seen, self.cover) if self.cover else ())
            for claim, pool, seen in zip(claims, pools, sights, strict=True)
        )

    def _source(
        self, texts: Sequence[str], number: int, source: Source
    ) -> Iterator[tuple[tuple[Evidence, ...], Sight]]:
        """Yield, claim by claim, its best passages in one source, and the source as it sees it."""
        sentences = [sentence.text for sentence in source.sentences]
        lengths = [len(sentence.split()) for sentence in sentences]
        semantic = semantic_scores(texts, sentences, self.window, self.embedder) if self.embedder else None
        for row, match in enumerate(lexical_matches(texts, sentences, self.lexicon)):
            meaning = None if semantic is None else [scores[row] for scores in semantic]
            passages = self._best(number, source, match.passages(self.window), meaning)
            cosines = None if meaning is None else meaning[0]
            yield passages, Sight(match.found, match.weights, cosines, lengths)

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
