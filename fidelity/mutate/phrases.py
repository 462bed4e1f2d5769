"""The phrases on both sides of a verb that could change places, in plain words and marks.

Kept apart from the rules on purpose: what plants a defect must not see with the eyes of what looks
for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from fidelity.analysis.names.common import CommonWords
    from fidelity.analysis.names.mentions import Mention
    from fidelity.lexicon.noun_phrases import NounPhrases
    from fidelity.lexicon.predicates import Predicates
    from fidelity.text.words import Word

__all__ = ["POSSESSIVE", "Read", "acts", "ends_with_name", "owner_before", "phrase_before", "phrase_behind"]

# Words of a noun phrase behind its determiner, at most.
LONGEST = 5
POSSESSIVE = ("'s", "\u2019s")
MARKS = frozenset("'\u2019-(/")


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence taken apart: its words and names, with the lists of its language."""

    text: str
    tokens: tuple[Word, ...]
    names: tuple[Mention, ...]
    common: CommonWords
    stopwords: frozenset[str]
    verbs: Predicates
    phrases: NounPhrases

    def is_on(self, at: int, words: Collection[str]) -> bool:
        """Whether word `at` is on a list."""
        return 0 <= at < len(self.tokens) and self.tokens[at].text.lower() in words

    def is_no_part(self, at: int) -> bool:
        """Whether word `at` ends as no word of a plain phrase does: owners, adverbs, participles."""
        return self.tokens[at].text.endswith((*POSSESSIVE, *self.phrases.no_part))

    def is_function(self, at: int) -> bool:
        """Whether word `at` is a function word."""
        return self.tokens[at].key in self.stopwords or self.is_on(at, self.phrases.oblique)


def ends_with_name(read: Read, side: tuple[int, int]) -> bool:
    """Whether a phrase ends with a name, and is not of something that belongs to the name."""
    linked = any(word in read.phrases.links for word in read.text[slice(*side)].split())
    return not linked and any(name.end == side[1] for name in read.names)


def acts(read: Read, side: tuple[int, int]) -> bool:
    """Whether a phrase is of somebody, or some body, who acts: "the mayor of Larvik"."""
    heads = read.text[slice(*side)].split()
    at = next((index for index, word in enumerate(heads) if word in read.phrases.links), len(heads))
    return heads[at - 1].lower() in read.phrases.actors


def owner_before(read: Read, at: int) -> tuple[int, int] | None:
    """Return the name that owns a noun: "Larvik" of "Larvik's second victory"."""
    for low in range(at, max(-1, at - LONGEST), -1):
        word = read.tokens[low]
        if word.text.endswith(POSSESSIVE):
            fitting = [name for name in read.names if name.end == word.end - 2]
            return (fitting[0].start, fitting[0].end) if fitting else None
        if read.is_function(low):
            return None
    return None


def phrase_before(read: Read, at: int) -> tuple[int, int] | None:
    """Return the phrase whose last word is `at`, if it stands where a clause begins.

    Of "Helberg, a baker, sued" it is the name alone.
    """
    if not _touch(read, at):
        return _name_before_aside(read, at)
    end, low = read.tokens[at].end, at + 1
    while low > 0 and at - low < LONGEST and (low > at or _touch(read, low - 1)):
        word = low - 1
        linked = read.is_on(word, read.phrases.links) and low <= at and not read.is_function(low)
        if (read.is_function(word) and not linked) or read.is_no_part(word):
            break
        low -= 1
    if 0 < low <= at and read.is_on(low - 1, read.phrases.articles) and _touch(read, low - 1):
        low -= 1
    if low > at:
        return None
    start = read.tokens[low].start
    return (start, end) if _begins(read, low) and _is_plain(read.text[start:end]) else None


def _name_before_aside(read: Read, at: int) -> tuple[int, int] | None:
    """Return the name of "Helberg, 34, sued"."""
    last = at
    while last > 0 and at - last < LONGEST and _touch(read, last - 1):
        last -= 1
    if last == 0 or read.text[read.tokens[last - 1].end : read.tokens[last].start].strip() != ",":
        return None
    if read.text[read.tokens[at].end : read.tokens[at + 1].start].strip() != ",":
        return None
    named = [name for name in read.names if name.end == read.tokens[last - 1].end]
    if not named or not (read.is_on(last, read.phrases.relative) or read.tokens[last].is_number):
        return None
    low = next(index for index, token in enumerate(read.tokens) if token.start == named[0].start)
    return (named[0].start, named[0].end) if _begins(read, low) else None


def phrase_behind(read: Read, at: int) -> tuple[int, int] | None:
    """Return the phrase that begins with word `at`, if it goes no further than what is taken."""
    determined = read.is_on(at, read.phrases.articles)
    last = first = at + determined
    while last < len(read.tokens) and last - at <= LONGEST and not read.is_no_part(last):
        linked = read.is_on(last, read.phrases.links) and last > first and last + 1 < len(read.tokens)
        if read.is_function(last) and not linked:
            break
        last += 1
        if last < len(read.tokens) and not _touch(read, last - 1):
            break
    if last == first or read.is_function(last - 1):
        return None
    start, end = read.tokens[at].start, read.tokens[last - 1].end
    return (start, end) if _is_plain(read.text[start:end]) and _ends(read, end) else None


def _touch(read: Read, at: int) -> bool:
    """Whether nothing but a blank parts word `at` from the next."""
    if at + 1 >= len(read.tokens):
        return True
    return read.text[read.tokens[at].end : read.tokens[at + 1].start].isspace()


def _begins(read: Read, low: int) -> bool:
    """Whether a phrase is no part of a longer one: "the mayor of the town" is about the mayor."""
    if low == 0:
        return True
    gap = read.text[read.tokens[low - 1].end : read.tokens[low].start]
    if read.tokens[low - 1].is_capital and gap.isspace():
        return False
    if read.is_on(low - 1, read.phrases.joining):
        return low > 1 and "," in read.text[read.tokens[low - 2].end : read.tokens[low - 1].start]
    return read.is_on(low - 1, read.phrases.openers) or (not gap.isspace() and gap.strip() in {",", ":", ";"})


def _ends(read: Read, end: int) -> bool:
    """Whether a phrase goes no further: a function word, a mark or nothing follows."""
    at = next((index for index, token in enumerate(read.tokens) if token.start >= end), len(read.tokens))
    if at == len(read.tokens):
        return True
    gap = read.text[end : read.tokens[at].start]
    held = not MARKS.isdisjoint(gap) or not any(char.isspace() for char in gap)
    if held or read.is_on(at, read.phrases.helping) or (gap.isspace() and read.tokens[at].is_capital):
        return False
    joined = read.is_on(at, read.phrases.joining)
    if "," in gap or joined:
        following = at + joined
        return following < len(read.tokens) and _goes_on_apart(read, following, aside="," in gap)
    return not gap.isspace() or (read.is_function(at) and not read.is_on(at, read.phrases.relative))


def _goes_on_apart(read: Read, following: int, *, aside: bool) -> bool:
    """Whether what comes after a comma or "and" is no other name, and no clause about this one."""
    article = read.is_on(following, read.phrases.articles)
    if aside and article:
        return True
    return not (article or read.tokens[following].is_capital or read.is_on(following, read.phrases.relative))


def _is_plain(phrase: str) -> bool:
    return all(char.isalpha() or char in " .-'\u2019" for char in phrase) and "'s" not in phrase
