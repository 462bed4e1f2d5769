"""What a line above a list says of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PageLists"]


@dataclass(frozen=True)
class PageLists:
    """Words above the lists of a page.

    Attributes:
        nouns: What a line above a list counts: "four points:".
        breaks: Behind these another thing is counted: "two of the points".
        selections: Headings, with * for any end, that promise a selection.
    """

    nouns: frozenset[str]
    breaks: frozenset[str]
    selections: tuple[str, ...]
