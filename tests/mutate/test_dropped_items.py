"""What dropped-items plants."""

from __future__ import annotations

from planted import PAGE, by_kind, edits, pair_of, plain, planted

NAME = "dropped-items"
FIRST = "- The council of Port Ellery voted on Monday to keep the old library open.\n"
FOUR = PAGE.replace("## Summary\n\n", "## Summary\n\n- Ines Okafor is the mayor.\n")


def test_it_repeats_a_list_without_an_item() -> None:
    pair = pair_of(FOUR)
    for seed in range(10):
        found = by_kind(NAME, pair, seed)
        assert set(found) == {"last", "inner", "counted"}
        last = planted(pair, found["last"])
        assert "\n\n⟦- Ines Okafor is the mayor.\n- The council" in last
        assert "lottery in 1998.⟧\n\n## Sources" in last
        inner = planted(pair, found["inner"]).partition("⟦")[2].partition("⟧")[0]
        assert len(inner.splitlines()) == 3
        assert inner.endswith("every Friday.")


def test_it_announces_more_than_it_lists() -> None:
    pair = pair_of(FOUR)
    text = planted(pair, by_kind(NAME, pair)["counted"]).partition("⟦")[2].partition("⟧")[0]
    lead, _, items = text.partition("\n\n")
    assert "four" in lead.lower()
    assert 2 <= len(items.splitlines()) <= 3


def test_of_two_equal_lists_the_second_loses_its_last() -> None:
    items = FOUR.partition("## Summary\n\n")[2].partition("\n\n## Sources")[0]
    pair = pair_of(FOUR.replace("## Sources", f"## Key Points\n\n{items}\n\n## Sources"))
    text = planted(pair, by_kind(NAME, pair)["taken"])
    assert text.endswith(
        "in 1998.⟦⟧\n\n## Sources\n\n- [The report](https://courier.example/library) - The Courier\n"
    )


def test_short_lists_and_plain_text_are_refused() -> None:
    assert not edits(NAME, pair_of())
    assert not edits(NAME, plain())
    assert FIRST in PAGE
