"""Words with their offsets, and the normal form in which two texts count as the same."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Normal", "Word", "fold", "is_final", "normal", "words"]

# A number with its marks, a dotted abbreviation, or letters with inner apostrophes.
WORD = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['\u2019\u02bc][^\W\d_]+)*\d*|[%$\u20ac\u00a3\u00a5]"
)
FOLDS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
    "\u2212": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2026": "...",
    "\u200b": None, "\u00ad": None, "\ufeff": None, "\u2060": None,
})  # fmt: skip
# What may open a sentence without being part of it: list markers and bullets left in by a template.
RESIDUE = re.compile(r"(?:[-*+\u2022\u2023\u25e6\u2013\u2014]\s+)+")
CLOSERS = "\"'\u201d\u2019)]}»\u203a*_"
TERMINALS = ".!?\u2026\u3002\uff01\uff1f"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `text[start:end]`, with its folded form.

    `key` is lower case, without possessive ending and dots; abbreviations and numbers keep their
    identity ("U.S." and "US" have the key "US", "us" has "us").
    """

    text: str
    key: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()

    @property
    def is_capital(self) -> bool:
        """Whether its first letter is upper case."""
        return self.text[0].isupper()


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order; punctuation is left out, currency and % are kept.

    Remembered for the texts asked last: every stage looks at the same sentences.
    """
    return tuple(
        Word(match.group(), _key(match.group()), match.start(), match.end()) for match in WORD.finditer(text)
    )


def fold(text: str) -> str:
    """Return `text` in lower case with straight quotes and plain dashes and spaces."""
    return unicodedata.normalize("NFKC", text.translate(FOLDS)).casefold()


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """Fold one character; texts use few different ones."""
    return fold(char)


def _key(word: str) -> str:
    plain = word.translate(FOLDS)
    for ending in ("'s", "'S", "'"):
        plain = plain.removesuffix(ending)
    bare = plain.replace(".", "") if not plain[:1].isdigit() else plain.replace(",", "")
    letters = bare.isalpha()
    if letters and bare.isupper() and 2 <= len(bare) <= 5:
        return bare
    return unicodedata.normalize("NFKC", bare).casefold()


@dataclass(frozen=True, slots=True)
class Normal:
    """A text's normal form with the way back: character `i` of `text` came from `origins[i]`."""

    text: str
    origins: tuple[int, ...]

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Map a range of the original text to the range of normal characters that came from it."""
        return bisect_right(self.origins, start - 1), bisect_right(self.origins, end - 1)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a range (not empty) of normal characters back to the original text."""
        return self.origins[start], self.origins[end - 1] + 1


def normal(text: str) -> Normal:
    """Return the form in which claims that say the same words are equal.

    Compatibility forms, case, quotes, dashes and white space are folded; a list marker before the
    sentence and its final punctuation are left out.
    """
    residue = RESIDUE.match(text)
    start = residue.end() if residue else 0
    end = len(text)
    while end > start and (text[end - 1] in TERMINALS + CLOSERS or text[end - 1].isspace()):
        end -= 1
    chars: list[str] = []
    origins: list[int] = []
    for at in range(start, end):
        char = text[at]
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                origins.append(at)
            continue
        for folded in _fold_char(char):
            chars.append(folded)
            origins.append(at)
    return Normal("".join(chars), tuple(origins))


def is_final(text: str) -> bool:
    """Whether `text` ends in sentence-final punctuation, closing quotes and brackets aside."""
    bare = text.rstrip().rstrip(CLOSERS).rstrip()
    return bare.endswith(tuple(TERMINALS))
