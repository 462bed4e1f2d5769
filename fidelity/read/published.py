"""When a story and its sources were published.

What the configuration says counts; then front matter, the address in front matter, the head of a
page, a byline, and for a source the address by which the story names it. Else nobody knows: None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from fidelity.analysis.dates.datelines import Dateline, Event, bylines, front_matter, links, page_head
from fidelity.analysis.text import Texts
from fidelity.text.words import words
from fidelity.types import Document, Role, Source, Story

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["date_sources", "published_on"]

# Which of a source's first sentences may be its title.
TITLES = 3


def published_on(document: Document, lexicon: Lexicon, given: dt.date | None = None) -> dt.date | None:
    """Return the day a document was published: `given`, or what the document itself says."""
    if given is not None:
        return given
    texts = Texts(lexicon)
    lines = [*front_matter(document, texts), *page_head(document), *bylines(document, texts)]
    for event in (Event.PUBLISHED, Event.ADDRESS):
        for line in lines:
            if line.event is event:
                return line.day
    return None


def date_sources(story: Story, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Give sources without a date the one in the address by which the story's list names them.

    One source and one dated address belong together; of several, those whose words in the address
    stand in the source's title.
    """
    if all(source.published for source in sources):
        return tuple(sources)
    listed = list(_listed(story))
    days = {line.day for _, line in listed}
    if len(sources) == 1 and len(days) == 1:
        return (replace(sources[0], published=days.pop()),)
    return tuple(
        source if source.published else replace(source, published=_named(source, listed))
        for source in sources
    )


def _listed(story: Story) -> Iterator[tuple[str, Dateline]]:
    spans = [section.span for section in story.sections if section.role is Role.SOURCES]
    return chain.from_iterable(links(story.document, span) for span in spans)


def _named(source: Source, listed: Sequence[tuple[str, Dateline]]) -> dt.date | None:
    """Return the day of the one address whose last words are mostly those of the source's title."""
    title = {word.key for sentence in source.sentences[:TITLES] for word in words(sentence.text)}
    days = set()
    for url, line in listed:
        slug = {word.key for word in words(url.rstrip("/").rsplit("/", 1)[-1].replace("-", " "))}
        if len(slug) >= 3 and 2 * len(slug & title) > len(slug):
            days.add(line.day)
    return days.pop() if len(days) == 1 else None
