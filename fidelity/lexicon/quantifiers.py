"""Words for how many, how great, how often and how single, as scales from weak to strong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from fidelity.lexicon.cues import phrase_pattern

__all__ = ["Quantifiers", "Scale"]


class Scale:
    """One scale.

    Attributes:
        steps: The step of each phrase, from 0, the weakest.
        pattern: What finds any of them as whole words.
    """

    def __init__(self, steps: Sequence[Sequence[str]]) -> None:
        self.steps: Mapping[str, int] = MappingProxyType(
            {phrase: step for step, phrases in enumerate(steps) for phrase in phrases}
        )
        self.pattern: re.Pattern[str] = phrase_pattern(tuple(self.steps))


@dataclass(frozen=True)
class Quantifiers:
    """The scales of a language, each a list of steps from weak to strong.

    Attributes:
        amounts: How many of a group: some, most, all.
        magnitudes: How great a number: dozens, hundreds.
        frequencies: How often: sometimes, always.
        uniqueness: How single: one of the, the only.
        negators: A quantifier behind one of these is on no step.
    """

    amounts: tuple[tuple[str, ...], ...]
    magnitudes: tuple[tuple[str, ...], ...]
    frequencies: tuple[tuple[str, ...], ...]
    uniqueness: tuple[tuple[str, ...], ...]
    negators: frozenset[str]

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """Each scale, by the name of its list."""
        return MappingProxyType(
            {
                "amounts": Scale(self.amounts),
                "magnitudes": Scale(self.magnitudes),
                "frequencies": Scale(self.frequencies),
                "uniqueness": Scale(self.uniqueness),
            }
        )
