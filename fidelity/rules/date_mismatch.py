"""Dates of the story itself that cannot all hold.

What: the day of publication in front matter and the one in the byline differ; an update comes
before the publication; a source is dated later than the story that was made from it.

Why: readers and search engines show one of the dates, and an archive sorts by it. A source from
the future says that one of the two is wrong.

Flagged: `date: 2026-06-26` in front matter beside "Published: 2026-06-25".

Clean: a source of the day before; "Last updated" a week after; a source one day later, which may
be the same day in another time zone; a story without dates.

Known misses: dates in texts of the story, which F304 compares with the source; a source whose
address holds no day.

Options: slack_days, by how many days a source may be later than the story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fidelity.analysis.dates.datelines import Dateline, Event, bylines, front_matter, links
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Role, Severity

# Which of two days is wrong, nobody can tell; that one is, is plain. Set by reading findings.
CONFIDENCE = 0.95


@rule("F603", "date-mismatch", severity=Severity.WARNING, scope=Scope.STORY, options={"slack_days": 1})
def date_mismatch(case: StoryCase) -> Iterator[Finding]:
    """Flag a second date of publication, an update before it, and sources that come after."""
    document, texts = case.story.document, case.analysed.texts
    front = list(front_matter(document, texts))
    lines = [line for line in (*front, *bylines(document, texts)) if _tells(case, line)]
    published = [line for line in lines if line.event is Event.PUBLISHED]
    if not published:
        return
    # Where most of the story's dates agree, the odd one is wrong; else the first is taken at its word.
    days = Counter(line.day for line in lines)
    right = max(published, key=lambda line: days[line.day])
    for line in published:
        if line.day != right.day:
            message = f"published {line.day} here, but {right.day} in line {_line(case, right)}"
            yield _finding(case, line, right, message)
    worked_on = [line for line in lines if line.event is not Event.ADDRESS]
    for line in worked_on:
        if line.event is Event.UPDATED and line.day < right.day:
            message = f"updated {line.day}, before it was published ({right.day}, line {_line(case, right)})"
            yield _finding(case, line, right, message)
    agreed = [line for line in worked_on if line.event is Event.UPDATED or line.day == right.day]
    yield from _later_sources(case, max(agreed, key=lambda line: line.day))


def _later_sources(case: StoryCase, last: Dateline) -> Iterator[Finding]:
    """Flag listed sources dated later than the last day that the story says it was worked on."""
    for section in case.story.sections:
        if section.role is not Role.SOURCES:
            continue
        for _, line in links(case.story.document, section.span):
            if (line.day - last.day).days > case.options["slack_days"]:
                message = (
                    f"a source of {line.day}, which is after the story ({last.day}, line {_line(case, last)})"
                )
                yield _finding(case, line, last, message)


def _tells(case: StoryCase, line: Dateline) -> bool:
    """Whether a date is of the story: in its list of sources, only what says when it was updated is."""
    inside = case.story.section_at(line.span.start).role is Role.SOURCES
    return line.event is Event.UPDATED or not inside


def _line(case: StoryCase, line: Dateline) -> int:
    return case.story.document.position(line.span.start).line


def _finding(case: StoryCase, line: Dateline, other: Dateline, message: str) -> Finding:
    return case.finding(
        line.span,
        message,
        confidence=CONFIDENCE,
        story_evidence=(other.span,),
        help="find out which of the two days is right, and give it in both places",
    )
