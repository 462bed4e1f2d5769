"""F206: a quantifier on another step of its scale than the source's."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """Some hospitals in Ellery County closed their night wards on Friday.
Dozens of fishermen blocked the harbour gate in protest at the new quota.
Many residents of Port Ellery oppose the tramline, the council said.
Several bridges along Mill Lane need repair before the winter.
Tom Iversen was a baker in the old market hall for thirty years.
Ferries to Gull Rock are often late in autumn.
Most teachers at the harbour school have signed the letter.
Thousands of visitors came to the herring fair in August.
A few shops in the high street stay open on Sundays.
Not all members of the rowing club paid their fee.
The old lighthouse is one of the landmarks of the northern coast.
Nearly all nets were torn by the storm on Tuesday.
"""

FLAGGED = [
    "⟦All⟧ hospitals in Ellery County closed their night wards on Friday.",
    "⟦Most⟧ hospitals in Ellery County closed their night wards.",
    "⟦Many⟧ hospitals in Ellery County closed their night wards on Friday.",
    "⟦Hundreds of⟧ fishermen blocked the harbour gate.",
    "⟦Most⟧ residents of Port Ellery oppose the tramline.",
    "**⟦Every⟧ resident** of Port Ellery opposes the tramline.",
    "⟦Many⟧ bridges along Mill Lane need repair before the winter.",
    "Tom Iversen was ⟦the only⟧ baker in the old market hall.",
    "Tom Iversen was ⟦the first⟧ baker in the old market hall for thirty years.",
    "Ferries to Gull Rock are ⟦always⟧ late in autumn.",
    "⟦All⟧ teachers at the harbour school have signed the letter.",
    "⟦Millions of⟧ visitors came to the herring fair in August.",
    "⟦Hundreds of⟧ visitors came to the herring fair in August.",
    "⟦Most⟧ shops in the high street stay open on Sundays.",
    "⟦All⟧ nets were torn by the storm on Tuesday.",
]

CLEAN = [
    "Some hospitals in Ellery County closed their night wards on Friday.",
    "Dozens of fishermen blocked the harbour gate.",
    "Numerous residents of Port Ellery oppose the tramline.",
    "A number of bridges along Mill Lane need repair.",
    "Tom Iversen was a baker in the old market hall.",
    "Ferries to Gull Rock are frequently late in autumn.",
    # Weaker than the source, and true.
    "Some teachers at the harbour school have signed the letter.",
    "Many nets were torn by the storm on Tuesday.",
    "Ferries to Gull Rock are sometimes late in autumn.",
    # Said of something else.
    "All fishermen know the new quota.",
    "Not all members of the rowing club paid their fee.",
    "The most famous lighthouse stands on the northern coast.",
    "Visitors came to the herring fair in August.",
    "Thousands came to the fair.",
    "A dolphin was the first guest of the marina.",
    (
        "## Our view\n\nAll hospitals in Ellery County closed their night wards.\n\n"
        "## Summary\n\nSome hospitals closed their night wards."
    ),
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F206", story, SOURCE):
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F206", story, SOURCE)


def test_the_message_shows_the_source_words() -> None:
    (finding,) = check("F206", "⟦All⟧ hospitals in Ellery County closed their night wards.", SOURCE)
    assert finding.message == '"All" says more than the source: "Some hospitals"'


def test_how_alike_the_words_around_must_be_is_an_option() -> None:
    story = "All hospitals in Ellery County closed their night wards."
    assert not check("F206", story, SOURCE, {"least": 1.01})
