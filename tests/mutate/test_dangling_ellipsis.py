"""What dangling-ellipsis plants."""

from __future__ import annotations

from planted import PLAIN, by_kind, edits, pair_of, plain, planted

from fidelity.mutate.operators.dangling_ellipsis import LINKS

NAME = "dangling-ellipsis"


def test_a_link_goes_behind_the_last_sentence() -> None:
    pair = plain()
    found = {planted(pair, by_kind(NAME, pair, seed)["link"]) for seed in range(40)}
    assert found == {f"{PLAIN} ⟦{mark[1:]}⟧" for mark in LINKS}


def test_dots_take_the_rest_of_the_paragraph() -> None:
    pair = pair_of("The council will pay for the wall with a loan. It is new.\n\nThe gate is old.")
    for seed in range(40):
        for edit in edits(NAME, pair, seed):
            if edit.kind != "link":
                text = planted(pair, edit)
                assert text.endswith("⟧\n\nThe gate is old.")
                assert "It is new" not in text
                assert len(text.partition("⟦")[0].split()) >= 5


def test_quotations_headlines_and_dots_of_the_source_are_refused() -> None:
    quoted = pair_of("The mayor said “we will build it and it will be long.”")
    assert {edit.kind for edit in edits(NAME, quoted)} <= {"dots", "bracket"}
    for edit in edits(NAME, quoted):
        assert planted(quoted, edit).count("“") == planted(quoted, edit).partition("⟦")[0].count("“") == 0
    assert not edits(NAME, pair_of("# The council pays for the new wall with the loan"))
