"""F308: who did it and whom it was done to have changed places."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = (
    "Larvik beat Skien in the final on Sunday.\n\n"
    "The harbour board sued the mayor over the bridge.\n\n"
    "Helberg was arrested by Ostrom at the quay.\n\n"
    "Northgate Shipping bought Kelvin Ferries, and Alvarez praised Osterman.\n\n"
    "Brandt met Haddad, and Moreau married Tanaka.\n\n"
    "The storm destroyed nothing, but the baker criticised the crew.\n\n"
    "Pellman tutored Northgate in the spring.\n\n"
    "The Castleton photographed Vance in May."
)

FLAGGED = [
    "⟦Skien beat Larvik⟧ in the final.",
    "In the final ⟦Skien beat Larvik⟧.",
    "The ⟦mayor sued the harbour board⟧.",
    "The ⟦board was sued by the mayor⟧.",
    "⟦Helberg arrested Ostrom⟧ at the quay.",
    "⟦Ostrom was arrested by Helberg⟧ at the quay.",
    "⟦Kelvin Ferries bought Northgate Shipping⟧.",
    "⟦Northgate Shipping was bought by Kelvin Ferries⟧.",
    "⟦Osterman praised Alvarez⟧.",
    "⟦Alvarez was praised by Osterman⟧.",
    "The ⟦crew criticised the baker⟧.",
    "The ⟦baker was criticised by the crew⟧.",
    "On Sunday ⟦Skien has beat Larvik⟧.",
    "⟦Skien defeated Larvik⟧ in the final.",
    "⟦Larvik lost 2-0 to Skien⟧ in the final.",
    "⟦Skien's victory over Larvik⟧ came in the final.",
    "⟦Northgate tutored Pellman⟧ in the spring.",
    "⟦Vance photographed the Castleton⟧ in May.",
]

CLEAN = [
    "Larvik beat Skien in the final.",
    "The harbour board sued the mayor.",
    "The mayor was sued by the harbour board.",
    "Ostrom arrested Helberg at the quay.",
    "Helberg was arrested by Ostrom.",
    "Kelvin Ferries was bought by Northgate Shipping.",
    "Alvarez praised Osterman.",
    "Haddad met Brandt.",
    "Tanaka married Moreau.",
    "The crew was criticised by the baker.",
    "Osterman praised the crew.",
    "Skien lost to Larvik.",
    "Skien was thrashed by Larvik.",
    "Larvik's 2-0 victory over Skien came in the final.",
    "Pellman taught Northgate in the spring.",
    "The Castleton photographed Vance in May.",
    "The attack of Helberg on Ostrom was long.",
    "Larvik's team beat Skien.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F308", story, SOURCE):
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F308", story, SOURCE)


def test_a_source_that_tells_both_is_left_alone() -> None:
    source = "Larvik beat Skien in May. Skien beat Larvik in June."
    assert not check("F308", "Skien beat Larvik.", source)
