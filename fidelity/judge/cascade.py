"""The cascade: what is certain and cheap is decided first, the rest by the network and the fitted model."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fidelity.judge.features import features
from fidelity.judge.passages import closest_sentence, joined_passage, reading_of
from fidelity.judge.unsupported import explained, log_odds
from fidelity.text.words import normal
from fidelity.types import Alignment, Evidence, Judgement, Method, Source

if TYPE_CHECKING:
    from fidelity.judge.model import Stack
    from fidelity.lexicon import Lexicon
    from fidelity.protocols import Network

__all__ = [
    "CascadeJudge",
    "Haystack",
    "decided_verbatim",
    "find_verbatim",
    "haystack",
]

# A verbatim text this short (characters of its normal form) may be there by chance.
LEAST_VERBATIM = 12


PLAIN = {"alignment": Method.ALIGNMENT, "lexical": Method.LEXICAL}


@dataclass(frozen=True, slots=True)
class CascadeJudge:
    """Judges claims in steps, the cheap and certain ones first.

    1. A claim that stands in a source word for word is supported (`verbatim`).
    2. The fit on alignment features alone, with embeddings (`alignment`) or without (`lexical`),
       decides where it is certain that a claim is supported: from `certain_high` on, where it has one.
    3. Any other claim is read by the network, beside its passages joined to one text and beside the
       closest sentence alone, and the fit on these logits and the features decides (`network`).

    Without a network the second step decides every claim; it also decides those without a passage,
    which leave the network nothing to read. Fitted by `python -m benchmarks.judge`.

    Attributes:
        lexicon: Of the story's language; the judge goes by its topic `judge`.
        weights: The fit of the last step, which also has the thresholds.
        network: None for none.
        plain: The fit on features alone, where there is a network; else None.

    Raises ValueError where one of `network` and `plain` is given without the other.
    """

    lexicon: Lexicon
    weights: Stack
    network: Network | None = None
    plain: Stack | None = None

    def __post_init__(self) -> None:
        if (self.network is None) != (self.plain is None):
            raise ValueError("a network needs a fit for what it is not shown, and that fit a network")

    @property
    def languages(self) -> frozenset[str]:
        """The language of the labelled text that it was fitted and measured on."""
        return frozenset({"en"})

    @property
    def signature(self) -> str:
        """Names and hashes of the network, of the fits and of the words they go by."""
        steps = [f"{fit.kind}@{fit.sha256[:12]}" for fit in (self.plain, self.weights) if fit is not None]
        if self.network is not None:
            steps.insert(1, self.network.signature)
        steps.append(f"words@{self.lexicon.judge.sha256[:12]}")
        return f"cascade(verbatim, {', '.join(steps)})"

    @property
    def cover_words(self) -> int:
        """Words of the cover that it is shown: none, it goes by the passages."""
        return 0

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
        verbatim = decided_verbatim(alignments, sources, self.weights.verbatim)
        open_ = [a for a, judgement in zip(alignments, verbatim, strict=True) if judgement is None]
        decided = iter(self._fitted(open_, sources))
        return tuple(next(decided) if judgement is None else judgement for judgement in verbatim)

    def explain(
        self, judgements: Sequence[Judgement], sources: Sequence[Source], threshold: float
    ) -> tuple[Judgement, ...]:
        """Return the judgements, those below `threshold` with the words that lack support."""
        entailment = None if self.network is None else log_odds(self.network)
        return explained(judgements, sources, self.lexicon.judge, threshold, entailment)

    def faithful(self, judgements: Sequence[Judgement]) -> float | None:
        """Return the calibrated P(every claim is supported), or None without a claim."""
        if not judgements:
            return None
        return self.weights.faithful([judgement.p_supported for judgement in judgements])

    def _fitted(self, alignments: Sequence[Alignment], sources: Sequence[Source]) -> list[Judgement]:
        if not alignments:
            return []
        vectors = np.stack(list(features(alignments, sources, self.lexicon.judge)))
        first = self.plain or self.weights
        supported, against = first.supported(vectors), first.contradicted(vectors)
        methods = [PLAIN[first.kind]] * len(alignments)
        if self.network is not None:
            pairs = [
                (joined_passage(a.candidates, sources), reading_of(a.claim, self.lexicon.judge))
                for a in alignments
            ]
            bound = math.inf if first.certain_high is None else first.certain_high
            shown = [at for at, (passage, _) in enumerate(pairs) if passage and supported[at] < bound]
            if shown:
                close = [(closest_sentence(alignments[at], sources), pairs[at][1]) for at in shown]
                both = self.network.logits([*(pairs[at] for at in shown), *close])
                logits = np.hstack([both[: len(shown)], both[len(shown) :]])
                supported[shown] = self.weights.supported(vectors[shown], logits)
                against[shown] = self.weights.contradicted(vectors[shown], logits)
            for at in shown:
                methods[at] = Method.NETWORK
        return [
            Judgement(a.claim, float(p), float((1.0 - p) * q), a.candidates, method)
            for a, p, q, method in zip(alignments, supported, against, methods, strict=True)
        ]


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


def decided_verbatim(
    alignments: Sequence[Alignment], sources: Sequence[Source], supported: float
) -> list[Judgement | None]:
    """Return, in order, a judgement for each claim that stands in a source word for word, else None.

    Args:
        alignments: Of the claims.
        sources: What they were aligned with.
        supported: P(supported) of such a claim.
    """
    stacks = [haystack(source) for source in sources]
    decided: list[Judgement | None] = []
    for alignment in alignments:
        place = find_verbatim(alignment, sources, stacks)
        if place is None:
            decided.append(None)
            continue
        others = tuple(e for e in alignment.candidates if e.span != place.span)
        evidence = (place, *others)[: max(1, len(alignment.candidates))]
        decided.append(Judgement(alignment.claim, supported, 0.0, evidence, Method.VERBATIM))
    return decided


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
