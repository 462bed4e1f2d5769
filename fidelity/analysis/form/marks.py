"""Marks that are opened and never closed: quotation marks, brackets, emphasis, code fences."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["OpenMark", "has_footnote", "open_emphasis", "open_fence", "open_marks"]

BRACKETS = {")": "(", "]": "[", "}": "{"}
STRAIGHT = '"'
CURLY, CURLY_END = "\u201c", "\u201d"
# What closes what: typographic marks, the German way, and a straight mark for a curly one.
CLOSED_BY = {
    STRAIGHT: STRAIGHT + CURLY_END, CURLY: CURLY_END + CURLY + STRAIGHT,
    "\u201e": CURLY + CURLY_END + STRAIGHT, "\u00ab": "\u00bb", "\u00bb": "\u00ab",
}  # fmt: skip
QUOTES = frozenset({*CLOSED_BY, CURLY_END})
# A bracket closes across so many others at most that were never closed.
DEPTH = 6
# Before a bracket these make a face: ":(", ":-(".
EYES = ":;="
NOSES = "-'o"
# Before these a quotation ends, although a space stands before the mark.
ENDS = ",.;:!?)]"
EMPHASIS = re.compile(r"(?<![\w*\\])\*\*(?=\w)")
FOOTNOTE = re.compile(r"\w\*\*(?!\w)")
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True, order=True)
class OpenMark:
    """A mark at `at` of the text that nothing closes."""

    at: int
    mark: str

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return self.mark in QUOTES


def open_marks(text: str) -> tuple[OpenMark, ...]:
    """Return the marks of `text` that stay open, in their order.

    Apostrophes and single quotation marks are not looked at: nobody can tell one from the other. A
    closing mark without an opening one is passed over ("a)", ":)"), and a straight mark behind a digit
    is inches unless it closes something.
    """
    quotes: list[OpenMark] = []
    brackets: list[OpenMark] = []
    for at, char in enumerate(text):
        if char in QUOTES:
            _quote(text, at, quotes)
        elif char in BRACKETS.values():
            if not _is_face(text, at):
                brackets.append(OpenMark(at, char))
        elif char in BRACKETS:
            _close(brackets, BRACKETS[char])
    return tuple(sorted([*quotes, *brackets]))


def has_footnote(text: str) -> bool:
    """Whether `**` behind a word marks a footnote: then it may open one too."""
    return FOOTNOTE.search(text) is not None


def open_emphasis(text: str) -> int | None:
    """Return where the last `**` of a rendered text stands, if it opens something: a reader sees it."""
    last = text.rfind("**")
    return last if last >= 0 and EMPHASIS.match(text, last) else None


def open_fence(raw: str) -> str:
    """Return the mark of the fence that opens a block of code and is not closed, or ""."""
    lines = raw.rstrip().splitlines()
    opened = FENCE.match(lines[0]) if lines else None
    if opened is None:
        return ""
    mark = opened.group(1)
    last = FENCE.fullmatch(lines[-1].rstrip()) if len(lines) > 1 else None
    return "" if last is not None and last.group(1).startswith(mark) else mark


def _close(brackets: list[OpenMark], mark: str) -> None:
    for number in range(len(brackets) - 1, max(-1, len(brackets) - DEPTH), -1):
        if brackets[number].mark == mark:
            del brackets[number]
            return


def _quote(text: str, at: int, quotes: list[OpenMark]) -> None:
    char = text[at]
    before, behind = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    leans_right = before.isspace() and not (behind.isspace() or behind in ENDS)
    closes = bool(quotes) and char in CLOSED_BY[quotes[-1].mark]
    # A mark that leans on the word behind it opens, even inside of a quotation.
    if closes and not (leans_right and char in {STRAIGHT, CURLY}):
        quotes.pop()
    elif char == CURLY_END or (char == STRAIGHT and _is_inches(text, at)):
        return
    elif not before.isalnum() and (not behind.isspace() or before.isspace()):
        quotes.append(OpenMark(at, char))


def _is_inches(text: str, at: int) -> bool:
    before = text[max(0, at - 2) : at].rstrip()
    return before[-1:].isdigit() and not text[at + 1 : at + 2].isalnum()


def _is_face(text: str, at: int) -> bool:
    eyes = text[at - 1 : at]
    if eyes and eyes in NOSES:
        eyes = text[at - 2 : at - 1]
        return text[at] == "(" and bool(eyes) and eyes in EYES
    return text[at] == "(" and bool(eyes) and eyes in EYES
