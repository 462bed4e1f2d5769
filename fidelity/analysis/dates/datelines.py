"""Where a document says when it was published or updated: front matter, byline, links, page head."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fidelity.analysis.dates.periods import resolve
from fidelity.analysis.dates.read import Unit
from fidelity.types import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText, Texts
    from fidelity.lexicon.cues import Cues

__all__ = ["Dateline", "Event", "bylines", "day_of", "front_matter", "links", "page_head"]

# Keys of front matter and of page heads, without case, "-", "_", ":" and ".".
KEYS = {
    "published": frozenset(
        "date published publishedtime publishedat publishedon publisheddate publishdate pubdate "
        "datepublished publicationdate articlepublishedtime dcdate dcdateissued parselypubdate".split()
    ),
    "updated": frozenset(
        "updated updatedat updatedon updateddate lastupdated lastmod lastmodified modified modifiedat "
        "modifiedtime datemodified dateupdated articlemodifiedtime".split()
    ),
    "address": frozenset("url link canonical canonicalurl permalink ogurl".split()),
}
# A byline stands among the first blocks of a text.
FIRST = 8
LONGEST = 300
HEAD = 100_000
PARTS = re.compile(r"[^|\u00b7\u2022\r\n]+")
ENTRY = re.compile(r"\s*([^\W\d_][\w ]{0,30}?)\s?:\s?")
WORDS = re.compile(r"\s*((?:[^\W\d_]+\s){1,3})")
# What may stand beside the date in a part of a byline: a weekday, a time, a zone.
REST = re.compile(
    r"[\s,.()*_-]*(?:(?:[^\W\d_]{1,3}\s)?\d{1,2}[:.]\d\d.{0,20}|T\d\d:.{0,20})?[\s,.()*_-]*", re.DOTALL
)
ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
URL = re.compile(r"https?://[^\s<>\"'()\[\]]{1,2000}", re.IGNORECASE)
IN_PATH = re.compile(r"[/_-](20\d\d)([/-])(\d{1,2})\2(\d{1,2})(?=[/_.?#-]|$)")
META = re.compile(r"<(?:meta|link)\b[^<>]{0,1000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"\b(name|property|itemprop|content|rel|href)\s?=\s?[\"']([^\"'<>]{0,500})[\"']", re.IGNORECASE
)
LINKED_DATA = re.compile(r"\"date(Published|Modified)\"\s?:\s?\"([^\"<>]{8,40})\"")


class Event(StrEnum):
    """What happened on a day that a document names."""

    PUBLISHED = "published"
    UPDATED = "updated"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day that a document names, what it stands for, and where."""

    event: Event
    day: dt.date
    span: Span


def day_of(text: AnalysedText) -> dt.date | None:
    """Return the one day that a text names with its year, the first if there are more."""
    for written in ISO.finditer(text.text):
        day = _day(*written.groups())
        if day is not None:
            return day
    for expression in text.dates:
        periods = resolve(expression, None)
        if periods and periods[0].unit is Unit.DAY and periods[0].start == periods[0].end:
            return periods[0].start
    return None


def front_matter(document: Document, texts: Texts) -> Iterator[Dateline]:
    """Yield the days in a document's front matter, by key, and the day in its own address."""
    for entry in document.fields:
        key = _key(entry.key)
        for event in Event:
            if key not in KEYS[event] or not entry.values:
                continue
            value = entry.values[0]
            day = _in_path(value) if event is Event.ADDRESS else day_of(texts.of(value))
            if day is not None:
                yield Dateline(event, day, entry.span)


def bylines(document: Document, texts: Texts) -> Iterator[Dateline]:
    """Yield the days of "Published: ..." and "Last updated: ..." lines, and of a date that stands alone.

    What dates the publication stands among the first blocks; an update, anywhere. A block that is
    nothing but the text's address dates it, too.
    """
    lists = texts.lexicon.dates
    keys = {Event.PUBLISHED: lists.published, Event.UPDATED: lists.updated} if lists else {}
    body = [block for block in document.blocks if block.kind is not BlockKind.FIELD and block.rendered.text]
    for number, block in enumerate(body):
        if len(block.rendered.text) > LONGEST:
            continue
        for part in PARTS.finditer(block.rendered.text):
            line = _byline(block, part, keys, texts)
            if line is not None and (number < FIRST or line.event is Event.UPDATED):
                yield line


def links(document: Document, within: Span) -> Iterator[tuple[str, Dateline]]:
    """Yield each address in a part of the document that has a day in its path, and the day."""
    for url in URL.finditer(document.text, within.start, within.end):
        dated = IN_PATH.search(url.group())
        day = _in_path(url.group())
        if dated is not None and day is not None:
            at = url.start()
            span = Span(at + dated.start(1), at + dated.end(4))
            yield url.group(), Dateline(Event.ADDRESS, day, span)


def page_head(document: Document) -> Iterator[Dateline]:
    """Yield the days that the head of an HTML page gives: its meta elements and linked data."""
    head = document.text[:HEAD]
    if "<meta" not in head.lower():
        return
    for element in META.finditer(head):
        values = {name.lower(): value for name, value in ATTRIBUTE.findall(element.group())}
        key = _key(
            values.get("property") or values.get("name") or values.get("itemprop") or values.get("rel") or ""
        )
        value = values.get("content") or values.get("href") or ""
        for event in Event:
            day = None
            if key in KEYS[event]:
                day = _in_path(value) if event is Event.ADDRESS else _iso(value)
            if day is not None:
                yield Dateline(event, day, Span(*element.span()))
    for entry in LINKED_DATA.finditer(head):
        day = _iso(entry.group(2))
        if day is not None:
            event = Event.PUBLISHED if entry.group(1) == "Published" else Event.UPDATED
            yield Dateline(event, day, Span(*entry.span()))


def _byline(block: Block, part: re.Match[str], keys: Mapping[Event, Cues], texts: Texts) -> Dateline | None:
    """Read one part of a line: a known key and a date, or nothing but a date."""
    text = part.group()
    entry = ENTRY.match(text) or WORDS.match(text)
    key = " ".join(entry.group(1).casefold().split()) if entry else ""
    event = next((event for event, known in keys.items() if key in known), None)
    at = entry.end() if entry and event else 0
    address = URL.search(text)
    if address is not None and event is None:
        day = _in_path(address.group()) if address.end() >= len(text.rstrip()) - 1 else None
        alone = not text[: address.start()].strip() or ENTRY.fullmatch(text[: address.start()])
        if day is None or not alone:
            return None
        return Dateline(Event.ADDRESS, day, _located(block, part.start() + address.start(), address.group()))
    for date in texts.of(text).dates:
        day = day_of(texts.of(text[date.start : date.end]))
        if event is None and block.kind is not BlockKind.PARAGRAPH:
            return None  # a heading or item that is a date dates what follows it
        whole = REST.fullmatch(text[at : date.start]) and REST.fullmatch(text[date.end :])
        if day is not None and whole:
            said = text[date.start : date.end]
            return Dateline(event or Event.PUBLISHED, day, _located(block, part.start() + date.start, said))
    return None


def _located(block: Block, start: int, said: str) -> Span:
    return block.rendered.locate(start, start + len(said))


def _key(name: str) -> str:
    return re.sub(r"[-_:. ]", "", name).lower()


def _iso(text: str) -> dt.date | None:
    written = ISO.search(text)
    return _day(*written.groups()) if written else None


def _in_path(url: str) -> dt.date | None:
    dated = IN_PATH.search(url)
    return _day(dated[1], dated[3], dated[4]) if dated else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
