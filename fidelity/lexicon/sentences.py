"""Sentences: what a splitter of sentences does not know of a language, and which sentences assert nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Sentences", "missed_ends"]

# Ends that sentencex does not see: an ellipsis in one character, and words that look like abbreviations
# ("in May. The").
MISSED = r"(?:\u2026|(?<!\w)(?:{words})\.)[\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]*[^\W\d_a-z])"
NOTHING = "(?!)"


def missed_ends(whole_words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds ends of sentences within what sentencex takes for one."""
    return re.compile(MISSED.format(words="|".join(map(re.escape, sorted(whole_words))) or NOTHING))


@dataclass(frozen=True)
class Sentences:
    """What ends a sentence, and what a sentence says that is only about the text.

    Attributes:
        before_number: Abbreviations (no final dot) that a number follows.
        whole_words: Words that sentencex takes for abbreviations where a sentence ends on them.
        about_the_text: Regular expressions for whole sentences that assert nothing of the world.
        after_time: What goes on behind "a.m." and "p.m.".
    """

    before_number: frozenset[str]
    whole_words: frozenset[str]
    about_the_text: tuple[str, ...]
    after_time: frozenset[str] = frozenset()

    @cached_property
    def missed(self) -> re.Pattern[str]:
        """What finds ends of sentences within what sentencex takes for one."""
        return missed_ends(self.whole_words)

    @cached_property
    def leads_in(self) -> tuple[re.Pattern[str], ...]:
        """What matches a whole sentence that only speaks of the text."""
        return tuple(re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in self.about_the_text)
