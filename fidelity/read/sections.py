"""Section roles: which block of a story is checked, and as what."""

from __future__ import annotations

from dataclasses import dataclass

from fidelity.config import Config
from fidelity.lexicon import Lexicon
from fidelity.read.furniture import furniture_blocks, is_furniture
from fidelity.read.heading_roles import LONGEST_TITLE, HeadingRoles
from fidelity.read.labels import find_label, is_metadata, opening
from fidelity.text.words import is_final
from fidelity.types import Block, BlockKind, Document, Role, Section, Span

__all__ = ["Sectioned", "furniture_blocks", "sections"]

# Below every level of real headings: a bold line, or in plain text a line that names a section.
LINE_LEVEL = 7
SUBHEADING_WORDS = 10
UNCHECKED = frozenset({Role.OPINION, Role.SOURCES, Role.BOILERPLATE})
SILENT = frozenset({BlockKind.CODE, BlockKind.HTML})


@dataclass(frozen=True, slots=True)
class Sectioned:
    """A story's sections, and by block its role, whether it is mere structure, and its label.

    Attributes:
        sections: Covering the story from end to end.
        roles: The role that governs each block.
        structure: True for what asserts nothing: a heading that names a section's role; with a
            lead, a question or a bold sub-heading.
        leads: How many rendered characters of the block are a label (`Q:`, `Why it matters:`), all
            of them for a bold sub-heading.
    """

    sections: tuple[Section, ...]
    roles: tuple[Role, ...]
    structure: tuple[bool, ...]
    leads: tuple[int, ...]


def sections(document: Document, lexicon: Lexicon, config: Config) -> Sectioned:
    """Cut a story into sections that cover it from end to end.

    A heading that matches a role's patterns opens a section with that role. Another heading
    inherits the role of the section it is nested in, else holds claims. Text before any heading
    holds claims. The first title, and front matter's, is the headline.
    """
    outline = _Outline(document, lexicon, config)
    parts = [outline.take(block) for block in document.blocks]
    return Sectioned(
        outline.sections(),
        tuple(part.role for part in parts),
        tuple(part.structure for part in parts),
        tuple(part.lead for part in parts),
    )


@dataclass(frozen=True, slots=True)
class _BlockRole:
    """What a block is in its section."""

    role: Role
    structure: bool = False
    lead: int = 0


