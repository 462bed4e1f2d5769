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
    from fidelity.analysis.tokens import Token

__all__ = ["AROUND", "DateCounterpart", "date_counterparts"]

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
