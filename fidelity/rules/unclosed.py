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
from fidelity.analysis.form.marks import has_footnote, open_emphasis, open_fence
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import fold
from fidelity.types import Block, BlockKind, Finding, Severity, Span

if TYPE_CHECKING:
    from fidelity.analysis.form.marks import OpenMark

# How sure a finding is: what stands on faithful stories is their writers' slip as often as not
# (benchmarks/results/rules.json, F404), hence a warning.
SURE = 0.9
# So many characters behind the mark must stand in a source for the text to be the source's own.
COPIED = 24
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
WORD = re.compile(r"\w[\w'\u2019.-]*\w|\w")
QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')


@rule("F404", "unclosed", severity=Severity.WARNING, scope=Scope.STORY)
def unclosed(case: StoryCase) -> Iterator[Finding]:
    """Flag marks that nothing closes."""
    document = case.story.document
    texts = [block for block in document.blocks if block.kind not in SKIPPED and block.rendered.text]
    footnotes = any(has_footnote(block.rendered.text) for block in texts)
    for block, following in zip(texts, (*texts[1:], None), strict=True):
        mark = _open_mark(case, block, following)
        if mark is not None:
            yield _finding(case, block, mark.at, mark.mark, "quotation" if mark.is_quote else "bracket")
        at = None if footnotes else open_emphasis(block.rendered.text)
        if at is not None and not is_code(document, block.rendered, at):
            yield _finding(case, block, at, "**", "emphasis")
    for block in document.blocks:
        fence = open_fence(document.at(block.span)) if block.kind is BlockKind.CODE else ""
        if fence:
            start = block.span.start
            yield case.finding(
                Span(start, start + len(document.at(block.span).splitlines()[0])),
                "the code fence that opens here is never closed: all text behind it shows as code",
                help=f"close it with {fence} on a line of its own, or take it out",
            )


def _open_mark(case: StoryCase, block: Block, following: Block | None) -> OpenMark | None:
    """Return the first mark that stays open by mistake.

    Long quotations are set with the mark at the beginning of each paragraph, and a source may leave the same
    mark open before the same words.
    """
    text = block.rendered.text
    quote_follows = following is not None and following.rendered.text.lstrip()[:1] in QUOTES
    for mark in case.analysed.texts.of(text).open_marks:
        start = fold(text[mark.at : mark.at + COPIED])
        if is_code(case.story.document, block.rendered, mark.at) or (mark.is_quote and quote_follows):
            continue
        if not any(start in folded for folded in case.analysed.left_open):
            return mark
    return None


def _finding(case: StoryCase, block: Block, at: int, mark: str, what: str) -> Finding:
    text = block.rendered.text
    behind = WORD.search(text, at)
    place = f'before "{behind.group()}"' if behind else "at the end"
    return case.finding(
        block.rendered.locate(at, len(text.rstrip())),
        f"the {what} that opens {place} is never closed",
        confidence=SURE,
        help=f"close it where it ends, or take {mark} out",
    )
