"""What a user would write in ten lines: overlap and similarity with the source, no training.

Every baseline is a function of rows that returns one score a row, higher where more is supported.
Summaries are scored sentence by sentence; the least supported sentence decides, as in SummaC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from fidelity.bench.rows import Row
from fidelity.embed import make_embedder
from fidelity.embed.remembering_embedder import RememberingEmbedder
from fidelity.errors import MissingExtraError
from fidelity.split import split_sentences
from fidelity.text.words import words
from fidelity.types import Piece, Rendered, Span

if TYPE_CHECKING:
    from rouge_score.rouge_scorer import RougeScorer

__all__ = ["BASELINES", "demand_baseline", "sentences"]


def rouge_l_precision(rows: Sequence[Row], _: Path | None) -> Iterator[float]:
    """Yield ROUGE-L precision (Lin 2004): the longest common subsequence's share of the claim."""
    scorer = _rouge_l()
    for row in rows:
        yield float(scorer.score(row.source, row.claim)["rougeL"].precision)


def known_trigrams(rows: Sequence[Row], _: Path | None) -> Iterator[float]:
    """Yield the share of the claim's word trigrams that stand in the source: 1 - novel n-grams."""
    for row in rows:
        known = _trigrams(row.source)
        asked = _trigrams(row.claim)
        yield sum(each in known for each in asked) / len(asked) if asked else 1.0


def fuzzy_ratio(rows: Sequence[Row], _: Path | None) -> Iterator[float]:
    """Yield the least `rapidfuzz.fuzz.partial_ratio` of a claim sentence with the source, 0..1."""
    for row in rows:
        source = row.source.lower()
        yield min(fuzz.partial_ratio(part.lower(), source) for part in sentences(row.claim)) / 100


def minilm_cosine(rows: Sequence[Row], cache: Path | None) -> Iterator[float]:
    """Yield the least over claim sentences of the best cosine with a source sentence.

    By this package's export of all-MiniLM-L6-v2: its vectors are those of sentence-transformers but for a
    mean cosine of 0.9998 (docs/decisions/0002), many times faster.
    """
    inner = make_embedder("default")
    assert inner is not None
    embedder = RememberingEmbedder(inner, cache)
    for row in rows:
        known, asked = embedder.embed(sentences(row.source)), embedder.embed(sentences(row.claim))
        yield float((asked @ known.T).max(axis=1).min())
    embedder.save()


BASELINES: dict[str, Callable[[Sequence[Row], Path | None], Iterator[float]]] = {
    "rouge-l-precision": rouge_l_precision,
    "known-trigrams": known_trigrams,
    "rapidfuzz-partial-ratio": fuzzy_ratio,
    "minilm-cosine": minilm_cosine,
}


def demand_baseline(name: str) -> None:
    """Raise MissingExtraError where the baseline `name` lacks what it is computed with."""
    if name == "rouge-l-precision":
        _rouge_l()


def _rouge_l() -> RougeScorer:
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as error:
        raise MissingExtraError("rouge-l-precision", "bench") from error
    return RougeScorer(["rougeL"], use_stemmer=True)


@lru_cache(maxsize=1024)
def sentences(text: str) -> list[str]:
    """Cut a text into sentences, at least one."""
    text = " ".join(text.split())
    whole = Rendered(text, (Piece(0, len(text), Span(0, len(text))),))
    return [part.text for part in split_sentences(whole, "en")] or [text]


def _trigrams(text: str) -> set[tuple[str, ...]]:
    keys = [word.key for word in words(text)]
    return set(zip(keys, keys[1:], keys[2:], strict=False))
