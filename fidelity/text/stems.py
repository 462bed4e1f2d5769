"""Words without their inflection: what two texts may write differently and mean alike."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

__all__ = ["stem"]

NAMES = {"en": "english", "de": "german"}


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "en") -> str:
    """Return the Snowball stem of one word in lower case (Porter 2001).

    A word of a language that has no stemmer here is returned in lower case.
    """
    lower = word.casefold()
    if language not in NAMES:
        return lower
    return str(_stemmer(language).stemWord(lower))


@cache
def _stemmer(language: str) -> BaseStemmer:
    import snowballstemmer

    return snowballstemmer.stemmer(NAMES[language])
