"""Builds a `Rendered` text piece by piece, in document order."""

from __future__ import annotations

from fidelity.types import Piece, Rendered, Span

__all__ = ["Renderer"]


class Renderer:
    """Collects what a reader sees of one block, with its places.

    Runs that continue one another character by character are kept as one piece.
    """

    __slots__ = ("_length", "_pieces", "_texts", "empty")

    def __init__(self) -> None:
        self.empty = True  # nothing but white space was added so far
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Append `text`, which stands for the document's `start:end`."""
        if not text:
            return
        at, length = self._length, len(text)
        if self._pieces and length == end - start:
            last = self._pieces[-1]
            if last.span.end == start and len(last.span) == last.length:
                self._pieces.pop()
                at, length, start = last.at, last.length + length, last.span.start
        self._pieces.append(Piece(at, length, Span(start, end)))
        self._texts.append(text)
        self._length += len(text)
        self.empty = self.empty and text.isspace()

    def add_space(self, start: int, end: int) -> None:
        """Append one space for a line break or tag, unless the text already ends in one."""
        if self._texts and not self._texts[-1][-1].isspace():
            self.add(" ", start, end)

    def ends_sentence(self) -> bool:
        """Whether the text so far ends in a full stop or the like, closing quotes aside."""
        tail = "".join(self._texts[-4:]).rstrip().rstrip("\"'”’)]»*_")
        return tail.endswith((".", "!", "?", "…", ":"))

    def head(self) -> str:
        """Return the first run of text."""
        return self._texts[0] if self._texts else ""

    def build(self) -> Rendered:
        """Return the text collected, without the white space around it."""
        text = "".join(self._texts)
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        if start >= end:
            return Rendered("", ())
        rendered = Rendered(text, tuple(self._pieces))
        return rendered if (start, end) == (0, len(text)) else rendered.slice(start, end)
