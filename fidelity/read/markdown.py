"""Markdown with YAML front matter, by pyromark's source ranges."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Any

from fidelity.read.front_matter import split_front_matter
from fidelity.read.rendering import Renderer
from fidelity.types import Block, BlockKind, Document, Rendered, Span

__all__ = ["read_markdown"]

INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
RAW = {"CodeBlock": BlockKind.CODE, "HtmlBlock": BlockKind.HTML}
# What readers do not see as text of the story: pictures for their description, raw blocks.
HIDDEN = frozenset({"Image", *RAW})
LEAVES = {"Heading": BlockKind.HEADING, "TableCell": BlockKind.CELL}
LONE_CR = re.compile(r"\r(?!\n)")
# What opens a line of an interview or FAQ whose lines no blank line parts.
SPEAKER = re.compile(r"[^\W\d_]\d{0,2}:[ \t]")
BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_\r\n]{1,60}?(?::(?:\*\*|__)|(?:\*\*|__):)")


def read_markdown(text: str, path: str, sha256: str) -> Document:
    """Read CommonMark with tables, footnotes, strikethrough and task lists.

    Raises InputError where front matter is broken.
    """
    from pyromark import Options, events_with_range

    front = split_front_matter(text, path)
    # pulldown-cmark does not end HTML blocks at a lone \r; \n in its place keeps every offset.
    body = LONE_CR.sub("\n", text[front.end :])
    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
    )
    collector = _Collector(text, _code_points(body, front.end))
    collector.run(events_with_range(body, options=options))
    return Document(
        path,
        text,
        sha256,
        blocks=(*front.blocks, *collector.blocks),
        fields=front.fields,
        front=front.spans,
    )


def _code_points(body: str, shift: int) -> Callable[[int], int]:
    """Return a function from UTF-8 byte offsets of `body` to code points of the document."""
    if body.isascii():
        return lambda offset: offset + shift
    widths = (1 if ord(c) < 0x80 else 2 if ord(c) < 0x800 else 3 if ord(c) < 0x10000 else 4 for c in body)
    starts = [0, *accumulate(widths)]
    return lambda offset: bisect_right(starts, offset) - 1 + shift


class _Collector:
    """Turns the event stream into blocks, one per run of inline text.

    A line that opens with a label ("**A:** ...") opens a block of its own.
    """

    def __init__(self, text: str, offset: Callable[[int], int]) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._offset = offset
        self._open: list[tuple[str, Any, Span]] = []  # block containers: name, detail, place
        self._hidden = self._items = self._footnotes = 0  # how many of them are open
        self._done = 0  # where the last block ended
        self._reset()

    def run(self, events: Iterable[tuple[Any, Any]]) -> None:
        for event, place in events:
            span = Span(self._offset(place["start"]), self._offset(place["end"]))
            if isinstance(event, str):
                self._mark(event, span)
                continue
            ((kind, value),) = event.items()
            if kind in {"Start", "End"}:
                name, detail = next(iter(value.items())) if isinstance(value, dict) else (value, None)
                if kind == "Start":
                    self._enter(name, detail, span)
                else:
                    self._leave(name, span)
            elif not self._hidden:
                self._inline(kind, value, span)

    def _reset(self) -> None:
        self._renderer = Renderer()
        self._place: Span | None = None  # from the first to the last inline, markup included
        self._bold: Span | None = None  # the bold text that the block opens with
        self._new_line = False

    def _enter(self, name: str, detail: Any, span: Span) -> None:
        if name not in INLINE:
            self._flush()
            self._open.append((name, detail, span))
        elif name == "Strong" and not self._hidden:
            self._cut_before_label(span, BOLD_LABEL)
            if self._renderer.empty and self._bold is None:
                self._bold = span
        self._count(name, 1)

    def _leave(self, name: str, span: Span) -> None:
        if name in INLINE:
            self._widen(span)
        else:
            self._flush()
            self._open.pop()
        self._count(name, -1)
        if name in RAW:
            self.blocks.append(Block(RAW[name], span, Rendered("", ())))

    def _count(self, name: str, step: int) -> None:
        self._hidden += step * (name in HIDDEN)
        self._items += step * (name == "Item")
        self._footnotes += step * (name == "FootnoteDefinition")

    def _mark(self, name: str, span: Span) -> None:
        if name == "Rule":
            self._flush()
        elif not self._hidden:
            self._break(span)

    def _inline(self, kind: str, value: Any, span: Span) -> None:
        if kind == "InlineHtml" and value[:3].lower() == "<br":
            self._break(span)
            return
        if kind == "Text":
            self._cut_before_label(span, SPEAKER)
            self._renderer.add(value, span.start, span.end)
        elif kind == "Code":
            self._code(value, span)
        self._widen(span)
        self._new_line = False

    def _break(self, span: Span) -> None:
        self._renderer.add_space(span.start, span.end)
        self._new_line = True

    def _code(self, value: str, span: Span) -> None:
        """Add a code span word by word: neither its fences nor its line breaks are text."""
        raw = self._text[span.start : span.end]
        fence = len(raw) - len(raw.lstrip("`"))
        at, end = span.start + fence, span.end - fence
        words = []
        for word in value.split():
            start = self._text.find(word, at, end)
            if start < 0:  # a table cell, where a pipe is escaped even in code
                self._renderer.add(value, span.start, span.end)
                return
            words.append((word, at, start))
            at = start + len(word)
        for index, (word, before, start) in enumerate(words):
            if index or value[0].isspace():
                self._renderer.add_space(before, max(start, before))
            self._renderer.add(word, start, start + len(word))

    def _cut_before_label(self, span: Span, label: re.Pattern[str]) -> None:
        """End the block before a label that opens a line, or that follows a sentence in bold."""
        if self._renderer.empty or self._open[-1][0] in LEAVES:
            return
        if not label.match(self._text, span.start, span.end + 1):
            return
        after_sentence = self._renderer.ends_sentence()
        bold = label is BOLD_LABEL
        begun = self._bold is not None or SPEAKER.match(self._renderer.head())
        if (self._new_line and (after_sentence or begun)) or (bold and after_sentence):
            self._flush()

    def _widen(self, span: Span) -> None:
        start = span.start if self._place is None else min(self._place.start, span.start)
        self._place = Span(start, max(span.end, start))

    def _flush(self) -> None:
        rendered, place, bold = self._renderer.build(), self._place, self._bold
        self._reset()
        if not rendered.text or place is None:
            return
        container, detail, whole = self._open[-1]
        kind = LEAVES.get(container, BlockKind.ITEM if self._items else BlockKind.PARAGRAPH)
        start = whole.start if whole.start >= self._done else place.start
        self._done = place.end
        self.blocks.append(
            Block(
                kind,
                Span(start, place.end),
                rendered,
                level=int(detail["level"][1:]) if kind is BlockKind.HEADING else 0,
                name="footnote" if self._footnotes else "",
                lead=sum(p.length for p in rendered.pieces if p.span.end <= bold.end) if bold else 0,
            )
        )
