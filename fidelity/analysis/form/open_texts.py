"""The texts of a story in which a mark stays open by mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.form.inline_code import is_code
from fidelity.analysis.form.marks import has_footnote, open_emphasis, open_fence
from fidelity.text.words import fold
from fidelity.types import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fidelity.analysis.form.marks import OpenMark
    from fidelity.analysis.sources import AnalysedSources
    from fidelity.types import Document, Story

__all__ = ["OpenText", "open_fences", "open_texts"]

SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
WORD = re.compile(r"\w[\w'\u2019.-]*\w|\w")
QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')


@dataclass(frozen=True, slots=True)
class OpenText:
    """A text with a mark that nothing closes.

    Attributes:
        at: Where the mark stands, in code points of the block's rendered text.
        mark: As it is written.
        what: It opens: "quotation", "bracket" or "emphasis".
    """

    block: Block
    at: int
    mark: str
    what: str

    @property
    def word(self) -> str:
        """The first word behind the mark, "" where none is."""
        behind = WORD.search(self.block.rendered.text, self.at)
        return behind.group() if behind else ""

    @property
    def span(self) -> Span:
        """From the mark to the end of the text."""
        rendered = self.block.rendered
        return rendered.locate(self.at, len(rendered.text.rstrip()))


def open_texts(story: Story, sources: AnalysedSources, copied: int) -> Iterator[OpenText]:
    """Yield the texts of a story with an open mark, in order: a quotation or bracket first, then emphasis.

    A source may leave the same mark open before the same words, `copied` characters of them: then the text is
    the source's own.
    """
    document = story.document
    texts = [block for block in document.blocks if block.kind not in SKIPPED and block.rendered.text]
    footnotes = any(has_footnote(block.rendered.text) for block in texts)
    for block, following in zip(texts, (*texts[1:], None), strict=True):
        mark = _open_mark(document, block, following, sources, copied)
        if mark is not None:
            yield OpenText(block, mark.at, mark.mark, "quotation" if mark.is_quote else "bracket")
        at = None if footnotes else open_emphasis(block.rendered.text)
        if at is not None and not is_code(document, block.rendered, at):
            yield OpenText(block, at, "**", "emphasis")


def open_fences(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield the first line of each block of code whose fence nothing closes, and the fence."""
    for block in document.blocks:
        fence = open_fence(document.at(block.span)) if block.kind is BlockKind.CODE else ""
        if fence:
            start = block.span.start
            yield Span(start, start + len(document.at(block.span).splitlines()[0])), fence


def _open_mark(
    document: Document, block: Block, following: Block | None, sources: AnalysedSources, copied: int
) -> OpenMark | None:
    """Return the first quotation mark or bracket that stays open by mistake.

    Long quotations are set with the mark at the beginning of each paragraph.
    """
    text = block.rendered.text
    quote_follows = following is not None and following.rendered.text.lstrip()[:1] in QUOTES
    for mark in sources.texts.of(text).open_marks:
        start = fold(text[mark.at : mark.at + copied])
        if is_code(document, block.rendered, mark.at) or (mark.is_quote and quote_follows):
            continue
        if not any(start in folded for folded in sources.left_open):
            return mark
    return None
