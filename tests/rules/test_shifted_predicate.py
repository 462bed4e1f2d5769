"""F205: the claim's verb says more than the source's."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
Port Ellery council minutes

The council restricted cars on Quay Street from Monday.
Mayor Ruth Calder announced that 35 towns signed the harbour charter.
Two sailors were injured when the herring boat hit the pier at Gull Rock.
Police questioned a night guard about the copper cable from the railway yard.
The cashier of the fishing club was charged with fraud in April.
The museum is considering a second room for the ship models.
The storm damaged the roof of the harbour school.
Engineers urged the town to repair the flood gate at Mill Lane.
Sandholm led the regional cup match for an hour.
A reader accused the ferry company of hiding the accident.
The cannery may hire forty workers before summer.
Anglers criticised the new herring quota.
The cyclist tried to cross the frozen Eller on Sunday.
One man was wounded in the dock, and another was killed at the station.
"""

FLAGGED = [
    "The council ⟦banned⟧ cars on Quay Street from Monday.",
    "Two sailors were ⟦killed⟧ when the herring boat hit the pier at Gull Rock.",
    "Police ⟦arrested⟧ a night guard about the copper cable from the railway yard.",
    "The cashier of the fishing club was ⟦convicted⟧ of fraud in April.",
    "The museum has ⟦approved⟧ a second room for the ship models.",
    "The storm ⟦destroyed⟧ the roof of the harbour school.",
    "Engineers ⟦forced⟧ the town to repair the flood gate at Mill Lane.",
    "Sandholm ⟦won⟧ the regional cup match.",
    "The ferry company was ⟦convicted⟧ of hiding the accident.",
    "The cannery will ⟦inevitably⟧ hire forty workers before summer.",
    "Anglers ⟦condemned⟧ the new herring quota.",
    "The cyclist ⟦managed⟧ to cross the frozen Eller on Sunday.",
    "The museum is ⟦planning⟧ a second room for the ship models.",
]

CLEAN = [
    "The council restricted cars on Quay Street from Monday.",
    "The council limits cars on Quay Street from Monday.",
    # What the source's word entails.
    "35 towns backed the harbour charter, Mayor Ruth Calder announced.",
    "The boat hit the pier at Gull Rock, and two sailors were hurt.",
    "A night guard was interviewed by police about the copper cable from the railway yard.",
    "The cashier of the fishing club was accused of fraud in April.",
    "The museum weighs a second room for the ship models.",
    "The storm hit the roof of the harbour school.",
    "Engineers recommended that the town repair the flood gate at Mill Lane.",
    "The cannery might hire forty workers before summer.",
    # Both steps are in the source, each of another man.
    "One man was wounded in the dock.",
    "A man was killed at the station.",
    # An opposite is not a step, and another matter is no evidence.
    "The council allowed cars on Quay Street from Monday.",
    "The library banned telephones in its reading room.",
    "Was a night guard arrested about the copper cable? The storm damaged the roof of the school.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F205", story, SOURCE)
    assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F205", story, SOURCE)


def test_the_message_names_the_source_s_word() -> None:
    (finding,) = check("F205", "The council ⟦banned⟧ cars on Quay Street from Monday.", SOURCE)
    assert finding.message == '"banned" says more than the source, which has "restricted"'
