"""F702: a story without the other side that its source reports."""

from __future__ import annotations

import pytest
from marked import check, unmarked

from fidelity.types import Severity

SOURCE = (
    "The council of Port Ellery voted on Monday to keep the old library open until 2030. "
    "Fourteen of the seventeen members backed the motion of mayor Ines Okafor. "
    "The work on the roof will cost 40,000 crowns and start in March. "
)
OBJECTION = "Critics say the money should go to the flooded school instead."
A = "The council voted on Monday to keep the old library open."
B = "Fourteen of the seventeen members backed the motion."
C = "The work on the roof will start in March."
STORY = f"⟦{A}⟧ {B} {C}"
OBJECTIONS = [
    OBJECTION,
    "Opponents of the plan told the Courier that the school is flooded every winter.",
    "Yes, but: The flooded school has been waiting for a pump since 2019.",
    "Baker Tomas Reil criticised the plan, saying that a flooded school comes first.",
    "The teachers' union rejected the plan, and its head called it a gift to readers.",
    "Parents objected to the spending, one of them said at the town hall.",
    "Skeptics argue that a flooded school comes first.",
    "The head teacher opposed the spending and warned of another wet winter.",
    "Some disagree: the school is flooded every winter.",
    "Detractors called the vote a gift to the few who read.",
    "The Herald wrote that parents disputed the costs.",
    "Campaigners against the spending say that the school comes first.",
]
FLAGGED = [(STORY, SOURCE + objection) for objection in OBJECTIONS]

CLEAN = [
    (f"{A} {B} {C}", SOURCE),
    # The story tells it, in the source's words or its own.
    (f"{A} {B} {C} Critics want the money for the flooded school.", SOURCE + OBJECTION),
    (f"{A} {B} {C} Some would rather have mended the flooded school with the money.", SOURCE + OBJECTION),
    (f"{A} {B} {C} There was opposition from parents.", SOURCE + OBJECTION),
    (f"{A} However, not all were happy. {C}", SOURCE + OBJECTION),
    (f"{A} {B} Parents are concerned. {C}", SOURCE + OBJECTION),
    # Too short for two sides.
    (f"{A} {B}", SOURCE + OBJECTION),
    (A, SOURCE + OBJECTION),
    # Contrast, and words of objection that nobody utters, are no position.
    (f"{A} {B} {C}", SOURCE + "But the roof was mended in 1998."),
    (f"{A} {B} {C}", SOURCE + "However, the roof is new, Okafor said."),
    (f"{A} {B} {C}", SOURCE + "The goalkeeper denied Holm twice in the second half."),
    (f"{A} {B} {C}", SOURCE + "The school is flooded every winter, Okafor said."),
]


@pytest.mark.parametrize(("story", "source"), FLAGGED)
def test_flagged(story: str, source: str) -> None:
    (finding,) = check("F702", story, source)
    assert finding.severity is Severity.SUGGESTION
    assert finding.evidence


@pytest.mark.parametrize(("story", "source"), CLEAN)
def test_clean(story: str, source: str) -> None:
    assert not check("F702", story, source)


def test_how_many_claims_it_takes_is_an_option() -> None:
    check("F702", f"⟦{A}⟧ {B}", SOURCE + OBJECTION, {"claims": 2})
    assert not check("F702", unmarked(STORY), SOURCE + OBJECTION, {"claims": 4})


def test_how_much_must_be_told_is_an_option() -> None:
    assert not check("F702", unmarked(STORY), SOURCE + OBJECTION, {"least": 0.0})
