"""F303: a name that the source spells otherwise."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = (
    "Mayor Ruth Alvarez opened the Kelvin Bay bridge on Monday.\n\n"
    "Engineer Jacob Helberg of Northgate Shipping said the Harbour Board had paid for it.\n\n"
    "Zelenskyy sent a letter from Kyiv, and Müller one from Bolivia.\n\n"
    "Penhaligon and Ostrowski, two fishermen, watched. Brown left early."
)

FLAGGED = [
    "Engineer Jacob ⟦Hellberg⟧ praised the board.",
    "Engineer Jacob ⟦Helbreg⟧ praised the board.",
    "Engineer Jacob ⟦Helbrg⟧ praised the board.",
    "⟦Hilberg⟧ praised the board.",
    "The board thanked Ruth ⟦Alvares⟧.",
    "The board thanked ⟦Alvaraz⟧'s deputy.",
    "The bridge is in ⟦Kelvyn⟧ Bay.",
    "The letter came from ⟦Bolvia⟧.",
    "The fisherman ⟦Penhalligan⟧ watched.",
    "The fisherman ⟦Ostrovsky⟧ watched.",
    "The bridge was built by ⟦Nothgate⟧ Shipping.",
    "The engineer ⟦Jaccob⟧ Helberg praised the board.",
]

CLEAN = [
    "Engineer Jacob Helberg praised the board.",
    "Helberg's words were kind.",
    "A letter from Zelensky arrived.",
    "A letter from Kiev arrived.",
    "A letter from Muller arrived.",
    "A Bolivian letter arrived.",
    "The Alvarezes watched.",
    "The mayor thanked Okonjo.",
    "Helper ships watched the bridge.",
    "On Tuesday the mayor thanked the crew.",
    "THE MAYOR THANKED HELLBERG AND THE CREW",
    "the mayor thanked hellberg and the crew .",
    "Harbour Board Opens Hellberg Bridge After Long Delay",
    "See www.hellberg.example for more about it.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F303", story, SOURCE):
        assert finding.evidence
        assert finding.fix is not None


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F303", story, SOURCE)


def test_the_fix_is_safe_where_one_name_fits() -> None:
    (finding,) = check("F303", "Engineer Jacob ⟦Hellberg⟧ praised the board.", SOURCE)
    assert finding.fix is not None
    assert (finding.fix.safe, finding.fix.replacement) == (True, "Helberg")


def test_the_fix_is_not_safe_where_two_fit() -> None:
    (finding,) = check("F303", "The mayor thanked ⟦Hallberg⟧.", "Then Helberg came. Then Halberg came.")
    assert finding.fix is not None
    assert not finding.fix.safe or finding.fix.replacement == "Halberg"
