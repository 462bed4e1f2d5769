"""Which dates the sources have beside one of a claim."""

from __future__ import annotations

import pytest
from beside import beside as claim_beside

from fidelity.analysis.dates.agree import Agreement
from fidelity.analysis.dates.counterparts import (
    AROUND,
    DateCounterpart,
    DateLimits,
    contrary_date,
    date_counterparts,
)
from fidelity.analysis.tokens import beside

SOURCE = "The ferry sank on Tuesday. The school opened on Monday for three days. The ferry sank."


def counterparts(claim: str, about: dict[tuple[int, int], float]) -> list[DateCounterpart]:
    found = claim_beside(claim, SOURCE)
    (mine,) = found.claim.dates
    own = beside(found.claim, mine.start, mine.end, AROUND)
    return list(date_counterparts(mine, own, found.sources, about, (None, [None])))


def test_dates_of_one_kind_are_compared() -> None:
    told = [(other.number, other.told) for other in counterparts("The ferry sank on Monday.", {(0, 0): 0.5})]
    assert told == [(0, Agreement.DIFFERENT), (1, Agreement.SAME)]


def test_what_contradicts_is_asked_for_only_in_sentences_about_the_claim() -> None:
    told = [other.told for other in counterparts("The ferry sank on Monday.", {})]
    assert told == [Agreement.SAME]


def test_words_around_both_are_counted() -> None:
    shared = [other.shared for other in counterparts("The ferry sank on Monday.", {(0, 0): 0.5})]
    assert shared == [2, 0]


@pytest.mark.parametrize(
    ("claim", "source", "day"),
    [
        ("The ferry sank off the pier on Monday.", "The ferry sank off the pier on Tuesday.", "Tuesday"),
        ("The ferry sank off the pier on Monday.", "The ferry sank off the pier on Monday.", None),
        # Another thing happened on that day.
        ("The ferry sank off the pier on Monday.", "A school opens its doors on Tuesday.", None),
        ("It sank on Monday.", "It sank on Tuesday.", None),
    ],
)
def test_the_date_that_the_sources_have_instead(claim: str, source: str, day: str | None) -> None:
    found = claim_beside(claim, source)
    limits = DateLimits(least=2, sure=0.6, company=0.4, fit=0.25, version=0.2, tie=0.05)
    (mine,), published = found.claim.dates, (None, found.sources.published)
    other = contrary_date(mine, found.claim, found.sources, found.about(0.3), published, limits)
    date = other[1].date if other is not None else None
    assert (source[date.start : date.end] if date is not None else None) == day
