"""Titles that should be one and differ: front matter and headline, the source's title as it is listed.

What: `title` in front matter and the story's first heading that differ in words; a source that the
story lists under a title which is nearly, and not quite, that of the source given; `source_title`
that is not the title of a source given.

Why: search results and feeds show the one, the page the other; a changed title of a source
misquotes it.

Flagged: title "Port Ellery weighs a wall" above "# Port Ellery rejects a wall".

Clean: titles that differ in quotes, dashes, case or "and" for "&"; a site's name behind a title; a
listed title that is shorter than the source's; `seo_title` and other titles for one place.

Known misses: titles in raw HTML; a source listed under another source's title.

Options: similar, how alike a listed title and the source's must be to be the same one, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.titles import agree, nearly_stands_in, stands_in, title_of
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Block, BlockKind, Evidence, Finding, Role, Severity, Span
from fidelity.wording import clipped

TITLE_KEYS = frozenset({"title", "headline"})
SOURCE_KEYS = frozenset({"source_title", "original_title", "source_headline"})
# All set by reading findings. How alike (0..1) a listed title and the source's are that should be one.
SIMILAR = 0.75
# Characters of the longest title, and of the longest entry of a list that may hold one.
LONGEST, LONGEST_ENTRY = 300, 600
# Confidence: both titles of the story itself are sure to be meant as one; a source's may be another's.
OWN, OF_SOURCE = 0.9, 0.8
# Characters of a title that a message shows.
SHOWN = 80


@rule("F601", "title-mismatch", severity=Severity.WARNING, scope=Scope.STORY, options={"similar": SIMILAR})
def title_mismatch(case: StoryCase) -> Iterator[Finding]:
    """Flag a front-matter title and listed source titles that differ from what they name."""
    blocks = case.story.document.blocks
    # A title that names a section ("In brief") is no headline to the reader of claims.
    headlines = [
        block
        for block, role in zip(blocks, case.story.roles, strict=True)
        if (role is Role.HEADLINE and block.kind is not BlockKind.FIELD)
        or (block.kind is BlockKind.HEADING and block.level == 1)
    ]
    for block in blocks:
        if block.kind is BlockKind.FIELD and block.name.lower() in TITLE_KEYS and headlines:
            yield from _headline(case, block, headlines[0])
    titles = list(_titles(case))
    if titles:
        yield from _named(case, titles)
        yield from _listed(case, titles)


def _titles(case: StoryCase) -> Iterator[tuple[str, Evidence]]:
    """Yield the titles of the sources that have one."""
    for at, source in enumerate(case.sources):
        title = title_of(source, LONGEST)
        if title is not None:
            yield title.text, Evidence(at, 0, 0, title.span, 1.0, 1.0, None, "title")


def _headline(case: StoryCase, field: Block, headline: Block) -> Iterator[Finding]:
    texts = case.analysed.texts
    if not agree(texts.of(field.rendered.text), texts.of(headline.rendered.text)):
        yield case.finding(
            headline.rendered.span,
            f'the headline is not the title of the front matter, "{clipped(field.rendered.text, SHOWN)}"',
            confidence=OWN,
            story_evidence=(field.rendered.span,),
            help="write one title in both places",
        )


def _named(case: StoryCase, titles: list[tuple[str, Evidence]]) -> Iterator[Finding]:
    """Flag `source_title: ...` that is the title of no source given."""
    texts = case.analysed.texts
    for entry in case.story.document.fields:
        if entry.key.lower().replace("-", "_") not in SOURCE_KEYS or len(entry.values) != 1:
            continue
        named = texts.of(entry.values[0])
        if not any(agree(named, texts.of(title)) for title, _ in titles):
            yield _finding(case, entry.span, *titles[0])


def _listed(case: StoryCase, titles: list[tuple[str, Evidence]]) -> Iterator[Finding]:
    """Flag an entry of the list of sources that nearly is the title of one, and is not."""
    texts = case.analysed.texts
    for entry in case.analysed_story.listed_sources:
        block = entry.block.rendered
        text = texts.of(block.text)
        if len(block.text) > LONGEST_ENTRY or any(stands_in(texts.of(title), text) for title, _ in titles):
            continue
        for title, evidence in titles:
            if nearly_stands_in(texts.of(title), text, case.options["similar"]):
                yield _finding(case, block.span, title, evidence)
                break


def _finding(case: StoryCase, span: Span, title: str, evidence: Evidence) -> Finding:
    return case.finding(
        span,
        f'the source given is called "{clipped(title, SHOWN)}"',
        confidence=OF_SOURCE,
        evidence=(evidence,),
        help="write the source's title as it stands there",
    )
