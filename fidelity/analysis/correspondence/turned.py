"""The words of a claim that the sources turn around: with an opposite, with a negation, or without one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from fidelity.analysis.correspondence.contrary import Difference, Negation, Opposite, difference
from fidelity.analysis.correspondence.unfounded import Unfounded, unfounded_negation
from fidelity.analysis.meaning.polarity import Polarity
from fidelity.analysis.meaning.predicates import verb_group
from fidelity.lexicon.scales import CONVERSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fidelity.analysis.correspondence.claim import Correspondence, Witness
    from fidelity.analysis.correspondence.contrary import Contrary

__all__ = ["Turn", "TurnLimits", "Turned", "turned_around"]


class Turn(Enum):
    """What turns words around."""

    OPPOSITE = "the source has the opposite"
    NEGATED_HERE = "the claim negates what the source states"
    NEGATED_THERE = "the source negates what the claim states"
    UNFOUNDED = "the claim negates what the source does not speak of so"


@dataclass(frozen=True, slots=True)
class TurnLimits:
    """From where on words are turned around; all are shares, 0..1.

    Attributes:
        least: How much of the claim a sentence must hold to contradict it.
        share: How much of a word's company must stand around its counterpart.
        margin: By how much that must exceed the best place where the source agrees.
        clear: What of its company makes a place clear: there an opposite counts although the claim has both
            sides itself, or the two are two sides of one event ("bought", "sold").
        unfounded: Of a negation that comes from nowhere.
    """

    least: float
    share: float
    margin: float
    clear: float
    unfounded: Unfounded


@dataclass(frozen=True, slots=True)
class Turned:
    """Words of a claim that are turned around.

    Attributes:
        start: Where they begin, in code points of the claim; `end` where they end.
        said: Of them, what the claim says otherwise.
        theirs: What the source has for it: the opposite, the negator, or "" for nothing.
        witness: The sentence that shows it.
        share: Which share of their company stands around the place there, 0..1.
    """

    start: int
    end: int
    turn: Turn
    said: str
    theirs: str
    witness: Witness
    share: float


def turned_around(
    beside: Correspondence, witnesses: Sequence[Witness], limits: TurnLimits
) -> Iterator[Turned]:
    """Yield the words of a claim that one of the sentences turns around, in order, none of them twice."""
    find = partial(
        difference,
        beside,
        witnesses=witnesses,
        least=limits.least,
        share=limits.share,
        margin=limits.margin,
    )
    every = [
        *_opposed(beside, find, limits.clear),
        *_negated(beside, find),
        *_unfounded(beside, witnesses, limits.unfounded),
    ]
    done = 0
    for turned in sorted(every, key=lambda one: (one.start, one.end)):
        if turned.start >= done:
            done = turned.end
            yield turned


def _opposed(
    beside: Correspondence, find: Callable[[Contrary], Difference | None], clear: float
) -> Iterator[Turned]:
    """Yield words whose opposite stands in their place."""
    own = beside.claim.opposites
    for at, steps in own.items():
        opposite = Opposite(beside, at)
        shown = find(opposite)
        if shown is None:
            continue
        # A text that has both sides itself speaks of two things, unless the place is clear.
        both = any(opposite.turned & other for other in own.values())
        if shown.share >= clear or not (both or {step.scale for step in steps} == {CONVERSES}):
            here, there = beside.claim.tokens[at].word, shown.witness.text.tokens[shown.at].word
            yield Turned(
                here.start, here.end, Turn.OPPOSITE, here.text, there.text, shown.witness, shown.share
            )


def _negated(beside: Correspondence, find: Callable[[Contrary], Difference | None]) -> Iterator[Turned]:
    """Yield words that are negated on one side only, with no negation near them on the other."""
    text = beside.claim
    for at, token in enumerate(text.tokens):
        negation = Negation.of(text, at)
        shown = find(negation) if negation else None
        if negation is None or shown is None:
            continue
        start, end = verb_group(text, at)
        if negation.wanted is Polarity.PLAIN:
            start = text.polarities[at].start
            turn, said, theirs = Turn.NEGATED_HERE, text.text[start:end], ""
        else:
            negator = shown.witness.text.polarities[shown.at]
            theirs = shown.witness.text.text[negator.start : negator.end]
            turn, said = Turn.NEGATED_THERE, token.word.text
        yield Turned(start, end, turn, said, theirs, shown.witness, shown.share)


def _unfounded(beside: Correspondence, witnesses: Sequence[Witness], limits: Unfounded) -> Iterator[Turned]:
    """Yield a negation of the claim where no sentence that it may come from denies anything at all."""
    negation = unfounded_negation(beside, witnesses, limits)
    if negation:
        start, end, head = negation
        best, said = witnesses[0], beside.claim.text[start:end]
        yield Turned(start, max(end, head), Turn.UNFOUNDED, said, "", best, best.share)
