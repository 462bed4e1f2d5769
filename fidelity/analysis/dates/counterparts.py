"""What the sources have beside a date of a claim: dates of its kind, and how far each is in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.dates.agree import Agreement, Likeness, agreement, likeness
from fidelity.analysis.tokens import beside

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from fidelity.analysis.dates.read import DateExpression
    from fidelity.analysis.sources import AnalysedSources
    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token

__all__ = ["AROUND", "DateCounterpart", "DateLimits", "contrary_date", "date_counterparts"]

# Content words on each side of a claim's date, and of the source's, which orders them differently.
AROUND, REACH = 4, 8


@dataclass(frozen=True, slots=True)
class DateCounterpart:
    """A date of the sources beside one of a claim.

    Attributes:
        source, number: Which sentence it is of.
        date: What it says.
        told: What it makes of the claim's.
        likeness: How alike the two are said.
        shared: How many of the words around the claim's date stand around it.
        fit: How far its sentence is about the claim, 0..1; 0 where it is in no passage found for it.
    """

    source: int
    number: int
    date: DateExpression
    told: Agreement
    likeness: Likeness
    shared: int
    fit: float


@dataclass(frozen=True, slots=True)
class DateLimits:
    """From where on a date of the sources contradicts a claim's; all but `least` are 0..1.

    Attributes:
        least: Words around the claim's date that must stand around the other; one where it surely `fit`s.
        sure: From this fit on a sentence surely is about the claim.
        company: The share that the other must have: of the words around the claim's date, and what follows.
        fit: What it gets on top where its sentence surely is about the claim.
        version: What it gets on top as a version of the claim's ("7 May", "8 May").
        tie: A date that says less than the claim's lets it stand, unless its share is so much smaller.
    """

    least: int
    sure: float
    company: float
    fit: float
    version: float
    tie: float


def contrary_date(
    mine: DateExpression,
    text: AnalysedText,
    sources: AnalysedSources,
    about: Mapping[tuple[int, int], float],
    published: tuple[dt.date | None, Sequence[dt.date | None]],
    limits: DateLimits,
) -> tuple[float, DateCounterpart] | None:
    """Return the sources' date in the place of one of `text`, and its share; None where that may stand.

    For `about` and `published` see `date_counterparts`.
    """
    own = beside(text, mine.start, mine.end, AROUND)
    if len(own) < limits.least:
        return None
    dated = list(date_counterparts(mine, own, sources, about, published))
    rivals = [(_share(other, len(own), limits), other) for other in dated if _may_contradict(other, limits)]
    share, best = max(rivals, key=lambda rival: rival[0], default=(0.0, None))
    if best is None or share < limits.company:
        return None
    for other in dated:
        together = (other.source, other.number) == (best.source, best.number)
        if other.told is Agreement.SAME and (other.shared or together):
            return None
        if other.told is Agreement.OPEN and other.shared / len(own) - limits.tie >= share:
            return None
    return share, best


def _may_contradict(other: DateCounterpart, limits: DateLimits) -> bool:
    """Whether a date is another one, and may be in the place of the claim's."""
    least = 1 if other.fit >= limits.sure else limits.least
    return other.told is Agreement.DIFFERENT and other.likeness is not Likeness.NONE and other.shared >= least


def _share(other: DateCounterpart, words: int, limits: DateLimits) -> float:
    """Return how far a date is in the place of the claim's, which has so many words around."""
    more = limits.version * (other.likeness is Likeness.VERSION) + limits.fit * (other.fit >= limits.sure)
    return other.shared / words + more


def date_counterparts(
    mine: DateExpression,
    own: Sequence[Token],
    sources: AnalysedSources,
    about: Mapping[tuple[int, int], float],
    published: tuple[dt.date | None, Sequence[dt.date | None]],
) -> Iterator[DateCounterpart]:
    """Yield the dates of the sources that are of one kind with a claim's, in order.

    Those that contradict it only from the sentences that are about the claim.

    Args:
        mine: The date of the claim.
        own: The words around it.
        sources: All sources.
        about: How far a sentence, by source and number, is about the claim.
        published: The days of publication of the story and of each source.
    """
    story, days = published
    for number, source in enumerate(sources.each):
        for at, theirs in source.dates:
            if theirs.kind is not mine.kind:
                continue
            told, fit = agreement(mine, theirs, story, days[number]), about.get((number, at), 0.0)
            if told is Agreement.DIFFERENT and not fit:
                continue
            near = beside(source.sentences[at], theirs.start, theirs.end, REACH)
            shared = sum(any(token.same(other) for other in near) for token in own)
            yield DateCounterpart(number, at, theirs, told, likeness(mine, theirs), shared, fit)
