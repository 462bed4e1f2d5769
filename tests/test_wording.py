"""How messages quote."""

from __future__ import annotations

import pytest

from fidelity.wording import clipped, first_words, listed, shortened


def test_long_texts_lose_their_end_and_short_ones_nothing() -> None:
    text = "the harbour closes in May"
    assert shortened(text, 25) == clipped(text, 25) == first_words(text, 5) == text
    assert shortened(text, 13) == "the harbour ..."
    assert clipped(text, 14) == "the harbour..."
    assert first_words(text, 2) == "the harbour ..."


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["a"], '"a"'),
        (["a", "b"], '"a" and "b"'),
        (["a", "b", "c"], '"a", "b" and "c"'),
        (["a", "b", "c", "d", "e"], '"a", "b", "c" and 2 more'),
    ],
)
def test_names_are_listed(names: list[str], words: str) -> None:
    assert listed(names, 3) == words


def test_names_are_listed_with_another_joint() -> None:
    assert listed(["a", "b"], 3, joint=", ") == '"a", "b"'
