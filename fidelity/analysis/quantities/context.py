"""What stands around each quantity of the sources, to find the one that a claim means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fidelity.analysis.quantities.quantity import Bound, Kind, Quantity

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token

__all__ = [
    "CLOSING",
    "NOUN",
    "QuantityIndex",
    "SituatedQuantity",
    "Surroundings",
    "landmarks",
    "quantity_index",
    "share_of_situation",
    "share_of_surroundings",
    "situated",
    "surroundings",
    "with_noun",
]

# What a shown part of a sentence does not end on.
CLOSING = " ,;:.!?)\"'”’"
# A quantity of a claim is known by so many content words on each side of it. In a source they are looked for
# among twice as many, since texts order their words differently.
AROUND = 4
# What the counted noun is worth, beside the words around; this and the next set by reading findings of F301.
NOUN = 0.25
# How far the nouns are the same, 1 where they are: of one unit with other nouns behind it, of one kind where
# the claim names none, and where the claim's noun stands near the other number.
SAME_UNIT, SAME_KIND, NOUN_NEAR = 0.7, 0.8, 0.3
# Fewer words around are too few to tell one quantity from another: the share is taken of so many.
LEAST = 3
# A number of the sources is looked at if it is at most this many times as great, or as small, as the claim's:
# where that is exact, and where it is rounded.
NEAR, FAR = 1.06, 1.7


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a place of a text: the keys of its landmarks (see `landmarks`).

    Attributes:
        near: Of each of the nearest, four on each side: those before it first, each side nearest first.
        rest: Of each further one of the sentence.
        beside: Of the nearest eight on each side, together.
        all: Of the sentence and of the one before it, together.
    """

    near: tuple[frozenset[str], ...]
    rest: tuple[frozenset[str], ...]
    beside: frozenset[str]
    all: frozenset[str]


@dataclass(frozen=True, slots=True)
class SituatedQuantity:
    """A quantity with its surroundings; `sentence` is its sentence's number, in `AnalysedSources.flat`."""

    quantity: Quantity
    sentence: int
    around: Surroundings


class QuantityIndex:
    """Every quantity of the sources with its surroundings, to be asked by sentence and by value.

    A claim's number is compared with those of the passages that may be about it, and with those of about
    its value anywhere: so the work for one claim does not grow with the source.
    """

    def __init__(self, quantities: Sequence[SituatedQuantity]) -> None:
        self._all = tuple(quantities)
        self._by_sentence: dict[int, list[int]] = {}
        values = []
        for at, one in enumerate(quantities):
            self._by_sentence.setdefault(one.sentence, []).append(at)
            quantity = one.quantity
            values += [(value, at) for value in {quantity.low, quantity.high, *quantity.readings}]
        self._values = sorted(values)

    def near(self, mine: Quantity, sentences: Collection[int]) -> tuple[SituatedQuantity, ...]:
        """Return those in `sentences`, and those of about the value of `mine`, in the source's order."""
        wanted = {at for number in sentences for at in self._by_sentence.get(number, ())}
        for value in {mine.low, mine.high, *mine.readings}:
            reach = FAR if mine.bound is not Bound.EXACT else NEAR
            first = bisect_left(self._values, (value / reach, 0))
            last = bisect_left(self._values, (value * reach, len(self._all)))
            wanted |= {at for _, at in self._values[first:last]}
        return tuple(self._all[at] for at in sorted(wanted))


def quantity_index(sentences: Sequence[AnalysedText]) -> QuantityIndex:
    """Return every quantity of `sentences` with its surroundings."""
    every: list[SituatedQuantity] = []
    before: AnalysedText | None = None
    for number, text in enumerate(sentences):
        for quantity in (*_cut_number(before, text), *text.quantities):
            around = surroundings(text, quantity.start, quantity.end, before)
            every.append(SituatedQuantity(quantity, number, around))
        before = text
    return QuantityIndex(every)


