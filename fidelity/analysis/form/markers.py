"""List markers that a template left in a text: before an answer, or behind another marker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.types import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fidelity.types import Block, Document, Story

__all__ = ["StrayMarker", "stray_markers"]

# "- - text", which Markdown takes for a list in a list.
SECOND = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+((?:[-*+][ \t]+){1,5})[*_]{0,3}\Z")
MARKER = re.compile(r"(?:[-*+\u2022\u2023\u25e6]\s+)+(?=\S)")
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})


@dataclass(frozen=True, slots=True)
class StrayMarker:
    """A marker that belongs to no list.

    Attributes:
        span: Its place in the document, with the space behind it.
        second: Whether it stands behind the marker of an item.
    """

    span: Span
    text: str
    second: bool


def stray_markers(story: Story) -> Iterator[StrayMarker]:
    """Yield the markers at the beginning of a text, and second ones of items."""
    for block, lead in zip(story.document.blocks, story.leads, strict=True):
        if block.kind in SKIPPED or not block.rendered.text:
            continue
        if block.kind is BlockKind.ITEM:
            yield from _second(story.document, block)
        yield from _first(block, lead)


def _second(document: Document, block: Block) -> Iterator[StrayMarker]:
    start = block.rendered.span.start
    line = document.line(document.position(start).line).start
    match = SECOND.match(document.text, line, start)
    if match is not None:
        yield StrayMarker(Span(*match.span(1)), match.group(1).strip(), second=True)


def _first(block: Block, lead: int) -> Iterator[StrayMarker]:
    """Yield a marker behind the label of a block, or, but for paragraphs, at its start."""
    match = MARKER.match(block.rendered.text, lead)
    if match is None or (block.kind is BlockKind.PARAGRAPH and not lead):
        return
    # More of them behind it are a list that was typed by hand.
    mark = match.group().strip()[-1]
    if not re.search(rf"\s{re.escape(mark)}\s", block.rendered.text[match.end() :]):
        yield StrayMarker(block.rendered.locate(*match.span()), match.group().strip(), second=False)
