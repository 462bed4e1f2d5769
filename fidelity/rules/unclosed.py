"""A quotation, bracket, emphasis or code fence that is opened and never closed.

What: within one paragraph, item, heading or cell, a double quotation mark or a bracket without its
partner; in Markdown `**` that shows because nothing closes it, and a code fence that swallows the
rest of the page.

Why: a reader cannot tell where somebody's words end; often the text behind the mark was cut off.

Flagged: 'The mayor said: "We will build it. The vote was close.'; "The wall (see map is new."

Clean: apostrophes; inches (5'11"); ":("; list markers "a)"; a quotation over several paragraphs,
each of which opens with the mark again; marks in code; a passage that stands so in the source.

Known misses: single quotation marks, which look like apostrophes; a closing mark without an opening
one; one missing mark where a second one is missing too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fidelity.analysis.form.inline_code import is_code
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import fold
from fidelity.types import Block, BlockKind, Finding, Severity, Span

if TYPE_CHECKING:
    from fidelity.analysis.form.marks import OpenMark

SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
EMPHASIS = re.compile(r"(?<![\w*\\])\*\*(?=\w)")
FOOTNOTE = re.compile(r"\w\*\*(?!\w)")
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
WORD = re.compile(r"\w[\w'\u2019.-]*\w|\w")
QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
# So many characters behind the mark must stand in a source for the text to be the source's own.
COPIED = 24


@rule("F404", "unclosed", severity=Severity.WARNING, scope=Scope.STORY)
def unclosed(case: StoryCase) -> Iterator[Finding]:
    """Flag marks that nothing closes."""
    document = case.story.document
    texts = [block for block in document.blocks if block.kind not in SKIPPED and block.rendered.text]
    footnotes = any(FOOTNOTE.search(block.rendered.text) for block in texts)
    for block, following in zip(texts, (*texts[1:], None), strict=True):
        for mark in case.analysed.texts.of(block.rendered.text).open_marks:
            if is_code(document, block.rendered, mark.at):
                continue
            if not (_goes_on(mark, following) or _stands_so(case, block.rendered.text, mark)):
                yield _finding(
                    case, block, mark.at, mark.mark, "bracket" if not mark.is_quote else "quotation"
                )
                break
        yield from _emphasis(case, block, footnotes=footnotes)
    for block in document.blocks:
        if block.kind is BlockKind.CODE:
            yield from _fence(case, block)


def _finding(case: StoryCase, block: Block, at: int, mark: str, what: str) -> Finding:
    text = block.rendered.text
    behind = WORD.search(text, at)
    place = f'before "{behind.group()}"' if behind else "at the end"
    return case.finding(
        block.rendered.locate(at, len(text.rstrip())),
        f"the {what} that opens {place} is never closed",
        confidence=0.9,
        help=f"close it where it ends, or take {mark} out",
    )


def _goes_on(mark: OpenMark, following: Block | None) -> bool:
    """Whether the next paragraph opens with a quotation mark, as long quotations are set."""
    return mark.is_quote and following is not None and following.rendered.text.lstrip()[:1] in set(QUOTES)


def _stands_so(case: StoryCase, text: str, mark: OpenMark) -> bool:
    """Whether a source leaves the same mark open before the same words."""
    start = fold(text[mark.at : mark.at + COPIED])
    return any(start in folded for folded in case.analysed.left_open)


def _emphasis(case: StoryCase, block: Block, *, footnotes: bool) -> Iterator[Finding]:
    """Flag `**` that a reader sees, but a footnote's mark."""
    text = block.rendered.text
    for found in EMPHASIS.finditer(text):
        if found.start() != text.rfind("**") or is_code(case.story.document, block.rendered, found.start()):
            continue
        if not footnotes:
            yield _finding(case, block, found.start(), "**", "emphasis")


def _fence(case: StoryCase, block: Block) -> Iterator[Finding]:
    lines = case.story.document.at(block.span).rstrip().splitlines()
    opened = FENCE.match(lines[0]) if lines else None
    if opened is None:
        return
    mark = opened.group(1)
    last = FENCE.fullmatch(lines[-1].rstrip()) if len(lines) > 1 else None
    if last is None or not last.group(1).startswith(mark):
        start = block.span.start
        yield case.finding(
            Span(start, start + len(lines[0])),
            "the code fence that opens here is never closed: all text behind it shows as code",
            help=f"close it with {mark} on a line of its own, or take it out",
        )
