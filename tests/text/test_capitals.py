"""Capitalised runs, and the acronyms they make."""

from fidelity.text.capitals import acronyms, capital_runs
from fidelity.text.words import words


def made(text: str) -> set[str]:
    tokens = words(text)
    return {acronym for acronym, _, _ in acronyms(tokens, capital_runs(tokens, text))}


def test_capitalised_runs_make_acronyms() -> None:
    text = "The European Union and the Wetland Protection League met."
    assert {"EU", "WPL"} <= made(text)
    assert "EU" not in made("The European. Union")


def test_runs_stop_at_punctuation_and_small_words() -> None:
    text = "Ines Okafor, Tomas Reil of the University of Carrow"
    tokens = words(text)
    runs = [" ".join(t.text for t in tokens[a:b]) for a, b in capital_runs(tokens, text)]
    assert runs == ["Ines Okafor", "Tomas Reil of the University of Carrow"]
