"""The operator that makes facts of hedged statements."""

from __future__ import annotations

import pytest

from mutate.test_flipped_polarity import planted

FILLER = "The council met."


@pytest.mark.parametrize(
    ("hedged", "text"),
    [
        ("The museum may open a second room.", "The museum ⟦will open⟧ a second room."),
        ("The cannery is expected to hire forty workers.", "The cannery ⟦will hire⟧ forty workers."),
        ("The mayor plans to close the gate.", "The mayor ⟦will close⟧ the gate."),
        ("The guard allegedly took the cable.", "The guard ⟦took the⟧ cable."),
        ("The lighthouses are believed to be the oldest.", "The lighthouses ⟦are⟧ the oldest."),
        ("The school appears to be closed.", "The school ⟦is⟧ closed."),
        ("The wall might have been weak.", "The wall ⟦was⟧ weak."),
    ],
)
def test_it_drops_a_claim_s_hedge(hedged: str, text: str) -> None:
    assert planted("dropped-hedge", hedged, hedged)[text] == "claim"


def test_it_copies_a_hedged_sentence_without_its_hedge() -> None:
    source = "The council met. The museum of Ellery may open a second room for the ship models."
    (found,) = planted("dropped-hedge", FILLER, source).items()
    assert found == (
        f"{FILLER} The museum of Ellery ⟦will open⟧ a second room for the ship models.",
        "copied",
    )


@pytest.mark.parametrize(
    ("story", "source"),
    [
        # Stated plainly elsewhere.
        (
            "The museum may open a second room.",
            "The museum may open a second room. The museum opens a second room.",
        ),
        # Not hedged by the source at all.
        ("The museum may open a second room.", "The museum opens a second room."),
        # Ability, conditions, questions, quotations, negations, and "may have".
        ("All he could do was wait.", "All he could do was wait."),
        ("If it rains, the wall may fall.", "If it rains, the wall may fall."),
        ("The wall may not fall.", "The wall may not fall."),
        ("“The wall may fall,” he shouted.", "“The wall may fall,” he shouted."),
        ("The wall may have fallen.", "The wall may have fallen."),
        ("The plan to close the gate is old.", "The plan to close the gate is old."),
    ],
)
def test_it_refuses(story: str, source: str) -> None:
    assert not planted("dropped-hedge", story, source)
