"""The nouns of a document: its text, what a reader sees of it, and places in it.

All offsets are code points of `Document.text`, half-open. Lines and columns are 1-based.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["BOM", "Block", "BlockKind", "Document", "Field", "Piece", "Place", "Rendered", "Span"]

BOM = "\ufeff"


class BlockKind(StrEnum):
    """What a block of text is in its document's markup."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CODE = "code"
    HTML = "html"
    FIELD = "field"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A 1-based line and column."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of rendered text: `length` characters at `at` that stand for `span` of the document.

    Where the two lengths are equal the characters map one to one; else (an entity, a folded line
    break) the run is one indivisible unit.
    """

    at: int
    length: int
    span: Span


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text a reader sees, with the place of every character in the document.

    Markup is left out of `text`, never replaced in place, so a match found in `text` is mapped
    back by arithmetic; nothing is ever searched for again in the raw document.
    """

    text: str
    pieces: tuple[Piece, ...]

    @property
    def span(self) -> Span:
        """The document span from the first to the last rendered character."""
        if not self.pieces:
            raise ValueError("empty text has no span")
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)

    def locate(self, start: int, end: int) -> Span:
        """Map the rendered range `start:end` (not empty) to its document span."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not a range of the rendered text: {start}..{end}")
        first = self._piece(start)
        last = self._piece(end - 1)
        begin = first.span.start
        if len(first.span) == first.length:
            begin += start - first.at
        stop = last.span.end
        if len(last.span) == last.length:
            stop = last.span.start + (end - last.at)
        return Span(begin, stop)

    def slice(self, start: int, end: int) -> Rendered:
        """Return the rendered range `start:end` as a text of its own."""
        pieces = []
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.at) - 1)
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            if piece.at >= end:
                break
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if low >= high:
                continue
            span = piece.span
            if len(span) == piece.length:
                offset = span.start - piece.at
                span = Span(low + offset, high + offset)
            pieces.append(Piece(low - start, high - low, span))
        return Rendered(self.text[start:end], tuple(pieces))

    def _piece(self, at: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, at, key=lambda piece: piece.at) - 1]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table cell or front-matter value.

    `span` covers its markup; `rendered` is what a reader sees. `lead` is the rendered text of a
    bold or `Q:`-like label the block opens with, and is part of `rendered` too.
    """

    kind: BlockKind
    span: Span
    rendered: Rendered
    level: int = 0
    name: str = ""
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One top-level front-matter entry; `values` holds its scalar or its list of scalars."""

    key: str
    values: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded file, unaltered: byte-order mark, CRLF and trailing space are all kept.

    Attributes:
        path: As the user gave it, with forward slashes; `<text>` for a string.
        sha256: Of the file's bytes (of the UTF-8 form for a string).
        blocks: In document order.
        fields: Front matter, in document order.
        front: The spans of front matter, fences included.
    """

    path: str
    text: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    fields: tuple[Field, ...] = ()
    front: tuple[Span, ...] = ()
    line_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [1 if self.text.startswith(BOM) else 0]
        starts += [newline.end() for newline in re.finditer(r"\r\n|\n|\r", self.text)]
        object.__setattr__(self, "line_starts", tuple(starts))

    def position(self, offset: int) -> Place:
        r"""Return the place of `offset`, the only line and column arithmetic there is.

        Lines end at \n, \r\n or \r only. A byte-order mark has no width: it shares 1:1 with the
        character behind it.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text (0..{len(self.text)})")
        line = max(0, bisect_right(self.line_starts, offset) - 1)
        return Place(line + 1, max(0, offset - self.line_starts[line]) + 1)

    def line(self, number: int) -> Span:
        """Return the span of line `number` (1-based) without its line end."""
        start = self.line_starts[number - 1]
        last = number == len(self.line_starts)
        end = len(self.text) if last else self.line_starts[number]
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def at(self, span: Span) -> str:
        """Return the exact text of `span`."""
        return self.text[span.start : span.end]

    def value(self, key: str) -> tuple[str, ...]:
        """Return the values of the first front-matter field called `key`, or an empty tuple."""
        return next((entry.values for entry in self.fields if entry.key == key), ())
