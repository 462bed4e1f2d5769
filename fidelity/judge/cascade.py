"""The cascade: what is certain and cheap is decided first, the rest by the fitted model."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.judge.features import LEXICAL, SEMANTIC, features
from fidelity.judge.model import Weights, load_weights
from fidelity.text.words import normal
from fidelity.types import Alignment, Evidence, Judgement, Method, Source

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["FAITHFUL", "CascadeJudge", "Haystack", "find_verbatim", "haystack", "summary_features"]

FAITHFUL = ("log_product", "log_least", "log_claims")
# A verbatim text this short (characters of its normal form) may be there by chance.
LEAST_VERBATIM = 12


@dataclass(frozen=True, slots=True)
class CascadeJudge:
    """Judges claims from their alignment alone.

    Steps: a claim that stands in a source word for word is supported (`verbatim`); any other goes
    to a logistic regression on alignment features, with embeddings (`alignment`) or without
    (`lexical`). Fitted by `python -m benchmarks.judge`.
    """

    lexicon: Lexicon
    weights: Weights
    method: Method

    @classmethod
    def load(cls, lexicon: Lexicon, *, semantic: bool) -> CascadeJudge:
        """Return the judge with the shipped fit. Raises ModelError where it is damaged."""
        method = Method.ALIGNMENT if semantic else Method.LEXICAL
        return cls(lexicon, load_weights(method.value), method)

    @property
    def signature(self) -> str:
        """Name and hash of the fit."""
        return f"cascade(verbatim, {self.method.value}@{self.weights.sha256[:12]})"

    @property
    def threshold(self) -> float:
        """P(supported) below which a claim counts as unsupported."""
        return self.weights.threshold

    @property
    def certain_threshold(self) -> float:
        """P(supported) below which an unsupported claim is an error and no mere warning."""
        return self.weights.certain_threshold

    @property
    def contradiction_threshold(self) -> float:
        """P(contradicted) from which a claim counts as contradicted."""
        return self.weights.contradiction_threshold

    def judge(self, alignments: Sequence[Alignment], sources: Sequence[Source]) -> tuple[Judgement, ...]:
        """Return one judgement per alignment, in order."""
        stacks = [haystack(source) for source in sources]
        found: list[Judgement | None] = []
        for alignment in alignments:
            place = find_verbatim(alignment, sources, stacks)
            found.append(None if place is None else self._certain(alignment, place))
        open_ = [a for a, judgement in zip(alignments, found, strict=True) if judgement is None]
        decided = iter(self._fitted(open_, sources))
        return tuple(next(decided) if judgement is None else judgement for judgement in found)

    def faithful(self, judgements: Sequence[Judgement]) -> float | None:
        """Return the calibrated P(every claim is supported), or None without a claim."""
        if not judgements:
            return None
        return self.weights.faithful.probability(
            summary_features([judgement.p_supported for judgement in judgements])
        )

    def _certain(self, alignment: Alignment, place: Evidence) -> Judgement:
        others = tuple(e for e in alignment.candidates if e.span != place.span)
        evidence = (place, *others)[: max(1, len(alignment.candidates))]
        return Judgement(alignment.claim, self.weights.verbatim, 0.0, evidence, Method.VERBATIM)

    def _fitted(self, alignments: Sequence[Alignment], sources: Sequence[Source]) -> list[Judgement]:
        if not alignments:
            return []
        width = len(LEXICAL) + (len(SEMANTIC) if self.method is Method.ALIGNMENT else 0)
        judgements = []
        vectors = features(alignments, sources, self.lexicon)
        for alignment, vector in zip(alignments, vectors, strict=True):
            supported = self.weights.supported.probability(vector[:width])
            contradicted = self.weights.contradicted.probability(vector[:width])
            judgements.append(
                Judgement(
                    alignment.claim,
                    supported,
                    (1.0 - supported) * contradicted,
                    alignment.candidates,
                    self.method,
                )
            )
        return judgements


def summary_features(probabilities: Sequence[float]) -> tuple[float, float, float]:
    """Return what P(every claim is supported) is fitted on, in the order of FAITHFUL."""
    logs = [math.log(max(p, 1e-6)) for p in probabilities]
    return sum(logs), min(logs), math.log(len(logs))


@dataclass(frozen=True, slots=True)
class Haystack:
    """One source's sentences in normal form, joined, with the offset of each."""

    text: str
    starts: tuple[int, ...]


def haystack(source: Source) -> Haystack:
    """Return `source` as one searchable text."""
    starts = []
    text = " "
    for sentence in source.sentences:
        starts.append(len(text))
        text += normal(sentence.text).text + " \n "
    return Haystack(text, tuple(starts))


def find_verbatim(
    alignment: Alignment, sources: Sequence[Source], haystacks: Sequence[Haystack]
) -> Evidence | None:
    """Return the source sentence that holds the claim's words one after the other, if any."""
    needle = normal(alignment.claim.text).text
    if len(needle) < LEAST_VERBATIM:
        return None
    for number, (source, stack) in enumerate(zip(sources, haystacks, strict=True)):
        at = stack.text.find(needle)
        while at >= 0:
            before, after = stack.text[at - 1], stack.text[at + len(needle)]
            if not before.isalnum() and not after.isalnum():
                first = bisect_right(stack.starts, at) - 1
                return Evidence(
                    source=number,
                    first=first,
                    last=first,
                    span=source.sentences[first].span,
                    score=1.0,
                    lexical=1.0,
                    semantic=None,
                    aligner="verbatim",
                )
            at = stack.text.find(needle, at + 1)
    return None
