"""What wrong-name plants."""

from __future__ import annotations

from planted import edits, pair_of, planted

from fidelity.mutate.operators.wrong_name import FIRST, LAST, ORGANISATIONS, PLACES

NAME = "wrong-name"
SOURCE = (
    "Engineer Jacob Helberg spoke at the quay in Larvik. A letter came from Ines Okafor. "
    "The crew sailed to Skien. Penbrook paid for all of it."
)


def found(story: str) -> dict[str, set[str]]:
    pair = pair_of(story, SOURCE)
    table: dict[str, set[str]] = {}
    for seed in range(60):
        for edit in edits(NAME, pair, seed):
            table.setdefault(edit.kind, set()).add(planted(pair, edit))
    return table


def test_a_person_gets_another_person() -> None:
    table = found("The mayor thanked Jacob Helberg.")
    assert table["first name"] == {f"The mayor thanked ⟦{first}⟧ Helberg." for first in FIRST}
    assert table["surname"] == {f"The mayor thanked Jacob ⟦{last}⟧." for last in LAST}
    assert "person" in table


def test_a_place_gets_another_place() -> None:
    table = found("The mayor spoke in Larvik.")
    assert table["place"] == {f"The mayor spoke in ⟦{place}⟧." for place in PLACES}


def test_the_rest_gets_another_organisation() -> None:
    table = found("The letter thanked Penbrook.")
    assert table["organisation"] == {f"The letter thanked ⟦{name}⟧." for name in ORGANISATIONS}


def test_no_name_of_the_source_is_planted() -> None:
    planted_names = {text for texts in found("The mayor thanked Jacob Helberg.").values() for text in texts}
    assert not any("Okafor" in text or "Skien" in text for text in planted_names)


def test_names_that_the_source_lacks_are_left_alone() -> None:
    assert not found("The mayor thanked Tobias Moreau.")
    assert not found("The mayor thanked the crew.")
