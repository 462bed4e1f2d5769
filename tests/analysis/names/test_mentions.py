"""Which words of a text are names, and what they are to the names of a source."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.names.beside import same_place
from fidelity.analysis.names.known import KnownNames, Standing


def names(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in analysed(text).mentions]


def standings(claim: str, *source: str) -> dict[str, Standing]:
    text = analysed(claim)
    known = KnownNames([text.texts.of(sentence) for sentence in source], text.texts)
    return {
        match.name.word.text: match.standing
        for mention in text.mentions
        for match in known.match(mention, text)
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mayor Ruth Alvarez opened the bridge.", ["Ruth Alvarez"]),
        ("Bridges are long. Alvarez likes them.", ["Alvarez"]),
        ("The Harbour Board met Mr. Ostrom in Kelvin Bay.", ["Harbour Board", "Ostrom", "Kelvin Bay"]),
        ("Alvarez's deputy Nils van der Holt spoke.", ["Alvarez", "Nils van der Holt"]),
        ("She left on Monday in March with President Okun.", ["President Okun"]),
        ("It was said by O'Brannigan and al-Wefaq.", ["O'Brannigan", "Wefaq"]),
        ("See www.Kelvin.example and @Ostrom on #Harbour day.", []),
        ("Harbour Board Opens New Bridge After Long Delay", []),
        ("THE HARBOUR BOARD MET ALVAREZ IN KELVIN", []),
        ("the harbour board met alvarez in kelvin .", []),
        ("I've seen the bridge, and they're glad.", []),
        ("", []),
    ],
)
def test_names_of_a_text(text: str, found: list[str]) -> None:
    assert names(text) == found


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


def test_the_same_place_is_told_by_the_words_beside_it() -> None:
    (mine,) = analysed("The prize went to Okonjo for the bridge.").names_in_context
    (theirs,) = analysed("In May the prize went to Alvarez for the bridge.").names_in_context
    (elsewhere,) = analysed("The prize was refused by Alvarez for the bridge.").names_in_context
    assert same_place(mine, theirs, 0.6)
    assert not same_place(mine, elsewhere, 0.6)
