"""Which words are in the dictionary, whatever else they name ("Brown", "Apple")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fidelity.text.dictionary import dictionary
from fidelity.text.stems import stem

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["CommonWords"]

# A shorter stem is that of too many words.
SHORTEST_STEM = 4


class CommonWords:
    """The words of a language with their inflections and plain compounds; holds none without a list.

    Attributes:
        listed: The words as the dictionary lists them, in lower case.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        words = dictionary(lexicon.language)
        self.listed: frozenset[str] = words.known if words else frozenset()
        self._language = lexicon.language
        self._prefixes = lexicon.names.prefixes if lexicon.names else ()
        self._told: dict[str, bool] = {}

    def __contains__(self, key: str) -> bool:
        """Whether a word in lower case is a common one."""
        told = self._told.get(key)
        if told is None:
            told = self._told[key] = self._tell(key)
        return told

    def _tell(self, key: str) -> bool:
        if key in self.listed:
            return True
        root = stem(key, self._language)
        if root in self.listed and len(root) >= SHORTEST_STEM:
            return True
        return any(
            key.startswith(prefix) and key.removeprefix(prefix) in self.listed for prefix in self._prefixes
        )
