"""What a language model said around the text that it was asked for, and the marks of a chat's format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.form.inline_code import is_code
from fidelity.text.words import fold
from fidelity.types import BlockKind, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fidelity.analysis.sources import AnalysedSources
    from fidelity.lexicon.model_residue import ModelResidue
    from fidelity.types import Block, Story

__all__ = ["ModelWords", "chat_marks", "model_words"]

# The formats of chats, whatever their language.
MARKS = re.compile(
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|</?think(?:ing)?>"
    r"|^(?:Assistant|System|Human):[ \t]*$|^### (?:Response|Instruction|Input):[ \t]*$",
    re.MULTILINE,
)
# Behind these a sentence may begin.
BEFORE = ".!?:;)]\u2026\"'\u201d\u2019*-\u2022\u2013\u2014"
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
# Kinds that stand within a sentence too.
WITHIN = frozenset({"input"})
# A source that says so many of the first characters says the same.
COMPARED = 40


@dataclass(frozen=True, slots=True)
class ModelWords:
    """Words of a model, `start:end` of a block's rendered text.

    Attributes:
        kind: Of the lists of `ModelResidue`: "lead_in", "refusal" ...
    """

    block: Block
    start: int
    end: int
    kind: str

    @property
    def text(self) -> str:
        """What it says."""
        return self.block.rendered.text[self.start : self.end]


def model_words(story: Story, cues: ModelResidue, sources: AnalysedSources) -> Iterator[ModelWords]:
    """Yield what a model says in the texts of a story, unless it is quoted or a source says it."""
    for block, role, lead in zip(story.document.blocks, story.roles, story.leads, strict=True):
        if block.kind in SKIPPED or role is Role.SOURCES:
            continue
        taken: list[ModelWords] = []
        for words in _candidates(block, lead, cues):
            if any(words.start < other.end and other.start < words.end for other in taken):
                continue
            if not is_code(story.document, block.rendered, words.start) and not _is_in(sources, words.text):
                taken.append(words)
        yield from taken


def _candidates(block: Block, lead: int, cues: ModelResidue) -> Iterator[ModelWords]:
    """Yield what reads as a model's words, kind after kind."""
    text = block.rendered.text.replace("\u2019", "'").replace("\u00a0", " ")
    for kind, pattern in cues.patterns:
        for match in pattern.finditer(text):
            opens = kind in WITHIN or _opens(text, match.start(), lead)
            if opens and not _is_quoted(text, match.start()):
                yield ModelWords(block, *match.span(), kind)


def chat_marks(story: Story, sources: AnalysedSources) -> Iterator[Span]:
    """Yield the marks of a chat's format in the raw text: Markdown takes some of them for tags."""
    document = story.document
    code = [block.span for block in document.blocks if block.kind is BlockKind.CODE]
    for match in MARKS.finditer(document.text):
        span = Span(*match.span())
        beside = document.text[max(0, span.start - 1) : span.start] + document.text[span.end : span.end + 1]
        if "`" in beside or any(block.overlaps(span) for block in code):
            continue
        if not _is_in(sources, match.group()):
            yield span


def _opens(text: str, start: int, lead: int) -> bool:
    """Whether a sentence begins at `start`: at the block's, or behind a mark that ends another."""
    before = text[:start].rstrip(" \n(")
    return start == lead or not before or before[-1] in BEFORE


def _is_quoted(text: str, start: int) -> bool:
    """Whether `start` stands within quotation marks that the block opens before it."""
    before = text[:start]
    return before.count("\u201c") > before.count("\u201d") or before.count('"') % 2 == 1


def _is_in(sources: AnalysedSources, words: str) -> bool:
    """Whether a source says the same words: then the story may well report them."""
    beginning = fold(words)[:COMPARED]
    return any(beginning in source.folded for source in sources.each)
