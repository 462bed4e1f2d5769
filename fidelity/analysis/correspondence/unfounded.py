"""A negation of a claim that none of the sources denies anything for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.correspondence.words import share_held
from fidelity.analysis.meaning.polarity import denies, is_denied, is_of_verb, part_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fidelity.analysis.correspondence.claim import Correspondence, Witness

__all__ = ["Unfounded", "unfounded_negation"]


@dataclass(frozen=True, slots=True)
class Unfounded:
    """From where on a negation comes from nowhere; all but `near` are shares, 0..1.

    Attributes:
        whole: How much of the claim one sentence must hold.
        alike: Sentences that hold at most this much less are asked, too.
        near: How many words on each side stand beside a negation.
        beside: How many of these words the sentence must hold ...
        some_beside: ... and how many if it holds `most` of the claim.
        most: See `some_beside`.
        same_matter: A sentence with a negation and so many of them speaks of the same matter.
    """

    whole: float
    alike: float
    near: int
    beside: float
    some_beside: float
    most: float
    same_matter: float


def unfounded_negation(
    beside: Correspondence, witnesses: Sequence[Witness], limits: Unfounded
) -> tuple[int, int, int] | None:
    """Return the claim's one negation that no sentence which may be its source denies anything for.

    Returns:
        Where the negator begins and ends, and where the word that it negates ends, in code points; None
        where the claim has several negations or none, or this one may come from somewhere.
    """
    claim, best = beside.claim, witnesses[0]
    if len(claim.negators) != 1 or best.share < limits.whole:
        return None
    ((start, end),) = claim.negators
    mine, near = claim.tokens, limits.near
    head = next((at for at, token in enumerate(mine) if token.word.start >= end and token.content), None)
    if head is None or not is_of_verb(claim, start, end):
        return None
    asked = [witness.text for witness in witnesses if witness.share >= best.share - limits.alike]
    if any(denies(part_around(other, mine[head], 2 * near), claim) for other in asked):
        return None
    around = [token for token in (*mine[:head][-near:], *mine[head : head + near]) if token.content]
    least = limits.some_beside if best.share >= limits.most else limits.beside
    if share_held(around, best.text) < least or any(
        is_denied(other, mine[head]) or share_held(around, other) >= limits.same_matter
        for other in beside.sources.negated
    ):
        return None
    return start, end, mine[head].word.end
