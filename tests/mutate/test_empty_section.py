"""What empty-section plants."""

from __future__ import annotations

import re

from planted import PAGE, by_kind, edits, pair_of, plain, planted

NAME = "empty-section"


def test_it_adds_a_heading_without_text() -> None:
    pair = pair_of()
    text = planted(pair, by_kind(NAME, pair)["nothing"])
    assert re.search(r"every Friday\.\n\n## ⟦[A-Z][^⟧\n]+⟧\n\n## Sources\n", text)


def test_it_adds_a_heading_with_a_stand_in() -> None:
    pair = pair_of()
    seen = set()
    for seed in range(60):
        text = planted(pair, by_kind(NAME, pair, seed)["stand-in"])
        match = re.search(r"every Friday\.\n\n## [A-Z][^\n]+\n\n⟦([^⟧]+)⟧\n\n## Sources\n", text)
        assert match
        seen.add(match.group(1))
    assert {"TODO", "N/A", "None", "null", "TBD"} <= seen


def test_the_last_section_is_followed_by_one_too() -> None:
    story = PAGE.partition("\n## Sources")[0].rstrip()
    pair = pair_of(story)
    assert planted(pair, by_kind(NAME, pair)["nothing"]).startswith(f"{story}\n\n## ⟦")


def test_plain_text_is_refused() -> None:
    assert not edits(NAME, plain())
