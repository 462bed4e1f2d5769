"""How the texts of each section of a story end, by kind of block: what one of them is held against."""

from __future__ import annotations

from collections import Counter

from fidelity.text.words import is_final, words
from fidelity.types import BlockKind, Claim, Role, Span, Story

__all__ = ["EndingHabits"]

# A text of fewer words may well be a fragment, an item among sentences too.
LEAST_WORDS, LEAST_ITEM_WORDS = 4, 6
TEXTS = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH})


class EndingHabits:
    """Which claims of a story end with a full stop, and which beside them do not."""

    def __init__(self, story: Story) -> None:
        self._blocks = story.document.blocks
        self._leads = story.leads
        self._final: Counter[tuple[Span, BlockKind]] = Counter()
        self._open: Counter[tuple[Span, BlockKind]] = Counter()
        self._joined: Counter[tuple[Span, BlockKind]] = Counter()
        self._in_block: Counter[int] = Counter()
        for claim in story.claims:
            self._in_block[claim.block] += 1
            if claim.last:
                counts = self._final if is_final(claim.text) else self._open
                counts[self._beside(claim)] += 1
                self._joined[self._beside(claim)] += _joins_on(claim.text)

    def has_fragments_beside(self, claim: Claim) -> bool:
        """Whether headlines or other texts in its place go without a full stop too."""
        if claim.section.role is Role.HEADLINE:
            return True
        return self._open[self._beside(claim)] > (not is_final(claim.text))

    def is_listed(self, claim: Claim) -> bool:
        """Whether it is an item of an enumeration: "...;", "...; and"."""
        if self._blocks[claim.block].kind is not BlockKind.ITEM:
            return False
        return claim.text.rstrip().endswith(";") or (
            _joins_on(claim.text) and self._joined[self._beside(claim)] > 1
        )

    def stands_out(self, claim: Claim, wanted: int) -> bool:
        """Whether it alone lacks the full stop that `wanted` texts beside it have; never where that is 0."""
        kind = self._blocks[claim.block].kind
        if not wanted or not claim.last or kind not in TEXTS or is_final(claim.text):
            return False
        if claim.section.role is Role.HEADLINE or not claim.text.rstrip()[-1].isalnum():
            return False
        before = self._in_block[claim.block] - 1
        # A paragraph of one sentence without a full stop is a caption or a sub-heading.
        if kind is BlockKind.PARAGRAPH and not before and not self._leads[claim.block]:
            return False
        least = LEAST_ITEM_WORDS if kind is BlockKind.ITEM else LEAST_WORDS
        if len(words(claim.text)) < least or self._open[self._beside(claim)] > 1:
            return False
        return self._final[self._beside(claim)] + before >= wanted

    def _beside(self, claim: Claim) -> tuple[Span, BlockKind]:
        return claim.section.span, self._blocks[claim.block].kind


def _joins_on(text: str) -> bool:
    """Whether it ends as an item of an enumeration does: "...;", "..., and"."""
    parts = text.rstrip().rsplit(maxsplit=1)
    return any(part.endswith((",", ";")) for part in parts)
