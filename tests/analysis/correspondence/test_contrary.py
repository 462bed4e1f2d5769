"""Which place of the sources contradicts a word of a claim."""

from __future__ import annotations

import pytest

from fidelity import Config
from fidelity.analysis.correspondence import Correspondence, Difference, Negation, Opposite, difference
from fidelity.analysis.meaning.polarity import Polarity
from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.text import Texts
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source
from fidelity.read import read_string
from fidelity.types import Evidence, Span

LEXICON = load_lexicon("en")


def beside(claim: str, source: str) -> Correspondence:
    """Return a claim beside a source, all of which may be about it."""
    config = Config()
    read = take_apart_source(read_string(source, "source", "text", config), config, LEXICON)
    texts = Texts(LEXICON)
    passage = Evidence(0, 0, len(read.sentences) - 1, Span(0, 1), 0.5, 0.5, None, "test")
    return Correspondence(texts.of(claim), (passage,), AnalysedSources([read], texts))


def shown(asked: Correspondence, contrary: Opposite | Negation) -> Difference | None:
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
