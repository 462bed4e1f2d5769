"""Who says in the sources what a claim says."""

from __future__ import annotations

import pytest
from analysed import story_of
from beside import beside

from fidelity.analysis.correspondence import SameStatement, another_speaker, unnamed_speaker

LIMITS = SameStatement(whole=3, quoted=4, near=0.75, reported=4, share=0.6, margin=0.2)
REPORTED = "Ivan Moss said that the old bridge would close in winter."
QUOTED = '"We will close the old bridge," Ivan Moss said.'


@pytest.mark.parametrize(
    ("claim", "source", "name"),
    [
        (REPORTED, "Ruth Calder said that the old bridge would close in winter.", "Ruth Calder"),
        (QUOTED, '"We will close the old bridge," Ruth Calder said.', "Ruth Calder"),
        (REPORTED, REPORTED, None),
        (QUOTED, QUOTED, None),
        # Nobody is named for it.
        (REPORTED, "The mayor said that the old bridge would close in winter.", None),
        (QUOTED, '"We will close the old bridge," the mayor said.', None),
    ],
)
def test_another_speaker_is_named_for_the_same(claim: str, source: str, name: str | None) -> None:
    asked = beside(claim, f"{source} We met Ivan Moss and Ruth Calder.")
    said = asked.sources.texts.in_order(claim).speech
    other = another_speaker(asked, said, said.statements[0], LIMITS)
    assert (other.name if other is not None else None) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The old bridge will be dangerous, Ivan Moss said.", "Ivan Moss"),
        ("The old bridge will be dangerous, Ivan Moss confirmed.", None),
        ("The old bridge will be dangerous, the mayor said.", None),
        ("The old bridge will be dangerous.", None),
    ],
)
def test_a_speaker_whom_the_claim_leaves_out(source: str, name: str | None) -> None:
    text = "The old bridge will be dangerous."
    asked = beside(text, f"{source} We met Ivan Moss.")
    (claim,) = story_of(text).story.claims
    places = asked.retold(asked.claim.content, least=0.7, margin=0.2)
    other = unnamed_speaker(asked, claim, places, asked.claim.outlook)
    assert (other.name if other is not None else None) == name
