"""What a claim turns around."""

from __future__ import annotations

import pytest
from beside import beside

from fidelity.analysis.correspondence import Turn, TurnLimits, Unfounded, turned_around

UNFOUNDED = Unfounded(whole=0.5, alike=0.2, near=5, beside=0.4, some_beside=0.1, most=0.65, same_matter=0.7)
LIMITS = TurnLimits(least=0.4, share=0.45, margin=0.15, clear=0.75, unfounded=UNFOUNDED)


@pytest.mark.parametrize(
    ("claim", "source", "turned"),
    [
        ("Fish prices rose in March.", "Fish prices fell in March.", [(Turn.OPPOSITE, "rose", "fell")]),
        (
            "The council did not approve the plan.",
            "The council approved the plan.",
            [(Turn.NEGATED_HERE, "not approve", "")],
        ),
        (
            "The council approved the plan.",
            "The council did not approve the plan.",
            [(Turn.NEGATED_THERE, "approved", "not")],
        ),
        ("Fish prices rose in March.", "Fish prices rose in March.", []),
    ],
)
def test_what_turns_words_around(claim: str, source: str, turned: list[tuple[Turn, str, str]]) -> None:
    asked = beside(claim, source)
    every = turned_around(asked, asked.nearby, LIMITS)
    assert [(one.turn, one.said, one.theirs) for one in every] == turned
