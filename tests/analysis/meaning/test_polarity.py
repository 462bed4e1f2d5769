"""Which words of a text are negated."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.meaning.polarity import Polarity, denies, is_near_negator, is_of_verb, part_around


def states(text: str) -> dict[str, Polarity]:
    """Return the polarity of each content word."""
    pairs = zip(analysed(text).tokens, analysed(text).polarities, strict=True)
    return {token.word.text: polar.polarity for token, polar in pairs if token.content}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The council did not approve the wall.", "approve"),
        ("The council didn't approve the wall.", "approve"),
        ("The council didn’t approve the wall.", "approve"),
        ("The council has never approved a wall.", "approved"),
        ("There is no evidence of damage.", "evidence"),
        ("No one was injured.", "injured"),
        ("The town failed to sign the charter.", "sign"),
        ("The town refuses to sign the charter.", "sign"),
        ("He denied stealing the boat.", "stealing"),
        ("Neither Carrow nor Holm signed.", "Carrow"),
        ("The ferry is no longer free.", "free"),
        ("The town is unable to pay.", "pay"),
        ("They do not need to beat the yards.", "need"),
    ],
)
def test_negated(text: str, word: str) -> None:
    assert states(text)[word] is Polarity.NEGATED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The council approved the wall.", "approved"),
        ("The boat is not only cheap but fast.", "cheap"),
        ("No doubt the wall will hold.", "wall"),
        # Two negations make a statement.
        ("The town did not fail to sign the charter.", "sign"),
        # The clause ends where the comma is.
        ("It did not rain, and the choir sang.", "choir"),
    ],
)
def test_plain(text: str, word: str) -> None:
    assert states(text)[word] is Polarity.PLAIN


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They do not need to beat the yards.", "beat"),
        ("The ship left without its captain.", "captain"),
        ("If the wall breaks, the town floods.", "breaks"),
        ("Did the council approve the wall?", "approve"),
    ],
)
def test_doubtful(text: str, word: str) -> None:
    assert states(text)[word] is Polarity.DOUBTFUL


def test_the_place_of_the_negator_is_known() -> None:
    text = "The town refused to sign."
    ((start, end),) = analysed(text).negators
    assert text[start:end] == "refused to"


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("The town signed.", "The town never signed.", False),
        ("The town rejected it.", "The town did not sign it.", True),
        ("It is not ready.", "It is not ready.", True),
        # The claim has the same word that denies: it is no reason for another negation.
        ("The ferry came after a delay.", "The ferry did not come after a delay.", False),
        ("It was an exceptional year.", "It was not a good year.", False),
    ],
)
def test_denies(text: str, claim: str, *, expected: bool) -> None:
    assert denies(analysed(text), analysed(claim)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The wall was not ready.", True),
        ("The wall never fell.", True),
        # "not" contrasts two words, "no" negates a noun.
        ("The apples are soft, not sweet.", False),
        ("There is no wall.", False),
    ],
)
def test_whether_a_negator_is_said_of_the_verb(text: str, *, expected: bool) -> None:
    ((start, end),) = analysed(text).negators
    assert is_of_verb(analysed(text), start, end) is expected


def test_the_part_around_a_word_is_cut_where_the_word_stands_once() -> None:
    text = analysed("The old wall of the town fell down in the night.")
    (wall,) = analysed("walls").tokens
    assert part_around(text, wall, 2).text == "The old wall of the"
    (ferry,) = analysed("ferry").tokens
    assert part_around(text, ferry, 2) is text


def test_a_negator_is_near_within_five_words() -> None:
    text = analysed("It did not rain on the old harbour wall of Ellery.")
    assert is_near_negator(text, 3)
    assert not is_near_negator(text, 9)
