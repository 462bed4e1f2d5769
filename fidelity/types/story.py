"""The nouns of what is checked: a story, its sections and claims, and the sources it is checked against."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fidelity.types.document import Document, Rendered, Span

__all__ = ["Claim", "Ledger", "Role", "Section", "Sentence", "Source", "Story", "TextKind"]


class Role(StrEnum):
    """What a section of a story is for, hence what is checked in it."""

    HEADLINE = "headline"
    CLAIMS = "claims"
    OPINION = "opinion"
    FAQ = "faq"
    BOILERPLATE = "boilerplate"
    METADATA = "metadata"
    SOURCES = "sources"


class TextKind(StrEnum):
    """What a character of the story counts as in the ledger."""

    CLAIM = "claim"
    OPINION = "opinion"
    BOILERPLATE = "boilerplate"
    METADATA = "metadata"
    SOURCES = "sources"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks under one heading. `heading` is empty for text before any heading."""

    role: Role
    heading: str
    span: Span

    @property
    def title(self) -> str:
        """What reports call it: its heading, or its role where it has none."""
        return self.heading or self.role.value


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a source, as a reader sees it, with its place."""

    rendered: Rendered
    heading: bool = False

    @property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return self.rendered.text

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return self.rendered.span


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the story that asserts something.

    Attributes:
        id: `c1`, `c2`, ... in document order.
        rendered: What a reader sees, with its place.
        section: Where it stands.
        block: Index of its block in the story's document.
        group: Claims with the same group say the same words; they are judged once.
        context: The rendered sentence before it in the same block, or empty.
        last: Whether it ends its block.
    """

    id: str
    rendered: Rendered
    section: Section
    block: int
    group: int
    context: str = ""
    last: bool = False

    @property
    def text(self) -> str:
        """The claim as a reader sees it."""
        return self.rendered.text

    @property
    def span(self) -> Span:
        """Its place in the story."""
        return self.rendered.span


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many code points of the story are of each kind; the parts add up to `total`."""

    counts: Mapping[TextKind, int]

    @property
    def total(self) -> int:
        """The length of the story in code points."""
        return sum(self.counts.values())

    @property
    def checked_share(self) -> float:
        """The share of the story's characters that stand in checked claims, 0..1."""
        return self.counts[TextKind.CLAIM] / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """A story taken apart.

    Attributes:
        claims: Every claim, in document order.
        groups: Indices into `claims` by group; the first is the one that is judged and shown.
        roles: The role that governs each block of the document.
        leads: How many rendered characters of each block are a label (`Q:`), not its sentence.
        published: The day it was published, or None where nothing tells.
    """

    document: Document
    language: str
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    groups: tuple[tuple[int, ...], ...]
    roles: tuple[Role, ...]
    leads: tuple[int, ...]
    ledger: Ledger
    published: dt.date | None = None

    @property
    def heads(self) -> tuple[Claim, ...]:
        """The first claim of every group: what is judged."""
        return tuple(self.claims[group[0]] for group in self.groups)

    def behind(self, claim: Claim) -> Claim | None:
        """Return the claim right behind one, if it stands in the same block."""
        at = next(number for number, each in enumerate(self.claims) if each.id == claim.id)
        following = next(iter(self.claims[at + 1 : at + 2]), None)
        return following if following is not None and following.block == claim.block else None

    def section_at(self, offset: int) -> Section:
        """Return the section that holds `offset`."""
        after = bisect_right(self.sections, offset, key=lambda section: section.span.start)
        return self.sections[max(0, after - 1)]


@dataclass(frozen=True, slots=True)
class Source:
    """A source taken apart.

    Attributes:
        furniture: Page text that is never evidence.
        published: The day it was published, or None where nothing tells.
    """

    document: Document
    language: str
    sentences: tuple[Sentence, ...]
    furniture: tuple[Span, ...] = ()
    published: dt.date | None = None
