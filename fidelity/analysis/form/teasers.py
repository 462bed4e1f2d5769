"""Texts that end as a teaser does: on dots in place of their end, or on a link to their rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.text.words import fold
from fidelity.types import BlockKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fidelity.analysis.sources import AnalysedSources
    from fidelity.types import Rendered, Story

__all__ = ["Tail", "ends_of_texts", "stands_so", "tail"]

DOTS = re.compile(r"(?:[\[(](?:\.{3}|\u2026)[\])]|\.{3,}|\u2026|\. \. \.)[.,;\u2192\u00bb>\s]*$")
ARROW = "\u2192"
ARROWS = f" \t{ARROW}\u00bb\u203a>.\u2026:]"
# Behind these a sentence has ended: "They want to read more" goes on from the words before.
SENTENCE_ENDS = '.!?\u2026"\u201d)'
KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL, BlockKind.FIELD})
ROLES = frozenset({Role.CLAIMS, Role.OPINION, Role.FAQ, Role.METADATA})
# So many characters before the dots must stand before dots in the source too.
COPIED = 16
# Behind fewer words dots are what the text says.
LEAST_WORDS = 3
# Dots and links are looked for in so many last characters.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Tail:
    """How a text ends: on dots, or on the words of a link, `start:end` of it."""

    start: int
    end: int
    dots: bool


def ends_of_texts(story: Story) -> Iterator[Rendered]:
    """Yield the claims but headlines, then other texts, which may hold a link to the rest alone."""
    for claim in story.claims:
        if claim.section.role is not Role.HEADLINE:
            yield claim.rendered
    ends = {claim.rendered.span.end for claim in story.claims}
    for block, role in zip(story.document.blocks, story.roles, strict=True):
        text = block.rendered.text
        if block.kind in KINDS and role in ROLES and text and block.rendered.span.end not in ends:
            yield block.rendered


def tail(text: str, links: re.Pattern[str] | None) -> Tail | None:
    """Return the dots or, by `links`, the words of a link that `text` ends on, brackets included."""
    dots = DOTS.search(text, max(0, len(text) - LONGEST))
    if dots is not None and len(text[: dots.start()].split()) >= LEAST_WORDS:
        return Tail(dots.start(), len(text), dots=True)
    bare = text.rstrip(ARROWS + ")")
    for match in links.finditer(bare, max(0, len(bare) - LONGEST)) if links is not None else ():
        if match.end() != len(bare):
            continue
        before = text[: match.start()].rstrip()
        opened = before.endswith(("(", "["))
        begins_anew = not before or before[-1] in SENTENCE_ENDS or ARROW in text[match.end() :]
        if opened or begins_anew:
            return Tail(len(before) - 1 if opened else match.start(), len(text), dots=False)
    return None


def stands_so(before: str, sources: AnalysedSources) -> bool:
    """Whether a source has dots behind the same words."""
    wanted = fold(before.rstrip())[-COPIED:]
    return any(
        f"{wanted}{gap}{dots}" in folded
        for folded in sources.dotted
        for gap in ("", " ")
        for dots in ("...", "[...]", "(...)", "..")
    )
