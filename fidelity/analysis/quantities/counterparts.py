"""What the sources have where a claim has a quantity: the same one, or another in its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fidelity.analysis.quantities.agree import agrees, derivable, same_noun, same_unit, same_value, summed
from fidelity.analysis.quantities.context import NOUN, SituatedQuantity, share_of_situation
from fidelity.analysis.quantities.quantity import NOT_COMPARED, OWN_KIND, Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Counterpart", "Counterparts"]

# The same number of something else is what stands in the claim's place from this share on.
MIXED = 0.45


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A quantity of the sources beside one of a claim.

    Attributes:
        mine: The claim's.
        share: How far it stands where the claim's does, 0..1.
    """

    mine: Quantity
    share: float
    situated: SituatedQuantity

    @property
    def quantity(self) -> Quantity:
        """Without its surroundings."""
        return self.situated.quantity

    @property
    def sentence(self) -> int:
        """The number of its sentence, in `AnalysedSources.flat`."""
        return self.situated.sentence

    @property
    def same_noun(self) -> bool:
        """Whether both count the same thing."""
        return same_noun(self.mine, self.quantity)

    @property
    def same_unit(self) -> bool:
        """Whether both can be of the same thing."""
        return same_unit(self.mine, self.quantity)

    @property
    def unit_differs(self) -> bool:
        """Whether it is the unit that differs, not the number alone."""
        mine, theirs = self.mine, self.quantity
        return not self.same_unit or (mine.low == theirs.low and mine.factor != theirs.factor)


class Counterparts:
    """The quantities of the sources beside one of a claim.

    Attributes:
        mine: The claim's.
        each: Those of the sources, in their order.
    """

    def __init__(self, mine: SituatedQuantity, theirs: Iterable[SituatedQuantity]) -> None:
        self.mine = mine.quantity
        self.each = tuple(Counterpart(self.mine, share_of_situation(mine, one), one) for one in theirs)

    @cached_property
    def fair(self) -> Counterpart | None:
        """The best placed of those that make the claim's quantity fair."""
        return max((one for one in self.each if agrees(self.mine, one.quantity)), key=_share, default=None)

    @cached_property
    def rival(self) -> Counterpart | None:
        """The best placed of those that say otherwise: another number, or the same of something else."""
        others = (one for one in self.each if _stands_for(self.mine, one.quantity))
        rival = max(others, key=lambda one: (one.share, same_noun(self.mine, one.quantity)), default=None)
        mixed = max((o for o in self.each if _other_unit(self.mine, o.quantity)), key=_share, default=None)
        # The same number of something else cannot share what is counted.
        least = MIXED if rival is None else max(MIXED, rival.share - NOUN)
        return mixed if mixed is not None and mixed.share >= least else rival

    @cached_property
    def add_up(self) -> bool:
        """Whether the claim adds up what the rival's sentence counts one by one."""
        return self.rival is not None and summed(self.mine, self.within({self.rival.sentence}))

    def derivable(self, sentences: Collection[int]) -> bool:
        """Whether the claim may have computed its number from `sentences`, by their numbers in `flat`."""
        return derivable(self.mine, self.within(sentences))

    def within(self, sentences: Collection[int]) -> tuple[Quantity, ...]:
        """Return those of `sentences`, by their numbers in `AnalysedSources.flat`."""
        return tuple(one.quantity for one in self.each if one.sentence in sentences)


def _share(one: Counterpart) -> float:
    return one.share


def _stands_for(mine: Quantity, theirs: Quantity) -> bool:
    """Whether the other number could stand in the place of this one, and says otherwise."""
    if theirs.kind in NOT_COMPARED or theirs.is_pronoun:
        return False
    if not same_unit(mine, theirs) or same_value(mine, theirs):
        return False
    return mine.kind is theirs.kind or not {mine.kind, theirs.kind} & OWN_KIND


def _other_unit(mine: Quantity, theirs: Quantity) -> bool:
    """Whether it is the same number of something else: "35 percent" for "35 towns"."""
    if {mine.kind, theirs.kind} & (NOT_COMPARED | OWN_KIND) or same_unit(mine, theirs):
        return False
    return mine.low == theirs.low and mine.high == theirs.high
