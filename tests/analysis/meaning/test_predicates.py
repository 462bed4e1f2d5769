"""Who does what to whom."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.meaning.predicates import verb_group


def told(text: str) -> list[tuple[str, str, str]]:
    """Return who does it, the verb, and whom it is done to."""
    return [
        (
            " ".join(token.word.text for token in one.agents),
            text[one.start : one.end],
            " ".join(token.word.text for token in one.patients),
        )
        for one in analysed(text).predicates
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board sued the mayor.", [("board", "sued", "mayor")]),
        ("The mayor was sued by the board.", [("board", "sued", "mayor")]),
        ("Larvik beat Skien.", [("Larvik", "beat", "Skien")]),
        ("Skien lost 3-0 to Larvik.", [("Larvik", "lost 3-0 to", "Skien")]),
        ("Larvik's victory over Skien was loud.", [("Larvik's", "victory over", "Skien")]),
        # Off the list, and between two names.
        ("Larvik visited Skien.", [("Larvik", "visited", "Skien")]),
        ("The board visited the mayor.", []),
        # Nothing stands on one side, or the form is a noun.
        ("The mayor was sued.", []),
        ("The attack on the town failed.", []),
    ],
)
def test_a_verb_with_its_two_sides(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_verbs_of_one_meaning_count_as_one() -> None:
    (one,) = analysed("Larvik beat Skien.").predicates
    (two,) = analysed("Larvik thrashed Skien.").predicates
    assert one.verbs == two.verbs == {"beat"}
    assert one.listed


def test_a_language_without_the_lists_has_none() -> None:
    assert not analysed("Der Vorstand verklagte den Bürgermeister.", "de").predicates


def test_a_verb_group_begins_with_its_helping_verbs() -> None:
    text = analysed("The school will be closed.")
    start, end = verb_group(text, 4)
    assert text.text[start:end] == "will be closed"
