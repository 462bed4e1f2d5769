"""How a page states the number of its sources."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SourceCount"]


@dataclass(frozen=True)
class SourceCount:
    """The words around a number of sources.

    Attributes:
        label: In front of a colon and the number: "Sources: 3".
        founded: In front of the number in a sentence: "a synthesis of".
        nouns: Behind it: "articles".
        itself: What the page calls itself: "this article".
    """

    label: tuple[str, ...]
    founded: tuple[str, ...]
    nouns: tuple[str, ...]
    itself: tuple[str, ...]
