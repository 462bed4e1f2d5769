"""Numerals of a text: digits and words, with their scale and value, not yet with what they count.

Numbers in words are found by text2num (a finite-state machine written in Rust, some ten microseconds a
sentence); digits, their separators and scales here. The judge has a reading of its own, as it was
fitted (`judge/features/numbers.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon.numerals import Numerals
    from fidelity.text.words import Word

__all__ = ["JOINTS", "Numeral", "numerals"]

# text2num reads these languages; the words of others are no numerals.
SPELLED = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})
# "1,056", "1, 056" and "1 056" as well as "1056.5" and "1. 5"; a group set off by a space may be a
# number of its own.
DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:(?:, |[ \u00a0\u202f\u2009])\d{3})+(?![\d,]|\.\d|[ \u00a0]\d)"
    r"|\d{1,3}\. \d{1,2}(?![\d,.]|[ \u00a0]\d)|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
)
GROUPED = re.compile(r"[,.] |[ \u00a0\u202f\u2009]")
# More characters are an identifier, no number.
LONGEST = 20
# What may stand between the parts of one number, and between a number and its unit.
JOINTS = frozenset({" ", "-", "\u00a0", "\u2011", "\u202f", "", " - ", "- "})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `start:end` of its text.

    Attributes:
        readings: Other values that the same characters may have: "46m" is 46 and 46 million.
        spelled: Whether it is written in words.
        ordinal: Whether it is a place in a row ("21st", "third").
        share: Whether it is a part of a whole ("a third", "half").
        scale: What the scale words behind it multiply it by.
    """

    value: float
    start: int
    end: int
    readings: tuple[float, ...] = ()
    spelled: bool = False
    ordinal: bool = False
    share: bool = False
    scale: float = 1.0


def numerals(text: AnalysedText) -> tuple[Numeral, ...]:
    """Return the numerals of `text` in order; they do not overlap."""
    known = text.lexicon.numerals
    if known is None:
        return ()
    every: list[Numeral] = []
    taken = 0
    both = sorted([*_digits(text.text, known), *_spelled(text, known)], key=lambda n: (n.start, -n.end))
    starts = [word.start for word in text.words]
    for numeral in both:
        if numeral.start < taken:
            continue
        scaled = numeral if numeral.share else _scaled(numeral, text, starts, known)
        every.append(scaled)
        taken = scaled.end
    return tuple(every)


def _digits(text: str, known: Numerals) -> Iterator[Numeral]:
    for match in DIGITS.finditer(text):
        written, start, end = match.group(), match.start(), match.end()
        ordinal = next((e for e in known.ordinal if text[end : end + len(e)].lower() == e), "")
        if len(written) > LONGEST:
            continue
        if ordinal and written.isdigit() and not text[end + len(ordinal) : end + len(ordinal) + 1].isalnum():
            yield Numeral(float(written.replace(",", "")), start, end + len(ordinal), ordinal=True)
            continue
        groups = [group for group in GROUPED.split(written) if group]
        readings = tuple(float(group) for group in groups) if len(groups) > 1 else ()
        yield Numeral(float(re.sub(r"[^\d.]", "", written)), start, end, readings)


class _Part:
    """One word as text2num wants to see it."""

    def __init__(self, word: Word, apart: bool) -> None:
        self._word = word
        self._apart = apart

    def text(self) -> str:
        return self._word.text

    def text_lowercase(self) -> str:
        return self._word.text.lower()

    def nt_separated(self, _previous: _Part) -> bool:
        return self._apart

    def not_a_number_part(self) -> bool:
        return not self._word.text.isalpha()


def _spelled(text: AnalysedText, known: Numerals) -> Iterator[Numeral]:
    """Yield numbers in words: fractions, "a dozen", then what text2num reads."""
    tokens = text.words
    if text.lexicon.language not in SPELLED or not tokens:
        return
    yield from _fractions(text, known)
    yield from _grouped(text.text, tokens, known)
    for first, last, value, ordinal in _read(text.text, tokens, text.lexicon.language):
        plain = tokens[first].key
        if first == last and (plain in known.vague or (plain in known.weak and len(plain) < 3)):
            continue
        if tokens[last].key in known.vague:
            continue
        start, end = tokens[first].start, tokens[last].end
        yield Numeral(value, start, end, spelled=True, ordinal=ordinal)


