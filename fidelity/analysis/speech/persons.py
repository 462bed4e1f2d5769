"""Which speakers are people, and when two names are one person's, as far as a source tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.analysis.speech.sentence import SpeakerKind

if TYPE_CHECKING:
    from fidelity.analysis.sentences import AnalysedSentences
    from fidelity.analysis.speech.speakers import Statement
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon import Lexicon
    from fidelity.lexicon.aliases import Aliases

__all__ = ["People", "is_person", "same_name", "same_person", "somebody_else"]

# Small words within names.
PARTICLES = frozenset({"de", "la", "von", "van", "der", "den", "di", "du"})


class People:
    """What sentences tell of the people in them; whatever is in quotation marks tells nothing."""

    def __init__(self, row: AnalysedSentences) -> None:
        self._masked = row.speech.masked
        self.lexicon: Lexicon = row.texts.lexicon

    @cached_property
    def inner_names(self) -> frozenset[str]:
        """The keys of the capitalised words that do not begin a sentence."""
        inner = (word for text in self._masked for word in text.words[1:])
        return frozenset(word.key.casefold() for word in inner if word.is_capital)

    @cached_property
    def listeners(self) -> frozenset[str]:
        """The keys of the capitalised words right behind a verb that takes a listener."""
        if self.lexicon.speakers is None:
            return frozenset()
        listener = self.lexicon.speakers.listener
        pairs = (pair for text in self._masked for pair in pairwise(text.words))
        return frozenset(b.key.casefold() for a, b in pairs if a.key in listener and b.is_capital)

    @cached_property
    def full_names(self) -> frozenset[frozenset[str]]:
        """The runs of two or more capitalised words, as sets of keys."""
        names = set()
        for text in self._masked:
            inside = text.words
            for start, end in text.capital_runs:
                # "Calder and Moss" are two.
                joined = any(
                    not inside[at].is_capital and inside[at].text not in PARTICLES for at in range(start, end)
                )
                if end - start > 1 and not joined:
                    names.add(frozenset(inside[at].key.casefold() for at in range(start, end)))
        return frozenset(names)


def is_person(statement: Statement, sources: Sequence[AnalysedSentences]) -> bool:
    """Whether a speaker is named as people are: no role, no organisation or country with spokesmen.

    One word is a name only if it has its capital within a sentence, too: at the start, every word has
    one. Nor is it a person's if somebody tells it things ("told the Courier"): that may be the paper.
    """
    names = statement.names
    if not sources or not names or statement.speaker.kind is SpeakerKind.ROLE or statement.speaker.definite:
        return False
    if len(names) == 1:
        known = any(names[0] in source.people.inner_names for source in sources)
        if not known or any(names[0] in source.people.listeners for source in sources):
            return False
    return not sources[0].texts.lexicon.aliases.find(names)


def same_person(one: Sequence[str], other: Sequence[str], source: AnalysedSentences) -> bool:
    """Whether two names may be the same person's: as `same_name`, or the source writes them as one.

    "Ruth" and "Ms Calder" are one where the source has "Ruth Calder".
    """
    if same_name(one, other, source.texts.lexicon.aliases):
        return True
    return any(run & set(one) and run & set(other) for run in source.people.full_names)


def somebody_else(
    mine: Statement,
    theirs: Statement,
    number: int,
    sources: Sequence[AnalysedSentences],
    where: Iterable[int],
) -> bool:
    """Whether a statement of source `number` is somebody's who is named, certain, and not meant by `mine`.

    Nor may `mine` name anybody who stands in the sentences `where` of that source, or in the statement's own.
    """
    if not (theirs.certain and is_person(theirs, sources)):
        return False
    source = sources[number]
    if same_person(mine.names, theirs.names, source):
        return False
    masked = source.speech.masked
    return all(_names_in(masked[at]).isdisjoint(mine.names) for at in {*where, theirs.sentence})


def same_name(one: Sequence[str], other: Sequence[str], aliases: Aliases) -> bool:
    """Whether two speakers may be the same: a word in common, an acronym, names for one thing."""
    if set(one) & set(other):
        return True
    for short, long in ((one, other), (other, one)):
        if len(short) == 1 and len(long) > 1 and short[0] == "".join(key[0] for key in long):
            return True
    mine = {key.casefold() for _, keys in aliases.find(one).values() for key in keys}
    theirs = {key.casefold() for _, keys in aliases.find(other).values() for key in keys}
    return bool((mine | set(one)) & theirs or (theirs | set(other)) & mine)


def _names_in(sentence: AnalysedText) -> frozenset[str]:
    """Return the keys of the capitalised words of a sentence."""
    return frozenset(word.key.casefold() for word in sentence.words if word.is_capital)
