"""The operator that alters quotations."""

from __future__ import annotations

import pytest
from small_pairs import planted

from fidelity.mutate.operators.altered_quote import altered_quote

STORY = 'Calder said: "We will open the small harbour school in June."'


def test_a_word_of_the_storys_quotation_is_changed_dropped_and_added() -> None:
    found = {one for one in planted(altered_quote, STORY) if len(one.text) < len(STORY) + 15}
    assert {one.kind for one in found} >= {"dropped", "added"}
    assert 'Calder said: "We will open the harbour school in June."' in {one.text for one in found}
    for one in found:
        assert one.text.startswith('Calder said: "We ')
        assert one.text.endswith(' June."')


def test_a_quotation_of_the_source_is_put_in_altered() -> None:
    found = planted(altered_quote, "The crane stays at the pier.")
    assert found
    for one in found:
        assert one.text.startswith("The crane stays at the pier. Mayor Ruth Calder said: ") or (
            one.text.startswith("The crane stays at the pier. Ivan Moss said: ")
        )
        assert one.was == ""
    assert {"changed", "dropped", "added"} <= {one.kind for one in found}


def test_the_place_is_the_altered_word() -> None:
    for one in planted(altered_quote, "The crane stays at the pier."):
        if one.kind == "changed":
            assert one.defect.isalpha()
            assert f" {one.defect}" in one.text
        if one.kind == "dropped":
            assert one.defect == ""


@pytest.mark.parametrize(
    "story",
    [
        'Calder wrote "The Long Tide".',
        'The "rusty crane" stays.',
        'Calder said: "We will paint the school green."',
        "The school opens in June.",
    ],
)
def test_refused(story: str) -> None:
    source = "Calder wrote The Long Tide. The rusty crane stays. The school opens in June."
    assert not planted(altered_quote, story, source)