def _read(text: str, tokens: Sequence[Word], language: str) -> Iterator[tuple[int, int, float, bool]]:
    from text_to_num import find_numbers

    apart = [False, *(text[left.end : right.start] not in JOINTS for left, right in pairwise(tokens))]
    parts = [_Part(word, far) for word, far in zip(tokens, apart, strict=True)]
    for one in find_numbers(parts, language, threshold=0):
        yield one.start, one.end - 1, float(one.value), bool(one.is_ordinal)


def _fractions(analysed: AnalysedText, known: Numerals) -> Iterator[Numeral]:
    """Yield "a third of", "two-thirds", "three quarters", "half of", "half a million"."""
    text, tokens, numbers = analysed.text, analysed.words, analysed.lexicon.numbers
    named = known.fractions
    for at, word in enumerate(tokens):
        if word.key not in named:
            continue
        before = tokens[at - 1] if at else None
        after = tokens[at + 1].key if at + 1 < len(tokens) else ""
        beside = before is not None and text[before.end : word.start] in JOINTS
        if word.key in known.half:
            counted = before is not None and beside and before.key in known.counted_half
            if not counted and after in known.whole and text[word.end : word.end + 1] == " ":
                yield Numeral(named[word.key], word.start, word.end, spelled=True, share=True)
            continue
        if before is None or not beside:
            continue
        count = numbers.get(before.key)
        plural = word.key.endswith("s")
        part_of = after in known.of or "-" in text[before.end : word.start]
        if count is not None and (plural if count > 1 else part_of):
            yield Numeral(count * named[word.key], before.start, word.end, spelled=True, share=True)
        elif before.key in known.single and part_of:
            yield Numeral(named[word.key], before.start, word.end, spelled=True, share=True)


def _grouped(text: str, tokens: Sequence[Word], known: Numerals) -> Iterator[Numeral]:
    """Yield "a dozen", "half a dozen", "a couple", "a million", "a hundred"."""
    for at in range(1, len(tokens)):
        word, before = tokens[at], tokens[at - 1]
        value = known.groups.get(word.key, known.scales.get(word.key) if len(word.key) > 3 else None)
        if value is None or before.key not in known.single or text[before.end : word.start] not in JOINTS:
            continue
        if at > 1 and tokens[at - 2].key in known.half:
            yield Numeral(value / 2, tokens[at - 2].start, word.end, spelled=True)
        else:
            yield Numeral(value, word.start, word.end, spelled=True)


def _scaled(numeral: Numeral, analysed: AnalysedText, starts: Sequence[int], known: Numerals) -> Numeral:
    """Return the numeral with the scale words behind it: "1.2 bn", "1,200 million", "three and a half"."""
    if numeral.ordinal:
        return numeral
    text, tokens, scales = analysed.text, analysed.words, known.scales
    half = known.half_behind.match(text, numeral.end)
    if half:
        numeral = replace(numeral, value=numeral.value + 0.5, end=half.end())
    at = bisect_left(starts, numeral.end)
    while at < len(tokens) and text[numeral.end : tokens[at].start] in JOINTS:
        key = tokens[at].key
        if key not in scales:
            break
        short = len(key) == 1
        if short and (numeral.spelled or text[numeral.end : tokens[at].start] not in {"", " "}):
            break
        # A metre, a kilobyte, a bronze medal: the short form leaves the plain value open.
        readings = (*numeral.readings, numeral.value) if short else numeral.readings
        scale = scales[key]
        numeral = replace(
            numeral,
            value=numeral.value * scale,
            end=tokens[at].end,
            readings=readings,
            scale=numeral.scale * scale,
        )
        at += 1
    return numeral
