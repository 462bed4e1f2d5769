"""The judge's numbers: those of a text, in digits and in words, by value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.text.words import Word, words

if TYPE_CHECKING:
    from fidelity.lexicon.judge import JudgeWords

__all__ = ["Number", "numbers"]

DIGITS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of its text, with the noun-like word behind it, if any."""

    value: float
    start: int
    end: int
    unit: str


def numbers(text: str, known: JudgeWords) -> tuple[Number, ...]:
    """Return the numbers of `text`.

    "1.2 bn", "1,200 million" and "two hundred" are one number each; ordinals are left out.
    """
    read = []
    tokens = words(text)
    at = 0
    while at < len(tokens):
        value = _value(tokens[at], known)
        if value is None:
            at += 1
            continue
        start, end = tokens[at].start, tokens[at].end
        at += 1
        while at < len(tokens) and _adjacent(text, end, tokens[at]):
            scale = known.scales.get(tokens[at].key)
            further = _value(tokens[at], known)
            if scale is not None:
                value *= scale
            elif further is not None and 20 <= value < 100 and further < 10 and not value % 10:
                value += further
            else:
                break
            end = tokens[at].end
            at += 1
        unit = tokens[at].key if at < len(tokens) and _adjacent(text, end, tokens[at]) else ""
        read.append(Number(value, start, end, unit))
    return tuple(read)


def _value(word: Word, known: JudgeWords) -> float | None:
    if word.is_number:
        plain = word.text.rstrip(".,")
        if DIGITS.fullmatch(plain):
            return float(plain.replace(",", ""))
        return None
    if word.key in known.weak or word.key not in known.numbers:
        return None
    return float(known.numbers[word.key])


def _adjacent(text: str, end: int, following: Word) -> bool:
    return text[end : following.start] in {" ", "-", "\u00a0", "", "\u2011"}
