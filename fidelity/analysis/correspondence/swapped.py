"""The verbs of a claim whose two sides have changed places beside the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fidelity.analysis.correspondence.claim import Correspondence, Witness
    from fidelity.analysis.meaning.predicates import Predicate
    from fidelity.analysis.tokens import Token

__all__ = ["Swapped", "swapped"]


@dataclass(frozen=True, slots=True)
class Swapped:
    """A verb of a claim whose sides stand the other way round in a sentence.

    Attributes:
        start: Where the verb and its sides begin, in code points of the claim; `end` where they end.
        agent: Who does it in the claim; `patient` to whom it is done.
        witness: The sentence that tells it the other way round.
    """

    start: int
    end: int
    agent: str
    verb: str
    patient: str
    witness: Witness


def swapped(beside: Correspondence) -> Iterator[Swapped]:
    """Yield the verbs of the claim that a sentence of its passages turns, and none tells the same way."""
    text = beside.claim.text
    for predicate in beside.claim.predicates:
        agents = _apart(predicate.agents, predicate.patients)
        patients = _apart(predicate.patients, predicate.agents)
        witness = _turned(beside, predicate, agents, patients) if agents and patients else None
        if witness is not None:
            words = [token.word for token in (*predicate.agents, *predicate.patients)]
            yield Swapped(
                min(predicate.start, *(word.start for word in words)),
                max(predicate.end, *(word.end for word in words)),
                _text(text, predicate.agents),
                text[predicate.start : predicate.end],
                _text(text, predicate.patients),
                witness,
            )


def _apart(side: Sequence[Token], other: Sequence[Token]) -> tuple[Token, ...]:
    """Return what tells a side from the other: "City" and "United" of two teams of one town."""
    return tuple(token for token in side if not any(token.same(word) for word in other))


def _turned(
    beside: Correspondence, predicate: Predicate, agents: Sequence[Token], patients: Sequence[Token]
) -> Witness | None:
    """Return the sentence that tells it the other way round, unless one tells it the same way."""
    turned = None
    for witness in beside.sentences:
        for other in witness.text.predicates:
            if other.listed != predicate.listed or other.verbs.isdisjoint(predicate.verbs):
                continue
            straight = _any_in(agents, other.agent_side), _any_in(patients, other.patient_side)
            crossed = _stands(agents, other.patients, other.patient_side) and _stands(
                patients, other.agents, other.agent_side
            )
            if all(straight):
                return None
            if crossed and not any(straight):
                turned = turned or witness
    return turned


def _stands(side: Sequence[Token], near: Sequence[Token], reach: Sequence[Token]) -> bool:
    """Whether a side of the claim is one of the evidence's: a name if in reach, a noun if at the verb."""
    return _any_in(side, reach if any(token.word.is_capital for token in side) else near)


def _any_in(side: Sequence[Token], words: Sequence[Token]) -> bool:
    return any(token.same(word) for token in side for word in words)


def _text(text: str, side: Sequence[Token]) -> str:
    return text[min(token.word.start for token in side) : max(token.word.end for token in side)]
