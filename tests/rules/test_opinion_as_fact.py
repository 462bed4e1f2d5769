"""F103: a judgement of the story's own."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
Port Ellery council minutes

The harbour school will close its north wing in June because the roof leaks.
The council approved the new sea wall on Monday by nine votes to four.
Mayor Ruth Calder called the vote "a stroke of genius" and thanked the engineers.
Unfortunately, the ferry to Sandholm was late on every day of May.
The old lighthouse on Gull Rock was sold to a hotel group.
"""

FLAGGED = [
    "⟦Sadly⟧, the harbour school will close its north wing in June.",
    "⟦Thankfully⟧, the council approved the new sea wall on Monday.",
    "The council approved the new sea wall, a ⟦masterstroke⟧.",
    "The council approved the new sea wall, which was ⟦long overdue⟧.",
    "The council approved the new sea wall on Monday. This is a ⟦wake-up call⟧.",
    "The sale of the old lighthouse on Gull Rock is a ⟦disgrace⟧.",
    "The sale of the old lighthouse is ⟦nothing short of⟧ a scandal.",
    "The harbour school will close its north wing, an ⟦inexcusable⟧ decision.",
    "The council ⟦should be ashamed⟧ of the north wing of the harbour school.",
    "The sale of the lighthouse ⟦must never happen again⟧.",
    "The old lighthouse was ⟦shamefully⟧ sold to a hotel group.",
    "The sea wall is a ⟦step in the right direction⟧.",
    "## Summary\n\n⟦Regrettably⟧, the harbour school will close its north wing in June.",
]

CLEAN = [
    "The harbour school will close its north wing in June because the roof leaks.",
    # The source's own judgement.
    "Unfortunately, the ferry to Sandholm was late on every day of May.",
    "The vote was a stroke of genius, the mayor said.",
    # Somebody else's, and said to be so.
    "Critics called the sale of the lighthouse a disgrace.",
    "The council should be ashamed, Calder said.",
    "“This is a wake-up call,” the harbour master wrote.",
    "The sea wall is ‘a masterstroke’ for the town.",
    # An opinion section.
    (
        "## Our view\n\nSadly, the school will close.\n\n"
        "## Summary\n\nThe harbour school will close its north wing."
    ),
    # Words that report.
    "The council will close the north wing of the harbour school.",
    "The council approved the sea wall by a narrow vote.",
    "The ferry to Sandholm was late in May.",
    "The roof of the harbour school should be repaired before June.",
    "The hotel group bought an important lighthouse.",
    # Inside a longer word.
    "The farce theatre company bought the lighthouse on Farcestone Rock, according to the council.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F103", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F103", story, SOURCE)


def test_kinds_are_an_option() -> None:
    options = {"kinds": ["demands"]}
    assert not check("F103", "Sadly, the harbour school will close its north wing.", SOURCE, options)
