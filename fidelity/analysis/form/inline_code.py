"""Which characters of a text are inline code."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.types import Document, Rendered

__all__ = ["is_code"]


def is_code(document: Document, rendered: Rendered, at: int) -> bool:
    """Whether the character at `at` of the rendered text stands between Markdown's backticks.

    The marks are not rendered, so code is a run of its own that begins and ends beside them; in
    plain text, where backticks are quotation marks, they are part of the run.
    """
    piece = rendered.pieces[bisect_right(rendered.pieces, at, key=lambda piece: piece.at) - 1]
    before = document.text[max(0, piece.span.start - 1) : piece.span.start]
    behind = document.text[piece.span.end : piece.span.end + 1]
    return before == behind == "`"
