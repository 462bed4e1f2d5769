"""The days of a story itself that cannot all hold: of its publication, its updates and its sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fidelity.analysis.dates.datelines import Dateline, Event, bylines, front_matter, links
from fidelity.types import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fidelity.analysis.text import Texts
    from fidelity.types import Story

__all__ = ["Clash", "Mismatch", "mismatches"]


class Clash(Enum):
    """How two days cannot both hold."""

    TWO_PUBLICATIONS = 1
    UPDATED_BEFORE = 2
    SOURCE_AFTER = 3


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two days of a story that cannot both hold.

    Attributes:
        line: The odd one.
        right: The one that it is held against.
    """

    clash: Clash
    line: Dateline
    right: Dateline


def mismatches(story: Story, texts: Texts, slack: int) -> Iterator[Mismatch]:
    """Yield the days that cannot hold beside the day of publication; none where the story gives no such day.

    A listed source may be `slack` days later than the last day on which the story was worked on.
    """
    written = (*front_matter(story.document, texts), *bylines(story.document, texts))
    lines = [line for line in written if _is_of_story(story, line)]
    published = [line for line in lines if line.event is Event.PUBLISHED]
    if not published:
        return
    # Where most of the story's dates agree, the odd one is wrong; else the first is taken at its word.
    days = Counter(line.day for line in lines)
    right = max(published, key=lambda line: days[line.day])
    for line in published:
        if line.day != right.day:
            yield Mismatch(Clash.TWO_PUBLICATIONS, line, right)
    worked_on = [line for line in lines if line.event is not Event.ADDRESS]
    for line in worked_on:
        if line.event is Event.UPDATED and line.day < right.day:
            yield Mismatch(Clash.UPDATED_BEFORE, line, right)
    agreed = [line for line in worked_on if line.event is Event.UPDATED or line.day == right.day]
    last = max(agreed, key=lambda line: line.day)
    for section in story.sections:
        for _, line in links(story.document, section.span) if section.role is Role.SOURCES else ():
            if (line.day - last.day).days > slack:
                yield Mismatch(Clash.SOURCE_AFTER, line, last)


def _is_of_story(story: Story, line: Dateline) -> bool:
    """Whether a date is the story's: in its list of sources, only what says when it was updated is."""
    inside = story.section_at(line.span.start).role is Role.SOURCES
    return line.event is Event.UPDATED or not inside
