"""Puts one name of the source in another's place: every name is in the source, and this one not here.

Persons are exchanged for persons, places for places, and names behind "the" for others behind it.

Refuses names of which nothing tells what they are of, names that a sentence of the source has
together with the one replaced (what is said of one might hold for the other), and acronyms for
names that are spelled out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fidelity.mutate.named import Named, NameKind, kinds_of, named
from fidelity.mutate.operator import Edit, Pair, in_claim, operator

if TYPE_CHECKING:
    from fidelity.analysis.names.known import KnownNames


@operator("misplaced-name", rule="F302")
def misplaced_name(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Exchange one name of each claim for another of the source."""
    sentences, known = pair.analysed.flat, pair.analysed.names
    kinds = kinds_of(sentences)
    there = [named(text, kinds) for text in sentences]
    for claim in pair.story.heads:
        text = pair.analysed.texts.of(claim.text)
        here = [name for name in named(text, kinds) if name.is_held(known)]
        exchanges = [(name, other) for name in here for other in _others(name, here, there, known)]
        if exchanges:
            name, other = rng.choice(exchanges)
            yield Edit(in_claim(claim, name.start, name.end), other, kind=name.kind.value)


def _others(
    name: Named, here: Sequence[Named], there: Sequence[Sequence[Named]], known: KnownNames
) -> list[str]:
    """Return the names of the source that could stand in this one's place, and are never beside it."""
    if name.kind is NameKind.UNTOLD:
        return []
    own, claimed = name.keys, frozenset(key for other in here for key in other.keys)
    near = (sentence for sentence in there if _together(own, sentence, known))
    beside = {key for sentence in near for other in sentence for key in other.keys}
    return sorted(
        {
            other.text
            for sentence in there
            for other in sentence
            if name.is_like(other)
            and claimed.isdisjoint(other.keys)
            and beside.isdisjoint(other.keys)
            and not known.related(own, other.keys)
        }
    )


def _together(own: frozenset[str], sentence: Sequence[Named], known: KnownNames) -> bool:
    return any(known.related(own, other.keys) for other in sentence)
