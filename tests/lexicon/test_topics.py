"""Every language's folder holds topics; without the basic ones no document can be read."""

from __future__ import annotations

from dataclasses import MISSING, fields

import pytest

from fidelity.lexicon import TOPICS, Lexicon, languages, load_lexicon


@pytest.mark.parametrize("language", languages())
def test_what_no_document_can_be_read_without_is_there(language: str) -> None:
    lexicon = load_lexicon(language)
    for field in fields(Lexicon):
        if field.default is MISSING:
            assert getattr(lexicon, field.name) is not None


def test_english_has_every_topic() -> None:
    english = load_lexicon("en")
    assert [name for name in TOPICS if getattr(english, name) is None] == []


def test_both_languages_give_sections_the_same_roles() -> None:
    assert set(load_lexicon("de").headings.roles) == set(load_lexicon("en").headings.roles)


def test_what_is_compiled_is_compiled_once() -> None:
    lexicon = load_lexicon("en")
    assert lexicon.model_residue is not None
    assert lexicon.model_residue.patterns is lexicon.model_residue.patterns
    assert [kind for kind, _ in lexicon.model_residue.patterns] == [
        "lead_in",
        "refusal",
        "input",
        "offer",
        "prompt",
    ]
    assert lexicon.sentences.missed is lexicon.sentences.missed


def test_a_missing_value_is_no_word_that_somebody_speaks_of() -> None:
    known = load_lexicon("en").placeholders
    assert known is not None
    assert known.missing_value.search("The fee is null.")
    assert not known.missing_value.search('The fee is "null".')
    assert not known.missing_value.search("A nullity.")


def test_a_label_with_a_number_counts_sources_and_names_none() -> None:
    known = load_lexicon("en").source_lines
    assert known is not None
    assert known.labelled.search("Source: The Courier")
    assert not known.labelled.search("Sources: 3")


def test_opposites_are_listed_both_ways() -> None:
    antonyms = load_lexicon("en").antonyms
    assert antonyms is not None
    assert "fall" in antonyms.by_stem["rise"]
    assert "rise" in antonyms.by_stem["fall"]
