"""Where the sources hedge what a claim states."""

from __future__ import annotations

import pytest
from beside import beside

from fidelity.analysis.correspondence import hedged_words, is_stated


@pytest.mark.parametrize(
    ("claim", "source", "hedged"),
    [
        ("The museum opens in May.", "The museum may open in May.", ["opens"]),
        ("The museum will be opened.", "The museum is expected to be opened.", ["opened"]),
        # The claim leaves room of its own.
        ("The museum might open in May.", "The museum may open in May.", []),
        ("The museum may open in May.", "The museum may open in May.", []),
        ("The museum opens in May.", "The museum opens in May.", []),
    ],
)
def test_a_hedged_word_is_found_in_the_claim(claim: str, source: str, hedged: list[str]) -> None:
    asked = beside(claim, source)
    words = list(hedged_words(asked, asked.nearby[0]))
    assert [asked.claim.tokens[word.at].word.text for word in words] == hedged


@pytest.mark.parametrize(
    ("source", "stated"),
    [
        ("The museum may open in May.", False),
        ("The museum may open in May. The museum opens in May.", True),
        ("The museum may open in May. The mayor sang.", False),
    ],
)
def test_what_is_stated_elsewhere_is_no_loss(source: str, stated: bool) -> None:
    asked = beside("The museum opens in May.", source)
    (word,) = (word for witness in asked.nearby for word in hedged_words(asked, witness))
    assert is_stated(asked, word, asked.nearby, 0.2) is stated
