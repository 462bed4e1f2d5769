"""How sure a text is of which of its words."""

from __future__ import annotations

import pytest
from analysed import analysed


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
    assert found.start < found.end <= analysed(text).tokens[found.head].word.start


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
