"""The names that a text mentions: capitalised words that are capitalised because they are names.

Where capitals say nothing (title-case headlines, shouted or lower-cased text) there are no mentions.
The first word of a sentence counts only if it is no word of the dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fidelity.text.dictionary import dictionary
from fidelity.text.names import capital_runs
from fidelity.text.stems import stem
from fidelity.text.words import FOLDS, Word

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon import Lexicon

__all__ = ["Mention", "NameWord", "is_common", "mentions", "name_key", "opens", "tells_names"]

# What ends a sentence or opens one inside it: quotation marks, a colon, a dash, a bullet.
OPENING = re.compile(r"[.!?:;\u2026\"\u201c\u201d\u201e\u00ab\u2018\n\u2022|\u2014\u2013(\[]|(?:^|\s)[-*'`]")
# Letters that Unicode does not decompose.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
APOSTROPHES = str.maketrans({"'": None, "\u2019": None, "\u02bc": None})
CHUNK = re.compile(r"\S+")
ADDRESS = ("://", "www.", "@", "#", ".com", ".org", ".net")
POSSESSIVE = ("'s", "\u2019s", "s'", "s\u2019")
# Share of common words in capitals from which a sentence is set in title case.
TITLE_CASE = 0.8


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
    plain = unicodedata.normalize("NFKD", word.key.casefold()).translate(LETTERS)
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(APOSTROPHES)


def mentions(analysed: AnalysedText) -> tuple[Mention, ...]:
    """Return the names of a text of a sentence or a few, in order."""
    text, tokens, lexicon = analysed.text, analysed.words, analysed.lexicon
    lists = lexicon.cues.get("names", {})
    if not lists or not tells_names(tokens, text, lexicon):
        return ()
    hidden = [found.span() for found in CHUNK.finditer(text) if any(m in found.group() for m in ADDRESS)]
    dropped = {*lists["titles"], *lists["generic"], *lexicon.stopwords}
    found: list[Mention] = []
    for start, end in _runs(tokens, text, lists["particles"]):
        part: list[NameWord] = []
        for at in range(start, end):
            word = tokens[at]
            key = name_key(word)
            if not word.is_capital or len(key) < 2 or not dropped.isdisjoint(_heads(word, key)):
                continue
            if any(low <= word.start < high for low, high in hidden):
                continue
            name = NameWord(word, key, is_common(key, lexicon), opens(tokens, at, text, lexicon))
            if name.common and name.opens and not part:
                continue
            part.append(name)
        if part:
            found.append(Mention(tuple(part)))
    return tuple(found)


@lru_cache(maxsize=16384)
def is_common(key: str, lexicon: Lexicon) -> bool:
    """Whether `key` is a word of the dictionary, or an inflection or a plain compound of one."""
    known = _dictionary(lexicon)
    if key in known:
        return True
    root = stem(key, lexicon.language)
    if root in known and len(root) > 3:
        return True
    prefixes = lexicon.cues.get("names", {}).get("prefixes", ())
    return any(key.startswith(first) and key[len(first) :] in known for first in prefixes)


def _dictionary(lexicon: Lexicon) -> frozenset[str]:
    found = dictionary(lexicon.language)
    return frozenset() if found is None else found.known


def opens(tokens: Sequence[Word], at: int, text: str, lexicon: Lexicon) -> bool:
    """Whether token `at` stands where a sentence, quotation or item begins."""
    if at == 0:
        return True
    last = tokens[at - 1]
    gap = text[last.end : tokens[at].start]
    if gap.startswith(".") and gap[1:].isspace():
        # "Mr. Doe", "J. Doe": the full stop is the abbreviation's.
        short = last.text.lower()
        titles = lexicon.cues.get("names", {}).get("titles", ())
        if len(short) == 1 or short in titles or short in lexicon.abbreviations.open:
            return False
    return OPENING.search(gap) is not None


def tells_names(tokens: Sequence[Word], text: str, lexicon: Lexicon) -> bool:
    """Whether capitals mean names here: neither title case nor shouting."""
    letters = [word for word in tokens if len(word.text) > 3 and word.text.isalpha()]
    if not letters or sum(word.text.isupper() for word in letters) * 2 > len(letters):
        return False
    known = _dictionary(lexicon)
    # A word in lower case speaks against title case, one of the dictionary in upper case for it.
    inner = [
        word.is_capital
        for at, word in enumerate(tokens)
        if len(word.text) > 2
        and (not word.is_capital or name_key(word) in known)
        and word.text[0].isalpha()
        and word.key not in lexicon.stopwords
        and not opens(tokens, at, text, lexicon)
    ]
    capital = sum(inner)
    return capital < 2 or (capital < len(inner) and (capital < 3 or capital < TITLE_CASE * len(inner)))


def _heads(word: Word, key: str) -> set[str]:
    """Return the forms by which a word may be on a list: "I've" is on it as "I"."""
    lower = word.text.lower().translate(FOLDS)
    return {lower, key, lower.partition("'")[0] if lower.find("'") < 3 else lower} - {"o", "d", "l"}


def _runs(tokens: Sequence[Word], text: str, particles: Sequence[str]) -> list[tuple[int, int]]:
    """Return capitalised runs, parted behind a possessive and at joining words that names lack."""
    found = []
    for start, end in capital_runs(tokens, text):
        low = start
        for at in range(start, end):
            word = tokens[at]
            if not word.is_capital and word.text not in particles:
                found.append((low, at))
                low = at + 1
            elif word.text.endswith(POSSESSIVE) and word.is_capital:
                found.append((low, at + 1))
                low = at + 1
        if low < end:
            found.append((low, end))
    return found
