"""The lines of a document around a span, fitted to a width, with the columns to underline.

A line that is too long is cut around the span. A span that is itself too long for one row is
wrapped, and of one that takes more than a few rows the beginning and the end are shown: a reader
should be able to act on it without opening the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.report.cells import ELLIPSIS, Cell, cells, width

if TYPE_CHECKING:
    from fidelity.types import Document, Span

__all__ = ["ShownLine", "excerpt"]

MOST_ROWS = 5
# How many of them stand before the gap, and how many behind it.
HEAD_ROWS = 3
TAIL_ROWS = 1
# A wrapped span keeps what stands before it in its line up to this width: a list marker, a label.
LEAD = 10
# Cut between words where a space is this near.
SNAP = 12


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One row of an excerpt.

    Attributes:
        line: Number of the document's line; 0 for a row that stands for rows left out.
        text: Safe to print.
        start: Columns before the mark.
        length: Columns under the mark, 0 for none.
        continued: Whether the line began in an earlier row.
    """

    line: int
    text: str
    start: int = 0
    length: int = 0
    continued: bool = False


GAP = ShownLine(0, "")


def excerpt(document: Document, span: Span, room: int) -> tuple[ShownLine, ...]:
    """Return the rows that show `span`, each at most `room` columns wide."""
    first = document.position(span.start).line
    last = document.position(max(span.start, span.end - 1)).line
    lines = range(first, last + 1)
    numbers = [*lines]
    if len(lines) > MOST_ROWS:  # each makes at least one row, so the middle would be left out
        numbers = [*lines[:HEAD_ROWS], GAP.line, *lines[-TAIL_ROWS:]]
    rows: list[ShownLine] = []
    for number in numbers:
        rows += _line(document, number, lines, span, room) if number else [GAP]
    if len(rows) <= MOST_ROWS:
        return tuple(rows)
    return (*rows[:HEAD_ROWS], GAP, *rows[-TAIL_ROWS:])


def _line(document: Document, number: int, lines: range, span: Span, room: int) -> list[ShownLine]:
    """Return the rows of one of the `lines` that `span` touches."""
    whole = document.line(number)
    low = min(max(span.start, whole.start), whole.end)
    high = max(low, min(span.end, whole.end))
    # A file may be one endless line: look no further than a row can show.
    begin, stop = max(whole.start, low - 4 * room), min(whole.end, high + 4 * room)
    text = document.text[begin:stop]
    low, high = low - begin, high - begin
    if text[low:high].strip():
        if number > lines[0]:
            low += len(text[low:high]) - len(text[low:high].lstrip())
        if number < lines[-1]:
            high = low + len(text[low:high].rstrip())
    parts = cells(text)
    marked = [at for at, part in enumerate(parts) if part.start < high and low < part.end]
    if marked:
        start, end = marked[0], marked[-1] + 1
    else:
        start = end = sum(part.end <= low for part in parts)
    before, after = begin > whole.start, stop < whole.end
    return _Line(number, parts, start, end, before, after, least=int(number == lines[0])).rows(room)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line taken apart: `parts[start:end]` is marked.

    `before` and `after` say whether more of the line stands on either side of `parts`; `least` is
    the shortest underline, so that a mark without width can still be seen.
    """

    number: int
    parts: tuple[Cell, ...]
    start: int
    end: int
    before: bool
    after: bool
    least: int

    def rows(self, room: int) -> list[ShownLine]:
        marked = width(self.parts[self.start : self.end])
        empty = max(0, self.least - marked)
        whole = not self.before and not self.after
        if whole and width(self.parts) + empty <= room:
            return [self._row(0, len(self.parts))]
        room -= 2  # an ellipsis may stand on either side
        if marked + empty <= room:
            return [self._row(*self._window(room - empty))]
        return self._wrapped(room)

    def _window(self, room: int) -> tuple[int, int]:
        """Return the range of cells to show around the mark, as even on both sides as can be."""
        spare = room - width(self.parts[self.start : self.end])
        left, right = width(self.parts[: self.start]), width(self.parts[self.end :])
        budget = min(left, max(spare // 2, spare - right))
        low = self.start
        while low and self.parts[low - 1].width <= budget:
            low -= 1
            budget -= self.parts[low].width
        high = self.end
        budget = room - width(self.parts[low : self.end])
        while high < len(self.parts) and self.parts[high].width <= budget:
            budget -= self.parts[high].width
            high += 1
        return self._snapped(low, high)

    def _snapped(self, low: int, high: int) -> tuple[int, int]:
        """Move the cuts inwards to the next space, where one is near."""
        if low:
            near = range(low, min(low + SNAP, self.start))
            low = next((at + 1 for at in near if self.parts[at].shown.isspace()), low)
        if high < len(self.parts) and not self.parts[high].shown.isspace():
            near = range(high - 1, max(high - SNAP, self.end - 1), -1)
            high = next((at for at in near if self.parts[at].shown.isspace()), high)
        return low, high

    def _wrapped(self, room: int) -> list[ShownLine]:
        """Break a mark that is wider than a row at spaces; what follows it fills the last row."""
        kept = not self.before and width(self.parts[: self.start]) <= LEAD
        low = 0 if kept else self.start
        rows: list[ShownLine] = []
        while low < self.end:
            high = self._break(low, room)
            rows.append(self._row(low, high, continued=bool(rows), more=high < self.end))
            low = high
            while low < self.end and self.parts[low].shown.isspace():
                low += 1
        return rows

    def _break(self, low: int, room: int) -> int:
        """Return where a row that begins at `low` ends, between words where it can."""
        high, used = low, 0
        while high < len(self.parts) and used + self.parts[high].width <= room:
            used += self.parts[high].width
            high += 1
        if high == low:
            return low + 1  # a cell wider than the room: show it rather than loop
        if high == len(self.parts) or self.parts[high].shown.isspace():
            return high
        for at in range(high - 1, low, -1):
            if self.parts[at].shown.isspace():
                return at
        return high

    def _row(self, low: int, high: int, *, continued: bool = False, more: bool = False) -> ShownLine:
        """Return `parts[low:high]`, with an ellipsis where the line goes on out of sight."""
        left = ELLIPSIS if (low > 0 or self.before) and not continued else ""
        right = ELLIPSIS if (high < len(self.parts) or self.after) and not more else ""
        start, end = max(low, self.start), min(high, self.end)
        while more and end > start and self.parts[end - 1].shown.isspace():
            end -= 1
        # Before an ellipsis, spaces that are marked stay: it must not stand above the underline.
        stop = high
        while stop > (end if right else low) and self.parts[stop - 1].shown.isspace():
            stop -= 1
        text = left + "".join(part.shown for part in self.parts[low:stop]) + right
        length = max(0 if continued else self.least, width(self.parts[start:end]))
        return ShownLine(self.number, text, len(left) + width(self.parts[low:start]), length, continued)
