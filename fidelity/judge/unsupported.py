"""Which words of an unsupported claim lack support.

First the alignment: phrases of the claim whose words, names and numbers stand in none of its passages,
else those that the closest sentence negates, or has the opposite of. Where that marks nothing and there
is a network, occlusion (Zeiler and Fergus 2014; Li, Monroe and Jurafsky 2016): each phrase is left out
in turn, and those are marked without which the network finds the rest entailed. Where nearly
everything would be marked, nothing is: the claim as a whole lacks support.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from fidelity.judge.features.comparison import flipped, opposites
from fidelity.judge.features.numbers import numbers
from fidelity.judge.passages import joined_passage, reading_of
from fidelity.judge.phrases import Phrase, phrases
from fidelity.text.matching import SentenceIndex, claim_words
from fidelity.text.words import words
from fidelity.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.judge.features.numbers import Number
    from fidelity.lexicon.judge import JudgeWords
    from fidelity.protocols import Network
    from fidelity.text.matching import ClaimWords
    from fidelity.types import Claim, Evidence, Judgement, Source

__all__ = [
    "Entailment",
    "Unsupported",
    "explained",
    "lacking_words",
    "log_odds",
    "occluded_words",
    "unsupported_words",
]

Entailment = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""Returns for each (passage, claim) the log-odds that the passage entails the claim."""

