"""How sure a text is of which of its words, and what stands in a word's role."""

from __future__ import annotations

import pytest

from fidelity.lexicon import load_lexicon
from fidelity.text.certainty import boosted, guards, hedges
from fidelity.text.pairing import tokens
from fidelity.text.roles import beside, best_place, sharing
from fidelity.text.scales import steps_in

LEXICON = load_lexicon("en")


@pytest.mark.parametrize(
    ("text", "kind", "head"),
    [
        ("The wall could collapse in a storm.", "modal", "collapse"),
        ("The wall may have been built in May.", "modal", "built"),
        ("The cannery is expected to be closed.", "expectation", "closed"),
        ("The mayor plans to resign.", "expectation", "resign"),
        ("He reportedly signed the charter.", "rumour", "signed"),
        ("The lighthouse is believed to be the oldest.", "rumour", "oldest"),
        ("It is said that whales sing.", "hearsay", "whales"),
        ("The museum probably lost money.", "doubt", "lost"),
        ("The school appears to be closed.", "seeming", "closed"),
    ],
)
def test_a_hedge_scopes_over_its_head(text: str, kind: str, head: str) -> None:
    (found,) = [hedge for hedge in hedges(text, LEXICON) if hedge.kind == kind]
    assert tokens(text, LEXICON)[found.head].word.text == head
    assert 0 < found.strength < 1
    assert found.start < found.end <= found.reach <= len(text)


@pytest.mark.parametrize(
    "text", ["The wall collapsed.", "In May, prices rose.", "The wall will, he said, hold.", "Could it fall?"]
)
def test_no_hedge(text: str) -> None:
    assert not [hedge for hedge in hedges(text, LEXICON) if hedge.kind != "modal" or text.endswith("?")]


def test_guards_and_boosters() -> None:
    assert guards("The mayor said it may rain.", LEXICON) == {"said", "may"}
    assert not guards("The wall holds.", LEXICON)
    assert boosted("The wall will certainly hold.", LEXICON)
    assert not boosted("The wall holds.", LEXICON)


def test_scales_are_looked_up_by_whole_forms() -> None:
    steps = steps_in(
        "The important import rose, imports fell.", ("opposite_verbs", "opposite_words"), LEXICON
    )
    assert set(steps) == {2, 3, 4, 5}


def test_the_role_of_a_word_is_its_company() -> None:
    claim = tokens("Fish prices rose in March.", LEXICON)
    source = tokens("Fish prices rose in March after ticket costs fell in May, and rents rose.", LEXICON)
    places = [at for at, token in enumerate(source) if token.word.text == "rose"]
    place = best_place(claim, 2, source, places)
    assert place is not None
    assert (place.at, place.share) == (2, 1.0)
    assert best_place(claim, 2, source, []) is None
    assert not beside(claim, 2, source, places[1])
    assert beside(claim, 2, source, places[0])


def test_sharing_counts_content_words() -> None:
    assert sharing("The fish market of Ellery", "A market in Ellery sells fish", LEXICON) == 1.0
    assert sharing("The", "A market", LEXICON) == 0.0
