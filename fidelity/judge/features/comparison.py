"""What two texts say differently, as the fit has it: numbers, negation, opposites."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.judge.features.numbers import numbers
from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.lexicon.judge import JudgeWords

__all__ = ["difference", "flipped", "numbers_missing", "opposites"]

ENDINGS = (
    "", "s", "es", "e", "ed", "d", "ing", "er", "ion", "ions", "ied", "ies", "ure", "ful", "ment",
)  # fmt: skip

# How many words a negator reaches, and what ends its clause.
SCOPE = 5
CLAUSE = re.compile(r"[,;:.!?()\u2014\u2013]")


def difference(claim: str, evidence: str, known: JudgeWords) -> tuple[str, str] | None:
    """Return a word of `claim` and its opposite in `evidence`, or "" where one of the two negates it."""
    pairs = opposites(claim, evidence, known)
    if pairs:
        return pairs[0]
    turned = flipped(claim, evidence, known)
    return (turned[0], "") if turned else None


def numbers_missing(claim: str, evidence: str, known: JudgeWords) -> tuple[float, ...]:
    """Return the values of the numbers of `claim` that `evidence` does not hold."""
    there = {number.value for number in numbers(evidence, known)}
    return tuple(
        number.value
        for number in numbers(claim, known)
        if not any(math.isclose(number.value, value, rel_tol=1e-9) for value in there)
    )


def flipped(claim: str, evidence: str, known: JudgeWords) -> tuple[str, ...]:
    """Return words of `claim` that are negated on one side only, in order.

    A word counts where both texts have it beside the same neighbour ("need to beat OpenAI", "do not
    beat OpenAI"), one has it right behind a negator and the other nowhere near one.
    """
    theirs = list(_negations(evidence, known))
    mine = list(_negations(claim, known))
    pairs = {(left.stem, right.stem) for left, right in pairwise(theirs)}
    close = {
        stem
        for left, right in pairwise(mine)
        if (left.stem, right.stem) in pairs
        for stem in (left.stem, right.stem)
    }
    opposite = {(Affirmation.PLAIN, Affirmation.NEGATED), (Affirmation.NEGATED, Affirmation.PLAIN)}
    return tuple(
        dict.fromkeys(
            word.text
            for word in mine
            if word.stem in close and (_one(mine, word.stem), _one(theirs, word.stem)) in opposite
        )
    )


class Affirmation(Enum):
    """Whether a word is negated. DOUBTFUL: further behind a negator, where scope is a guess."""

    PLAIN = 1
    DOUBTFUL = 2
    NEGATED = 3


@dataclass(frozen=True, slots=True)
class _Negatable:
    stem: str
    text: str
    affirmed: Affirmation


def _negations(text: str, known: JudgeWords) -> Iterator[_Negatable]:
    """Yield each content word with its negation in its clause."""
    left = 0
    first = False
    end = 0
    for word in words(text):
        if CLAUSE.search(text, end, word.start):
            left = 0
        end = word.end
        if word.key in known.negators or word.key.endswith("n't"):
            left, first = SCOPE, True
            continue
        if word.key in known.limiters:
            first = False  # "not only", "not until": the clause is asserted after all
        if word.key not in known.stopwords and not word.is_number:
            affirmed = Affirmation.DOUBTFUL if left else Affirmation.PLAIN
            if left and first:
                affirmed, first = Affirmation.NEGATED, False
            yield _Negatable(_stem(word.key.casefold()), word.text, affirmed)
        left = max(0, left - 1)


def _one(read: list[_Negatable], stem: str) -> Affirmation:
    """Return the negation of a word that has one, DOUBTFUL where its occurrences differ."""
    seen = {word.affirmed for word in read if word.stem == stem}
    return seen.pop() if len(seen) == 1 else Affirmation.DOUBTFUL


def _stem(word: str) -> str:
    """Return a word without its inflection, roughly: both sides are cut the same way."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def opposites(claim: str, evidence: str, known: JudgeWords) -> tuple[tuple[str, str], ...]:
    """Return pairs of opposite words: one only in `claim`, the other only in `evidence`."""
    left = {word.key for word in words(claim)}
    right = {word.key for word in words(evidence)}
    return tuple(
        (word, other)
        for word in sorted(left - right)
        for other in sorted(right - left)
        if any(
            stem in known.antonyms[opposite]
            for stem in _stems(word, known)
            for opposite in _stems(other, known)
        )
    )


def _stems(word: str, known: JudgeWords) -> tuple[str, ...]:
    """Return the stems of the antonym list that `word` is an inflection of."""
    return tuple(
        word.removesuffix(ending)
        for ending in ENDINGS
        if word.endswith(ending) and word[: len(word) - len(ending)] in known.antonyms
    )
