"""What stands in the evidence in the role of a claim's word: the same word, or another in its company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.text.matching import ClaimWords, SentenceIndex, claim_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token

__all__ = ["Counterpart", "counterpart", "share_held", "shares_around", "stands_between_the_same"]

# Content words on each side that make a role, and how far they may stand apart in the evidence.
AROUND = 4
FAR = 7
OTHER_SIDE = 0.4


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A word of the evidence in the role of a word of the claim.

    Attributes:
        at: Index of the word in the sentence's tokens.
        share: Which share of the claim word's company stands around it, 0..1.
    """

    at: int
    share: float


def share_held(asked: Sequence[Token], text: AnalysedText) -> float:
    """Return which share of some words stands in a text, 0..1; 0 where none is asked about."""
    return sum(not token.keys.isdisjoint(text.keys) for token in asked) / len(asked) if asked else 0.0


def shares_around(
    claim: AnalysedText, start: int, end: int, sentences: Sequence[AnalysedText], reach: int
) -> tuple[float, ...]:
    """Return, for each sentence, which share of the content words around a place it holds, 0..1.

    Here words that are spelt alike count as the same, as in the alignment. 0 where there are none.

    Args:
        claim: The text with the place.
        start: Where the place begins, in code points.
        end: Where it ends.
        sentences: Those that are asked, at least one.
        reach: How many content words on each side are asked for.
    """
    words = claim_words(claim.text, claim.lexicon)
    before = [at for at, word in enumerate(words.words) if word.end <= start]
    behind = [at for at, word in enumerate(words.words) if word.start >= end]
    near = [*before[-reach:], *behind[:reach]]
    if not near:
        return (0.0,) * len(sentences)
    asked = ClaimWords(tuple(words.words[at] for at in near), tuple(words.keys[at] for at in near))
    ((similarities, _),) = SentenceIndex([sentence.text for sentence in sentences], claim.lexicon).matches(
        [asked]
    )
    return tuple(float(share) for share in (similarities > 0).mean(axis=0))


def counterpart(
    mine: Sequence[Token], at: int, theirs: Sequence[Token], places: Iterable[int]
) -> Counterpart | None:
    """Return the place among `places` where word `at` of the claim has most of its company.

    Nearest neighbours count double: what stands directly beside a word is what it is said of. Company
    on the other side counts less: who did it has become who it was done to.
    """
    left = [token for token in mine[:at] if token.content][-AROUND:]
    right = [token for token in mine[at + 1 :] if token.content][:AROUND]
    total = len(left) + len(right) + bool(left) + bool(right)
    best: Counterpart | None = None
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
            best = Counterpart(place, share)
    return best


def stands_between_the_same(mine: Sequence[Token], at: int, theirs: Sequence[Token], place: int) -> bool:
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
