"""In which role each quantity of a source stands: what is beside it, to find the one a claim means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from fidelity.text.pairing import Token, tokens
from fidelity.text.quantities import quantities
from fidelity.text.quantity import Bound, Kind, Quantity

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = [
    "NOUN",
    "Role",
    "Roles",
    "Surroundings",
    "role",
    "roles",
    "share_of_place",
    "share_of_role",
    "surroundings",
]

# Content words on each side that are a quantity's company; in a source twice as many, since texts
# order their words differently.
AROUND = 4
# What the counted noun is worth, beside the words around.
NOUN = 0.25
# One or two words are no company that tells a role.
LEAST = 3
# How far (as a ratio) a number may be from another that it is fair for: as it stands, and rounded.
NEAR, FAR = 1.06, 1.7


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a place of a text, by the keys of the content words.

    Attributes:
        near: Each word of its company, nearest first.
        rest: Each other word of the sentence.
        beside: All keys of a company twice as wide.
        all: All keys of the sentence, and of the one before it.
    """

    near: tuple[frozenset[str], ...]
    rest: tuple[frozenset[str], ...]
    beside: frozenset[str]
    all: frozenset[str]


@dataclass(frozen=True, slots=True)
class Role:
    """A quantity with its surroundings; `sentence` is its sentence's index among those asked about."""

    quantity: Quantity
    sentence: int
    around: Surroundings


class Roles:
    """Every quantity of a source in its role, to be asked by place and by value.

    A claim's number is compared with those of the passages that may be about it, and with those of about
    its value anywhere: so the work for one claim does not grow with the source.
    """

    def __init__(self, found: Sequence[Role]) -> None:
        self._found = tuple(found)
        self._by_sentence: dict[int, list[int]] = {}
        values = []
        for at, one in enumerate(found):
            self._by_sentence.setdefault(one.sentence, []).append(at)
            quantity = one.quantity
            values += [(value, at) for value in {quantity.low, quantity.high, *quantity.readings}]
        self._values = sorted(values)

    def near(self, mine: Quantity, sentences: Collection[int]) -> tuple[Role, ...]:
        """Return those in `sentences`, and those of about the value of `mine`, in the source's order."""
        wanted = {at for number in sentences for at in self._by_sentence.get(number, ())}
        for value in {mine.low, mine.high, *mine.readings}:
            reach = FAR if mine.bound is not Bound.EXACT else NEAR
            first = bisect_left(self._values, (value / reach, 0))
            last = bisect_left(self._values, (value * reach, len(self._found)))
            wanted |= {at for _, at in self._values[first:last]}
        return tuple(self._found[at] for at in sorted(wanted))


@lru_cache(maxsize=64)
def roles(sentences: tuple[str, ...], lexicon: Lexicon) -> Roles:
    """Return every quantity of `sentences` in its role."""
    found: list[Role] = []
    for number, text in enumerate(sentences):
        here = quantities(text, lexicon)
        before = sentences[number - 1] if number else ""
        cut = _cut_number(before, text, lexicon)
        for quantity in (*cut, *here):
            around = surroundings(text, quantity.start, quantity.end, lexicon, before)
            found.append(Role(quantity, number, around))
    return Roles(found)


def role(text: str, quantity: Quantity, lexicon: Lexicon) -> Role:
    """Return one quantity of a claim in its role."""
    return Role(quantity, 0, surroundings(text, quantity.start, quantity.end, lexicon))


def surroundings(text: str, start: int, end: int, lexicon: Lexicon, before: str = "") -> Surroundings:
    """Return what stands around `start:end` of a sentence that `before` goes before."""
    content = _content(text, lexicon)
    left = [token.keys for token in content if token.word.end <= start][::-1]
    right = [token.keys for token in content if token.word.start >= end]
    return Surroundings(
        (*left[:AROUND], *right[:AROUND]),
        (*left[AROUND:], *right[AROUND:]),
        frozenset[str]().union(*left[: 2 * AROUND], *right[: 2 * AROUND]),
        _keys(text, lexicon) | _keys(before, lexicon),
    )


def _cut_number(before: str, text: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """Return a decimal that a splitter took for the end of a sentence: "by $ 1. | 7 million"."""
    if not (text[:1].isdigit() and before.endswith(".") and before[-2:-1].isdigit()):
        return ()
    whole = before.rsplit(maxsplit=1)[-1] + text[:40]
    found = quantities(whole, lexicon)[:1]
    return tuple(
        replace(q, start=0, end=1, dimension="?", unit=None) for q in found if q.kind is not Kind.CODE
    )


@lru_cache(maxsize=4096)
def _keys(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset[str]().union(*(token.keys for token in _content(text, lexicon)))


@lru_cache(maxsize=4096)
def _content(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the words that say something; numbers are left out, since they are what may differ."""
    units = {word.lower() for word in lexicon.values.get("share", {})}
    return tuple(
        token
        for token in tokens(text, lexicon)
        if token.content
        and not token.word.is_number
        and token.word.key not in lexicon.numbers
        and token.word.key not in units
    )


def share_of_role(mine: Role, theirs: Role) -> float:
    """Say how far a quantity of the source stands in the role of the claim's, 0..1."""
    return (1 - NOUN) * share_of_place(mine.around, theirs.around) + NOUN * _noun(mine, theirs)


def share_of_place(mine: Surroundings, theirs: Surroundings) -> float:
    """Say how far two places have the same company, 0..1: the near words count twice."""
    near = _share(mine.near, theirs.beside)
    return (2 * near + _share((*mine.near, *mine.rest), theirs.all)) / 3


def _noun(mine: Role, theirs: Role) -> float:
    ours, others = mine.quantity, theirs.quantity
    if ours.dimension and ours.dimension == others.dimension:
        beside = set(ours.nouns) & set(others.nouns)
        return 1.0 if beside or not ours.nouns else 0.7
    if set(ours.nouns[:2]) & set(others.nouns):
        return 1.0
    if ours.kind is others.kind and not ours.nouns:
        return 0.8
    return 0.3 if set(ours.nouns[:2]) & theirs.around.beside else 0.0


def _share(asked: Sequence[frozenset[str]], known: frozenset[str]) -> float:
    if not asked:
        return 0.0
    return sum(not keys.isdisjoint(known) for keys in asked) / max(LEAST, len(asked))
