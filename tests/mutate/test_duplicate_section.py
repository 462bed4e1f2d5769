"""What duplicate-section plants."""

from __future__ import annotations

from planted import PAGE, by_kind, edits, pair_of, plain, planted

NAME = "duplicate-section"
ITEMS = PAGE.partition("## Summary\n\n")[2].partition("\n\n## Sources")[0]


def test_it_repeats_a_section_under_another_heading() -> None:
    pair = pair_of()
    found = by_kind(NAME, pair)
    assert set(found) == {"whole", "paragraph", "order", "nearly"}
    text = planted(pair, found["whole"])
    before, _, behind = text.partition(f"\n\n⟦{ITEMS}⟧\n\n")
    heading = before.rpartition("\n")[2]
    assert heading.startswith("## ")
    assert heading.lower() != "## summary"
    assert before.rpartition("\n")[0] + "\n" + behind == PAGE


def test_the_ways_to_repeat_it() -> None:
    pair = pair_of()
    found = by_kind(NAME, pair)
    items = ITEMS.split("\n")
    assert f"⟦{' '.join(item[2:] for item in items)}⟧" in planted(pair, found["paragraph"])
    assert "⟦" + "\n".join(reversed(items)) + "⟧" in planted(pair, found["order"])
    nearly = planted(pair, found["nearly"]).partition("⟦")[2].partition("⟧")[0]
    assert nearly != ITEMS
    assert len(ITEMS) - 10 < len(nearly) < len(ITEMS)


def test_short_sections_and_plain_text_are_refused() -> None:
    assert not edits(NAME, plain())
    assert not edits(NAME, pair_of("## Summary\n\nThe library stays open."))
    assert not edits(
        NAME, pair_of("# Library\n\nThe library stays open. The council voted for it on Monday.")
    )
