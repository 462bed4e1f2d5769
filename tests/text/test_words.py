"""Words, the normal form in which claims are equal, and what ends a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.lexicon.cues import phrase_pattern
from fidelity.text.words import fold, is_final, normal, words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The mayor's car", ["the", "mayor", "car"]),
        ("The mayor’s car", ["the", "mayor", "car"]),
        ("the U.S. and us", ["the", "US", "and", "us"]),
        ("US steel, NATO", ["US", "steel", "NATO"]),
        ("1,200 boats, 3.5 metres", ["1200", "boats", "3.5", "metres"]),
        ("50% of €18m", ["50", "%", "of", "€", "18", "m"]),
        ("don't", ["don't"]),
        ("Zoë's café", ["zoë", "café"]),
        ("ﬁne", ["fine"]),
        ("— … !", []),
        ("GPT4 beats", ["gpt4", "beats"]),
    ],
)
def test_words_have_a_key_that_survives_spelling_habits(text: str, keys: list[str]) -> None:
    assert [word.key for word in words(text)] == keys


@given(st.text(max_size=200))
def test_every_word_is_the_text_at_its_offsets(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The wall holds.", "the wall  holds"),
        ("- The wall holds..", "The wall holds."),
        ("• “The wall” holds!", '"The wall" holds'),
        ("The\u00a0wall holds…", "The wall holds"),
        ("The wall — holds.", "The wall - holds."),
    ],
)
def test_texts_that_say_the_same_words_have_one_normal_form(left: str, right: str) -> None:
    assert normal(left).text == normal(right).text


@pytest.mark.parametrize(
    ("left", "right"),
    [("The wall holds.", "The wall held."), ("35 towns", "53 towns"), ("a U.S. wall", "a U wall")],
)
def test_texts_that_differ_in_a_word_do_not(left: str, right: str) -> None:
    assert normal(left).text != normal(right).text


@given(st.text(max_size=120))
def test_normal_form_is_stable_and_points_back(text: str) -> None:
    form = normal(text)
    assert len(form.text) == len(form.origins)
    assert list(form.origins) == sorted(form.origins)
    for at, origin in enumerate(form.origins):
        if form.text[at] != " ":
            assert form.text[at] in fold(text[origin])


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("It holds.", True),
        ('"It holds."', True),
        ("“It holds”", False),
        ("It holds.**", True),
        ("It holds", False),
        ("It holds…", True),
        ("(It holds.)", True),
        ("", False),
    ],
)
def test_final_punctuation_is_found_behind_quotes_and_brackets(text: str, final: bool) -> None:
    assert is_final(text) is final


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (("is said to",), "He is  said to know", "is  said to"),
        (("alleg*",), "the allegations", "allegations"),
        (("may",), "Mayor in May", "May"),
        (("may",), "the mayor", None),
        (("reported", "reportedly"), "Reportedly so", "Reportedly"),
    ],
)
def test_phrases_match_whole_words_longest_first(
    phrases: tuple[str, ...], text: str, found: str | None
) -> None:
    match = phrase_pattern(phrases).search(text)
    assert (match.group() if match else None) == found
