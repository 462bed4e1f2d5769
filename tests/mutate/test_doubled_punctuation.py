"""What doubled-punctuation plants."""

from __future__ import annotations

from planted import by_kind, edits, pair_of, plain, planted

NAME = "doubled-punctuation"


def test_it_spoils_one_mark() -> None:
    pair = pair_of("The library stays open.", markup="text")
    found = {planted(pair, edit) for seed in range(20) for edit in edits(NAME, pair, seed)}
    assert found == {f"The library stays open⟦{marks}⟧" for marks in ("..", " .", ",.", "?.", "!.", ".,")}


def test_commas_are_spoilt_too() -> None:
    kinds = {edit.kind for seed in range(20) for edit in edits(NAME, plain(), seed)}
    assert {",,", " ,", "..", " ."} <= kinds


def test_abbreviations_are_left_alone() -> None:
    assert not edits(NAME, pair_of("The library stays open in the U.S.", markup="text"))


def test_a_tokenised_story_gets_no_space() -> None:
    pair = pair_of("The council voted on Monday . The library stays open.", markup="text")
    assert " ." not in by_kind(NAME, pair)
