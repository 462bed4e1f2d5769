"""A list of cue words, and the pattern that finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

__all__ = ["Cues", "phrase_pattern"]

# Between the two ends of a phrase, commas included; the least that leads from one to the other.
GAP = r"(?:\s+[^\s.!?;:]{1,40}){1,12}?\s+"


class Cues:
    """Words and phrases that are a cue, in the order of the file; never empty.

    Raises ValueError for an empty list, and for a cue without a word: their patterns would match everywhere.
    """

    def __init__(self, words: Sequence[str]) -> None:
        if not words:
            raise ValueError("an empty list of cues")
        if not all(word.strip("* ") for word in words):
            raise ValueError("a cue without a word")
        self.words = tuple(words)

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self.known

    def __repr__(self) -> str:
        return f"Cues({list(self.words)!r})"

    @cached_property
    def known(self) -> frozenset[str]:
        """The words as a set."""
        return frozenset(self.words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds any of them as whole words (see `phrase_pattern`)."""
        return phrase_pattern(self.words)


def phrase_pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of `phrases` as whole words, longest first.

    Phrases are literal but for a trailing `*`, which matches any ending of the word, and for " ... ",
    which stands for up to a dozen words of the same sentence ("soll ... haben").

    Raises ValueError where there are none.
    """
    if not phrases:
        raise ValueError("no phrases to look for")
    parts = [
        re.escape(phrase.removesuffix("*")).replace(r"\ \.\.\.\ ", GAP).replace(r"\ ", r"\s+")
        + (r"\w*" if phrase.endswith("*") else "")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?![\w])", re.IGNORECASE)
