"""What a text negates: negators of every kind, what they scope over, and what takes them back.

Beside `text.comparison.flipped`, which feeds the judge and stays as it is fitted: here verbs of refusal,
"no" and double negation count too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from fidelity.lexicon.cues import phrase_pattern
from fidelity.text.pairing import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fidelity.lexicon import Lexicon
    from fidelity.text.pairing import Token

__all__ = ["Polar", "Polarity", "denies", "negators", "polarities"]

# How many words stand at most between a negator and its head, and how many content words it reaches.
NEAR, SCOPE = 3, 6
CLAUSE = re.compile(r"[,;:.!?()\u2014\u2013]")


class Polarity(Enum):
    """Whether a word is negated. DOUBTFUL: further behind a negator, or beside an unsure one."""

    PLAIN = 1
    DOUBTFUL = 2
    NEGATED = 3


@dataclass(frozen=True, slots=True)
class Polar:
    """The polarity of one word, and the place of the negator that scopes over it, or -1.

    A double negation ("did not fail to sign") is PLAIN and has its place all the same.
    """

    polarity: Polarity
    start: int = -1
    end: int = -1


PLAIN = Polar(Polarity.PLAIN)
DOUBTFUL = Polar(Polarity.DOUBTFUL)


@lru_cache(maxsize=4096)
def polarities(text: str, lexicon: Lexicon) -> tuple[Polar, ...]:
    """Return the polarity of every word of `text`, in the order of `pairing.tokens`.

    The first content word behind a negator is negated ("not approve", "no plans", "failed to sign");
    the rest of the clause is doubtful, and so is a whole clause with an unsure negator ("without"). A
    question is doubtful throughout.
    """
    found = tokens(text, lexicon)
    if text.rstrip().endswith("?"):
        return (DOUBTFUL,) * len(found)
    polars = [PLAIN] * len(found)
    for start, end in negators(text, lexicon):
        _scope(text, found, polars, start, end)
    unsure = _pattern(lexicon, "doubtful_negators")
    for cue in unsure.finditer(_straight(text)) if unsure else ():
        for at in _clause(text, found, cue.end()):
            polars[at] = DOUBTFUL
    return tuple(polars)


@lru_cache(maxsize=4096)
def negators(text: str, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """Return the places of what negates, in order; what only looks like it is left out ("not only")."""
    pattern, no = _pattern(lexicon, "negators"), _pattern(lexicon, "no_negators")
    if pattern is None:
        return ()
    text = _straight(text)
    taken = [found.span() for found in no.finditer(text)] if no else []
    return tuple(
        found.span()
        for found in pattern.finditer(text)
        if not any(start <= found.start() < end for start, end in taken)
    )


def denies(text: str, claim: str, lexicon: Lexicon) -> bool:
    """Whether `text` has any negator, or a word that denies something in itself ("missed", "unpaid").

    Such a word that `claim` has too is no reason for another negation there.
    """
    return bool(negators(text, lexicon)) or not _denials(text, lexicon) <= _denials(claim, lexicon)


@lru_cache(maxsize=4096)
def _denials(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the words of `text` that deny something in themselves, folded."""
    patterns = (_pattern(lexicon, kind) for kind in ("doubtful_negators", "implicit"))
    found = (pattern.findall(_straight(text)) for pattern in patterns if pattern)
    return frozenset(word.casefold() for words in found for word in words)


@cache
def _pattern(lexicon: Lexicon, kind: str) -> re.Pattern[str] | None:
    words = lexicon.cues.get("polarity", {}).get(kind, ())
    return phrase_pattern(words) if words else None


def _straight(text: str) -> str:
    """Return `text` with straight apostrophes, at the same places."""
    return text.replace("\u2019", "'")


def _clause(text: str, found: Sequence[Token], start: int) -> list[int]:
    """Return the indices of the content words from `start` to the end of the clause."""
    inside: list[int] = []
    last = start
    for at, token in enumerate(found):
        if token.word.start < start:
            continue
        if len(inside) >= SCOPE or CLAUSE.search(text, last, token.word.start):
            break
        last = token.word.end
        if token.content:
            inside.append(at)
    return inside


def _scope(text: str, found: Sequence[Token], polars: list[Polar], start: int, end: int) -> None:
    """Negate the head behind a negator and cast doubt on the rest of its clause."""
    inside = _clause(text, found, end)
    first = next((at for at, token in enumerate(found) if token.word.start >= end), 0)
    for number, at in enumerate(inside):
        if number or at - first > NEAR:
            polars[at] = DOUBTFUL
            continue
        before = polars[at]
        even = before.polarity is Polarity.NEGATED or _is_negated(found, polars, start)
        polars[at] = Polar(Polarity.PLAIN if even else Polarity.NEGATED, start, end)


def _is_negated(found: Sequence[Token], polars: Sequence[Polar], start: int) -> bool:
    """Whether the negator at `start` is negated itself: "did not fail to sign"."""
    return any(
        token.word.start == start and polar.polarity is Polarity.NEGATED
        for token, polar in zip(found, polars, strict=True)
    )