def situated(text: AnalysedText, quantity: Quantity) -> SituatedQuantity:
    """Return one quantity of a claim with its surroundings."""
    return SituatedQuantity(quantity, 0, surroundings(text, quantity.start, quantity.end))


def surroundings(
    text: AnalysedText, start: int, end: int, before: AnalysedText | None = None
) -> Surroundings:
    """Return what stands around `start:end` of a sentence that `before` goes before."""
    left = [token.keys for token in text.landmarks if token.word.end <= start][::-1]
    right = [token.keys for token in text.landmarks if token.word.start >= end]
    return Surroundings(
        (*left[:AROUND], *right[:AROUND]),
        (*left[AROUND:], *right[AROUND:]),
        frozenset[str]().union(*left[: 2 * AROUND], *right[: 2 * AROUND]),
        text.landmark_keys | before.landmark_keys if before is not None else text.landmark_keys,
    )


def _cut_number(before: AnalysedText | None, text: AnalysedText) -> tuple[Quantity, ...]:
    """Return a decimal that a splitter took for the end of a sentence: "by $ 1. | 7 million"."""
    if before is None or not text.text[:1].isdigit():
        return ()
    if not (before.text.endswith(".") and before.text[-2:-1].isdigit()):
        return ()
    whole = text.texts.of(before.text.rsplit(maxsplit=1)[-1] + text.text[:40])
    return tuple(
        replace(q, start=0, end=1, dimension="?", unit=None)
        for q in whole.quantities[:1]
        if q.kind is not Kind.CODE
    )


def landmarks(text: AnalysedText) -> tuple[Token, ...]:
    """Return the words that say something; numbers are left out, since they are what may differ."""
    lexicon = text.lexicon
    units: Collection[str] = lexicon.units.share if lexicon.units is not None else ()
    return tuple(
        token
        for token in text.tokens
        if token.content
        and not token.word.is_number
        and token.word.key not in lexicon.numbers
        and token.word.key not in units
    )


def with_noun(quantity: Quantity, text: str) -> str:
    """Return a quantity of `text` as it stands there, with its unit or else with the word behind it."""
    start, end = quantity.whole
    if quantity.nouns and quantity.unit is None:
        word = text[end:].split()[:1]
        behind = text.find(word[0], end) + len(word[0]) if word else end
        end = max(end, behind)
    return text[start:end].rstrip(CLOSING)


def share_of_situation(mine: SituatedQuantity, theirs: SituatedQuantity) -> float:
    """Say how far a quantity of the source stands where the claim's does, 0..1."""
    return (1 - NOUN) * share_of_surroundings(mine.around, theirs.around) + NOUN * _noun(mine, theirs)


def share_of_surroundings(mine: Surroundings, theirs: Surroundings) -> float:
    """Say what share of the words around one place are around the other, 0..1: near ones count twice."""
    near = _share(mine.near, theirs.beside)
    return (2 * near + _share((*mine.near, *mine.rest), theirs.all)) / 3


def _noun(mine: SituatedQuantity, theirs: SituatedQuantity) -> float:
    """Say how far two quantities count the same thing, 0..1."""
    ours, others = mine.quantity, theirs.quantity
    if ours.dimension and ours.dimension == others.dimension:
        beside = set(ours.nouns) & set(others.nouns)
        return 1.0 if beside or not ours.nouns else SAME_UNIT
    if set(ours.nouns[:2]) & set(others.nouns):
        return 1.0
    if ours.kind is others.kind and not ours.nouns:
        return SAME_KIND
    return NOUN_NEAR if set(ours.nouns[:2]) & theirs.around.beside else 0.0


def _share(asked: Sequence[frozenset[str]], known: frozenset[str]) -> float:
    """Return the share of `asked`, each the keys of one word, of which any key is known."""
    if not asked:
        return 0.0
    return sum(not keys.isdisjoint(known) for keys in asked) / max(LEAST, len(asked))
