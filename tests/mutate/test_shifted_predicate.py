"""The operator that says more than the source."""

from __future__ import annotations

import pytest

from mutate.test_flipped_polarity import planted


@pytest.mark.parametrize(
    ("story", "source", "text", "kind"),
    [
        (
            "Two sailors were injured at the pier.",
            "Two sailors were injured at the pier on Sunday.",
            "Two sailors were ⟦killed⟧ at the pier.",
            "verb",
        ),
        (
            "The council postponed the vote.",
            "The council postponed the vote on the wall.",
            "The council ⟦canceled⟧ the vote.",
            "verb, held back",
        ),
        (
            "The cashier was charged with fraud.",
            "The cashier was charged with fraud in May.",
            "The cashier was ⟦convicted of⟧ fraud.",
            "phrase",
        ),
        (
            "The museum may open a second room.",
            "The museum may open a second room next year.",
            "The museum ⟦will certainly⟧ open a second room.",
            "phrase",
        ),
        (
            "The cyclist wanted to cross the river.",
            "The cyclist wanted to cross the river.",
            "The cyclist ⟦went on to⟧ cross the river.",
            "phrase, held back",
        ),
    ],
)
def test_it_plants(story: str, source: str, text: str, kind: str) -> None:
    found = planted("shifted-predicate", story, source)
    if text not in found:
        text = text.replace("canceled", "cancelled")
    assert found[text] == kind


@pytest.mark.parametrize(
    ("story", "source"),
    [
        (
            "Two sailors were injured at the pier.",
            "Two sailors were injured at the pier, and one was killed.",
        ),
        ("Two sailors were injured at the pier.", "The choir sang at the fair."),
        ("The attack was loud.", "The attack was loud."),
        ("They planned to restrict to two the boats.", "They planned to restrict to two the boats."),
        ("The museum may not open a second room.", "The museum may not open a second room."),
        ("“The museum may open a second room,” he said.", "“The museum may open a second room,” he said."),
        ("The plan to build a wall is old.", "The plan to build a wall is old."),
    ],
)
def test_it_refuses(story: str, source: str) -> None:
    assert not planted("shifted-predicate", story, source)
