"""What a name of a claim is to the names of its sources."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.names.known import KnownNames
from fidelity.analysis.names.match import Standing, other_first_name


def standings(claim: str, *source: str) -> dict[str, Standing]:
    text = analysed(claim)
    known = KnownNames([text.texts.of(sentence) for sentence in source], text.texts)
    return {match.name.word.text: match.standing for matches in known.matches(text) for match in matches}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("They asked the EU.", "The European Union agreed."),
        ("They asked the European Union.", "The EU agreed."),
        ("They asked the CHBR.", "The Centre for Harbour and Bridge Research agreed."),
        ("They asked Zelensky.", "President Zelenskyy agreed."),
        ("They went to Kiev.", "They went to Kyiv."),
        ("The Chinese came.", "Ships from China came."),
        ("The Ruritanian came.", "Ships from Ruritania came."),
        ("A Larviker came.", "Ships from Larvik came."),
        ("They asked Muller.", "Then Müller spoke."),
        ("They asked Mueller.", "Then Müller spoke."),
        ("They asked Bill Ostrom.", "Then William Ostrom spoke."),
        ("They saw the Ostroms.", "Then Ostrom spoke."),
        ("It is on HarbourNet now.", "It is on Harbour Net now."),
        ("They saw Islamization there.", "They saw Islamisation there."),
        ("They asked Ostrom.", "then ostrom spoke of the bridge ."),
    ],
)
def test_forms_of_one_name_are_the_same(claim: str, source: str) -> None:
    assert set(standings(claim, source).values()) <= {Standing.SAME}


@pytest.mark.parametrize("wrong", ["Hellberg", "Helbreg", "Helbrg", "Helbarg", "Elberg"])
def test_an_edit_from_a_name_is_a_misspelling(wrong: str) -> None:
    assert standings(f"They asked {wrong}.", "Then Helberg spoke.") == {wrong: Standing.MISSPELT}


@pytest.mark.parametrize("other", ["Hansen", "Iraq", "Okonjo", "Berghel"])
def test_another_name_is_absent(other: str) -> None:
    assert standings(f"They asked {other}.", "Then Helberg of Iran spoke.") == {other: Standing.ABSENT}


def test_short_names_are_no_misspellings_of_each_other() -> None:
    assert standings("They asked Sipp.", "Then Sapp spoke.") == {"Sipp": Standing.ABSENT}


def test_a_source_knows_another_first_name_of_one_person() -> None:
    text = analysed("They asked Nils Alvarez.")
    known = KnownNames([text.texts.of("Then Ruth Alvarez spoke.")], text.texts)
    (matches,) = known.matches(text)
    assert other_first_name(matches, known) == "Ruth"


def test_names_of_several_forms_are_told() -> None:
    text = analysed("They asked her.")
    known = KnownNames([text], text.texts)
    assert known.has_forms(["kyiv"])
    assert not known.has_forms(["okonjo"])
