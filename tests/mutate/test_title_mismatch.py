"""What title-mismatch plants."""

from __future__ import annotations

from planted import PAGE, by_kind, edits, pair_of, plain, planted

NAME = "title-mismatch"


def test_it_changes_the_headline_and_not_the_title() -> None:
    pair = pair_of()
    found = by_kind(NAME, pair)
    assert set(found) == {"word lost", "end lost", "other sentence"}
    for edit in found.values():
        text = planted(pair, edit)
        assert 'title: "Port Ellery keeps its old library open"' in text
        assert "\n# ⟦" in text
    assert "# ⟦Port Ellery keeps⟧" in planted(pair, found["end lost"])


def test_a_number_changes() -> None:
    pair = pair_of(PAGE.replace("its old library", "2 libraries"))
    text = planted(pair, by_kind(NAME, pair)["number"])
    headline = text.partition("\n# ⟦Port Ellery keeps ")[2].partition(" ")[0]
    assert headline.isdigit()
    assert headline != "2"


def test_titles_that_differ_already_or_are_missing_are_refused() -> None:
    assert not edits(NAME, pair_of(PAGE.replace("# Port Ellery", "# Ellery")))
    assert not edits(NAME, pair_of("# Library\n\nThe library stays open."))
    assert not edits(NAME, plain())