class _Outline:
    """The headings met so far, hence the role of what comes next."""

    def __init__(self, document: Document, lexicon: Lexicon, config: Config) -> None:
        self._document = document
        self._labels = lexicon.labels
        self._roles = HeadingRoles(lexicon.headings, config)
        self._furniture = is_furniture(lexicon.furniture)
        body = [block for block in document.blocks if block.kind is not BlockKind.FIELD]
        self._headed = any(block.kind is BlockKind.HEADING for block in body)
        # Whether the next text may be the title, which only a text without headings needs to guess.
        self._title_next = not self._headed and len(body) > 1
        self._titled = False
        self._asked = False  # whether the block before was a labelled question
        self._nested: list[tuple[int, Role]] = []
        self._starts: list[tuple[int, Role, str]] = []

    def take(self, block: Block) -> _BlockRole:
        """Return the part that the next block plays."""
        if block.kind is BlockKind.FIELD:
            name = block.name.lower()
            return _BlockRole(Role.HEADLINE if "title" in name or "headline" in name else Role.CLAIMS)
        if block.kind in SILENT:
            return _BlockRole(self._role)
        part = self._heading(block) or self._text(block, self._role)
        self._asked = part.structure and 0 < part.lead < len(block.rendered.text)
        self._title_next = self._title_next and part.role is Role.METADATA
        return part

    def sections(self) -> tuple[Section, ...]:
        """Return the sections, in order."""
        end = len(self._document.text)
        whole: list[Section] = []
        begin = 0
        for span in self._document.front:
            whole.append(Section(Role.METADATA, "front matter", Span(begin, span.end)))
            begin = span.end
        starts = self._starts
        if not starts or begin < starts[0][0]:
            starts = [(begin, Role.CLAIMS, ""), *starts]
        ends = [*(start for start, _, _ in starts[1:]), end]
        return (
            *whole,
            *(
                Section(role, heading, Span(start, stop))
                for (start, role, heading), stop in zip(starts, ends, strict=True)
            ),
        )

    @property
    def _role(self) -> Role:
        return self._nested[-1][1] if self._nested else Role.CLAIMS

    def _heading(self, block: Block) -> _BlockRole | None:
        """Open a section where `block` is a heading, or a line that serves as one."""
        if block.kind is BlockKind.PARAGRAPH and len(block.rendered.text) <= LONGEST_TITLE:
            return self._line(block)
        if block.kind is not BlockKind.HEADING:
            return None
        title = block.level == 1 and not self._titled
        known = self._roles.of(block.rendered.text, closed=title)
        if title and known is None:
            self._titled = True
            self._open(block, block.level, None, shown=Role.HEADLINE)
            return _BlockRole(Role.HEADLINE)
        return _BlockRole(self._open(block, block.level, known), structure=known is not None)

    def _line(self, block: Block) -> _BlockRole | None:
        """Take a bold line, or in plain text a line that names a section, for a heading."""
        text = block.rendered.text
        bold = block.lead > 0 and not text[block.lead :].strip(" :")
        sentence = is_final(text) or ":" in text[:-1]  # "Opinion: it is bad." is a label and its text
        known = self._roles.of(text, closed=sentence) if bold or not self._headed else None
        if known is not None:
            return _BlockRole(self._open(block, LINE_LEVEL, known), structure=True)
        if is_final(text) or is_metadata(text, self._labels):
            return None
        if self._title_next and not text.endswith(":"):
            return _BlockRole(Role.HEADLINE)
        if bold and len(text.split()) <= SUBHEADING_WORDS:
            return _BlockRole(self._open(block, LINE_LEVEL, None), structure=True, lead=len(text))
        return None

    def _open(self, block: Block, level: int, known: Role | None, shown: Role | None = None) -> Role:
        while self._nested and self._nested[-1][0] >= level:
            self._nested.pop()
        role = known or self._role
        self._starts.append((block.span.start, shown or role, block.rendered.text))
        self._nested.append((level, role))
        return role

    def _text(self, block: Block, role: Role) -> _BlockRole:
        text = block.rendered.text
        kind, end = opening(text, self._labels, dotted=role is Role.FAQ)
        if kind == "question":
            return _BlockRole(role, structure=True, lead=end)
        if kind == "answer" and (text[:end].rstrip().endswith(":") or self._asked):
            return _BlockRole(role, lead=end) if end < len(text) else _BlockRole(role, structure=True)
        if block.name == "footnote":
            return _BlockRole(Role.SOURCES)
        if role not in {Role.BOILERPLATE, Role.SOURCES}:
            if is_metadata(text, self._labels):
                return _BlockRole(Role.METADATA)
            if not is_final(text) and self._furniture(text):
                return _BlockRole(Role.BOILERPLATE)
        return self._labelled(block, role)

    def _labelled(self, block: Block, role: Role) -> _BlockRole:
        """Apply a label that names a section: no part of its sentence, it may give it a role."""
        text = block.rendered.text
        label, end = find_label(text)
        named = self._roles.of(label) if label else None
        if named is None and block.lead:
            rest = text[block.lead :].lstrip(" .\u2013\u2014-")
            # "**Analysis** of the data shows ..." is emphasis.
            named = None if rest[:1].islower() else self._roles.of(text[: block.lead])
            end = len(text) - len(rest)
        if named is None:
            return _BlockRole(role)
        if named in UNCHECKED and (block.lead or not self._headed):
            role = named
        return _BlockRole(role, lead=end if end < len(text) else 0)
