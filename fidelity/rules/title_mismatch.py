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

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from fidelity.analysis.form.bodies import listed_sources
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import words
from fidelity.types import Block, BlockKind, Evidence, Finding, Role, Severity, Source

TITLE_KEYS = frozenset({"title", "headline"})
SOURCE_KEYS = frozenset({"source_title", "original_title", "source_headline"})
# Between a title and the name of a site or section.
SEPARATOR = re.compile(r"\s+[|\u00b7\u2022:\u2013\u2014-]+\s+|:\s+")
JOINING = frozenset({"and", "&", "the", "a", "an"})
LONGEST = 300


@rule("F601", "title-mismatch", severity=Severity.WARNING, scope=Scope.STORY, options={"similar": 0.75})
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
    titles = [title for at, source in enumerate(case.sources) if (title := _title(at, source)) is not None]
    if titles:
        yield from _named(case, titles)
        yield from _listed(case, titles)


def _headline(case: StoryCase, field: Block, headline: Block) -> Iterator[Finding]:
    mine, shown = field.rendered.text, headline.rendered.text
    if _agree(mine, shown, case):
        return
    yield case.finding(
        headline.rendered.span,
        f'the headline is not the title of the front matter, "{_cut(mine)}"',
        confidence=0.9,
        story_evidence=(field.rendered.span,),
        help="write one title in both places",
    )


def _named(case: StoryCase, titles: list[tuple[str, Evidence]]) -> Iterator[Finding]:
    """Flag `source_title: ...` that is the title of no source given."""
    for entry in case.story.document.fields:
        if entry.key.lower().replace("-", "_") not in SOURCE_KEYS or len(entry.values) != 1:
            continue
        if any(_agree(entry.values[0], title, case) for title, _ in titles):
            continue
        title, evidence = titles[0]
        yield case.finding(
            entry.span,
            f'the source given is called "{_cut(title)}"',
            confidence=0.8,
            evidence=(evidence,),
            help="write the source's title as it stands there",
        )


def _listed(case: StoryCase, titles: list[tuple[str, Evidence]]) -> Iterator[Finding]:
    """Flag an entry of the list of sources that nearly is the title of one, and is not."""
    for entry in listed_sources(case.story):
        text = entry.block.rendered.text
        if len(text) > 2 * LONGEST or any(_stands_in(title, text, case) for title, _ in titles):
            continue
        for title, evidence in titles:
            ratio = fuzz.partial_ratio(_words(title, case), _words(text, case)) / 100
            short = len(words(title)) < 4 or len(words(text)) < len(words(title)) - 1
            if short or ratio < case.options["similar"]:
                continue
            yield case.finding(
                entry.block.rendered.span,
                f'the source given is called "{_cut(title)}"',
                confidence=0.8,
                evidence=(evidence,),
                help="write the source's title as it stands there",
            )
            break


def _title(at: int, source: Source) -> tuple[str, Evidence] | None:
    """Return a source's title: its first heading, or a first line without a full stop."""
    if not source.sentences:
        return None
    first = source.sentences[0]
    blocks = source.document.blocks
    whole = next((b.rendered.text for b in blocks if b.span.contains(first.span)), "")
    if not first.heading and (whole != first.text or first.text.rstrip()[-1:] in ".!:;"):
        return None
    if len(first.text) > LONGEST:
        return None
    return first.text, Evidence(at, 0, 0, first.span, 1.0, 1.0, None, "title")


def _agree(one: str, other: str, case: StoryCase) -> bool:
    """Whether two titles say the same words, a site's name before or behind one of them aside."""
    return _words(one, case) in _forms(other, case) or _words(other, case) in _forms(one, case)


def _forms(title: str, case: StoryCase) -> frozenset[str]:
    """Return a title's words, and those without what stands before its first or behind its last mark."""
    found = {_words(title, case)}
    marks = list(SEPARATOR.finditer(title))
    if marks:
        found |= {_words(title[: marks[-1].start()], case), _words(title[marks[0].end() :], case)}
    return frozenset(form for form in found if form)


def _stands_in(title: str, text: str, case: StoryCase) -> bool:
    """Whether the title stands in an entry, or the entry is a part of the title."""
    whole, here = f" {_words(title, case)} ", f" {_words(text, case)} "
    # "Harbour wall agreed - The Courier" lists the beginning of a longer title.
    return whole in here or any(f" {form} " in whole for form in _forms(text, case) if " " in form)


def _words(title: str, case: StoryCase) -> str:
    numbers = case.lexicon.numbers
    keys = (word.key.casefold() for word in words(title))
    return " ".join(str(numbers.get(key, key)) for key in keys if key not in JOINING)


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rstrip() + "..."
