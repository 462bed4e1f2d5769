"""F203: somebody's forecast, advice or judgement in the story's own voice."""

from __future__ import annotations

import pytest
from marked import check

from fidelity.types import Severity

SOURCE = """\
The new harbour bridge will be dangerous in winter storms, Ivan Moss said.

Ruth Calder said the council should sell the old cannery before the roof falls in.

According to Ann Holt, the ship museum could lose half of its visitors next year.

Tom Iversen argued that bread prices would double in the coming winter.

Piet Vries believes the herring quota is unfair to small boats from Port Ellery.

Calder announced that 35 towns signed the harbour charter on Monday.

The ferry line will run all winter, Moss said.

The ferry line will run all winter between Port Ellery and Gull Rock.

Experts say the pier must be mended before the spring tide arrives.

The council closed the railway yard. The gate would stay shut for a month.
"""

FLAGGED = [
    "⟦The new harbour bridge will be dangerous in winter storms.⟧",
    "⟦The harbour bridge will be dangerous in storms.⟧",
    "⟦The council should sell the old cannery before the roof falls in.⟧",
    "⟦The council should sell the cannery before its roof falls.⟧",
    "⟦The ship museum could lose half of its visitors next year.⟧",
    "⟦Next year the ship museum could lose half of its visitors.⟧",
    "⟦Bread prices would double in the coming winter.⟧",
    "⟦The herring quota is unfair to small boats from Port Ellery.⟧",
    "⟦The herring quota is unfair to small boats.⟧",
    "- ⟦The new harbour bridge will be dangerous in winter.⟧",
    "## Summary\n\n⟦The old cannery should be sold by the council before the roof falls in.⟧",
    "The council met. ⟦The new bridge will be dangerous in winter storms.⟧",
]

CLEAN = [
    "The new harbour bridge will be dangerous in winter storms, Moss said.",
    "According to Moss, the new harbour bridge will be dangerous in winter storms.",
    "The new harbour bridge will be dangerous in winter storms, its builder said.",
    'The harbour bridge "will be dangerous in winter storms".',
    "Moss finds that the new harbour bridge will be dangerous in winter storms.",
    # The sentence before names the speaker.
    "Moss spoke of the bridge. The new harbour bridge will be dangerous in winter storms.",
    # Facts that anybody can look up.
    "35 towns signed the harbour charter on Monday.",
    # The source says it in its own voice, too, or lets nobody in particular say it.
    "The ferry line will run all winter.",
    "The pier must be mended before the spring tide arrives.",
    "The gate of the railway yard would stay shut for a month.",
    # Nothing about it, or too little.
    "The lighthouse should be painted red before the summer.",
    "Prices would double.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F203", story, SOURCE):
        assert finding.severity is Severity.SUGGESTION
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F203", story, SOURCE)


def test_the_message_names_the_speaker() -> None:
    (finding,) = check("F203", FLAGGED[2], SOURCE)
    assert "Ruth Calder" in finding.message
