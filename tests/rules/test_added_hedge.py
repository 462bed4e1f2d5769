"""F201: a hedge that the source does not have."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
Port Ellery council minutes

The two ferry companies merged on Monday after a vote of their members.
Mayor Ruth Calder announced that 35 towns signed the harbour charter in Port Ellery.
The old lighthouse on Gull Rock was sold to a hotel group for 2.4 million crowns.
The harbour school will close its north wing in June because the roof leaks.
Engineers repaired the flood gate at Mill Lane in eleven days.
Baker Tom Iversen won the regional bread prize for his rye loaf.

A night guard allegedly took copper cable from the railway yard.
The cannery is for sale, people familiar with the matter said.
Unconfirmed reports put the price of the cannery at 9 million crowns.
Witnesses claimed that the blue van ran over the market stall.
The fisheries office is believed to prepare a new quota for herring.
The museum may open a second room for the ship models next year.
The ferry to Sandholm carried nine thousand guests in May, captain Ines Okafor told the council.
The herring catch doubled in April. Anglers claim that the seals are to blame.
The bakery will move to Quay Street, officials told the Courier.
"""

FLAGGED = [
    "The two ferry companies ⟦reportedly⟧ merged on Monday.",
    "⟦Reportedly⟧, the two ferry companies merged on Monday.",
    "The two ferry companies ⟦allegedly⟧ merged on Monday after a vote of their members.",
    "35 towns ⟦reportedly⟧ backed the harbour charter in Port Ellery.",
    "35 towns **⟦reportedly⟧** signed the harbour charter.",
    "The old lighthouse on Gull Rock ⟦is said to⟧ have been sold to a hotel group.",
    "35 towns ⟦are believed to⟧ have signed the harbour charter in Port Ellery.",
    "⟦According to unconfirmed reports⟧, the harbour school will close its north wing in June.",
    "The harbour school will ⟦supposedly⟧ close its north wing in June.",
    "The lighthouse on Gull Rock was ⟦purportedly⟧ sold to a hotel group for 2.4 million crowns.",
    "Engineers ⟦are understood to⟧ have repaired the flood gate at Mill Lane in eleven days.",
    "Baker Tom Iversen ⟦apparently⟧ won the regional bread prize.",
    "⟦It is said that⟧ baker Tom Iversen won the regional bread prize for his rye loaf.",
    "Tom Iversen ⟦is rumoured to⟧ have won the regional bread prize for his rye loaf.",
    # Equal claims are one finding with every place.
    (
        "## Summary\n\n- 35 towns ⟦reportedly⟧ signed the harbour charter.\n\n"
        "## Key points\n\n35 towns ⟦reportedly⟧ signed the harbour charter!"
    ),
    # Who says so has a name, or speaks of something else in the same passage.
    "The ferry to Sandholm ⟦reportedly⟧ carried nine thousand guests in May.",
    "The herring catch ⟦allegedly⟧ doubled in April.",
    "⟦Rumor has it that⟧ engineers repaired the flood gate at Mill Lane in eleven days.",
    "⟦Word is that⟧ baker Tom Iversen won the regional bread prize.",
    "The two ferry companies merged on Monday after a vote of their members, ⟦sources say⟧.",
    # Two hedges in one claim are two findings.
    "The lighthouse was ⟦reportedly⟧ sold to a hotel group, ⟦allegedly⟧ for 2.4 million crowns.",
]

CLEAN = [
    "The two ferry companies merged on Monday.",
    "A night guard allegedly took copper cable from the railway yard.",
    "A night guard reportedly took copper cable from the railway yard.",
    "The cannery is reportedly for sale.",
    "The cannery reportedly costs 9 million crowns.",
    "According to unconfirmed reports, the cannery costs 9 million crowns.",
    "A blue van allegedly ran over the market stall.",
    "The fisheries office reportedly prepares a new quota for herring.",
    "The fisheries office is believed to prepare a new quota for herring.",
    "The bakery will reportedly move to Quay Street.",
    # Doubt of the writer's own is another kind, off by default.
    "The two ferry companies probably merged on Monday.",
    "The harbour school may close its north wing in June.",
    # No passage is about it: that is for F101 to say.
    "A dolphin was reportedly seen in the marina.",
    # The passage is about the claim, but not about what is hedged.
    "35 towns signed the harbour charter, reportedly after long quarrels over fishing rights.",
    # A word that only contains a hedge, and opinion.
    "The two ferry companies merged on Monday, an unreportedly calm day.",
    (
        "## Our view\n\nThe two ferry companies reportedly merged on Monday.\n\n"
        "## Summary\n\nThe two ferry companies merged on Monday."
    ),
    # The reporting verb, not the hedge.
    "The mayor reported that 35 towns signed the harbour charter.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F201", story, SOURCE):
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F201", story, SOURCE)


def test_evidence_is_the_sentence_that_states_it() -> None:
    (finding,) = check("F201", "35 towns ⟦reportedly⟧ signed the harbour charter.", SOURCE)
    start = SOURCE.index("Mayor Ruth")
    assert any(e.span.start <= start < e.span.end for e in finding.evidence)


def test_other_kinds_of_hedge_are_options() -> None:
    options = {"kinds": ["hearsay", "doubt", "modal"]}
    check("F201", "The two ferry companies ⟦probably⟧ merged on Monday.", SOURCE, options)
    check("F201", "Baker Tom Iversen ⟦might⟧ have won the regional bread prize.", SOURCE, options)
    check("F201", "The museum may open a second room for the ship models.", SOURCE, options)
