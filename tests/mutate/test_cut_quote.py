"""The operator that cuts quotations before their qualifier."""

from __future__ import annotations

import pytest
from small_pairs import planted

from fidelity.mutate.operators.cut_quote import cut_quote


def test_the_storys_quotation_is_cut_behind_its_last_word() -> None:
    story = 'Calder said: "We will open the small harbour school in June, unless the roof falls in."'
    texts = {one.text for one in planted(cut_quote, story) if one.kind == "story"}
    assert texts == {'Calder said: "We will open the small harbour school in June"'}


def test_a_quotation_of_the_source_is_put_in_cut() -> None:
    (one,) = planted(cut_quote, "The crane stays at the pier.")
    assert one.text == (
        "The crane stays at the pier. "
        'Mayor Ruth Calder said: "We will open the small harbour school in June."'
    )
    assert one.kind == "source"
    assert one.defect == ""


@pytest.mark.parametrize(
    "speech",
    [
        "I really do not know if the crane holds the boats.",
        "We like it but only on the odd day.",
        "They built not only the long pier but also the wall.",
        "We will open the school in June and close it in May.",
    ],
)
def test_refused(speech: str) -> None:
    assert not planted(cut_quote, "The crane stays at the pier.", f'"{speech}" said Ivan Moss.')