# A word counts as found from this similarity on: inflections, not look-alikes.
FOUND = 0.8
# The passages that are looked at, best first.
TOP = 3
# A phrase is marked if at least this share of its words, weighted, is missing from the passages.
PHRASE = 0.3
# A claim that misses more than this share of its words is about something else: no phrase of it is marked.
CLAIM = 0.5
# Marks of one claim at most, the most important ones: more are not taken in.
MARKS = 6
# The network is asked once for each phrase that is left out, at most for so many phrases of one claim ...
PARTS = 12
# ... and not at all about a claim of more words: what it costs in time must have an end.
LONGEST = 100
# A phrase counts if without it the log-odds of entailment rise by so much ...
RISE = 0.5
# ... and by at least this share of what they rise by without the most important phrase.
BESIDE = 0.6


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Words of a claim that lack support.

    Attributes:
        span: Code points of the claim's rendered text.
        weight: How much they matter, > 0; comparable within one claim only.
    """

    span: Span
    weight: float


def explained(
    judgements: Sequence[Judgement],
    sources: Sequence[Source],
    vocabulary: JudgeWords,
    threshold: float,
    entailment: Entailment | None = None,
) -> tuple[Judgement, ...]:
    """Return the judgements, those with P(supported) below `threshold` with their unsupported words.

    Args:
        judgements: Of claims, in any order.
        sources: What they were judged against.
        vocabulary: The judge's words in the story's language.
        threshold: 0..1.
        entailment: The network, for claims whose words are all there; None for none.
    """
    told = []
    for judgement in judgements:
        if judgement.p_supported < threshold:
            marks = unsupported_words(judgement.claim, judgement.evidence, sources, vocabulary, entailment)
            judgement = replace(judgement, unsupported=tuple(mark.span for mark in marks))  # noqa: PLW2901
        told.append(judgement)
    return tuple(told)


def log_odds(network: Network) -> Entailment:
    """Return the log-odds of entailment, over contradiction and neutral, that a network gives."""

    def entailment(pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        against, entailed, neutral = network.logits(pairs).astype(np.float64).T
        odds: list[float] = (entailed - np.logaddexp(against, neutral)).tolist()
        return odds

    return entailment


def unsupported_words(
    claim: Claim,
    candidates: Sequence[Evidence],
    sources: Sequence[Source],
    vocabulary: JudgeWords,
    entailment: Entailment | None = None,
) -> tuple[Unsupported, ...]:
    """Return the words of an unsupported claim that lack support, those that matter most first.

    Spans are whole phrases that do not overlap, at most 6. Empty where nothing can be said: there is no
    passage, the claim lacks support as a whole, or nothing in it stands out.

    Args:
        claim: One that is held to be unsupported: nothing here asks whether it is.
        candidates: Its passages, best first.
        sources: What they are of.
        vocabulary: The judge's words in the claim's language.
        entailment: The network, asked where the alignment marks nothing.
    """
    share, marks = lacking_words(claim, candidates, sources, vocabulary)
    if not marks and share <= CLAIM and entailment is not None:
        return occluded_words(claim, candidates, sources, vocabulary, entailment)
    return marks


def lacking_words(
    claim: Claim, candidates: Sequence[Evidence], sources: Sequence[Source], vocabulary: JudgeWords
) -> tuple[float, tuple[Unsupported, ...]]:
    """Return the weighted share of a claim's words that its three best passages lack, and the phrases.

    No phrase is returned where the share, 0..1, is so large that the claim is about something else.
    """
    sentences = [
        sentence.text
        for evidence in candidates[:TOP]
        for sentence in sources[evidence.source].sentences[evidence.first : evidence.last + 1]
    ]
    asked = claim_words(claim.text, vocabulary)
    if not sentences or not asked.words:
        return 1.0, ()
    ((matched, weights),) = SentenceIndex(sentences, vocabulary).matches([asked])
    missing = _missing(claim.text, asked, matched.max(axis=1, initial=0.0), sentences, vocabulary)
    share = float(weights[missing].sum()) / float(weights.sum())
    if share > CLAIM:
        return share, ()
    parts = phrases(claim.text, vocabulary)
    lacking = _lacking(parts, asked, weights, missing)
    if not lacking:
        closest = sentences[int((weights @ matched).argmax())]
        lacking = _turned(parts, claim.text, closest, vocabulary)
    return share, _marks(parts, lacking)


def occluded_words(
    claim: Claim,
    candidates: Sequence[Evidence],
    sources: Sequence[Source],
    vocabulary: JudgeWords,
    entailment: Entailment,
) -> tuple[Unsupported, ...]:
    """Return the phrases without which the network finds the rest of the claim better supported.

    The network is asked once, for at most 13 pairs; never about a claim of more than 100 words.
    """
    parts = phrases(claim.text, vocabulary)
    groups = _grouped(parts, PARTS) if len(words(claim.text)) <= LONGEST else []
    passage = joined_passage(candidates, sources)
    if len(groups) < 2 or not passage:
        return ()
    text, reading = claim.text, reading_of(claim, vocabulary)
    before = reading[: len(reading) - len(text)]
    rests = [text[: parts[first].begin] + " " + text[parts[last].end :] for first, last in groups]
    pairs = [(passage, reading), *((passage, before + " ".join(rest.split())) for rest in rests)]
    whole, *without = entailment(pairs)
    rises = [value - whole for value in without]
    least = max(RISE, BESIDE * max(rises))
    risen = {
        at: rise
        for (first, last), rise in zip(groups, rises, strict=True)
        if rise >= least
        for at in range(first, last + 1)
    }
    return _marks(parts, risen)


def _missing(
    text: str,
    asked: ClaimWords,
    matched: NDArray[np.float32],
    sentences: Sequence[str],
    vocabulary: JudgeWords,
) -> NDArray[np.bool_]:
    """Return which content words have no counterpart; a number has one that is equal in value."""
    missing: NDArray[np.bool_] = matched < FOUND
    known = {_value(number) for sentence in sentences for number in numbers(sentence, vocabulary)}
    starts = [word.start for word in asked.words]
    for number in numbers(text, vocabulary):
        low, high = bisect_left(starts, number.start), bisect_left(starts, number.end)
        missing[low:high] = _value(number) not in known
    return missing


def _value(number: Number) -> str:
    """Return a form in which equal values are equal, whatever product of figures and scale they are."""
    return f"{number.value:.9g}"


def _lacking(
    parts: Sequence[Phrase],
    asked: ClaimWords,
    weights: NDArray[np.float32],
    missing: NDArray[np.bool_],
) -> dict[int, float]:
    """Return the weight of what is missing from each phrase that lacks enough, by its index."""
    starts = [word.start for word in asked.words]
    lacking = {}
    for at, part in enumerate(parts):
        low, high = bisect_left(starts, part.begin), bisect_left(starts, part.end)
        whole = float(weights[low:high].sum())
        lost = float(weights[low:high][missing[low:high]].sum())
        if lost > 0.0 and lost >= PHRASE * whole:
            lacking[at] = lost
    return lacking


def _turned(parts: Sequence[Phrase], text: str, closest: str, vocabulary: JudgeWords) -> dict[int, float]:
    """Return the phrases with a word that the closest sentence negates, or has the opposite of."""
    turned = {
        *flipped(text, closest, vocabulary),
        *(word for word, _ in opposites(text, closest, vocabulary)),
    }
    places = [word.start for word in words(text) if word.text in turned or word.key in turned]
    return {at: 1.0 for at, part in enumerate(parts) if any(part.begin <= p < part.end for p in places)}


def _grouped(parts: Sequence[Phrase], most: int) -> list[tuple[int, int]]:
    """Return (first, last) phrase of each of at most `most` groups, the shortest neighbours joined."""
    groups = [(at, at) for at in range(len(parts))]
    while len(groups) > most:
        lengths = [parts[groups[at + 1][1]].end - parts[groups[at][0]].begin for at in range(len(groups) - 1)]
        at = lengths.index(min(lengths))
        groups[at : at + 2] = [(groups[at][0], groups[at + 1][1])]
    return groups


def _marks(parts: Sequence[Phrase], weights: Mapping[int, float]) -> tuple[Unsupported, ...]:
    """Return phrases by their weights, neighbours as one, heaviest first; nothing where that is all."""
    marks: list[Unsupported] = []
    for at, weight in sorted(weights.items()):
        start = parts[at].start
        if marks and at - 1 in weights:
            last = marks.pop()
            start, weight = last.span.start, weight + last.weight  # noqa: PLW2901 - grown by its neighbour
        marks.append(Unsupported(Span(start, parts[at].end), weight))
    if len(weights) == len(parts):
        return ()
    return tuple(sorted(marks, key=lambda mark: (-mark.weight, mark.span))[:MARKS])
