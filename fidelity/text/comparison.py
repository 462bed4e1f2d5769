"""What two texts say differently: numbers, negation, opposites."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.text.numbers import numbers
from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["flipped", "numbers_missing", "opposites"]

ENDINGS = (
    "", "s", "es", "e", "ed", "d", "ing", "er", "ion", "ions", "ied", "ies", "ure", "ful", "ment",
)  # fmt: skip

# How many words a negator reaches, and what ends its clause.
SCOPE = 5
CLAUSE = re.compile(r"[,;:.!?()\u2014\u2013]")


def numbers_missing(claim: str, evidence: str, lexicon: Lexicon) -> tuple[float, ...]:
    """Return the values of the numbers of `claim` that `evidence` does not hold."""
    known = {number.value for number in numbers(evidence, lexicon.numbers)}
    return tuple(
        number.value
        for number in numbers(claim, lexicon.numbers)
        if not any(math.isclose(number.value, value, rel_tol=1e-9) for value in known)
    )


def flipped(claim: str, evidence: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return words of `claim` that are negated on one side only, in order.

    A word counts where both texts have it beside the same neighbour ("need to beat OpenAI", "do not
    beat OpenAI"), one has it right behind a negator and the other nowhere near one.
    """
    theirs = list(_polarities(evidence, lexicon))
    mine = list(_polarities(claim, lexicon))
    pairs = {(left.stem, right.stem) for left, right in pairwise(theirs)}
    close = {
        stem
        for left, right in pairwise(mine)
        if (left.stem, right.stem) in pairs
        for stem in (left.stem, right.stem)
    }
    opposite = {(Polarity.PLAIN, Polarity.NEGATED), (Polarity.NEGATED, Polarity.PLAIN)}
    return tuple(
        dict.fromkeys(
            word.text
            for word in mine
            if word.stem in close and (_one(mine, word.stem), _one(theirs, word.stem)) in opposite
        )
    )


class Polarity(Enum):
    """Whether a word is negated. DOUBTFUL: further behind a negator, where scope is a guess."""

    PLAIN = 1
    DOUBTFUL = 2
    NEGATED = 3


@dataclass(frozen=True, slots=True)
class _Polar:
    stem: str
    text: str
    polarity: Polarity


def _polarities(text: str, lexicon: Lexicon) -> Iterator[_Polar]:
    """Yield each content word with its polarity in its clause."""
    left = 0
    first = False
    end = 0
    for word in words(text):
        if CLAUSE.search(text, end, word.start):
            left = 0
        end = word.end
        if word.key in lexicon.negators or word.key.endswith("n't"):
            left, first = SCOPE, True
            continue
        if word.key in lexicon.limiters:
            first = False  # "not only", "not until": the clause is asserted after all
        if word.key not in lexicon.stopwords and not word.is_number:
            polarity = Polarity.DOUBTFUL if left else Polarity.PLAIN
            if left and first:
                polarity, first = Polarity.NEGATED, False
            yield _Polar(_stem(word.key.casefold()), word.text, polarity)
        left = max(0, left - 1)


def _one(found: list[_Polar], stem: str) -> Polarity:
    """Return the polarity of a word that has one, DOUBTFUL where its occurrences differ."""
    seen = {word.polarity for word in found if word.stem == stem}
    return seen.pop() if len(seen) == 1 else Polarity.DOUBTFUL


def _stem(word: str) -> str:
    """Return a word without its inflection, roughly: both sides are cut the same way."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def opposites(claim: str, evidence: str, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return pairs of opposite words: one only in `claim`, the other only in `evidence`."""
    left = {word.key for word in words(claim)}
    right = {word.key for word in words(evidence)}
    return tuple(
        (word, other)
        for word in sorted(left - right)
        for other in sorted(right - left)
        if any(
            stem in lexicon.antonyms[opposite]
            for stem in _stems(word, lexicon)
            for opposite in _stems(other, lexicon)
        )
    )


def _stems(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the stems of the antonym list that `word` is an inflection of."""
    return tuple(
        word.removesuffix(ending)
        for ending in ENDINGS
        if word.endswith(ending) and word[: len(word) - len(ending)] in lexicon.antonyms
    )
