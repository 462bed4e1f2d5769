"""F202: the evidence is not sure, the claim states a fact."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
Port Ellery council minutes

The museum may open a second room for the ship models next year.
The cannery is expected to hire forty workers before summer.
The mayor plans to close the old flood gate at Mill Lane.
A night guard allegedly took copper cable from the railway yard.
The lighthouse on Gull Rock is believed to be the oldest of the coast.
Warm water could drive the herring out of the bay for years.
The ferry company probably lost two million crowns last winter.
The harbour school appears to be closed to visitors.
Storms might delay the work on the sea wall.
The wall could collapse in a storm, engineers said.
The bakery hopes to sell its rye bread in the capital.
The research ship is likely to leave the port on Friday.
The choir may sing at the fair. The choir will sing at the fair on Sunday, its leader said.
Could the town sell its sailing school?
"""

FLAGGED = [
    "The museum ⟦will open⟧ a second room for the ship models next year.",
    "The museum ⟦opens⟧ a second room for the ship models next year.",
    "The cannery ⟦will hire⟧ forty workers before summer.",
    "The mayor ⟦will close⟧ the old flood gate at Mill Lane.",
    "A night guard ⟦took⟧ copper cable from the railway yard.",
    "The lighthouse on Gull Rock is the ⟦oldest⟧ of the coast.",
    "Warm water ⟦will drive⟧ the herring out of the bay for years.",
    "The ferry company ⟦lost⟧ two million crowns last winter.",
    "The harbour school ⟦is closed⟧ to visitors.",
    "Storms ⟦delay⟧ the work on the sea wall.",
    "The wall ⟦will collapse⟧ in a storm, engineers said.",
    "The bakery ⟦will sell⟧ its rye bread in the capital.",
    "The research ship ⟦leaves⟧ the port on Friday.",
]

CLEAN = [
    "The museum may open a second room for the ship models next year.",
    "The museum could open a second room for the ship models next year.",
    "The museum plans to open a second room for the ship models next year.",
    "The cannery is set to hire forty workers before summer, according to the council.",
    "The cannery will probably hire forty workers before summer.",
    "The mayor wants to close the old flood gate at Mill Lane.",
    "A night guard reportedly took copper cable from the railway yard.",
    "A night guard was accused of taking copper cable from the railway yard.",
    "The lighthouse on Gull Rock is thought to be the oldest of the coast.",
    "Warm water threatens to drive the herring out of the bay for years.",
    # Another sentence states it plainly.
    "The choir will sing at the fair on Sunday.",
    "The choir will sing at the fair.",
    # A question is no hedge, another matter no evidence.
    "The sailing school was sold by auction last year.",
    "The library will lend telephones next year.",
    # Stressed certainty is a step on a scale: F205.
    "The museum will certainly open a second room for the ship models next year.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F202", story, SOURCE)
    assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F202", story, SOURCE)


def test_the_message_names_the_hedge() -> None:
    (finding,) = check("F202", "The cannery ⟦will hire⟧ forty workers before summer.", SOURCE)
    assert finding.message == '"will hire" is stated as a fact, the source says "expected to"'


def test_kinds_are_an_option() -> None:
    options = {"kinds": ["modal"]}
    assert not check("F202", "The cannery will hire forty workers before summer.", SOURCE, options)
    check("F202", "Storms ⟦delay⟧ the work on the sea wall.", SOURCE, options)
