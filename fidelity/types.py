"""The nouns: frozen values that every stage passes on. No behaviour beyond their own arithmetic.

All offsets are code points of `Document.text`, half-open. Lines and columns are 1-based.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

__all__ = [
    "Alignment",
    "Block",
    "BlockKind",
    "Claim",
    "Document",
    "Evidence",
    "Field",
    "Finding",
    "Fix",
    "Judgement",
    "Ledger",
    "Method",
    "Piece",
    "Place",
    "Rendered",
    "Role",
    "Section",
    "Sentence",
    "Severity",
    "Source",
    "Span",
    "Story",
    "StoryReport",
    "TextKind",
    "Verdict",
]

BOM = "\ufeff"


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


class BlockKind(StrEnum):
    """What a block of text is in its document's markup."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CODE = "code"
    HTML = "html"
    FIELD = "field"


class Severity(IntEnum):
    """What a finding is worth. Ordered, so that a failing level can be compared."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case name that reports print."""
        return self.name.lower()


class Verdict(StrEnum):
    """The outcome of a check. INCOMPLETE, whatever was found, where part of it could not be done."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    INCOMPLETE = "incomplete"


class Method(StrEnum):
    """The step of the cascade that decided."""

    VERBATIM = "verbatim"
    LEXICAL = "lexical"
    ALIGNMENT = "alignment"
    NETWORK = "network"
    MODEL = "model"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A 1-based line and column."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of rendered text: `length` characters at `at` that stand for `span` of the document.

    Where the two lengths are equal the characters map one to one; else (an entity, a folded line
    break) the run is one indivisible unit.
    """

    at: int
    length: int
    span: Span


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text a reader sees, with the place of every character in the document.

    Markup is left out of `text`, never replaced in place, so a match found in `text` is mapped
    back by arithmetic; nothing is ever searched for again in the raw document.
    """

    text: str
    pieces: tuple[Piece, ...]

    @property
    def span(self) -> Span:
        """The document span from the first to the last rendered character."""
        if not self.pieces:
            raise ValueError("empty text has no span")
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)

    def locate(self, start: int, end: int) -> Span:
        """Map the rendered range `start:end` (not empty) to its document span."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not a range of the rendered text: {start}..{end}")
        first = self._piece(start)
        last = self._piece(end - 1)
        begin = first.span.start
        if len(first.span) == first.length:
            begin += start - first.at
        stop = last.span.end
        if len(last.span) == last.length:
            stop = last.span.start + (end - last.at)
        return Span(begin, stop)

    def slice(self, start: int, end: int) -> Rendered:
        """Return the rendered range `start:end` as a text of its own."""
        pieces = []
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.at) - 1)
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            if piece.at >= end:
                break
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if low >= high:
                continue
            span = piece.span
            if len(span) == piece.length:
                offset = span.start - piece.at
                span = Span(low + offset, high + offset)
            pieces.append(Piece(low - start, high - low, span))
        return Rendered(self.text[start:end], tuple(pieces))

    def _piece(self, at: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, at, key=lambda piece: piece.at) - 1]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table cell or front-matter value.

    `span` covers its markup; `rendered` is what a reader sees. `lead` is the rendered text of a
    bold or `Q:`-like label the block opens with, and is part of `rendered` too.
    """

    kind: BlockKind
    span: Span
    rendered: Rendered
    level: int = 0
    name: str = ""
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One top-level front-matter entry; `values` holds its scalar or its list of scalars."""

    key: str
    values: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded file, unaltered: byte-order mark, CRLF and trailing space are all kept.

    Attributes:
        path: As the user gave it, with forward slashes; `<text>` for a string.
        sha256: Of the file's bytes (of the UTF-8 form for a string).
        blocks: In document order.
        fields: Front matter, in document order.
        front: The spans of front matter, fences included.
    """

    path: str
    text: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    fields: tuple[Field, ...] = ()
    front: tuple[Span, ...] = ()
    line_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [1 if self.text.startswith(BOM) else 0]
        starts += [found.end() for found in re.finditer(r"\r\n|\n|\r", self.text)]
        object.__setattr__(self, "line_starts", tuple(starts))

    def position(self, offset: int) -> Place:
        r"""Return the place of `offset`, the only line and column arithmetic there is.

        Lines end at \n, \r\n or \r only. A byte-order mark has no width: it shares 1:1 with the
        character behind it.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text (0..{len(self.text)})")
        line = max(0, bisect_right(self.line_starts, offset) - 1)
        return Place(line + 1, max(0, offset - self.line_starts[line]) + 1)

    def line(self, number: int) -> Span:
        """Return the span of line `number` (1-based) without its line end."""
        start = self.line_starts[number - 1]
        last = number == len(self.line_starts)
        end = len(self.text) if last else self.line_starts[number]
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def at(self, span: Span) -> str:
        """Return the exact text of `span`."""
        return self.text[span.start : span.end]

    def value(self, key: str) -> tuple[str, ...]:
        """Return the values of the first front-matter field called `key`, or an empty tuple."""
        return next((entry.values for entry in self.fields if entry.key == key), ())


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """One to three adjacent source sentences that may bear on a claim.

    Attributes:
        source: Index into the sources given.
        first: Index of its first sentence.
        last: Index of its last sentence, included.
        span: Its place in that source.
        score: Fused similarity, 0..1.
        lexical: Share of the claim's weighted words found in it, 0..1.
        semantic: Cosine similarity of the embeddings, 0..1, or None without an embedder.
        aligner: Which aligner made it.
    """

    source: int
    first: int
    last: int
    span: Span
    score: float
    lexical: float
    semantic: float | None
    aligner: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim with its top k passages, best first. Never thresholded: that is for rules.

    Attributes:
        cover: (source, sentence) of the sentences that together hold what it says, the most telling first.
    """

    claim: Claim
    candidates: tuple[Evidence, ...]
    cover: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Calibrated probabilities for one claim; `p_supported + p_contradicted` is at most 1.

    Attributes:
        evidence: The passages that decided, best first.
        unsupported: Of a claim below the threshold, the words that lack support: code points of its
            rendered text, those that matter most first. Empty where it is the claim as a whole.
    """

    claim: Claim
    p_supported: float
    p_contradicted: float
    evidence: tuple[Evidence, ...]
    method: Method
    unsupported: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement for `span`. `safe`: it only uses words of the story or its source.

    `also_at`: the same words elsewhere in the story, to be replaced too.
    """

    safe: bool
    span: Span
    replacement: str
    also_at: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect, with its place and what shows it.

    Attributes:
        rule: The rule's code.
        confidence: 0..1, how sure the rule is of this one.
        message: One sentence in lower case, without a full stop.
        story_evidence: Places in the story itself that show it (the whole of a cut sentence).
        claim: The id of the claim it is about, or None.
        also_at: The other places: further words of the claim that it is about, and where the same
            words stand in equal claims.
        implied: Codes of rules that flagged the same words for the same reason.
    """

    rule: str
    name: str
    severity: Severity
    confidence: float
    span: Span
    message: str
    evidence: tuple[Evidence, ...] = ()
    story_evidence: tuple[Span, ...] = ()
    fix: Fix | None = None
    help: str = ""
    claim: str | None = None
    also_at: tuple[Span, ...] = ()
    implied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryReport:
    """Everything one check found out. `to_dict()` is the JSON contract `fidelity.report/1`.

    Attributes:
        scores: By name, 0..1, None where undefined; intervals are pairs.
        findings: Sorted by place; those below the shown level are left in.
        notes: What was not checked and why, one sentence each.
        judgements: One for each group of equal claims, in order; none where the judge abstained.
        incomplete: Why the verdict is incomplete, one sentence each: first why the judge abstained, if
            it did, then the rules that failed.
        signature: What the numbers depend on.
        fail_on: The level at which a finding fails the story, or None for never.
        threshold: The probability below which a claim counts as unsupported.
    """

    story: Story
    sources: tuple[Source, ...]
    verdict: Verdict
    scores: Mapping[str, float | tuple[float, float] | None]
    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    incomplete: tuple[str, ...]
    signature: Mapping[str, object]
    fail_on: Severity | None
    threshold: float

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain data: the JSON contract `fidelity.report/1`."""
        from fidelity.contract import to_dict  # it knows these nouns: a cycle at import

        return to_dict(self)
