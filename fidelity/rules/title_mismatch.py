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

from collections.abc import Iterator, Sequence

from fidelity.analysis.form.beginnings import Passage
from fidelity.analysis.form.titles import agree, headline, misquoted, source_titles
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import BlockKind, Finding, Severity, Span
from fidelity.wording import clipped

TITLE_KEYS = frozenset({"title", "headline"})
SOURCE_KEYS = frozenset({"source_title", "original_title", "source_headline"})
# All set by reading findings.
#
# How alike (0..1) a listed title and the source's must be to be meant as one.
SIMILAR = 0.75
# Characters of the longest title of a source, and of the longest entry of a list that may hold one.
LONGEST, LONGEST_ENTRY = 300, 600
# Confidence: the two titles of the story itself are meant as one; the title of a source may be another's.
OWN, OF_SOURCE = 0.9, 0.8
# So many characters of a title are quoted in a message.
SHOWN = 80


@rule("F601", "title-mismatch", severity=Severity.WARNING, scope=Scope.STORY, options={"similar": SIMILAR})
def title_mismatch(case: StoryCase) -> Iterator[Finding]:
    """Flag a front-matter title and listed source titles that differ from what they name."""
    yield from _own(case)
    titles = source_titles(case.analysed, LONGEST)
    if titles:
        yield from _named(case, titles)
        yield from _listed(case, titles)


def _own(case: StoryCase) -> Iterator[Finding]:
    """Flag a headline that is not the title of the front matter."""
    shown, texts = headline(case.story), case.analysed.texts
    if shown is None:
        return
    for block in case.story.document.blocks:
        if block.kind is not BlockKind.FIELD or block.name.lower() not in TITLE_KEYS:
            continue
        title = block.rendered
        if not agree(texts.of(title.text), texts.of(shown.rendered.text)):
            yield case.finding(
                shown.rendered.span,
                f'the headline is not the title of the front matter, "{clipped(title.text, SHOWN)}"',
                confidence=OWN,
                story_evidence=(title.span,),
                help="write one title in both places",
            )


def _named(case: StoryCase, titles: Sequence[Passage]) -> Iterator[Finding]:
    """Flag `source_title: ...` that is the title of no source given."""
    for entry in case.story.document.fields:
        if entry.key.lower().replace("-", "_") not in SOURCE_KEYS or len(entry.values) != 1:
            continue
        named = case.analysed.texts.of(entry.values[0])
        if not any(agree(named, title.text) for title in titles):
            yield _finding(case, entry.span, titles[0])


def _listed(case: StoryCase, titles: Sequence[Passage]) -> Iterator[Finding]:
    """Flag an entry of the list of sources that nearly is the title of one, and is not."""
    for entry in case.analysed_story.listed_sources:
        listed = entry.block.rendered
        if len(listed.text) <= LONGEST_ENTRY:
            title = misquoted(case.analysed.texts.of(listed.text), titles, case.options["similar"])
            if title is not None:
                yield _finding(case, listed.span, title)


def _finding(case: StoryCase, span: Span, title: Passage) -> Finding:
    return case.finding(
        span,
        f'the source given is called "{clipped(title.text.text, SHOWN)}"',
        confidence=OF_SOURCE,
        help="write the source's title as it stands there",
        **case.shown_by(title, "title"),
    )
