"""What stands in the evidence in the role of a claim's word: the same word, or another in its company."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fidelity.text.pairing import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fidelity.lexicon import Lexicon
    from fidelity.text.pairing import Token
    from fidelity.types import Evidence, Source

__all__ = ["Place", "Witness", "beside", "best_place", "sharing", "witnesses"]

# Content words on each side that make a role, and how far they may stand apart in the evidence.
AROUND = 4
FAR = 7
OTHER_SIDE = 0.4


@dataclass(frozen=True, slots=True)
class Witness:
    """A source sentence that a claim may have come from: its number, and the share of the claim in it."""

    source: int
    number: int
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Place:
    """A word of the evidence in the role of a word of the claim.

    Attributes:
        at: Index of the word in `pairing.tokens` of the sentence.
        share: Which share of the claim word's company stands around it, 0..1.
    """

    at: int
    share: float


def witnesses(
    claim: str, candidates: Sequence[Evidence], sources: Sequence[Source], lexicon: Lexicon, least: float
) -> tuple[Witness, ...]:
    """Return the sentences of all candidate passages that hold at least `least` of the claim, best first."""
    found = {}
    for evidence in candidates:
        for number in range(evidence.first, evidence.last + 1):
            key = (evidence.source, number)
            if key not in found:
                text = sources[evidence.source].sentences[number].text
                found[key] = Witness(*key, text, sharing(claim, text, lexicon))
    good = [witness for witness in found.values() if witness.share >= least]
    return tuple(sorted(good, key=lambda witness: (-witness.share, witness.source, witness.number)))


@lru_cache(maxsize=8192)
def sharing(text: str, other: str, lexicon: Lexicon) -> float:
    """Return which share of the content words of `text` stands in `other`, 0..1."""
    keys = _all_keys(other, lexicon)
    asked = [token for token in tokens(text, lexicon) if token.content]
    return sum(not token.keys.isdisjoint(keys) for token in asked) / len(asked) if asked else 0.0


def best_place(
    mine: Sequence[Token], at: int, theirs: Sequence[Token], places: Iterable[int]
) -> Place | None:
    """Return the place among `places` where word `at` of the claim has most of its company.

    Nearest neighbours count double: what stands directly beside a word is what it is said of. Company
    on the other side counts less: who did it has become who it was done to.
    """
    left = [token for token in mine[:at] if token.content][-AROUND:]
    right = [token for token in mine[at + 1 :] if token.content][:AROUND]
    total = len(left) + len(right) + bool(left) + bool(right)
    best: Place | None = None
    for place in places:
        before = [token for token in theirs[:place] if token.content][-FAR:]
        behind = [token for token in theirs[place + 1 :] if token.content][:FAR]
        shared = 0.0
        for own, near, sides in ((left, -1, (before, behind)), (right, 0, (behind, before))):
            for number, token in enumerate(own):
                weight = 2.0 if number == (len(own) + near if near else 0) else 1.0
                if any(token.same(other) for other in sides[0]):
                    shared += weight
                elif any(token.same(other) for other in sides[1]):
                    shared += OTHER_SIDE * weight
        share = shared / total if total else 0.0
        if best is None or share > best.share:
            best = Place(place, share)
    return best


def beside(mine: Sequence[Token], at: int, theirs: Sequence[Token], place: int) -> bool:
    """Whether the nearest content words on both sides are the same: for words without content."""
    for own, other in (
        (reversed(mine[:at]), reversed(theirs[:place])),
        (iter(mine[at + 1 :]), iter(theirs[place + 1 :])),
    ):
        one = next((token for token in own if token.content), None)
        two = next((token for token in other if token.content), None)
        if one is None or two is None or not one.same(two):
            return False
    return True


@lru_cache(maxsize=4096)
def _all_keys(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(key for token in tokens(text, lexicon) for key in token.keys)
