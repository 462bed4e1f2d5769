"""The names of a text with the kind of thing that each is of, as far as the sources tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.analysis.names.known import KnownNames
    from fidelity.analysis.names.mentions import Mention
    from fidelity.analysis.text import AnalysedText

__all__ = ["NameKind", "Named", "kinds_of", "named"]


class NameKind(Enum):
    """What a name is of."""

    PERSON = "person"
    PLACE = "place"
    OTHER = "other"
    UNTOLD = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text.

    Attributes:
        article: Whether an article stands before it.
    """

    mention: Mention
    text: str
    kind: NameKind
    article: bool

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Where it ends, a possessive ending left out."""
        return self.mention.end

    @property
    def keys(self) -> frozenset[str]:
        """Its words in their plain form."""
        return frozenset(name.key for name in self.mention.words)

    def is_held(self, known: KnownNames) -> bool:
        """Whether the source holds every word of it."""
        return all(known.holds(name.key) for name in self.mention.words)

    def is_like(self, other: Named) -> bool:
        """Whether another name could stand in its place: same kind, article, length and capitals.

        What is no person and no place is a body or a thing, told by the article alone.
        """
        first, theirs = self.mention.words[0], other.mention.words[0]
        return (
            self.kind is other.kind
            and self.article == other.article
            and first.word.text.isupper() == theirs.word.text.isupper()
            and (len(self.mention.words) > 1) == (len(other.mention.words) > 1)
            and not theirs.opens
            and (self.article or self.kind is not NameKind.OTHER)
        )


def kinds_of(sentences: Sequence[AnalysedText]) -> Mapping[str, NameKind]:
    """Return the kind of each name of the sources by the key of its last word.

    Persons have a title once, or a first name, both no words of the dictionary; places stand behind a
    preposition of place in most of their uses, the rest never. What is told both ways is untold.
    """
    people: set[str] = set()
    places: dict[str, int] = {}
    uses: dict[str, int] = {}
    for text in sentences:
        lists = text.lexicon.names
        if lists is None:
            break
        for mention, before in _placed(text):
            last = mention.words[-1]
            uses[last.key] = uses.get(last.key, 0) + 1
            pair = len(mention.words) == 2 and not any(name.common for name in mention.words)
            if before in lists.titles or (pair and not mention.words[0].word.text.isupper()):
                people.add(last.key)
            elif before in lists.before_place:
                places[last.key] = places.get(last.key, 0) + 1
    return {key: _kind(key in people, places.get(key, 0), count) for key, count in uses.items()}


def _kind(person: bool, places: int, uses: int) -> NameKind:
    if places * 2 > uses:
        return NameKind.UNTOLD if person else NameKind.PLACE
    if person:
        return NameKind.PERSON
    return NameKind.UNTOLD if places else NameKind.OTHER


def named(text: AnalysedText, kinds: Mapping[str, NameKind]) -> list[Named]:
    """Return the names of a text, in order."""
    articles = text.lexicon.noun_phrases.articles if text.lexicon.noun_phrases else ()
    return [
        Named(
            mention,
            text.text[mention.start : mention.end],
            kinds.get(mention.words[-1].key, NameKind.UNTOLD),
            before in articles,
        )
        for mention, before in _placed(text)
    ]


def _placed(text: AnalysedText) -> list[tuple[Mention, str]]:
    """Return the names of a text, each with the word before it in lower case."""
    tokens = text.words
    placed = []
    at = 0
    for mention in text.mentions:
        while at < len(tokens) and tokens[at].end <= mention.start:
            at += 1
        placed.append((mention, tokens[at - 1].text.lower() if at else ""))
    return placed
