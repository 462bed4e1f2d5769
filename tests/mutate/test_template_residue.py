"""What template-residue plants."""

from __future__ import annotations

from planted import PAGE, by_kind, edits, pair_of, plain, planted

from fidelity.mutate.operators.template_residue import PLACEHOLDERS, VALUES

NAME = "template-residue"


def test_a_placeholder_stands_for_a_name_or_number() -> None:
    pair = pair_of("The library of Port Ellery stays open.", markup="text")
    found = {planted(pair, edit) for seed in range(200) for edit in edits(NAME, pair, seed)}
    assert found == {f"The library of ⟦{text}⟧ stays open." for text in (*PLACEHOLDERS, *VALUES)}


def test_a_list_marker_stands_before_an_item() -> None:
    pair = pair_of()
    found = {planted(pair, edit) for edit in edits(NAME, pair) if edit.kind == "marker"}
    assert len(found) == 3
    assert all(any(f"- ⟦{mark} ⟧" in text for mark in "-*•") for text in found)


def test_the_title_stands_in_a_question() -> None:
    pair = pair_of()
    text = planted(pair, by_kind(NAME, pair)["title"])
    assert "⟦Port Ellery keeps its old library open⟧" in text
    assert text.count("**Q:** ") == text.count("**A:** The council of Port Ellery voted") == 1


def test_titles_that_ask_are_not_put_into_questions() -> None:
    pair = pair_of(PAGE.replace("keeps its old library open", "keeps its old library open?"))
    assert "title" not in by_kind(NAME, pair)
    assert "title" not in by_kind(NAME, plain())


def test_quotations_are_left_alone() -> None:
    pair = pair_of('The mayor said "we like Port Ellery" to all.', markup="text")
    assert not edits(NAME, pair)
