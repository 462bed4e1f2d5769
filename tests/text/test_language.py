"""Which language a text is in, as far as its function words and its script say so."""

from __future__ import annotations

import pytest

from fidelity.text.language import language_name, profiles, reads_as, shares

ENGLISH = "The council of the town voted on Monday to keep the old library open for all."
GERMAN = "Der Rat der Stadt hat am Montag beschlossen, die alte Bibliothek nicht zu schließen."
RUSSIAN = "Городской совет в понедельник решил не закрывать старую библиотеку до конца года."


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (GERMAN, "en", "de"),
        (GERMAN, "de", ""),
        (ENGLISH, "de", "en"),
        (RUSSIAN, "en", "Cyrillic"),
        (GERMAN, "xx", ""),
        ("", "en", ""),
        ("1234 5678", "en", ""),
    ],
)
def test_what_a_text_reads_as(text: str, declared: str, language: str) -> None:
    assert reads_as(text, declared) == language


def test_half_of_running_text_is_function_words() -> None:
    assert shares(ENGLISH)["en"] > 0.4
    assert shares(ENGLISH)["de"] < 0.1


def test_languages_and_scripts_have_names_and_others_are_quoted() -> None:
    assert language_name("de") == "German"
    assert language_name("Cjk") == "Chinese or Japanese"
    assert language_name("xx") == '"xx"'
    assert all(not language_name(code).startswith('"') for code in profiles())
