"""Words with every key under which two of them are the same: forms of one word, names of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.text.stems import stem
from fidelity.text.words import Word

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["Token", "beside", "tokens"]


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


def tokens(text: AnalysedText) -> tuple[Token, ...]:
    """Return every word of `text` with its keys, function words included, in order."""
    found, lexicon = text.words, text.lexicon
    keys = [{stem(word.key, lexicon.language)} for word in found]
    for at, word in enumerate(found):
        if word.key in lexicon.numbers:
            keys[at].add(str(lexicon.numbers[word.key]))
    for at, (width, others) in lexicon.aliases.find([word.key for word in found]).items():
        for offset in range(at, at + width):
            keys[offset] |= others
    for acronym, start, end in text.acronyms:
        for offset in range(start, end):
            keys[offset].add(acronym)
    return tuple(
        Token(word, frozenset(key), word.key not in lexicon.stopwords)
        for word, key in zip(found, keys, strict=True)
    )


def beside(text: AnalysedText, start: int, end: int, around: int) -> tuple[Token, ...]:
    """Return the nearest content words on both sides of a part of a text, up to `around` on each."""
    content = [token for token in text.tokens if token.content]
    left = [token for token in content if token.word.end <= start]
    right = [token for token in content if token.word.start >= end]
    return (*left[-around:], *right[:around])
