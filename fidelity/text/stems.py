"""Words without their inflection: what two texts may write differently and mean alike."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

__all__ = ["stem"]

NAMES = {"en": "english", "de": "german"}

# PyStemmer's objects are not to be shared between threads.
_own = threading.local()


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "en") -> str:
    """Return the Snowball stem of one word in lower case (Porter 2001).

    A word of a language that has no stemmer here is returned in lower case.
    """
    lower = word.casefold()
    if language not in NAMES:
        return lower
    return str(_stemmer(language).stemWord(lower))


def _stemmer(language: str) -> Any:
    stemmer = getattr(_own, language, None)
    if stemmer is None:
        import Stemmer

        stemmer = Stemmer.Stemmer(NAMES[language], 0)  # words are remembered above
        setattr(_own, language, stemmer)
    return stemmer
