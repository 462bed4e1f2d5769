"""F304: a date that the source gives otherwise."""

from __future__ import annotations

import datetime as dt

import pytest
from marked import check, unmarked

from fidelity import Config, check_text
from fidelity.types import Finding

SOURCE = """\
Port Ellery harbour news

The ferry Marigold sank off Gull Rock on Tuesday night in a heavy storm.
The town council approved the flood wall on 26 June after a long debate.
Engineers repaired the flood gate at Mill Lane in eleven days.
The lighthouse keeper Ruth Calder retired in 1994 and moved to the mainland.
The fish market opens at 6 a.m. and closes at noon for the cleaners.
The harbour school will close its north wing next month because the roof leaks.
Baker Tom Iversen signed a two-year lease for the shop on Quay Street.
The cannery lost money in the third quarter of 2025 because of high fuel prices.
The museum showed the ship models for 35 months before the fire.
The regional bread prize was won by 42-year-old Ada Holm with a rye loaf.
The ferry company hired divers two weeks ago to look for the bell.
The tower clock was built in the 1890s by a watchmaker from Sandvik.
"""

FLAGGED = [
    "The ferry Marigold sank off Gull Rock on ⟦Monday⟧.",
    "The ferry Marigold sank on ⟦Thursday night⟧ in a heavy storm.",
    "The town council approved the flood wall on ⟦27 June⟧.",
    "The council approved the flood wall on ⟦26 July⟧ after a long debate.",
    "On ⟦July 3⟧ the town council approved the flood wall.",
    "Engineers repaired the flood gate at Mill Lane in ⟦three days⟧.",
    "Engineers repaired the flood gate at Mill Lane in ⟦eleven weeks⟧.",
    "Lighthouse keeper Ruth Calder retired in ⟦1984⟧ and moved to the mainland.",
    "The fish market opens at ⟦8 a.m.⟧ and closes at noon.",
    "The harbour school closed its north wing ⟦last month⟧ because the roof leaks.",
    "Baker Tom Iversen signed a ⟦five-year⟧ lease for the shop.",
    "The cannery lost money in the ⟦second quarter of 2025⟧.",
    "The bread prize was won by ⟦24-year-old⟧ Ada Holm with a rye loaf.",
    "The tower clock was built in the ⟦1920s⟧ by a watchmaker from Sandvik.",
]

CLEAN = [
    "The ferry Marigold sank off Gull Rock on Tuesday.",
    "The town council approved the flood wall in June.",
    "The town council approved the flood wall on June 26.",
    "Engineers repaired the flood gate at Mill Lane in 11 days.",
    "Lighthouse keeper Ruth Calder retired in the 1990s.",
    "The fish market opens at 6:00 a.m. and closes at 12 p.m.",
    "The museum showed the ship models for about three years before the fire.",
    "The cannery lost money in the third quarter.",
    "Baker Tom Iversen signed a lease for two years for the shop.",
    # Where no day of publication is known, "this week" may be the week of that Tuesday.
    "The ferry Marigold sank off Gull Rock this week.",
    # The story may be of a later day than the source.
    "The harbour school will close its north wing this month because the roof leaks.",
    # Nothing in the source says when.
    "Divers look for the bell on Friday.",
    # Another event.
    "The bakery on Mill Lane opened on Monday.",
    # The verb, and an amount.
    "The ferry may sink in a storm off Gull Rock.",
    "The fish market sold 1900 boxes of herring.",
    # Opinion.
    "## Our view\n\nThe ferry sank on Monday.\n\n## Summary\n\nThe ferry sank on Tuesday in a storm.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F304", story, SOURCE):
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F304", story, SOURCE)


def dated(story: str, source: str, days: int) -> tuple[Finding, ...]:
    """Check a story that came out so many days after its source."""
    day = dt.date(2026, 6, 26)
    config = Config(
        embedder="none",
        judge="lexical",
        select=("F304",),
        date=day,
        source_date=day - dt.timedelta(days=days),
    )
    return check_text(unmarked(story), source, config).findings


DATED = [
    # Friday's story, Friday's source.
    ("The ferry Marigold sank off Gull Rock this week.", "on Tuesday", 0, False),
    ("The ferry Marigold sank off Gull Rock on Tuesday.", "this week", 0, False),
    ("The ferry Marigold sank off Gull Rock last week.", "on Tuesday", 0, True),
    ("The ferry Marigold sank off Gull Rock yesterday.", "on Tuesday", 0, True),
    ("The ferry Marigold sank off Gull Rock yesterday.", "today", 1, False),
    ("The ferry Marigold sank off Gull Rock yesterday.", "today", 0, True),
    ("The ferry Marigold sank off Gull Rock on Tuesday.", "three days ago", 0, False),
    ("The ferry Marigold sank off Gull Rock on 23 June.", "on Tuesday", 0, False),
    ("The ferry Marigold sank off Gull Rock on 24 June.", "on Tuesday", 0, True),
    ("The ferry Marigold sank off Gull Rock last month.", "this month", 7, True),
    ("The ferry Marigold sank off Gull Rock last week.", "this week", 7, False),
]


@pytest.mark.parametrize(("story", "when", "days", "wrong"), DATED)
def test_relative_dates_are_counted_from_each_publication(
    story: str, when: str, days: int, wrong: bool
) -> None:
    source = f"The ferry Marigold sank off Gull Rock {when} in a heavy storm.\nNobody was hurt."
    assert bool(dated(story, source, days)) is wrong


def test_the_message_names_what_the_source_says() -> None:
    (finding,) = check("F304", "The ferry Marigold sank off Gull Rock on ⟦Monday⟧.", SOURCE)
    assert finding.message == '"Monday" here, but the source says "Tuesday night"'


def test_more_company_can_be_asked_for() -> None:
    story = "The ferry Marigold sank off Gull Rock on Monday."
    assert not check("F304", story, SOURCE, {"company": 2.0})
