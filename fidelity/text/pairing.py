"""Which words of two texts stand for each other, and in whose company each stands.

What a rule about one word (a number, a verb, a quantifier) asks first: where is the same thing said
in the evidence? Not "is the word somewhere in the source", but "what stands in its place".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fidelity.text.names import acronyms, alias_keys
from fidelity.text.stems import stem
from fidelity.text.words import Word, words

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["Token", "company", "nearest_places", "tokens"]

# Content words on each side of a place that are its company.
AROUND = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word with every key under which it is the same word as another.

    Attributes:
        word: With its offsets in the text.
        keys: Its stem, its value where it is a small number word, the short names it belongs to.
        content: Whether it is more than a function word.
    """

    word: Word
    keys: frozenset[str]
    content: bool

    def same(self, other: Token) -> bool:
        """Whether the two are forms of one word, or names of one thing."""
        return not self.keys.isdisjoint(other.keys)


@lru_cache(maxsize=4096)
def tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return every word of `text` with its keys, function words included, in order."""
    found = words(text)
    keys = [{stem(word.key, lexicon.language)} for word in found]
    for at, word in enumerate(found):
        if word.key in lexicon.numbers:
            keys[at].add(str(lexicon.numbers[word.key]))
    for at, (width, others) in alias_keys([word.key for word in found], lexicon).items():
        for offset in range(at, at + width):
            keys[offset] |= others
    for acronym, start, end in acronyms(found, text):
        for offset in range(start, end):
            keys[offset].add(acronym)
    return tuple(
        Token(word, frozenset(key), word.key not in lexicon.stopwords)
        for word, key in zip(found, keys, strict=True)
    )


def company(found: Sequence[Token], at: int, around: int = AROUND) -> tuple[Token, ...]:
    """Return the nearest content words on both sides of place `at`, itself left out."""
    left = [token for token in found[:at] if token.content][-around:]
    right = [token for token in found[at + 1 :] if token.content][:around]
    return (*left, *right)


def nearest_places(
    mine: Sequence[Token], at: int, theirs: Sequence[Token], places: Sequence[int], around: int = AROUND
) -> tuple[tuple[float, int], ...]:
    """Say in which of `places` of the other text the same thing is spoken of as in place `at`.

    Returns (share, place), best first: which share of the company of `at`, 0..1, is also in the
    company of that place (which is looked up twice as wide, since texts order their words
    differently). 0 everywhere: the other text speaks of something else.
    """
    own = company(mine, at, around)
    scored = []
    for place in places:
        beside = company(theirs, place, 2 * around)
        shared = sum(any(token.same(other) for other in beside) for token in own)
        scored.append((shared / len(own) if own else 0.0, place))
    return tuple(sorted(scored, key=lambda pair: (-pair[0], pair[1])))
