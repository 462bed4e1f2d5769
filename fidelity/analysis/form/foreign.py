"""Passages of a story in another language than it declares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.config import Config
from fidelity.text.language import reads_as
from fidelity.types import BlockKind, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fidelity.types import Rendered, Story

__all__ = ["ForeignPassage", "foreign_passages", "is_declared"]

READ = frozenset({Role.HEADLINE, Role.CLAIMS, Role.OPINION, Role.FAQ})
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML, BlockKind.HEADING, BlockKind.CELL})
# Quotations may well be in another language.
QUOTED = re.compile(
    r"\u201c[^\u201c\u201d]{0,600}\u201d|\u201e[^\u201e\u201c]{0,600}\u201c|\"[^\"]{0,600}\"|\u00ab[^\u00ab\u00bb]{0,600}\u00bb"
)
SENTENCE = re.compile(
    r"[^.!?\u2026\u3002]+(?:[.!?\u2026\u3002](?!\s|$)[^.!?\u2026\u3002]*)*[.!?\u2026\u3002]*"
)
# A letter of Chinese or Korean says as much as so many of Latin.
TIMES = 3


@dataclass(frozen=True, slots=True)
class ForeignPassage:
    """A run of sentences of one section in one language.

    Attributes:
        section: The place of the section.
        language: A code, or the name of a script.
        span: From the first sentence to the last.
    """

    section: Span
    language: str
    span: Span


def is_declared(story: Story) -> bool:
    """Whether front matter names the story's language, or the configuration: one that is not the default."""
    named = any(value.strip() for key in ("language", "lang") for value in story.document.value(key))
    return named or story.language != Config().language


def foreign_passages(story: Story, letters: int) -> Iterator[ForeignPassage]:
    """Yield the passages in another language, in order; a text of fewer than `letters` letters tells none."""
    run: ForeignPassage | None = None
    for one in _sentences(story, letters):
        if run is not None and (run.section, run.language) == (one.section, one.language):
            run = ForeignPassage(run.section, run.language, Span(run.span.start, one.span.end))
            continue
        if run is not None:
            yield run
        run = one
    if run is not None:
        yield run


def _sentences(story: Story, letters: int) -> Iterator[ForeignPassage]:
    """Yield every sentence in another language, in order."""
    for block, role in zip(story.document.blocks, story.roles, strict=True):
        if role not in READ or block.kind in SKIPPED or not block.rendered.text:
            continue
        section = story.section_at(block.span.start).span
        for part in _parts(block.rendered, letters):
            text = QUOTED.sub(" ", part.text)
            if sum(char.isalpha() for char in text) < _least(text, letters):
                continue
            language = reads_as(text, story.language)
            if language:
                yield ForeignPassage(section, language, part.span)


def _least(text: str, letters: int) -> int:
    """Return how many letters a text needs."""
    latin = text.isascii() or any("a" <= char <= "z" for char in text)
    return letters if latin else letters // TIMES


def _parts(rendered: Rendered, letters: int) -> Iterator[Rendered]:
    """Yield the sentences of a block; a short one goes with the next."""
    start = 0
    for match in SENTENCE.finditer(rendered.text):
        last = match.end() >= len(rendered.text.rstrip())
        if match.end() - start >= letters or last:
            text = rendered.text[start : match.end()]
            low = start + len(text) - len(text.lstrip())
            high = match.end() - len(text) + len(text.rstrip())
            if low < high:
                yield rendered.slice(low, high)
            start = match.end()
