"""Where in the sources the same is said: which sentences hold most of a statement's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from fidelity.text.pairing import Token, tokens

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon
    from fidelity.types import Source

__all__ = ["Retold", "retold"]

# (share of the content words held, 0..1; index of the source; index of its sentence)
Retold = tuple[float, int, int]


def retold(
    content: Sequence[Token], sources: Sequence[Source], lexicon: Lexicon, *, least: float, lead: float
) -> tuple[Retold, ...]:
    """Return the sentences that hold most of `content`, best first.

    Only if the best holds `least` of it; with it, those that hold hardly less: `lead` at most.
    """
    scored = []
    for number, source in enumerate(sources):
        for at, sentence in enumerate(source.sentences):
            keys = _keys(sentence.text, lexicon)
            held = sum(not token.keys.isdisjoint(keys) for token in content) / max(1, len(content))
            scored.append((held, number, at))
    best = max(scored, default=(0.0, 0, 0))[0]
    near = [entry for entry in scored if entry[0] >= best - lead]
    return tuple(sorted(near, key=lambda entry: (-entry[0], entry[1:]))) if content and best >= least else ()


@lru_cache(maxsize=4096)
def _keys(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(key for token in tokens(text, lexicon) if token.content for key in token.keys)
