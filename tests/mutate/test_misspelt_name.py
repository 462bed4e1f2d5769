"""What misspelt-name plants."""

from __future__ import annotations

from planted import edits, pair_of, planted

NAME = "misspelt-name"
SOURCE = "Engineer Jacob Helberg spoke to Ines Okafor at the quay."


def test_it_misspells_a_name_of_the_source_once() -> None:
    pair = pair_of("The mayor thanked Helberg.", SOURCE)
    found = {planted(pair, edit) for seed in range(80) for edit in edits(NAME, pair, seed)}
    assert {
        "The mayor thanked ⟦Hellberg⟧.",
        "The mayor thanked ⟦Hlberg⟧.",
        "The mayor thanked ⟦Hleberg⟧.",
    } & found
    assert all(text.startswith("The mayor thanked ⟦H") and text.endswith("⟧.") for text in found)
    kinds = {edit.kind for seed in range(80) for edit in edits(NAME, pair, seed)}
    assert kinds == {"doubled", "dropped", "swapped", "replaced"}


def test_a_possessive_ending_is_in_the_replaced_word() -> None:
    pair = pair_of("The mayor thanked Okafor, not Ines.", SOURCE)
    for seed in range(20):
        for edit in edits(NAME, pair, seed):
            assert planted(pair, edit).endswith("⟧, not Ines.")


def test_short_names_unknown_names_and_words_are_refused() -> None:
    for story in (
        "The mayor thanked Ines.",
        "The mayor thanked Penhaligon.",
        "The mayor thanked the engineer.",
    ):
        pair = pair_of(story, SOURCE)
        assert not [edit for seed in range(20) for edit in edits(NAME, pair, seed)]
