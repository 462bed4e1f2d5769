"""Labels: what a block opens with ("Q:", "By Jane Doe"), and keys of what is only about the story."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Labels"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Openers of a block, in lower case, without the colon.

    Attributes:
        question: Before a question of a FAQ.
        answer: ... and before its answer.
        metadata: Keys of `Key: value` entries.
        byline: Before the names of those who wrote the story.
    """

    question: frozenset[str]
    answer: frozenset[str]
    metadata: frozenset[str]
    byline: frozenset[str]
