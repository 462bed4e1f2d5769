"""The nouns: frozen values that every stage passes on. No behaviour beyond their own arithmetic."""

from fidelity.types.document import BOM, Block, BlockKind, Document, Field, Piece, Place, Rendered, Span
from fidelity.types.report import (
    Alignment,
    Evidence,
    Finding,
    Fix,
    Judgement,
    Method,
    Severity,
    StoryReport,
    Verdict,
)
from fidelity.types.story import Claim, Ledger, Role, Section, Sentence, Source, Story, TextKind

__all__ = [
    "BOM",
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
