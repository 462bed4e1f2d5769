"""Puts an invented name in a name's place: one of its kind, of which the source has no word.

Persons get another person, places another place, the rest another organisation; a person's first
name or surname alone is exchanged too. Another name of the same source is misplaced-name's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.analysis.names.known import KnownNames
    from fidelity.analysis.names.mentions import Mention
    from fidelity.analysis.text import AnalysedText

FIRST = ("Maren", "Tobias", "Ingrid", "Desmond", "Yolanda", "Callum", "Priya", "Rashid", "Beatrix", "Hugo")
LAST = (
    "Okonjo",
    "Lindqvist",
    "Abernathy",
    "Castellano",
    "Vukovic",
    "Penhaligon",
    "Tanaka",
    "Moreau",
    "Haddad",
    "Sorensen",
)
PLACES = (
    "Luxor",
    "Tasmania",
    "Winnipeg",
    "Ljubljana",
    "Paraguay",
    "Gdansk",
    "Mombasa",
    "Antwerp",
    "Nebraska",
    "Bhutan",
)
ORGANISATIONS = (
    "Siemens",
    "Vodafone",
    "Greenpeace",
    "Lufthansa",
    "Nestle",
    "Unicef",
    "Panasonic",
    "Heineken",
    "Aeroflot",
    "Petrobras",
)


@dataclass(frozen=True, slots=True)
class _Replaceable:
    """A name with its text, and what kind of thing it names."""

    mention: Mention
    text: str
    kind: str


@operator("wrong-name", rule="F302")
def wrong_name(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Exchange one name of each claim for an invented one."""
    known = pair.analysed.names
    people = _people(pair.analysed.flat)
    for claim in pair.story.heads:
        text = pair.analysed.texts.of(claim.text)
        here = [named for named in _named(text, people) if _is_held(named, known)]
        if not here:
            continue
        named = rng.choice(here)
        start = named.mention.start
        for kind, low, high, new in _invented(named, rng):
            if not any(known.holds(word.key) for word in words(new)):
                yield Edit(in_claim(claim, start + low, start + high), new, kind=kind)


def _people(sentences: Sequence[AnalysedText]) -> frozenset[str]:
    """Return the surnames of the source: last words of names of two words, none from the dictionary."""
    return frozenset(
        mention.words[-1].key
        for text in sentences
        for mention in text.mentions
        if len(mention.words) == 2
        and not any(name.common for name in mention.words)
        and not mention.words[0].word.text.isupper()
    )


def _named(text: AnalysedText, people: frozenset[str]) -> list[_Replaceable]:
    lists = text.lexicon.names
    if lists is None:
        return []
    named = []
    for mention in text.mentions:
        before = [token.text.lower() for token in text.words if token.end <= mention.start][-2:]
        kind = "organisation"
        if mention.words[-1].key in people or (before and before[-1] in lists.titles):
            kind = "person"
        elif before and before[-1] in lists.before_place:
            kind = "place"
        named.append(_Replaceable(mention, text.text[mention.start : mention.end], kind))
    return named


def _is_held(named: _Replaceable, known: KnownNames) -> bool:
    return all(known.holds(name.key) for name in named.mention.words)


def _invented(named: _Replaceable, rng: random.Random) -> Iterator[tuple[str, int, int, str]]:
    """Yield kind, the range in the name that is replaced, and the name put there."""
    length = len(named.text)
    if named.kind == "person" and len(named.mention.words) == 2:
        first, last = (name.word for name in named.mention.words)
        new_first, new_last = rng.choice(FIRST), rng.choice(LAST)
        yield "person", 0, length, f"{new_first} {new_last}"
        yield "first name", 0, first.end - first.start, new_first
        yield "surname", last.start - named.mention.start, length, new_last
    elif named.kind == "person":
        yield "person", 0, length, rng.choice(LAST)
    elif named.kind == "place":
        yield "place", 0, length, rng.choice(PLACES)
    else:
        yield "organisation", 0, length, rng.choice(ORGANISATIONS)
