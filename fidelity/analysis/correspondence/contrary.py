"""Where the sources contradict a word of a claim: its opposite, its negation or less stands in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fidelity.analysis.correspondence.words import stands_between_the_same
from fidelity.analysis.meaning.polarity import Polarity, is_near_negator
from fidelity.analysis.meaning.scales import below, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fidelity.analysis.correspondence.claim import Correspondence, Witness
    from fidelity.analysis.text import AnalysedText

__all__ = ["Difference", "Negation", "Opposite", "Weaker", "difference"]

# With its company this clear, "before" and "after" speak of the same two events; the event stands at most
# so many content words behind.
SAME_EVENT, AHEAD = 0.5, 2
TURNED = {Polarity.PLAIN: Polarity.NEGATED, Polarity.NEGATED: Polarity.PLAIN}


@dataclass(frozen=True, slots=True)
class Difference:
    """The place that contradicts a word of the claim.

    Attributes:
        witness: The sentence.
        at: Index of the word in its tokens.
        share: Which share of the claim word's company stands around it, 0..1.
    """

    witness: Witness
    at: int
    share: float


class Contrary(Protocol):
    """What contradicts the claim's word `at`, and what says the same as the claim does."""

    at: int

    def against(self, text: AnalysedText) -> list[int]:
        """Return the places of a sentence that contradict the word."""

    def agrees(self, text: AnalysedText, place: int) -> bool:
        """Whether another place of a sentence says what the claim says."""


class Opposite:
    """The opposite of a word that has one on a scale.

    Attributes:
        at: The word's index in the claim's tokens.
        steps: Where it stands, and `turned` where its opposites do.
    """

    def __init__(self, beside: Correspondence, at: int) -> None:
        self.at = at
        self.steps = beside.claim.opposites[at]
        self.turned = turned(self.steps)
        self._beside = beside

    def against(self, text: AnalysedText) -> list[int]:
        """Return the places of its opposites that are as affirmed, or negated, as it is."""
        claim = self._beside.claim
        own, state = claim.tokens[self.at], claim.polarities[self.at].polarity
        return [
            place
            for place, other in text.opposites.items()
            if self.turned & other
            and _alike(text.polarities[place].polarity, state)
            and (own.content or self._is_same_event(text, place))
        ]

    def agrees(self, text: AnalysedText, place: int) -> bool:
        """Whether the place has the same word, or one on the same side."""
        there = text.opposites.get(place, frozenset())
        return bool(self.steps & there) or text.tokens[place].same(self._beside.claim.tokens[self.at])

    def _is_same_event(self, text: AnalysedText, place: int) -> bool:
        """Whether a word without content ("before") stands between the same words, or before one event."""
        mine, theirs = self._beside.claim.tokens, text.tokens
        if stands_between_the_same(mine, self.at, theirs, place):
            return True
        there = self._beside.counterpart(self.at, text, (place,))
        event = next((token for token in mine[self.at + 1 :] if token.content), None)
        ahead = [token for token in theirs[place + 1 :] if token.content][:AHEAD]
        return bool(
            there and there.share >= SAME_EVENT and event and any(event.same(other) for other in ahead)
        )


class Weaker:
    """A word that says less than the claim's on a scale of stages.

    Attributes:
        at: The word's index in the claim's tokens.
        steps: Where it stands.
    """

    def __init__(self, claim: AnalysedText, at: int) -> None:
        self.at = at
        self.steps = claim.stages[at]
        self._own = claim.tokens[at]

    def against(self, text: AnalysedText) -> list[int]:
        """Return the places of words that say less, and are not negated."""
        return [
            place
            for place, other in text.stages.items()
            if below(other, self.steps)
            and text.polarities[place].polarity is Polarity.PLAIN
            and not text.tokens[place].same(self._own)
        ]

    def agrees(self, text: AnalysedText, place: int) -> bool:
        """Whether the place has the same word, or one that says as much."""
        there = text.stages.get(place, frozenset())
        return text.tokens[place].same(self._own) or below(self.steps, there, equal=True)


class Negation:
    """The same word negated where the claim affirms it, or affirmed where the claim negates it.

    Attributes:
        at: The word's index in the claim's tokens.
        wanted: Its polarity there.
    """

    def __init__(self, claim: AnalysedText, at: int, wanted: Polarity) -> None:
        self.at = at
        self.wanted = wanted
        self._own = claim.tokens[at]
        self._forms = claim.same_verb.get(at, frozenset())

    @classmethod
    def of(cls, claim: AnalysedText, at: int) -> Negation | None:
        """Return the negation of a word; None where it has no sense of its own, or may be negated already."""
        token, wanted = claim.tokens[at], TURNED.get(claim.polarities[at].polarity)
        if not token.content or wanted is None or token.word.is_number:
            return None
        if wanted is Polarity.NEGATED and is_near_negator(claim, at):
            return None
        return cls(claim, at, wanted)

    def against(self, text: AnalysedText) -> list[int]:
        """Return the places that have the word and the other polarity."""
        places = [
            place
            for place, state in enumerate(text.polarities)
            if state.polarity is self.wanted and self._says(text, place)
        ]
        if self.wanted is Polarity.NEGATED:
            return places
        return [place for place in places if text.tokens[place].content and not is_near_negator(text, place)]

    def agrees(self, text: AnalysedText, place: int) -> bool:
        """Whether the place has the word, or denies something as the claim does.

        What another word is denied of is denied: "not be completed", "not be finished".
        """
        denied = text.polarities[place].polarity is Polarity.NEGATED
        return self._says(text, place) or (self.wanted is Polarity.PLAIN and denied)

    def _says(self, text: AnalysedText, place: int) -> bool:
        """Whether the place has a form of the word."""
        there = text.same_verb.get(place, frozenset())
        return text.tokens[place].same(self._own) or bool(there & self._forms)


def difference(
    beside: Correspondence,
    contrary: Contrary,
    witnesses: Sequence[Witness],
    *,
    least: float,
    share: float,
    margin: float,
) -> Difference | None:
    """Return the clearest place that contradicts a word, unless one that agrees is about as clear.

    Args:
        beside: The claim beside the sources.
        contrary: What contradicts the word.
        witnesses: The sentences that are asked.
        least: Which share of the claim a sentence must hold to contradict it, 0..1.
        share: Which share of the word's company must stand around the place, 0..1.
        margin: By how much that must exceed the best place that agrees, 0..1.
    """
    best: Difference | None = None
    places = {witness: contrary.against(witness.text) for witness in witnesses}
    for witness in witnesses:
        if places[witness] and witness.share >= least:
            place = beside.counterpart(contrary.at, witness.text, places[witness])
            if place and place.share >= share and (best is None or place.share > best.share):
                best = Difference(witness, place.at, place.share)
    if best is None:
        return None
    for witness in witnesses:
        good = [
            place
            for place in range(len(witness.text.tokens))
            if place not in places[witness] and contrary.agrees(witness.text, place)
        ]
        agreed = beside.counterpart(contrary.at, witness.text, good)
        if agreed and agreed.share > best.share - margin:
            return None
    return best


def _alike(one: Polarity, two: Polarity) -> bool:
    """Whether two words are both negated or both not, as far as can be told."""
    return one is two or Polarity.NEGATED not in {one, two}
