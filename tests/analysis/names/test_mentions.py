"""Which words of a text are names."""

from __future__ import annotations

import pytest
from analysed import analysed


def names(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in analysed(text).mentions]


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


def test_a_title_opens_no_sentence() -> None:
    text = analysed("It met Mr. Doe. Then it left: It rained.")
    opening = [word.text for word, opens in zip(text.words, text.openings, strict=True) if opens]
    assert opening == ["It", "Then", "It"]
