"""What a language model said to whoever asked it: lead-ins, refusals, offers, the prompt itself.

What: sentences that open as a model's answer does ("Sure, here's a summary of the article:"), that
refuse ("As an AI language model, I cannot ..."), that offer more ("Let me know if you'd like a
shorter version"), that repeat the instruction ("Summarize the following article"); and marks of a
chat's format ("<|im_end|>", "[INST]", "<think>"). Every text of the story is looked at, those that
make no claim too.

Why: it tells readers that a machine wrote the page and that nobody read it.

Flagged: "Here is a concise summary of the article: The council voted."

Clean: the same words in quotation marks, in code, within a sentence, or in the source; "Here is a
summary of the day's events"; "Here are the facts."

Known misses: a lead-in in words of its own ("The passage describes ..."); one behind a colon.

Fix: a lead-in, an offer or a mark is deleted where more stands beside it (safe). A refusal or a
prompt needs a person, who must see what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.analysis.form.inline_code import is_code
from fidelity.lexicon.model_residue import ModelResidue
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import fold
from fidelity.types import Block, BlockKind, Finding, Fix, Role, Severity, Span

# The formats of chats, whatever their language.
MARKS = re.compile(
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|</?think(?:ing)?>"
    r"|^(?:Assistant|System|Human):[ \t]*$|^### (?:Response|Instruction|Input):[ \t]*$",
    re.MULTILINE,
)
BEFORE = ".!?:;)]\u2026\"'\u201d\u2019*-\u2022\u2013\u2014"
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
SAYS = {
    "lead_in": "a model's lead-in to its answer",
    "refusal": "a model's words about itself",
    "input": "a model's words about the text it was given",
    "offer": "a model's words to whoever asked",
    "prompt": "the instruction to a model",
}
SHOWN_WORDS = 8
DELETED = frozenset({"lead_in", "offer"})
WITHIN = frozenset({"input"})


@rule("F505", "model-residue", severity=Severity.ERROR, scope=Scope.STORY)
def model_residue(case: StoryCase) -> Iterator[Finding]:
    """Flag what a model said around the text it was asked for."""
    yield from _marks(case)
    known = case.lexicon.model_residue
    if known is None or not case.spoken:
        return
    for block, role, lead in zip(case.story.document.blocks, case.story.roles, case.story.leads, strict=True):
        if block.kind not in SKIPPED and block.rendered.text and role is not Role.SOURCES:
            yield from _in_block(case, block, lead, known)


def _in_block(case: StoryCase, block: Block, lead: int, known: ModelResidue) -> Iterator[Finding]:
    text = block.rendered.text.replace("\u2019", "'").replace("\u00a0", " ")
    taken: list[Span] = []
    for kind, pattern in known.patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            opens = kind in WITHIN or _opens(text, start, lead)
            if not opens or _is_quoted(text, start) or any(Span(start, end).overlaps(t) for t in taken):
                continue
            if is_code(case.story.document, block.rendered, start) or _in_source(case, match.group()):
                continue
            taken.append(Span(start, end))
            yield _finding(case, block, start, end, kind)


def _finding(case: StoryCase, block: Block, start: int, end: int, kind: str) -> Finding:
    text = block.rendered.text
    span = block.rendered.locate(start, end)
    fix = None
    rest = (text[:start] + text[end:]).strip()
    if kind in DELETED and any(char.isalnum() for char in rest):
        gap = end + len(text[end:]) - len(text[end:].lstrip())
        fix = Fix(safe=True, span=block.rendered.locate(start, gap), replacement="")
    elif kind in DELETED:
        fix = Fix(safe=True, span=block.span, replacement="")
    said = text[start:end].split()
    shown = " ".join(said[:SHOWN_WORDS]) + " ..." * (len(said) > SHOWN_WORDS)
    return case.finding(
        span,
        f'{SAYS[kind]}: "{shown}"',
        confidence=0.95,
        fix=fix,
        help="delete it" if fix else "write what should stand here",
    )


def _marks(case: StoryCase) -> Iterator[Finding]:
    """Flag the marks of a chat's format in the raw text: Markdown takes some of them for tags."""
    document = case.story.document
    code = [block.span for block in document.blocks if block.kind is BlockKind.CODE]
    for match in MARKS.finditer(document.text):
        span = Span(*match.span())
        beside = document.text[max(0, span.start - 1) : span.start] + document.text[span.end : span.end + 1]
        if "`" in beside or any(block.overlaps(span) for block in code) or _in_source(case, match.group()):
            continue
        yield case.finding(
            span,
            f'"{match.group().strip()}" of a chat with a model was left in',
            confidence=0.97,
            fix=Fix(safe=True, span=span, replacement=""),
            help="delete it",
        )


def _opens(text: str, start: int, lead: int) -> bool:
    """Whether a sentence begins at `start`: at the block's, or behind a mark that ends another."""
    before = text[:start].rstrip(" \n(")
    return start == lead or not before or before[-1] in BEFORE


def _is_quoted(text: str, start: int) -> bool:
    """Whether `start` stands within quotation marks that the block opens before it."""
    before = text[:start]
    return before.count("\u201c") > before.count("\u201d") or before.count('"') % 2 == 1


def _in_source(case: StoryCase, words: str) -> bool:
    """Whether a source says the same words: then the story may well report them."""
    beginning = fold(words)[:40]
    return any(beginning in source.folded for source in case.analysed.each)
