"""Numbers of a text, in digits and in words, by value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fidelity.text.words import Word, words

__all__ = ["Number", "numbers"]

SCALES = {
    "hundred": 100.0, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9,
    "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "millions": 1e6, "billions": 1e9,
}  # fmt: skip
# "one" is a pronoun and "second" a unit of time more often than a number.
WEAK = frozenset({"one", "second"})
DIGITS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of its text, with the noun-like word behind it, if any."""

    value: float
    start: int
    end: int
    unit: str


def numbers(text: str, named: Mapping[str, int]) -> tuple[Number, ...]:
    """Return the numbers of `text`; `named` gives the values of small number words.

    "1.2 bn", "1,200 million" and "two hundred" are one number each; ordinals are left out.
    """
    found = []
    tokens = words(text)
    at = 0
    while at < len(tokens):
        value = _value(tokens[at], named)
        if value is None:
            at += 1
            continue
        start, end = tokens[at].start, tokens[at].end
        at += 1
        while at < len(tokens) and _adjacent(text, end, tokens[at]):
            scale = SCALES.get(tokens[at].key)
            further = _value(tokens[at], named)
            if scale is not None:
                value *= scale
            elif further is not None and 20 <= value < 100 and further < 10 and not value % 10:
                value += further
            else:
                break
            end = tokens[at].end
            at += 1
        unit = tokens[at].key if at < len(tokens) and _adjacent(text, end, tokens[at]) else ""
        found.append(Number(value, start, end, unit))
    return tuple(found)


def _value(word: Word, named: Mapping[str, int]) -> float | None:
    if word.is_number:
        plain = word.text.rstrip(".,")
        if DIGITS.fullmatch(plain):
            return float(plain.replace(",", ""))
        return None
    if word.key in WEAK:
        return None
    return float(named[word.key]) if word.key in named else None


def _adjacent(text: str, end: int, following: Word) -> bool:
    return text[end : following.start] in {" ", "-", "\u00a0", "", "\u2011"}
