"""Model residue: what a language model says to whoever asked it for a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cached_property

__all__ = ["ModelResidue"]


@dataclass(frozen=True)
class ModelResidue:
    """Regular expressions for the words of a model, by what it does with them.

    Attributes:
        lead_in: It leads in to its answer.
        refusal: It refuses, or speaks of itself.
        input: It speaks of the text that it was given; within a sentence too.
        offer: It offers more.
        prompt: The instruction to it.
    """

    lead_in: tuple[str, ...]
    refusal: tuple[str, ...]
    input: tuple[str, ...]
    offer: tuple[str, ...]
    prompt: tuple[str, ...]

    @cached_property
    def patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Each kind with what finds any of it; case is ignored."""
        return tuple(
            (kind.name, re.compile(rf"\b(?:{'|'.join(getattr(self, kind.name))})", re.IGNORECASE))
            for kind in fields(self)
        )
