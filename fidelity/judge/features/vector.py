"""What the alignment of a claim says about its support: one fixed vector a claim."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from fidelity.judge.features.comparison import flipped, numbers_missing, opposites
from fidelity.judge.features.wording import SourceWording
from fidelity.text.matching import SentenceIndex, claim_words
from fidelity.text.words import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.lexicon.judge import JudgeWords
    from fidelity.text.matching import ClaimWords
    from fidelity.types import Alignment, Evidence, Source

__all__ = ["FEATURES", "LEXICAL", "SEMANTIC", "WORDING", "features"]

# In the order of the vector. All but the counts are shares, 0..1.
LEXICAL = (
    "recall_best",  # weighted share of content words in the best passage
    "recall_source",  # ... anywhere in the source
    "novel_best",  # log(1 + content words that are not in the best passage)
    "overlap",  # best local character similarity to the best passage (rapidfuzz partial_ratio)
    "numbers_missing",  # log(1 + numbers that the three best passages do not hold)
    "names_missing",  # log(1 + capitalised words that are nowhere in the source)
    "negation_close",  # cubed recall of the closest sentence where a word is negated in one of the two only
    "number_close",  # ... where the claim has a number that the three best passages do not hold
    "antonym_close",  # ... where this sentence has the opposite of a word of the claim
)
SEMANTIC = (
    "cosine",  # of the best passage
    "cosine_max",  # of the best of all candidates
)
WORDING = (
    "trigrams",  # share of word trigrams that stand in the sources
    "fourgrams",  # share of runs of four words that stand in the sources
    "common",  # ROUGE-L precision against all sources: their longest common subsequence (Lin 2004)
    "common_best",  # ... against the best passage
    "longest",  # longest extractive fragment (Grusky et al. 2018), as a share of the claim
    "gap",  # log(1 + words of the longest stretch without a run of two shared words)
    "overlap_three",  # best local character similarity to the three best passages, joined
    "apart",  # share of neighbouring content words that no single sentence holds both of
    "together",  # share of all pairs of content words that some single sentence holds
    "needed",  # log(1 + sentences, greedily, that it takes to cover what the sources cover)
)
FEATURES = (*LEXICAL, *SEMANTIC, *WORDING)
# A word counts as found from this similarity on: inflections, not look-alikes.
FOUND = 0.8
TOP = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    """One claim beside its passages, and how well each of its content words is matched.

    Attributes:
        found: Shape (content words, sentences of all sources), 0..1.
        weights: Shape (content words,).
        rows: The sentences of each candidate, best first.
        passages: The texts of the three best.
        missing: The numbers that these do not hold.
    """

    text: str
    claim: ClaimWords
    found: NDArray[np.float32]
    weights: NDArray[np.float32]
    rows: Sequence[slice]
    passages: Sequence[str]
    missing: Sequence[float]

    def best(self) -> NDArray[np.float32]:
        """Return how well each word is matched in the best passage."""
        if not self.rows:
            return np.zeros(len(self.claim.words), dtype=np.float32)
        matched: NDArray[np.float32] = self.found[:, self.rows[0]].max(axis=1, initial=0.0)
        return matched

    def recall(self, matched: NDArray[np.float32]) -> float:
        """Return the weighted share of the content words that is matched."""
        return float(self.weights @ matched) / (float(self.weights.sum()) or 1.0)


def features(
    alignments: Sequence[Alignment], sources: Sequence[Source], known: JudgeWords
) -> Iterator[NDArray[np.float64]]:
    """Yield one vector per alignment, in the order of FEATURES.

    The SEMANTIC values are 0 where the aligner had no embedder.
    """
    by_source = [[sentence.text for sentence in source.sentences] for source in sources]
    texts = [text for sentences in by_source for text in sentences]
    starts = [0]
    for sentences in by_source:
        starts.append(starts[-1] + len(sentences))
    index = SentenceIndex(texts, known)
    wording = SourceWording(texts, starts)
    asked = [claim_words(alignment.claim.text, known) for alignment in alignments]
    for alignment, claim, (matched, weights) in zip(alignments, asked, index.matches(asked), strict=True):
        text = alignment.claim.text
        rows = [_rows(evidence, starts) for evidence in alignment.candidates]
        passages = [" ".join(texts[row.start : row.stop]) for row in rows[:TOP]]
        missing = numbers_missing(text, " ".join(passages), known)
        seen = _Seen(text, claim, matched, weights, rows, passages, missing)
        yield np.array([
            *_lexical(seen, texts, known),
            *_semantic(alignment),
            *_wording(seen, wording),
            *_cover(seen),
        ])  # fmt: skip


def _lexical(seen: _Seen, texts: Sequence[str], known: JudgeWords) -> tuple[float, ...]:
    claim, rows, text = seen.claim, seen.rows, seen.text
    everywhere, best = seen.found.max(axis=1, initial=0.0), seen.best()
    top = seen.passages[0] if seen.passages else ""
    close = 0.0
    closest = ""
    if rows:
        recalls = (seen.weights @ seen.found[:, rows[0]]) / (float(seen.weights.sum()) or 1.0)
        # Cubed: in half a sentence a difference means little, in nearly all of one it means a lot.
        close = float(recalls.max()) ** 3
        closest = texts[rows[0].start + int(recalls.argmax())]
    return (
        seen.recall(best),
        seen.recall(everywhere),
        math.log1p(float((best < FOUND).sum())),
        fuzz.partial_ratio(fold(text), fold(top)) / 100 if top else 0.0,
        math.log1p(len(seen.missing)),
        math.log1p(float((_capitals(claim) & (everywhere < FOUND)).sum())),
        close * bool(flipped(text, closest, known)),
        close * bool(seen.missing),
        close * bool(opposites(text, closest, known)),
    )


def _semantic(alignment: Alignment) -> tuple[float, float]:
    values = [e.semantic for e in alignment.candidates if e.semantic is not None]
    return (values[0], max(values)) if values else (0.0, 0.0)


def _wording(seen: _Seen, source: SourceWording) -> tuple[float, ...]:
    """Return "trigrams" to "overlap_three"."""
    claim = source.claim(seen.text)
    best = source.sentences(seen.rows[0].start, seen.rows[0].stop) if seen.rows else ""
    count = len(claim) or 1
    longest, gap = source.fragments(claim)
    three = fold(" ".join(seen.passages))
    return (
        source.known_grams(claim, 3),
        source.known_grams(claim, 4),
        source.common(claim),
        LCSseq.similarity(claim, best) / count,
        longest / count,
        math.log1p(gap),
        fuzz.partial_ratio(fold(seen.text), three) / 100 if three else 0.0,
    )


def _cover(seen: _Seen) -> tuple[float, ...]:
    """Return "apart" to "needed"."""
    held = seen.found >= FOUND
    count = len(held)
    beside = (held[:-1] & held[1:]).any(axis=1)
    meet = (held.astype(np.float32) @ held.T.astype(np.float32)) > 0
    pairs = count * (count - 1)
    return (
        float(1 - beside.mean()) if count > 1 else 0.0,
        float(meet.sum() - np.trace(meet)) / pairs if pairs else 1.0,
        math.log1p(_needed(held)),
    )


def _needed(held: NDArray[np.bool_]) -> int:
    """Return how many sentences, taken greedily, hold every word that some sentence holds."""
    open_ = held[held.any(axis=1)]
    count = 0
    while len(open_):
        open_ = open_[~open_[:, open_.sum(axis=0).argmax()]]
        count += 1
    return count


def _capitals(claim: ClaimWords) -> NDArray[np.bool_]:
    """Return which content words are capitalised, the claim's first one left out."""
    return np.array(
        [word.is_capital and word.start != claim.words[0].start for word in claim.words], dtype=bool
    )


def _rows(evidence: Evidence, starts: Sequence[int]) -> slice:
    offset = starts[evidence.source]
    return slice(offset + evidence.first, offset + evidence.last + 1)
