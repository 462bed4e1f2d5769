"""The names that a text mentions: capitalised words that are capitalised because they are names.

Where capitals say nothing (title-case headlines, shouted or lower-cased text) there are no mentions.
The first word of a sentence counts only if it is no word of the dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.text.words import FOLDS, Word

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["Mention", "NameWord", "addresses", "mentions", "name_key", "openings"]

# What ends a sentence or opens one inside it: quotation marks, a colon, a dash, a bullet.
OPENING = re.compile(r"[.!?:;\u2026\"\u201c\u201d\u201e\u00ab\u2018\n\u2022|\u2014\u2013(\[]|(?:^|\s)[-*'`]")
# Letters that Unicode does not take apart into a plain one and an accent.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
APOSTROPHES = str.maketrans({"'": None, "\u2019": None, "\u02bc": None})
# What an address, handle or tag has in it; it ends at white space.
CHUNK = re.compile(r"\S+")
ADDRESS = ("://", "www.", "@", "#", ".com", ".org", ".net")
POSSESSIVE = ("'s", "\u2019s", "s'", "s\u2019")
# A sentence is set in title case where this share of its common words is in capitals, and at least so many;
# where all are, from two on. Words of fewer letters are in lower case in titles too.
TITLE_CASE, CAPITALS, LETTERS_OF_A_WORD = 0.8, 3, 3


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name.

    Attributes:
        key: In lower case, without accents, possessive ending and apostrophes.
        common: Whether it is a word of the dictionary as well ("Brown", "Apple").
        opens: Whether it opens a sentence, where any word is capitalised.
    """

    word: Word
    key: str
    common: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the words of it that tell it, titles and small words left out."""

    words: tuple[NameWord, ...]

    def of(self, text: AnalysedText) -> str:
        """Return it as it is written in its text."""
        return text.text[self.start : self.end]

    @property
    def start(self) -> int:
        """Where its first word begins in the text."""
        return self.words[0].word.start

    @property
    def end(self) -> int:
        """Where its last word ends, a possessive ending left out."""
        last = self.words[-1].word
        text = last.text.translate(FOLDS)
        return last.end - (2 if text.lower().endswith("'s") else 0)


def name_key(word: Word) -> str:
    """Return the form in which two spellings of a name are equal: plain letters in lower case."""
    key = word.key.casefold()
    if not key.isascii():
        plain = unicodedata.normalize("NFKD", key).translate(LETTERS)
        key = "".join(char for char in plain if not unicodedata.combining(char))
    return key.translate(APOSTROPHES)


def mentions(text: AnalysedText) -> tuple[Mention, ...]:
    """Return the names of a text of a sentence or a few, in order."""
    lists = text.lexicon.names
    if lists is None or not _tells_names(text):
        return ()
    hidden = list(addresses(text.text))
    common, stopwords = text.texts.common, text.lexicon.stopwords
    told: list[Mention] = []
    for start, end in _runs(text):
        part: list[NameWord] = []
        for at in range(start, end):
            word, key = text.words[at], text.name_keys[at]
            if not word.is_capital or len(key) < 2 or any(low <= word.start < high for low, high in hidden):
                continue
            if any(
                head in lists.titles or head in lists.generic or head in stopwords
                for head in _heads(word, key)
            ):
                continue
            name = NameWord(word, key, key in common, text.openings[at])
            if name.common and name.opens and not part:
                continue
            part.append(name)
        if part:
            told.append(Mention(tuple(part)))
    return tuple(told)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where web and mail addresses, handles and tags stand."""
    if any(mark in text for mark in ADDRESS):
        for chunk in CHUNK.finditer(text):
            if any(mark in chunk.group() for mark in ADDRESS):
                yield chunk.span()


def openings(text: AnalysedText) -> tuple[bool, ...]:
    """Say of each word whether it stands where a sentence, quotation or item begins."""
    tokens = text.words
    return tuple(not at or _opens(text, tokens[at - 1], tokens[at]) for at in range(len(tokens)))


def _opens(text: AnalysedText, last: Word, word: Word) -> bool:
    gap = text.text[last.end : word.start]
    if gap == " ":
        return False
    if gap.startswith(".") and gap[1:].isspace():
        # "Mr. Doe", "J. Doe": the full stop is the abbreviation's.
        short = last.text.lower()
        titles = text.lexicon.names.titles if text.lexicon.names else ()
        if len(short) == 1 or short in titles or short in text.lexicon.abbreviations.open:
            return False
    return OPENING.search(gap) is not None


def _tells_names(text: AnalysedText) -> bool:
    """Whether capitals mean names here: neither title case nor shouting."""
    letters = [word for word in text.words if len(word.text) > 3 and word.text.isalpha()]
    if not letters or sum(word.text.isupper() for word in letters) * 2 > len(letters):
        return False
    listed = text.texts.common.listed
    # A word in lower case speaks against title case, one of the dictionary in upper case for it.
    inner = [
        word.is_capital
        for word, key, opens in zip(text.words, text.name_keys, text.openings, strict=True)
        if len(word.text) >= LETTERS_OF_A_WORD
        and (not word.is_capital or key in listed)
        and word.text[0].isalpha()
        and word.key not in text.lexicon.stopwords
        and not opens
    ]
    capital = sum(inner)
    return capital < 2 or (capital < len(inner) and (capital < CAPITALS or capital < TITLE_CASE * len(inner)))


def _heads(word: Word, key: str) -> set[str]:
    """Return the forms by which a word may be on a list: "I've" is on it as "I"."""
    lower = word.text.lower().translate(FOLDS)
    return {lower, key, lower.partition("'")[0] if lower.find("'") < 3 else lower} - {"o", "d", "l"}


def _runs(text: AnalysedText) -> Iterator[tuple[int, int]]:
    """Yield the capitalised runs, parted behind a possessive and at joining words that names lack."""
    particles = text.lexicon.names.particles if text.lexicon.names else ()
    for start, end in text.capital_runs:
        low = start
        for at in range(start, end):
            word = text.words[at]
            joins = not word.is_capital
            if joins and word.text not in particles:
                yield low, at
                low = at + 1
            elif not joins and word.text.endswith(POSSESSIVE):
                yield low, at + 1
                low = at + 1
        if low < end:
            yield low, end
