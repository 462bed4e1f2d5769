"""F301: a number, amount, percentage or unit that the source does not hold in the same role."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """Mayor Ruth Dahl announced on Monday that 35 towns signed the harbour charter in Port Ellery.
Engineers repaired the flood gate at Mill Lane in eleven days, at a cost of 2.4 million crowns.
The council has 17 members, and 12 of the councillors voted for the new tramline.
Unemployment in Ellery County rose by 1.5 percentage points to 8.4 percent in March.
The ferry company carried 1,234,000 passengers last year, 48 percent of them tourists.
Two things slow the harbour school down: a lack of teachers and a leaking roof.
Baker Tom Iversen, 52, won the regional bread prize with a rye loaf of 3 kg.
Port Ellery Rovers beat Northwick 3-2 in front of 4,100 fans.
The cannery pays between 5 and 7 percent of its profit to 240 workers.
The old lighthouse was sold for $750,000 to a hotel group from Dunmore.
The museum sold 7 ship models and 5 paintings in May 2019.
The ring road is 12 km long and cost 80 million crowns.
"""

FLAGGED = [
    "⟦53⟧ towns signed the harbour charter in Port Ellery.",
    "Dahl announced that ⟦thirty-six⟧ towns signed the harbour charter.",
    "**⟦350⟧ towns** signed the harbour charter in Port Ellery.",
    "Engineers repaired the flood gate at Mill Lane in ⟦seven⟧ days.",
    "The repair of the flood gate at Mill Lane cost ⟦2.4 billion⟧ crowns.",
    "⟦35 percent of⟧ towns signed the harbour charter in Port Ellery.".replace(
        "35 percent of⟧", "35 percent⟧ of"
    ),
    "Unemployment in Ellery County rose by ⟦1.5 percent⟧ to 8.4 percent in March.",
    "Unemployment in Ellery County rose to ⟦9.4⟧ percent in March.",
    "The ferry company carried ⟦1,324,000⟧ passengers last year.",
    "Baker Tom Iversen, ⟦25⟧, won the regional bread prize.",
    "Port Ellery Rovers beat Northwick ⟦4-2⟧ in front of 4,100 fans.",
    "The old lighthouse was sold for ⟦€750,000⟧ to a hotel group.",
    "The ring road is ⟦12 miles⟧ long.",
    "⟦240⟧ of the councillors voted for the new tramline.",
    "More than ⟦50⟧ towns signed the harbour charter in Port Ellery.",
    "The cannery pays between 5 and 7 percent of its profit to ⟦420⟧ workers.",
]

CLEAN = [
    "35 towns signed the harbour charter in Port Ellery.",
    "Dahl announced that thirty-five towns signed the harbour charter.",
    "More than 30 towns signed the harbour charter in Port Ellery.",
    "Nearly 40 towns signed the harbour charter in Port Ellery.",
    "Two weaknesses slow the harbour school down: a lack of teachers and a leaking roof.",
    "Nearly half of the passengers of the ferry company were tourists.",
    "The ferry company carried 1.2 million passengers last year.",
    "The ferry company carried about 1.2m passengers last year.",
    "The repair of the flood gate at Mill Lane cost 2,400,000 crowns.",
    # Counted or computed from the passage.
    "The museum sold 12 ship models and paintings in May 2019.",
    "All but 5 of the 17 members of the council voted for the new tramline.",
    "Three towns are named.",
    # Years, dates and clock times are another rule's.
    "The museum sold 7 ship models in June 2018.",
    "The ring road is 12,000 metres long.",
    "The lighthouse was sold for 750,000 dollars to a hotel group from Dunmore.",
    "Northwick lost 2-3 to Port Ellery Rovers.",
    "The cannery pays 6 percent of its profit to its workers.",
    "The old lighthouse fetched some $750,000.",
    "Both things slow the harbour school down.",
    # No passage is about it: that is F101's to say.
    "A dolphin ate 900 herring in the marina.",
    # Opinion is not checked.
    "## Our view\n\n53 towns signed the charter.\n\n## Summary\n\n35 towns signed the harbour charter.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F301", story, SOURCE):
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F301", story, SOURCE)


def test_the_message_names_what_the_source_says_there() -> None:
    (finding,) = check("F301", "⟦53⟧ towns signed the harbour charter in Port Ellery.", SOURCE)
    assert finding.message == '"53" is not what the source says: "35 towns"'
    (evidence,) = finding.evidence
    assert SOURCE[evidence.span.start : evidence.span.end].startswith("Mayor Ruth Dahl")


def test_a_story_in_a_language_without_a_lexicon_is_left_alone() -> None:
    story = "---\nlanguage: xx\n---\n\n53 towns signed the harbour charter in Port Ellery.\n"
    assert not check("F301", story, SOURCE)
