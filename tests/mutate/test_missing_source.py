"""What missing-source plants."""

from __future__ import annotations

from planted import PAGE, by_kind, edits, pair_of, plain, planted

NAME = "missing-source"
ENTRY = "- [The report](https://courier.example/library) - The Courier"


def test_it_takes_link_entries_or_section() -> None:
    pair = pair_of()
    found = by_kind(NAME, pair)
    assert set(found) == {"link", "entries", "section"}
    assert planted(pair, found["link"]) == PAGE.replace(ENTRY, "- ⟦The report⟧ - The Courier")
    assert planted(pair, found["entries"]) == PAGE.replace(f"## Sources\n\n{ENTRY}", "⟦## Sources⟧")
    assert planted(pair, found["section"]) == PAGE.replace(f"\n\n## Sources\n\n{ENTRY}\n", "⟦⟧\n")


def test_a_section_that_others_follow_is_left_there() -> None:
    pair = pair_of(PAGE + "\n## About\n\nWe write about libraries.\n")
    assert set(by_kind(NAME, pair)) == {"link", "entries"}


def test_a_source_named_elsewhere_is_refused() -> None:
    assert not edits(NAME, pair_of(PAGE.replace("date:", "source: minutes.txt\ndate:")))
    story = PAGE.replace("a lottery", "[a lottery](https://lottery.example)")
    assert set(by_kind(NAME, pair_of(story))) == {"link"}
    assert not edits(NAME, plain())
