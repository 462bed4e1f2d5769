"""Days of a story that cannot all hold."""

from __future__ import annotations

import pytest
from analysed import story_of

from fidelity.analysis.dates.mismatches import Clash, mismatches

FRONT = "---\ntitle: A wall\ndate: 2026-06-26\n---\n\n# A wall\n\n"
LISTED = "The town pays.\n\n## Sources\n\n- https://courier.example/{}/wall\n"


@pytest.mark.parametrize(
    ("text", "clashes"),
    [
        (f"{FRONT}Published: 25 June 2026\n\nThe town pays.\n", [Clash.TWO_PUBLICATIONS]),
        (f"{FRONT}Last updated: 25 June 2026\n\nThe town pays.\n", [Clash.UPDATED_BEFORE]),
        (f"{FRONT}Last updated: 27 June 2026\n\nThe town pays.\n", []),
        (FRONT + LISTED.format("2026/06/29"), [Clash.SOURCE_AFTER]),
        (FRONT + LISTED.format("2026/06/27"), []),
        # Without a day of publication nothing is held against it.
        ("# A wall\n\n" + LISTED.format("2026/06/29"), []),
    ],
)
def test_days_that_cannot_all_hold(text: str, clashes: list[Clash]) -> None:
    story = story_of(text)
    every = mismatches(story.story, story.sources.texts, slack=1)
    assert [one.clash for one in every] == clashes
