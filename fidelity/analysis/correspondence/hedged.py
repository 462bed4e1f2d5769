"""Where the sources hedge what a claim states as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fidelity.analysis.correspondence.claim import Correspondence, Witness
    from fidelity.analysis.meaning.certainty import Hedge

__all__ = ["HedgedWord", "hedged_words", "is_stated"]


@dataclass(frozen=True, slots=True)
class HedgedWord:
    """A word that the claim states and a sentence of the sources hedges.

    Attributes:
        witness: The sentence.
        hedge: The hedge that scopes over the word there.
        at: Index of the word in the claim's tokens.
        share: Which share of its company stands around it there, 0..1.
    """

    witness: Witness
    hedge: Hedge
    at: int
    share: float


def hedged_words(beside: Correspondence, witness: Witness) -> Iterator[HedgedWord]:
    """Yield the claim's words that hedges of a sentence scope over, hedge by hedge.

    Left out are hedges beside which the claim leaves room of its own: in a way that the sentence does
    not, or in the same words.
    """
    claim, theirs = beside.claim, witness.text
    for hedge in theirs.hedges:
        said = theirs.text[hedge.start : hedge.end].casefold()
        if not claim.guards <= theirs.guards or any(cue in said or said in cue for cue in claim.guards):
            continue
        for at, token in enumerate(claim.tokens):
            if token.content and token.same(theirs.tokens[hedge.head]):
                place = beside.counterpart(at, theirs, (hedge.head,))
                if place:
                    yield HedgedWord(witness, hedge, at, place.share)


def is_stated(
    beside: Correspondence, hedged: HedgedWord, witnesses: Sequence[Witness], margin: float
) -> bool:
    """Whether a sentence states a hedged word all the same.

    That is another sentence that leaves no room and holds nearly as much of the claim, or an unhedged
    place of any that is nearly as clear; nearly: at most `margin` less.
    """
    own = beside.claim.tokens[hedged.at]
    for witness in witnesses:
        bare = witness is not hedged.witness and not witness.text.guards
        if bare and witness.share >= hedged.witness.share - margin:
            return True
        heads = {hedge.head for hedge in witness.text.hedges}
        places = [at for at, token in enumerate(witness.text.tokens) if token.same(own) and at not in heads]
        place = beside.counterpart(hedged.at, witness.text, places)
        if place and place.share >= hedged.share - margin:
            return True
    return False
