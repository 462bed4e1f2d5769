"""Hedges of a claim that its source may not have, and what in the source makes them fair."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from fidelity.lexicon.cues import Cues, phrase_pattern

__all__ = ["HEARSAY", "Hedges"]

# The kind that passes on what others say; the other kinds are the writer's own doubt.
HEARSAY = "hearsay"


@dataclass(frozen=True)
class Hedges:
    """Words that take a statement back.

    Attributes:
        claims: Hedges of claims by kind: "hearsay", "doubt", "modal".
        doubted: In a source, what makes a word of doubt fair.
        added: More hearsay of claims.
        unnamed: In a source: somebody who is not named stands behind it, so that hearsay is fair.
        relayed: In a source: somebody speaks ...
        nameless: ... and has no name, so that hearsay is fair.
    """

    claims: Mapping[str, Cues]
    doubted: Cues
    added: Cues | None = None
    unnamed: Cues | None = None
    relayed: Cues | None = None
    nameless: Cues | None = None

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """What finds the hedges of each kind in a claim."""
        return MappingProxyType({kind: phrase_pattern(self._words(kind)) for kind in self.claims})

    @cached_property
    def fair(self) -> Mapping[str, re.Pattern[str]]:
        """What finds, in a source, that which makes a hedge of each kind fair: the same hedges among it."""
        return MappingProxyType(
            {
                kind: phrase_pattern(
                    (*((self.unnamed or ()) if kind == HEARSAY else self.doubted), *self._words(kind))
                )
                for kind in self.claims
            }
        )

    def is_fair(self, kind: str, text: str) -> bool:
        """Whether a sentence of a source makes a hedge of this kind fair.

        Hearsay is fair where the sentence relays somebody without a name; a named speaker stands behind
        what he says.
        """
        if self.fair[kind].search(text):
            return True
        lists = (self.relayed, self.nameless) if kind == HEARSAY else (None,)
        return all(cues is not None and cues.pattern.search(text) for cues in lists)

    def _words(self, kind: str) -> tuple[str, ...]:
        more = (self.added or ()) if kind == HEARSAY else ()
        return (*self.claims[kind], *more)
