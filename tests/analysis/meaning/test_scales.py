"""Words on scales: the lexicon's own, and the opposites of WordNet."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.lexicon.scales import VERBS, WORDS


def opposed(left: str, right: str, language: str = "en") -> bool:
    one, two = (analysed(word, language).opposites.get(0, frozenset()) for word in (left, right))
    return any(a[:2] == b[:2] and a.height != b.height for a in one for b in two)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("rose", "fell"),
        ("uniting", "divided"),
        ("largest", "smallest"),
        ("rural", "urban"),
        ("hid", "showed"),
    ],
)
def test_opposites_in_any_form(left: str, right: str) -> None:
    assert opposed(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("man", "woman"), ("left", "right"), ("day", "night"), ("rose", "climbed")]
)
def test_no_opposites(left: str, right: str) -> None:
    assert not opposed(left, right)


def test_a_language_without_a_list_has_none() -> None:
    assert not opposed("rural", "urban", "de")


def test_scales_are_looked_up_by_whole_forms() -> None:
    steps = analysed("The important import rose, imports fell.").opposites
    ours = {at for at, found in steps.items() if any(step.scale in {VERBS, WORDS} for step in found)}
    assert ours == {2, 3, 4, 5}
