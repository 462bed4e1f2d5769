"""Which place of the sources contradicts a word of a claim."""

from __future__ import annotations

import pytest
from beside import beside

from fidelity.analysis.correspondence import (
    Correspondence,
    Difference,
    Negation,
    Opposite,
    Unfounded,
    Weaker,
    difference,
    unfounded_negation,
)
from fidelity.analysis.meaning.polarity import Polarity

UNFOUNDED = Unfounded(whole=0.5, alike=0.2, near=5, beside=0.4, some_beside=0.1, most=0.65, same_matter=0.7)


def shown(asked: Correspondence, contrary: Opposite | Negation | Weaker) -> Difference | None:
    return difference(asked, contrary, asked.nearby, least=0.4, share=0.45, margin=0.15)


def test_an_opposite_in_the_words_place_is_a_difference() -> None:
    asked = beside("Fish prices rose in March.", "Fish prices fell in March.")
    found = shown(asked, Opposite(asked, 2))
    assert found is not None
    assert (found.witness.text.tokens[found.at].word.text, found.share) == ("fell", 1.0)


@pytest.mark.parametrize(
    "source",
    [
        # The word itself stands in its place, too.
        "Fish prices rose in March. Fish prices fell in March.",
        # The opposite is said of something else.
        "In the north of the country, rents fell. Fish prices in March are known.",
        # Not to fall is no contrary of rising, as far as can be told.
        "Fish prices did not fall in March.",
    ],
)
def test_no_difference(source: str) -> None:
    asked = beside("Fish prices rose in March.", source)
    assert shown(asked, Opposite(asked, 2)) is None


def test_what_the_source_negates_is_a_difference() -> None:
    asked = beside("The council approved the wall.", "The council has not approved the wall.")
    negation = Negation.of(asked.claim, 2)
    assert negation is not None
    assert negation.wanted is Polarity.NEGATED
    found = shown(asked, negation)
    assert found is not None
    assert found.witness.text.tokens[found.at].word.text == "approved"


def test_a_form_of_the_same_verb_is_the_same_word() -> None:
    asked = beside("The ferry never sank.", "The ferry has sunk.")
    negation = Negation.of(asked.claim, 3)
    assert negation is not None
    assert negation.against(asked.nearby[0].text) == [3]


@pytest.mark.parametrize(("claim", "at"), [("The council met.", 0), ("It cost 12 crowns.", 2)])
def test_function_words_and_numbers_are_not_asked_for_a_negation(claim: str, at: int) -> None:
    assert Negation.of(beside(claim, "The council met.").claim, at) is None


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("The council restricted cars on the quay.", "restricted"),
        # As much, or more, is said there too.
        ("The council restricted cars on the quay. The council outlawed cars on the quay.", None),
        ("The council did not restrict cars on the quay.", None),
    ],
)
def test_what_says_less_on_a_scale_is_a_difference(source: str, word: str | None) -> None:
    asked = beside("The council banned cars on the quay.", source)
    less = shown(asked, Weaker(asked.claim, 2))
    assert (less and less.witness.text.tokens[less.at].word.text) == word


@pytest.mark.parametrize(
    ("claim", "source", "turned"),
    [
        ("The bridge was not closed on Monday.", "The bridge was closed on Monday.", "not"),
        ("The bridge was not closed on Monday.", "The bridge was kept from being closed on Monday.", None),
        ("The bridge was not closed on Monday.", "The bridge was closed on Monday. It was not closed.", None),
        ("The bridge was closed on Monday.", "The bridge was closed on Monday.", None),
        ("The bridge was not closed on Monday.", "Whales sing.", None),
    ],
)
def test_a_negation_from_nowhere(claim: str, source: str, turned: str | None) -> None:
    asked = beside(claim, source)
    place = unfounded_negation(asked, asked.nearby, UNFOUNDED)
    assert (place and claim[place[0] : place[1]]) == turned
