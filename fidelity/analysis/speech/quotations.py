"""Quotations of a text with their places: every kind of mark, nested, over paragraphs, unbalanced.

One pass over the marks with a stack of what is open. Nothing that stands in quotation marks is lost:
an opening mark without a closing one reaches to the end of its paragraph, or to the next opening
mark of its kind (a quotation of several paragraphs is opened in each and closed once); a closing
mark without an opening one reaches back to the start of its paragraph or the last quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["Quotation", "QuotationKind", "quotations"]

MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛']|\n")
ANGLE = frozenset({"«", "»", "‹", "›"})
SINGLE = frozenset({"'", "‘", "’", "‚", "‛"})
# What may stand right before an opening mark, white space aside; behind a closing one, likewise.
BEFORE = "([{—–-/:\"“„‘'«‹*_"
BEHIND = ".,;:!?)]}—–-/…\"”’'»›*_"
# The word behind a mark, as far as it must be read to know it.
LETTERS = re.compile(r"\w{1,12}")
# Behind these, white space aside, a single mark before a capital opens a quotation for sure.
CLAUSE = ("", ":", ",", ".", "!", "?", "\n")
# Quotations within quotations, at most.
DEEP = 4
# Words of a scare quote at most: longer ones are what somebody said.
SCARE = 3
# Words of a title at most.
TITLE = 12


class QuotationKind(StrEnum):
    """What quotation marks are used for, as far as the words in them tell."""

    SPEECH = "speech"
    SCARE = "scare"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of a text.

    Attributes:
        start: Where its opening mark stands, or its first character where it has none.
        end: Behind its closing mark, or its last character.
        inner: `text[inner[0]:inner[1]]` is what stands between the marks, white space stripped.
        depth: How many other quotations it stands in.
        whole: Whether it has both marks.
        kind: A title has capitals only; a scare quote has one to three words.
    """

    start: int
    end: int
    inner: tuple[int, int]
    depth: int
    whole: bool
    kind: QuotationKind

    def unpunctuated(self, text: str) -> tuple[int, int]:
        """Return what stands between the marks of a text without its final punctuation, the writer's."""
        start, end = self.inner
        return start, start + len(text[start:end].rstrip(" .,;:!?"))

    def is_somebodys(self, text: str) -> bool:
        """Whether it has both marks and is what somebody says in a text, not the whole of it in marks."""
        outside = text[: self.start] + text[self.end :]
        return self.whole and self.kind is QuotationKind.SPEECH and any(char.isalnum() for char in outside)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A quotation of which it is not yet said what its marks are used for."""

    start: int
    end: int
    inner: tuple[int, int]
    depth: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    start: int
    inner: int


def quotations(text: AnalysedText) -> tuple[Quotation, ...]:
    r"""Return the quotations of `text` by their start, outer ones first. "\n" ends a paragraph."""
    elided = text.lexicon.quoting.elided if text.lexicon.quoting else frozenset()
    in_order = sorted(_marked(text.text, elided), key=lambda marked: (marked.start, -marked.end))
    return tuple(
        Quotation(
            one.start,
            one.end,
            one.inner,
            one.depth,
            one.whole,
            _kind(text.text[slice(*one.inner)], text.lexicon.stopwords),
        )
        for one in in_order
    )


def _marked(text: str, elided: Collection[str]) -> list[_Marked]:
    marks = list(MARK.finditer(text))
    closers = _single_pairs(text, marks, elided)
    marked: list[_Marked] = []
    opened: list[_Open] = []
    floor = 0
    for number, mark in enumerate(marks):
        start, end = mark.span()
        sign = mark.group()
        if sign == "\n":
            marked += _unclosed(text, opened, start)
            opened, floor = [], end
        elif sign in SINGLE:
            if number in closers:
                close = closers[number]
                marked += _add(text, start, close, (end, _inner_end(marks, close)), len(opened))
        elif _fits(opened, sign) and not _opens(text, mark, opened):
            marked += _closed(text, opened, start, end)
            floor = end
        elif opened and _family(opened[-1].mark) == _family(sign) and _opens(text, mark, opened):
            marked += _unclosed(text, opened, start)
            opened = [_Open(sign, start, end)]
        elif _looks_closing(text, mark):
            if not (sign == '"' and text[start - 1 : start].isdigit()):  # 6'2": inches
                marked += _add(text, floor, end, (floor, start), len(opened), whole=False)
                floor = end
        elif len(opened) < DEEP:
            opened.append(_Open(sign, start, end))
    marked += _unclosed(text, opened, len(text))
    return marked


def _family(mark: str) -> str:
    return "angle" if mark in ANGLE else "double"


def _fits(opened: list[_Open], sign: str) -> bool:
    """Whether `sign` can close what was opened last."""
    return bool(opened) and _family(opened[-1].mark) == _family(sign)


def _opens(text: str, mark: re.Match[str], opened: list[_Open]) -> bool:
    """Whether a mark opens a quotation although one of its kind is open already."""
    sign = mark.group()
    if sign in {"„", "``"}:
        return True
    if sign in ANGLE:
        return sign == opened[-1].mark
    if sign in {"“", "‟"}:
        return opened[-1].mark not in {"„", "‟"}  # „so“ closes with what “so” opens with
    return sign == '"' and _looks_opening(text, mark) and not _looks_closing(text, mark)


def _looks_opening(text: str, mark: re.Match[str]) -> bool:
    before, behind = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in BEFORE) and bool(behind) and not behind.isspace()


def _looks_closing(text: str, mark: re.Match[str]) -> bool:
    before, behind = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    if mark.group() in {"“", "„", "``", "«", "‹"}:
        return False
    return bool(before) and not before.isspace() and (not behind or behind.isspace() or behind in BEHIND)


def _inner_end(marks: list[re.Match[str]], end: int) -> int:
    """Return where the mark that ends at `end` begins; `end` itself where none does."""
    at = bisect_left(marks, end, key=lambda mark: mark.end())
    hit = at < len(marks) and marks[at].end() == end and marks[at].group() in SINGLE
    return end - 1 if hit else end


def _closed(text: str, opened: list[_Open], start: int, end: int) -> Iterator[_Marked]:
    last = opened.pop()
    return _add(text, last.start, end, (last.inner, start), len(opened))


def _unclosed(text: str, opened: list[_Open], end: int) -> Iterator[_Marked]:
    for depth, one in enumerate(opened):
        yield from _add(text, one.start, end, (one.inner, end), depth, whole=False)


def _add(
    text: str, start: int, end: int, inner: tuple[int, int], depth: int, *, whole: bool = True
) -> Iterator[_Marked]:
    low, high = inner
    body = text[low:high]
    low += len(body) - len(body.lstrip())
    high -= len(body) - len(body.rstrip())
    if low < high:
        yield _Marked(
            start if whole or start < low else low,
            end if whole else max(high, min(end, high + 1)),
            (low, high),
            depth,
            whole,
        )


def _kind(inner: str, stopwords: Collection[str]) -> QuotationKind:
    inside = words(inner)
    content = [
        word
        for word in inside
        if word.key.casefold() not in stopwords and not word.is_number and len(word.text) > 1
    ]
    if content and len(inside) <= TITLE and all(word.is_capital for word in content) and inside[0].is_capital:
        return QuotationKind.TITLE
    return QuotationKind.SCARE if len(inside) <= SCARE else QuotationKind.SPEECH


def _single_pairs(text: str, marks: list[re.Match[str]], elided: Collection[str]) -> dict[int, int]:
    """Return, by the number of each single mark that opens a quotation, where it ends.

    An apostrophe is none: a mark opens if something closes it in its paragraph. Behind "s" a closing
    mark may be a possessive, so any other is preferred. Read from the right, so that each mark knows
    what follows it.
    """
    pairs: dict[int, int] = {}
    sure = maybe = again = -1
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        start = mark.start()
        if mark.group() == "\n":
            sure = maybe = again = -1
        elif mark.group() in SINGLE and _opens_single(text, mark, elided):
            limit = again if again >= 0 else len(text) + 1
            close = next((place for place in (sure, maybe) if 0 <= place < limit), -1)
            confident = (
                text[start + 1].isupper() and text[max(0, start - 2) : start].strip(" ")[-1:] in CLAUSE
            )
            if close >= 0:
                pairs[number], sure, maybe = close + 1, -1, -1
            elif confident and again >= 0:
                pairs[number] = again
            again = start if confident else again
        elif mark.group() in SINGLE and _closes_single(text, mark):
            owned = text[start - 1] in "sS" and text[start + 1 : start + 2].isspace()
            sure, maybe = (sure, start) if owned else (start, -1)
    return pairs


def _opens_single(text: str, mark: re.Match[str], elided: Collection[str]) -> bool:
    """Whether a single mark may open a quotation: before a word that drops nothing ('90s, 'em)."""
    before, behind = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    if not (behind.isalnum() or behind in {"[", "…"}) or before.strip() not in BEFORE:
        return False
    letters = LETTERS.match(text, mark.end())
    word = letters.group().casefold() if letters else ""
    return not word[:2].isdigit() and word not in elided


def _closes_single(text: str, mark: re.Match[str]) -> bool:
    before, behind = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    return bool(before.strip()) and not behind.isalnum() and mark.group() != "‚"
