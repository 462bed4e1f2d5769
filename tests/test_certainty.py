"""How sure a text is of which of its words, and what stands in a word's role."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.correspondence.words import counterpart, share_held, stands_between_the_same
from fidelity.analysis.meaning.scales import steps_in


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
    (found,) = [hedge for hedge in analysed(text).hedges if hedge.kind == kind]
    assert analysed(text).tokens[found.head].word.text == head
    assert 0 < found.strength < 1
    assert found.start < found.end <= found.reach <= len(text)


@pytest.mark.parametrize(
    "text", ["The wall collapsed.", "In May, prices rose.", "The wall will, he said, hold.", "Could it fall?"]
)
def test_no_hedge(text: str) -> None:
    assert not [hedge for hedge in analysed(text).hedges if hedge.kind != "modal" or text.endswith("?")]


def test_guards_and_boosters() -> None:
    assert analysed("The mayor said it may rain.").guards == {"said", "may"}
    assert not analysed("The wall holds.").guards
    assert analysed("The wall will certainly hold.").boosted
    assert not analysed("The wall holds.").boosted


def test_scales_are_looked_up_by_whole_forms() -> None:
    steps = steps_in(
        analysed("The important import rose, imports fell."), ("opposite_verbs", "opposite_words")
    )
    assert set(steps) == {2, 3, 4, 5}


def test_the_role_of_a_word_is_its_company() -> None:
    claim = analysed("Fish prices rose in March.").tokens
    source = analysed("Fish prices rose in March after ticket costs fell in May, and rents rose.").tokens
    places = [at for at, token in enumerate(source) if token.word.text == "rose"]
    place = counterpart(claim, 2, source, places)
    assert place is not None
    assert (place.at, place.share) == (2, 1.0)
    assert counterpart(claim, 2, source, []) is None
    assert not stands_between_the_same(claim, 2, source, places[1])
    assert stands_between_the_same(claim, 2, source, places[0])


def test_sharing_counts_content_words() -> None:
    assert (
        share_held(analysed("The fish market of Ellery").content, analysed("A market in Ellery sells fish"))
        == 1.0
    )
    assert share_held(analysed("The").content, analysed("A market")) == 0.0
