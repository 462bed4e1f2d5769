"""F307: a negation or an opposite turns the evidence around."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
Port Ellery council minutes

The council of Port Ellery approved the new sea wall on Monday by nine votes to four.
Mayor Ruth Calder announced that 35 towns signed the harbour charter.
Fish prices rose by 12 percent in March after they fell in February.
The harbour school closed its north wing because the roof leaks.
Small yards don't have to beat the big shipyards to reshape the coast.
The cannery will not hire new workers before summer.
The ferry to Sandholm runs every hour from June.
The museum failed to sell the old lighthouse on Gull Rock.
The football club of Ellery won the regional cup for the third time.
Doctors said the crew of the herring boat was unharmed after the storm.
The new trawler is not only cheap but also fast.
The town refused to pay for the research ship.
Baker Tom Iversen strengthened the oven door with steel.
The choir sang a new hymn at the harbour festival in June.
Clerk Ida Moen sold two rowing boats at the spring market.
The pilot boat came back before the storm broke the mooring lines.
The tart was soft and the crust was crisp at the bakery contest.
"""

FLAGGED = [
    "The council of Port Ellery ⟦rejected⟧ the new sea wall on Monday.",
    "35 towns ⟦rejected⟧ the harbour charter, Mayor Ruth Calder announced.",
    "Fish prices ⟦fell⟧ by 12 percent in March.",
    "The harbour school ⟦opened⟧ its north wing because the roof leaks.",
    "The harbour school closed its ⟦south⟧ wing because the roof leaks.",
    "Small yards ⟦do have to beat⟧ the big shipyards to reshape the coast.",
    "The cannery ⟦will hire⟧ new workers before summer.",
    "The ferry to Sandholm does ⟦not run⟧ every hour from June.",
    "The museum ⟦did sell⟧ the old lighthouse on Gull Rock.",
    "The football club of Ellery ⟦lost⟧ the regional cup for the third time.",
    "The crew of the herring boat was ⟦harmed⟧ after the storm, doctors said.",
    "The town ⟦paid⟧ for the research ship.",
    "Baker Tom Iversen ⟦weakened⟧ the oven door with steel.",
    "35 towns ⟦refused to sign⟧ the harbour charter, Mayor Ruth Calder announced.",
    "The council of Port Ellery ⟦never approved⟧ the new sea wall on Monday.",
    # WordNet's opposites, one kind of which needs a clear role.
    "The choir sang an ⟦old⟧ hymn at the harbour festival in June.",
    "Clerk Ida Moen ⟦bought⟧ two rowing boats at the spring market.",
    "The pilot boat came back ⟦after⟧ the storm broke the mooring lines.",
]

CLEAN = [
    "The council of Port Ellery approved the new sea wall on Monday.",
    "35 towns backed the harbour charter, Mayor Ruth Calder announced.",
    # Two events with opposite words, each told right.
    "Fish prices rose by 12 percent in March.",
    "Fish prices fell in February.",
    "Fish prices rose in March after they fell in February.",
    # Negated otherwise, or twice.
    "Small yards do not need to beat the big shipyards to reshape the coast.",
    "The cannery refuses to hire new workers before summer.",
    "The museum did not sell the old lighthouse on Gull Rock.",
    "The council of Port Ellery did not fail to approve the new sea wall on Monday.",
    "The town will not pay for the research ship.",
    "The ferry to Sandholm runs hourly from June.",
    # Limiters take a negation back.
    "The new trawler is cheap and fast.",
    "The new trawler is not only cheap.",
    # A word that only begins like a listed one.
    "The football club of Ellery won the important regional cup for the third time.",
    # "not" that contrasts, and what two sides of one event do.
    "The tart was soft and not stale and the crust was crisp at the bakery contest.",
    "Two rowing boats were bought at the market.",
    # Another matter, a question, an opinion.
    "The choir did not sing at the opening of the library.",
    "Did the council reject the new sea wall? The football club won the regional cup.",
    (
        "## Our view\n\nThe council rejected the new sea wall.\n\n"
        "## Summary\n\nThe council approved the sea wall."
    ),
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F307", story, SOURCE)
    assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F307", story, SOURCE)


@pytest.mark.parametrize(
    ("story", "message"),
    [
        ("Fish prices ⟦fell⟧ by 12 percent in March.", '"fell" here, "rose" in the source'),
        (
            "The cannery ⟦will hire⟧ new workers before summer.",
            'the source negates "hire" ("not"), the story does not',
        ),
        (
            "35 towns ⟦refused to sign⟧ the harbour charter, Mayor Ruth Calder announced.",
            '"refused to sign" here, but the source says it without a negation',
        ),
    ],
)
def test_the_message_names_both_sides(story: str, message: str) -> None:
    (finding,) = check("F307", story, SOURCE)
    assert finding.message == message
