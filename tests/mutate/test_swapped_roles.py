"""What swapped-roles plants."""

from __future__ import annotations

import pytest
from planted import edits, pair_of, planted

NAME = "swapped-roles"


SOURCE = "The council met on Monday. Nobody spoke."


def found(story: str, source: str = SOURCE) -> set[tuple[str, str]]:
    pair = pair_of(story, source)
    return {(edit.kind, planted(pair, edit)) for seed in range(10) for edit in edits(NAME, pair, seed)}


@pytest.mark.parametrize(
    ("story", "kind", "text"),
    [
        ("Larvik beat Skien in May.", "own names", "⟦Skien beat Larvik⟧ in May."),
        ("The board sued the mayor in May.", "own phrases", "⟦The mayor sued the board⟧ in May."),
        ("Larvik was defeated by Skien in May.", "own passive", "⟦Skien was defeated by Larvik⟧ in May."),
        ("In May the crew has praised the mayor.", "own phrases", None),
        ("Larvik lost to Skien in May.", "own converse", "⟦Skien lost to Larvik⟧ in May."),
        ("It was Larvik's 3-0 win over Skien.", "own nominal", "It was ⟦Skien's 3-0 win over Larvik⟧."),
        ("Okafor tutored Helberg in May.", "own names", "⟦Helberg tutored Okafor⟧ in May."),
        ("Okafor photographed Helberg.", "own other verb", "⟦Helberg photographed Okafor⟧."),
        ("The mayor of Larvik sued Helberg.", "own phrases", "⟦Helberg sued the mayor of Larvik⟧."),
        ("Okafor apologised to Helberg.", "own prepositional", "⟦Helberg apologised to Okafor⟧."),
        ("Okafor, 34, sued Helberg in May.", "own names", "⟦Helberg, 34, sued Okafor⟧ in May."),
    ],
)
def test_two_sides_change_places(story: str, kind: str, text: str | None) -> None:
    assert found(story) == ({(kind, text)} if text else set())


def test_a_sentence_of_the_source_is_copied_with_its_sides_swapped() -> None:
    source = "The striker Okafor praised the captain Helberg after the final on Sunday evening."
    assert found("The final was on Sunday.", source) == {
        (
            "copied names",
            (
                "The final was on Sunday. ⟦The captain Helberg praised the striker Okafor⟧"
                " after the final on Sunday evening."
            ),
        )
    }


@pytest.mark.parametrize(
    "source",
    [
        "Larvik beat Skien in the final on Sunday. Skien beat Larvik in the spring.",
        '"Larvik beat Skien in the final on Sunday evening," he said.',
        "They beat the champions of Skien in the final on Sunday evening.",
    ],
)
def test_what_stays_true_and_what_cannot_stand_alone_is_not_copied(source: str) -> None:
    assert not found("The final was on Sunday.", source)


@pytest.mark.parametrize(
    "story",
    [
        "Larvik met Skien in May.",
        "Okafor married Helberg in May.",
        "They sued the mayor in May.",
        "The crew of Larvik praised the mayor of Larvik in May.",
        "Okafor praised Okafor in May.",
        "The crew slept in May.",
        "Okafor praised Helberg's crew in May.",
        "Moreau and Okafor praised Helberg in May.",
        "Okafor praised Helberg and Moreau in May.",
        "Okafor praised Helberg, who won in May.",
        "The result stunned the town in May.",
        "Did Okafor praise Helberg?",
        "Okafor visited Larvik in May.",
    ],
)
def test_equal_sides_pronouns_and_longer_phrases_are_refused(story: str) -> None:
    assert not found(story)
