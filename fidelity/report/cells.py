r"""Text as a terminal shows it: how wide it is, where to cut it, and what must never get there.

A text is taken apart into cells: what a reader counts as one character, with the width that wcwidth
gives it. Stories and sources are hostile input, so a control character, an escape sequence or a
mark that reorders text is shown by its number (`\u{1b}`), never sent. Invisible characters that
only shape their neighbours are left out, since terminals disagree about their width.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ELLIPSIS", "Cell", "cells", "clip", "clip_left", "plain", "width", "wrap"]

ELLIPSIS = "…"
TAB = "    "
# Soft hyphen, grapheme joiner, zero-width space, joiners, word joiner, byte-order mark and
# variation selectors: harmless, without width of their own.
DROPPED = re.compile("[\u00ad\u034f\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Invisible letters and fillers that are in no control category.
BLANK = re.compile("[\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufff0-\ufff8\ufdd0-\ufdef]")
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")
SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
VIRAMA = 9  # the combining class of signs that join two consonants into one shape
# More marks than any script stacks on one letter; the rest would climb over other lines.
MOST_MARKS = 8
CARRIER = "◌"  # carries a combining mark that has no letter before it


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands for `start:end` of a text: `shown`, `width` terminal columns wide."""

    start: int
    end: int
    shown: str
    width: int


def cells(text: str) -> tuple[Cell, ...]:
    """Take a text apart; every code point belongs to exactly one cell, in order."""
    if text.isascii() and text.isprintable():
        return tuple(Cell(at, at + 1, char, 1) for at, char in enumerate(text))
    shown_cells: list[Cell] = []
    for at, char in enumerate(text):
        last = shown_cells[-1] if shown_cells else None
        if char.isascii() and char.isprintable():
            shown_cells.append(Cell(at, at + 1, char, 1))
        elif char == "\t":
            shown_cells.append(Cell(at, at + 1, TAB, len(TAB)))
        elif DROPPED.match(char):
            _extend(shown_cells, Cell(at, at + 1, "", 0))
        elif _is_hidden(char):
            shown_cells.append(_escape(at, char))
        elif unicodedata.category(char)[0] == "M" or _width(char) == 0:
            _add_mark(shown_cells, at, text)
        elif last is not None and _joins(last.shown, char):
            shown = last.shown + char
            shown_cells[-1] = Cell(last.start, at + 1, shown, _width(shown))
        else:
            shown_cells.append(Cell(at, at + 1, char, _width(char)))
    return tuple(shown_cells)


def width(parts: Sequence[Cell]) -> int:
    """Return the number of terminal columns that `parts` take."""
    return sum(part.width for part in parts)


def plain(text: str) -> str:
    """Return `text` on one line, white space folded, safe to print."""
    folded = " ".join(text.split())
    if folded.isascii() and folded.isprintable():
        return folded
    return "".join(cell.shown for cell in cells(folded))


def clip(text: str, room: int) -> str:
    """Return `plain(text)`, cut at its end with an ellipsis to at most `room` columns."""
    # No more than `room` cells fit; marks and dropped characters share theirs, up to a point.
    near = text[: (room + 1) * (MOST_MARKS + 2)]
    parts = cells(" ".join(near.split()))
    if len(near) == len(text) and width(parts) <= room:
        return "".join(part.shown for part in parts)
    kept = _fitting(parts, room - 1)
    return "".join(part.shown for part in parts[:kept]).rstrip() + ELLIPSIS


def clip_left(text: str, room: int) -> str:
    """Return `plain(text)`, cut at its start with an ellipsis to at most `room` columns."""
    parts = cells(" ".join(text.split()))
    if width(parts) <= room:
        return "".join(part.shown for part in parts)
    kept = _fitting(parts[::-1], room - 1)
    return ELLIPSIS + "".join(part.shown for part in parts[len(parts) - kept :]).lstrip()


def wrap(text: str, room: int, first: str = "", rest: str = "") -> list[str]:
    """Break text into lines of at most `room` columns, at spaces where there are any.

    Args:
        text: Made plain here.
        room: Columns, prefix included.
        first: Prefix of the first line, safe to print; kept as it is.
        rest: Prefix of the others, likewise.
    """
    lines = []
    prefix, line, used = first, "", 0
    for word in text.split():
        parts = cells(word)
        while width(parts):
            gap = 1 if line else 0
            left = room - width(cells(prefix)) - used - gap
            kept = _fitting(parts, left)
            if kept == len(parts) or (not line and kept):
                line += " " * gap + "".join(part.shown for part in parts[:kept])
                used += gap + width(parts[:kept])
                parts = parts[kept:]
            elif not line:  # not even one cell fits: a room this small is shown too wide
                line, used, parts = parts[0].shown, parts[0].width, parts[1:]
            if parts:
                lines.append(prefix + line)
                prefix, line, used = rest, "", 0
    lines.append(prefix + line)
    return lines


def _fitting(parts: Sequence[Cell], room: int) -> int:
    """Return how many of `parts` fit into `room` columns."""
    used = 0
    for count, part in enumerate(parts):
        used += part.width
        if used > room:
            return count
    return len(parts)


def _is_hidden(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    return (
        unicodedata.category(char) in HIDDEN_CATEGORIES
        or BLANK.match(char) is not None
        or ord(char) & 0xFFFE == 0xFFFE
        or 0xE0000 <= ord(char) <= 0xE0FFF
    )


def _escape(at: int, char: str) -> Cell:
    shown = f"\\u{{{ord(char):x}}}"
    return Cell(at, at + 1, shown, len(shown))


def _add_mark(cells: list[Cell], at: int, text: str) -> None:
    """Add the combining mark at `text[at]` to the cell before it."""
    char = text[at]
    last = cells[-1] if cells else None
    escaped = last is not None and last.shown.startswith("\\u{")
    piled = escaped and unicodedata.category(text[at - 1])[0] == "M"
    if last is not None and (piled or (len(last.shown) > MOST_MARKS and not escaped)):
        cells.append(_escape(at, char))
    elif last is None or escaped or not last.shown.strip():
        shown = CARRIER + char
        cells.append(Cell(at, at + 1, shown, _width(shown)))
    else:
        shown = last.shown + char
        cells[-1] = Cell(last.start, at + 1, shown, _width(shown))


def _extend(cells: list[Cell], cell: Cell) -> None:
    """Let the cell before cover one more character that is not shown."""
    if cells:
        last = cells[-1]
        cells[-1] = Cell(last.start, cell.end, last.shown, last.width)
    else:
        cells.append(cell)


def _joins(shown: str, char: str) -> bool:
    """Whether a character is one shape with the one before: flags, skin tones, conjuncts."""
    if REGIONAL.match(char):
        return REGIONAL.fullmatch(shown) is not None
    if SKIN.match(char):
        return bool(shown) and _width(shown + char) == _width(shown)
    return (
        bool(shown)
        and unicodedata.combining(shown[-1]) == VIRAMA
        and unicodedata.category(char) == "Lo"
        and len(shown) <= MOST_MARKS
    )


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    import wcwidth  # 25 ms to import: only where a text needs it

    return max(0, int(wcwidth.wcswidth(text)))
