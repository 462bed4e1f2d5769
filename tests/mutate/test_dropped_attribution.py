"""The operator that takes speakers off what only they can vouch for."""

from __future__ import annotations

import pytest
from small_pairs import planted

from fidelity.mutate.operators.dropped_attribution import dropped_attribution


def test_the_storys_attribution_is_dropped() -> None:
    story = "Ann Holt said the museum should move to the old cannery."
    texts = {one.text for one in planted(dropped_attribution, story) if one.kind == "story"}
    assert texts == {"The museum should move to the old cannery."}


def test_a_statement_of_the_source_is_put_in_without_its_speaker() -> None:
    (one,) = planted(dropped_attribution, "The crane stays at the pier.")
    assert one.kind == "source"
    assert one.defect == "The museum should move to the old cannery before winter."
    assert one.text == f"The crane stays at the pier. {one.defect}"


@pytest.mark.parametrize(
    "story",
    [
        "Piet Vries announced that 35 towns signed the harbour charter on Monday.",
        "The museum should move to the old cannery.",
        "The director said the museum should move to the old cannery.",
    ],
)
def test_refused(story: str) -> None:
    source = "Piet Vries announced that 35 towns signed the harbour charter on Monday."
    assert not planted(dropped_attribution, story, source)
