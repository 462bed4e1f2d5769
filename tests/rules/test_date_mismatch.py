"""F603: dates of the story itself that cannot all hold."""

from __future__ import annotations

import pytest
from marked import check, unmarked

from fidelity import Config, check_text

SOURCE = "The council approved the harbour wall on Tuesday after a long debate.\n"
BODY = "\n## Summary\n\nThe council approved the harbour wall after a long debate.\n"


def story(front: str, byline: str = "", sources: str = "", last: str = "") -> str:
    parts = [f"---\n{front}\n---\n\n# The harbour wall\n\n{byline}\n{BODY}"]
    if sources:
        parts.append(f"\n## Sources\n\n- [Harbour wall]({sources}) - Example News\n")
    if last:
        parts.append(f"\n---\n\n{last}\n")
    return "".join(parts)


LINE = "**Published**: {} | **Category**: town | **Sources**: 1"
URL = "https://www.example.org/{}/harbour-wall"

FLAGGED = [
    story("date: 2026-06-26", LINE.format("⟦2026-06-25⟧")),
    story("date: 2026-06-26", LINE.format("⟦June 27, 2026⟧")),
    story("published: 2026-06-26", "Published ⟦26 May 2026⟧"),
    story('publishedTime: "2026-06-26T10:00:00Z"', "⟦Thursday, June 25, 2026⟧"),
    story("date: 2026-06-26", "By Ada Holm | ⟦June 2, 2026⟧"),
    story("date: 2026-06-26\n⟦updated: 2026-06-20⟧"),
    story("date: 2026-06-26\n⟦lastmod: 2025-06-26⟧"),
    story("date: 2026-06-26", last="*Last Updated: ⟦2026-06-01⟧*"),
    story("date: 2026-06-26", LINE.format("2026-06-26"), last="*Last updated: ⟦2026-06-25⟧*"),
    story("date: 2026-06-26", sources=URL.format("⟦2026/06/28⟧")),
    story("date: 2026-06-26", sources=URL.format("⟦2027-06-26⟧")),
    story("title: The wall", LINE.format("2026-06-26"), URL.format("⟦2026/07/26⟧")),
    # Two against one: the front matter is the odd one out.
    story("⟦date: 2026-06-16⟧", LINE.format("2026-06-26"), last="*Last Updated: 2026-06-26*"),
]

CLEAN = [
    story("date: 2026-06-26", LINE.format("2026-06-26")),
    story("date: 2026-06-26", LINE.format("June 26, 2026"), URL.format("2026/06/26")),
    story("date: 2026-06-26", sources=URL.format("2026/06/24")),
    # The day after may be the same day in another time zone.
    story("date: 2026-06-26", sources=URL.format("2026/06/27")),
    story("date: 2026-06-26", last="*Last Updated: 2026-07-03*"),
    # A source that came in with the update.
    story("date: 2026-06-26", sources=URL.format("2026/07/02"), last="*Last Updated: 2026-07-03*"),
    story("date: 2026-06-26\nupdated: 2026-06-27"),
    story("title: The wall", last="*Last Updated: 2026-07-03*"),
    story("title: The wall", sources=URL.format("2026/07/02")),
    story("date: 2026-06-26", sources="https://www.example.org/harbour-wall"),
    # No dates of the story: what happened, and a day that does not exist.
    story("date: 2026-06-26", "The council meets again on 3 July 2026 in the town hall."),
    story("date: 2026-06-26", LINE.format("2026-13-45")),
    story("date: 2026-06-26", "Date: June"),
    story("date:", LINE.format("2026-06-26")),
]


@pytest.mark.parametrize("text", FLAGGED)
def test_flagged(text: str) -> None:
    for finding in check("F603", text, SOURCE):
        assert finding.story_evidence


@pytest.mark.parametrize("text", CLEAN)
def test_clean(text: str) -> None:
    assert not check("F603", text, SOURCE)


def test_it_shows_both_places() -> None:
    text = unmarked(FLAGGED[0])
    report = check_text(
        text, SOURCE, Config(embedder="none", judge="lexical", select=("F603",)), markup="markdown"
    )
    (finding,) = report.findings
    assert finding.message == "published 2026-06-25 here, but 2026-06-26 in line 2"
    assert [report.story.document.at(span) for span in finding.story_evidence] == ["date: 2026-06-26"]


def test_how_late_a_source_may_be_is_an_option() -> None:
    late = story("date: 2026-06-26", sources=URL.format("2026/06/28"))
    assert not check("F603", late, SOURCE, {"slack_days": 2})
