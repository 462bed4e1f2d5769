"""What stands under each heading of a story, and the sources that it lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from fidelity.text.words import fold
from fidelity.types import Block, BlockKind, Role, Span

if TYPE_CHECKING:
    from fidelity.types import Document, Section, Story

__all__ = ["LINK", "Body", "Entry", "bodies", "listed_sources"]

# What makes an entry a link, in the raw text of its block: an address, Markdown's or HTML's link.
LINK = re.compile(r"\w{3,8}://\S|\bwww\.\w|\]\s?[(\[]|\shref\s?=|\bdoi:|\bdoi\.org\b", re.IGNORECASE)
ADDRESS = re.compile(r"[\s<(]*(?:\w{3,8}://|www\.)\S+\s*")
MARKDOWN_LINK = re.compile(r"(?<!!)\[[^\[\]]{1,300}\]\([^()\s]{1,2000}")


@dataclass(frozen=True, slots=True)
class Body:
    """A section with its heading and the blocks below it.

    Attributes:
        heading: None for text before any heading.
        indices: Of its blocks in the document; headings, raw HTML and code are blocks too.
    """

    section: Section
    heading: Block | None
    blocks: tuple[Block, ...]
    indices: tuple[int, ...]

    def is_headed(self, patterns: Iterable[str]) -> bool:
        """Whether its heading, folded and without marks around it, is one of `patterns`, shell wildcards."""
        name = fold(self.section.heading).strip(" :.")
        return any(fnmatchcase(name, pattern) for pattern in patterns)

    @property
    def text(self) -> str:
        """What a reader sees below the heading, a line each block."""
        return "\n".join(block.rendered.text for block in self.blocks if block.rendered.text)

    @property
    def span(self) -> Span:
        """From the first to the last block; the heading's place where there is none."""
        if self.blocks:
            return Span(self.blocks[0].span.start, self.blocks[-1].span.end)
        return self.heading.span if self.heading is not None else self.section.span


def bodies(story: Story) -> tuple[Body, ...]:
    """Return the sections of the story's body in order; front matter is left out."""
    return tuple(_bodies(story))


def _bodies(story: Story) -> Iterator[Body]:
    document = story.document
    blocks = [
        (index, block)
        for index, block in enumerate(document.blocks)
        if block.kind is not BlockKind.FIELD
        and not any(front.contains(block.span) for front in document.front)
    ]
    at = 0
    for section in story.sections:
        if any(section.span.contains(front) for front in document.front):
            continue
        here = []
        while at < len(blocks) and blocks[at][1].span.start < section.span.end:
            here.append(blocks[at])
            at += 1
        heading = None
        if section.heading and here and here[0][1].rendered.text == section.heading:
            heading = here.pop(0)[1]
        yield Body(section, heading, tuple(block for _, block in here), tuple(index for index, _ in here))


@dataclass(frozen=True, slots=True)
class Entry:
    """One source that the story lists.

    Attributes:
        count: How many sources the block names: several where a paragraph holds several links.
    """

    block: Block
    linked: bool
    count: int = 1


def listed_sources(document: Document, sections: Sequence[Body]) -> tuple[Entry, ...]:
    """Return the entries of those of the story's sections that list sources, in order.

    Items count where there are any, else paragraphs; an address on a line of its own belongs to
    the entry before it.
    """
    listed: list[Entry] = []
    for body in sections:
        if body.section.role is not Role.SOURCES:
            continue
        texts = [block for block in body.blocks if block.rendered.text]
        items = [block for block in texts if block.kind is BlockKind.ITEM]
        entries: list[Entry] = []
        for block in items or texts:
            raw = document.at(block.span)
            address = ADDRESS.fullmatch(block.rendered.text) is not None
            if address and entries and not entries[-1].linked:
                entries[-1] = Entry(entries[-1].block, linked=True)
                continue
            links = 1 if items else max(1, len(MARKDOWN_LINK.findall(raw)))
            entries.append(Entry(block, LINK.search(raw) is not None, links))
        listed += entries
    return tuple(listed)
