"""F302: a name that the source does not hold, or not in this place."""

from __future__ import annotations

import pytest
from marked import check

from fidelity.types import Severity

SOURCE = (
    "Mayor Ruth Alvarez opened the Kelvin Bay bridge on Monday.\n\n"
    "Engineer Jacob Helberg of Northgate Shipping said the Harbour Board had paid for it.\n\n"
    "The European Union sent a letter. The Centre for Bridge and Tunnel Research (CBTR) sent another.\n\n"
    "Ships from China came on Monday.\n\n"
    "Osterman, the baker, sold bread to the crew."
)

FLAGGED = [
    "Mayor ⟦Tom Brandt⟧ opened the bridge.",
    "Engineer Jacob ⟦Okonjo⟧ praised the board.",
    "Engineer ⟦Maren⟧ Helberg praised the board.",
    "The bridge is in ⟦Ljubljana⟧.",
    "⟦Vodafone⟧ paid for the bridge.",
    "The board was paid by ⟦Lindqvist⟧'s firm.",
    "The ⟦UNICEF⟧ sent a letter.",
    "Ships from ⟦Peru⟧ came.",
    "The crew ate bread from ⟦Lufthansa⟧ on Monday.",
    "Mayor Ruth Alvarez and ⟦Yolanda Moreau⟧ opened the bridge.",
    "⟦Ostergaard⟧, the baker, sold bread.",
    "Osterman sold bread. The mayor thanked ⟦Haddad⟧.",
    "Ships from ⟦Osterman⟧ came on Monday.",
]

CLEAN = [
    "Mayor Ruth Alvarez opened the bridge.",
    "Alvarez opened the Kelvin Bay bridge.",
    "The EU sent a letter.",
    "CBTR sent a letter.",
    "The Chinese ships came.",
    "Beijing sent ships.",
    "President of the board: the engineer said so.",
    "On Friday in March the crew ate bread.",
    "Bridges like this one are long.",
    "The Internet was full of it.",
    "The Harbour Board's engineer spoke.",
    "Mr. Helberg spoke.",
    "MAYOR BRANDT OPENED THE BRIDGE",
    "mayor tom brandt opened the bridge .",
    "New Brandt Bridge Opens After Long Delay",
    "The photograph is at www.brandt.example today.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    assert check("F302", story, SOURCE)


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F302", story, SOURCE)


def test_a_lower_cased_source_holds_names_too() -> None:
    source = "the mayor said so and thanked brandt ."
    assert not check("F302", "The mayor thanked Brandt.", source)
    assert check("F302", "The mayor thanked ⟦Haddad⟧.", source)


def test_a_whole_name_that_is_unknown_is_an_error() -> None:
    (finding,) = check("F302", "Mayor ⟦Tobias Penhaligon⟧ opened the bridge.", SOURCE)
    assert finding.severity is Severity.ERROR


def test_a_country_that_is_added_is_a_warning() -> None:
    (finding,) = check("F302", "The harbour of ⟦Norway⟧ has a bridge.", SOURCE)
    assert finding.severity is Severity.WARNING


def test_the_name_in_whose_place_it_stands_is_told() -> None:
    (finding,) = check("F302", "Ships from ⟦Osterman⟧ came on Monday.", SOURCE)
    assert "China" in finding.message
    assert finding.severity is Severity.WARNING
