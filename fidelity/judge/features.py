"""What the alignment of a claim says about its support: one fixed vector a claim."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from fidelity.text.comparison import flipped, numbers_missing, opposites
from fidelity.text.matching import SentenceIndex, claim_words
from fidelity.text.words import fold, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.lexicon import Lexicon
    from fidelity.text.matching import ClaimWords
    from fidelity.types import Alignment, Evidence, Source

__all__ = ["LEXICAL", "SEMANTIC", "features"]

# In the order of the vector. All but the counts are shares, 0..1.
LEXICAL = (
    "recall_best",  # weighted share of content words in the best passage
    "recall_three",  # ... in the three best passages together
    "recall_source",  # ... anywhere in the source
    "exact_source",  # unweighted share of content words that stand in the source letter by letter
    "novel",  # log(1 + content words that are nowhere in the source)
    "novel_best",  # log(1 + content words that are not in the best passage)
    "bigrams",  # share of the claim's word pairs that stand in the source
    "overlap",  # best local character similarity to the best passage (rapidfuzz partial_ratio)
    "numbers_missing",  # log(1 + numbers that the three best passages do not hold)
    "names_missing",  # log(1 + capitalised words that are nowhere in the source)
    "negation_close",  # cubed recall of the closest sentence where a word is negated in one of the two only
    "number_close",  # ... where the claim has a number that the three best passages do not hold
    "antonym_close",  # ... where this sentence has the opposite of a word of the claim
    "length",  # log(1 + content words)
    "sentences",  # log(1 + source sentences)
    "passages",  # log(1 + sentences of the best passage)
)
SEMANTIC = (
    "cosine",  # of the best passage
    "cosine_max",  # of the best of all candidates
    "cosine_gap",  # between the best candidate and the mean of the others
)
# A word counts as found from this similarity on: inflections, not look-alikes.
FOUND = 0.8
TOP = 3


def features(
    alignments: Sequence[Alignment], sources: Sequence[Source], lexicon: Lexicon
) -> Iterator[NDArray[np.float64]]:
    """Yield one vector per alignment: the LEXICAL values, then the SEMANTIC ones.

    The semantic values are 0 where the aligner had no embedder.
    """
    texts = [sentence.text for source in sources for sentence in source.sentences]
    starts = [0]
    for source in sources:
        starts.append(starts[-1] + len(source.sentences))
    index = SentenceIndex(texts, lexicon)
    pairs = {pair for text in texts for pair in _pairs(text)}
    asked = [claim_words(alignment.claim.text, lexicon) for alignment in alignments]
    for alignment, claim, (found, weights) in zip(alignments, asked, index.matches(asked), strict=True):
        rows = [_rows(evidence, starts) for evidence in alignment.candidates]
        passages = [" ".join(texts[row.start : row.stop]) for row in rows[:TOP]]
        lexical = _lexical(alignment.claim.text, claim, found, weights, rows, passages, texts, pairs, lexicon)
        yield np.array([*lexical, math.log1p(len(texts)), _width(rows), *_semantic(alignment)])


def _lexical(
    text: str,
    claim: ClaimWords,
    found: NDArray[np.float32],
    weights: NDArray[np.float32],
    rows: Sequence[slice],
    passages: Sequence[str],
    texts: Sequence[str],
    pairs: set[tuple[str, str]],
    lexicon: Lexicon,
) -> tuple[float, ...]:
    total = float(weights.sum()) or 1.0
    count = len(claim.words)
    nothing = np.zeros(count, dtype=np.float32)
    everywhere = found.max(axis=1, initial=0.0)
    best = found[:, rows[0]].max(axis=1, initial=0.0) if rows else nothing
    three = nothing
    for row in rows[:TOP]:
        three = np.maximum(three, found[:, row].max(axis=1, initial=0.0))
    own = _pairs(text)
    first = claim.words[0].start if claim.words else 0
    names = sum(
        word.is_capital and word.start != first and everywhere[at] < FOUND
        for at, word in enumerate(claim.words)
    )
    top = passages[0] if passages else ""
    missing = numbers_missing(text, " ".join(passages), lexicon)
    close = 0.0
    closest = ""
    if rows:
        recalls = (weights @ found[:, rows[0]]) / total
        # Cubed: in half a sentence a difference means little, in nearly all of one it means a lot.
        close = float(recalls.max()) ** 3
        closest = texts[rows[0].start + int(recalls.argmax())]
    return (
        float(weights @ best) / total,
        float(weights @ three) / total,
        float(weights @ everywhere) / total,
        float((everywhere >= 0.999).mean()) if count else 0.0,
        math.log1p(float((everywhere < FOUND).sum())),
        math.log1p(float((best < FOUND).sum())),
        sum(pair in pairs for pair in own) / len(own) if own else 0.0,
        fuzz.partial_ratio(fold(text), fold(top)) / 100 if top else 0.0,
        math.log1p(len(missing)),
        math.log1p(names),
        close * bool(flipped(text, closest, lexicon)),
        close * bool(missing),
        close * bool(opposites(text, closest, lexicon)),
        math.log1p(count),
    )


def _semantic(alignment: Alignment) -> tuple[float, float, float]:
    values = [e.semantic for e in alignment.candidates if e.semantic is not None]
    if not values:
        return 0.0, 0.0, 0.0
    others = sorted(values, reverse=True)[1:]
    return values[0], max(values), max(values) - (sum(others) / len(others) if others else 0.0)


def _rows(evidence: Evidence, starts: Sequence[int]) -> slice:
    offset = starts[evidence.source]
    return slice(offset + evidence.first, offset + evidence.last + 1)


def _width(rows: Sequence[slice]) -> float:
    return math.log1p(rows[0].stop - rows[0].start) if rows else 0.0


def _pairs(text: str) -> list[tuple[str, str]]:
    keys = [word.key for word in words(text)]
    return list(pairwise(keys))
