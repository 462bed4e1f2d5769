"""Text that is not in the language which the story declares.

What: sentences of a section, 60 letters or more together, whose function words are another
language's, or that are written in another script than the declared language. Front matter declares
it (`language:` or `lang:`), or the configuration where it sets one.

Why: a paragraph that was never translated, or a story published under the wrong language.

Flagged: "Der Rat der Stadt hat am Montag beschlossen, die Brücke zu sperren." in a story with
`language: en`.

Clean: quotations, names and titles in another language; lists of names; code; sections of sources
and page furniture; a story that declares nothing.

Known misses: a foreign phrase within a sentence; languages without a profile here.

Options: letters, how many letters a text needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fidelity.config import Config
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.language import language_name, reads_as
from fidelity.types import BlockKind, Finding, Rendered, Role, Severity, Span

READ = frozenset({Role.HEADLINE, Role.CLAIMS, Role.OPINION, Role.FAQ})
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML, BlockKind.HEADING, BlockKind.CELL})
QUOTED = re.compile(
    r"\u201c[^\u201c\u201d]{0,600}\u201d|\u201e[^\u201e\u201c]{0,600}\u201c|\"[^\"]{0,600}\"|\u00ab[^\u00ab\u00bb]{0,600}\u00bb"
)
SENTENCE = re.compile(
    r"[^.!?\u2026\u3002]+(?:[.!?\u2026\u3002](?!\s|$)[^.!?\u2026\u3002]*)*[.!?\u2026\u3002]*"
)


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A run of sentences of one section in one language."""

    section: Span
    language: str
    span: Span


@rule("F605", "language-mismatch", severity=Severity.WARNING, scope=Scope.STORY, options={"letters": 60})
def language_mismatch(case: StoryCase) -> Iterator[Finding]:
    """Flag the sentences of each section that are in another language."""
    if not _is_declared(case):
        return
    run: _Foreign | None = None
    for found in _foreign(case):
        if run is not None and (run.section, run.language) == (found.section, found.language):
            run = _Foreign(run.section, run.language, Span(run.span.start, found.span.end))
            continue
        if run is not None:
            yield _finding(case, run)
        run = found
    if run is not None:
        yield _finding(case, run)


def _is_declared(case: StoryCase) -> bool:
    document = case.story.document
    named = any(value.strip() for key in ("language", "lang") for value in document.value(key))
    # A language that is not the default was set by somebody.
    return named or case.story.language != Config().language


def _finding(case: StoryCase, found: _Foreign) -> Finding:
    return case.finding(
        found.span,
        f'this reads as {language_name(found.language)}; the story declares "{case.story.language}"',
        confidence=0.9,
        help="translate it, or correct the story's language",
    )


def _foreign(case: StoryCase) -> Iterator[_Foreign]:
    """Yield every sentence in another language, in order."""
    declared = case.story.language
    for block, role in zip(case.story.document.blocks, case.story.roles, strict=True):
        if role not in READ or block.kind in SKIPPED or not block.rendered.text:
            continue
        section = case.story.section_at(block.span.start).span
        for part in _parts(block.rendered, case.options["letters"]):
            text = QUOTED.sub(" ", part.text)
            if sum(char.isalpha() for char in text) < _least(text, case.options["letters"]):
                continue
            language = reads_as(text, declared)
            if language:
                yield _Foreign(section, language, part.span)


def _least(text: str, letters: int) -> int:
    """Return how many letters a text needs; one of Chinese or Korean says more than one of Latin."""
    return letters if text.isascii() or any("a" <= char <= "z" for char in text) else letters // 3


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
