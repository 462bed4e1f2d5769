"""What misplaced-name plants."""

from __future__ import annotations

import pytest
from planted import edits, pair_of, planted

NAME = "misplaced-name"
SOURCE = (
    "Engineer Jacob Helberg spoke at the quay in Larvik. A letter came from Ines Okafor. "
    "The crew sailed to Skien. All of it was paid for by the Penbrook Trust. "
    "Later the town thanked the Harbour Board."
)


def found(story: str, source: str = SOURCE) -> set[tuple[str, str]]:
    pair = pair_of(story, source)
    return {(edit.kind, planted(pair, edit)) for seed in range(30) for edit in edits(NAME, pair, seed)}


@pytest.mark.parametrize(
    ("story", "kind", "text"),
    [
        ("The mayor thanked Jacob Helberg.", "person", "The mayor thanked ⟦Ines Okafor⟧."),
        ("The mayor spoke in Larvik.", "place", "The mayor spoke in ⟦Skien⟧."),
        ("The bill went to the Penbrook Trust.", "other", "The bill went to the ⟦Harbour Board⟧."),
    ],
)
def test_a_name_gets_another_of_its_kind(story: str, kind: str, text: str) -> None:
    assert found(story) == {(kind, text)}


@pytest.mark.parametrize(
    "story",
    [
        "The mayor thanked Tobias Moreau.",
        "The mayor thanked the crew.",
        "The mayor thanked Jacob Helberg and Ines Okafor.",
    ],
)
def test_names_that_the_source_lacks_and_names_that_the_claim_has_are_refused(story: str) -> None:
    assert not found(story)


def test_names_that_stand_together_in_the_source_are_refused() -> None:
    source = "A letter came from Jacob Helberg and Ines Okafor."
    assert not found("The mayor thanked Jacob Helberg.", source)
