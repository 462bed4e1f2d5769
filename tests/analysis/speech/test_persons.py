"""Which speakers are people, and which names may be one person's."""

from __future__ import annotations

from analysed import in_order

from fidelity.analysis.speech.persons import is_person, same_name, same_person
from fidelity.lexicon import load_lexicon

ALIASES = load_lexicon("en").aliases


def test_names_that_may_be_one() -> None:
    assert same_name(("ruth", "calder"), ("calder",), ALIASES)
    assert same_name(("pb",), ("port", "board"), ALIASES)
    assert not same_name(("calder",), ("moss",), ALIASES)


def test_a_source_tells_whose_first_name_it_is() -> None:
    source = in_order("We met Ruth Calder.", "Ruth said it rains.", "Moss and Vries came.")
    assert same_person(("ruth",), ("calder",), source)
    assert not same_person(("moss",), ("vries",), source)


def test_organisations_and_papers_are_no_persons() -> None:
    text = (
        "The Port Board said that it rains.",
        "Moss told Courier that it rains.",
        "We met Moss and the Courier.",
    )
    source = in_order(*text)
    assert [is_person(one, [source]) for one in source.speech.statements if one.names] == [False, True]
