"""The operator that puts words into another mouth."""

from __future__ import annotations

import pytest
from small_pairs import planted

from fidelity.mutate.operators.wrong_speaker import wrong_speaker

NAMES = {"Mayor Ruth Calder", "Ivan Moss", "Ann Holt", "Piet Vries"}


def test_the_storys_attribution_is_moved() -> None:
    story = "Ann Holt said the museum should move to the old cannery."
    moved = {one for one in planted(wrong_speaker, story) if one.was}
    assert {one.was for one in moved} == {"Ann Holt"}
    assert {one.defect for one in moved} == NAMES - {"Ann Holt"}
    for one in moved:
        assert one.text == f"{one.defect} said the museum should move to the old cannery."
        assert one.kind == "reported"


def test_a_quotation_and_a_statement_of_the_source_are_put_in() -> None:
    found = planted(wrong_speaker, "The crane stays at the pier.")
    assert {one.kind for one in found} == {"quote", "reported"}
    for one in found:
        assert one.defect in NAMES
        assert one.text.startswith(f"The crane stays at the pier. {one.defect} ")
        if "rusty" in one.text:
            assert one.defect != "Ivan Moss"


@pytest.mark.parametrize(
    "source",
    [
        # One speaker only; two who may be one; a role; an organisation.
        "Ivan Moss said the crane at the pier is dangerous for the boats.",
        "Ivan Moss said the crane at the pier is dangerous. Moss said the boats are old and slow.",
        "Ivan Moss said the crane at the pier is dangerous. The mayor said the boats are old and slow.",
        "Ivan Moss said the crane at the pier is bad. The Port Board said the boats are old and slow.",
    ],
)
def test_refused(source: str) -> None:
    assert not planted(wrong_speaker, "Ivan Moss said the crane at the pier is dangerous.", source)
