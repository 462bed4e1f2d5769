"""Makes one of the story's own dates wrong: front matter, byline, "last updated" or a source's address.

Refuses stories without two dates, and where the new day could hold: an update may be later than the
publication, a source may be older. Front matter is changed only where two other dates speak against it.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.types import Role, Span

DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
GAP = re.compile(r"\W{1,6}")
PATH = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/")
FIELDS = ("date", "published", "publishedTime")
# By how many days a date goes wrong: a slip of a day, a week, a month, a year.
SLIPS = (1, 2, 7, 30, 365)


@operator("date-mismatch", rule="F603")
def date_mismatch(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Move one of the story's dates."""
    text = pair.story.document.text
    front = _front(pair)
    byline = _behind("published", pair)
    updated = _behind("updated", pair)
    dated = [match for match in (front, byline, updated) if match is not None]
    if len(dated) >= 2 and len({_date(match) for match in dated}) > 1:
        return  # not clean in that respect
    slip = rng.choice(SLIPS) * rng.choice((-1, 1))
    if front and byline:
        yield _moved(byline, slip, "byline")
        if updated:
            yield _moved(front, slip, "front matter")
    if updated and (front or byline):
        yield _moved(updated, -abs(slip), "updated")
    if front or byline:
        last = max(_date(match) for match in dated)
        for section in pair.story.sections:
            if section.role is not Role.SOURCES:
                continue
            for match in PATH.finditer(text, section.span.start, section.span.end):
                # Two days later is later in every time zone.
                late = last + dt.timedelta(days=rng.choice((2, 5, 14, 60, 365)))
                if _date(match) <= last:
                    span = Span(match.start(1), match.end(3))
                    yield Edit(span, late.strftime("%Y/%m/%d"), kind="source")


def _front(pair: Pair) -> re.Match[str] | None:
    for entry in pair.story.document.fields:
        if entry.key in FIELDS:
            return DAY.search(pair.story.document.text, entry.span.start, entry.span.end)
    return None


def _behind(kind: str, pair: Pair) -> re.Match[str] | None:
    """Return the date right behind a label of the text, if there is one; front matter is none."""
    document = pair.story.document
    start = max((span.end for span in document.front), default=0)
    lists = pair.lexicon.dates
    if lists is None:
        return None
    labels = lists.published if kind == "published" else lists.updated
    for label in labels.pattern.finditer(document.text, start):
        gap = GAP.match(document.text, label.end())
        day = DAY.match(document.text, gap.end()) if gap else None
        if day is not None:
            return day
    return None


def _moved(match: re.Match[str], days: int, kind: str) -> Edit:
    new = _date(match) + dt.timedelta(days=days)
    return Edit(Span(*match.span()), new.isoformat(), kind=kind)


def _date(match: re.Match[str]) -> dt.date:
    return dt.date(*(int(part) for part in match.groups()))
