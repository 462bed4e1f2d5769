"""Sentences one after the other: what is read of them is read once, in the places of the joined text."""

from __future__ import annotations

from analysed import in_order
from hypothesis import given
from hypothesis import strategies as st

from fidelity.analysis.text import Texts
from fidelity.lexicon import load_lexicon
from fidelity.text.words import words


def test_equal_sentences_in_equal_order_are_one_object() -> None:
    texts = Texts(load_lexicon("en"))
    assert texts.in_order("Moss sails.", "He sings.") is texts.in_order("Moss sails.", "He sings.")
    assert texts.in_order("He sings.", "Moss sails.") is not texts.in_order("Moss sails.", "He sings.")


def test_a_quotation_is_looked_for_once() -> None:
    row = in_order('"We sail at noon," Moss said.')
    assert row.find("We sail at noon") is row.find("We sail at noon")
    assert row.speech is row.speech


@given(st.lists(st.text(alphabet="ab1. ,'’\n\"", max_size=12), max_size=4))
def test_words_stand_in_the_joined_text_where_its_sentences_have_them(sentences: list[str]) -> None:
    joined = in_order(*sentences).joined
    assert [place[1:] for place in joined.plain.places] == [
        (word.start, word.end) for word in words(joined.text)
    ]
    for number, start, _ in joined.plain.places:
        assert joined.starts[number] <= start
