"""The operator that adds hearsay."""

from __future__ import annotations

import pytest

from mutate.test_flipped_polarity import planted

STORY = "The lighthouse was sold to a hotel group."
SOURCE = "The lighthouse was sold to a hotel group in May."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The lighthouse was ⟦reportedly⟧ sold to a hotel group.", "adverb"),
        ("The lighthouse ⟦was said to be⟧ sold to a hotel group.", "is said to"),
        ("⟦According to unconfirmed reports⟧, the lighthouse was sold to a hotel group.", "in front"),
        ("The lighthouse was sold to a hotel group, ⟦sources say⟧.", "behind"),
    ],
)
def test_it_plants(text: str, kind: str) -> None:
    assert planted("added-hedge", STORY, SOURCE, seeds=120)[text] == kind


def test_an_adverb_goes_before_a_past_form() -> None:
    found = planted("added-hedge", "The towns signed the charter.", "The towns signed the charter.", 40)
    assert "The towns ⟦allegedly⟧ signed the charter." in found


@pytest.mark.parametrize(
    ("story", "source"),
    [
        (STORY, "The lighthouse was reportedly sold to a hotel group in May."),
        (STORY, "The lighthouse was sold to a hotel group in May, sources close to the owner said."),
        ("The lighthouse was allegedly sold to a hotel group.", SOURCE),
        (STORY, "The choir sang at the fair."),
        ("“The lighthouse was sold.”", "“The lighthouse was sold.”"),
    ],
)
def test_it_refuses(story: str, source: str) -> None:
    assert not planted("added-hedge", story, source, 4)


def test_a_named_speaker_leaves_no_room_for_hearsay() -> None:
    source = "The lighthouse was sold to a hotel group in May, Mayor Calder told the Courier."
    assert planted("added-hedge", STORY, source)
