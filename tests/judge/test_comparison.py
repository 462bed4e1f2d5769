"""Numbers, negation and opposites, as the fit has them: what two texts say differently."""

from __future__ import annotations

import pytest

from fidelity.judge.features.comparison import flipped, numbers_missing, opposites
from fidelity.judge.features.numbers import numbers
from fidelity.lexicon import load_lexicon

EN = load_lexicon("en").judge


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two gaps", [2]),
        ("212 homes", [212]),
        ("1,200 boats", [1200]),
        ("18 million euros", [18e6]),
        ("1.2 bn", [1.2e9]),
        ("twenty-four lorries", [24]),
        ("two hundred", [200]),
        ("one of them", []),
        ("3.5 percent and 40%", [3.5, 40]),
        ("in 2024, 17 towns", [2024, 17]),
        ("no figures here", []),
        ("five-year grant", [5]),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers(text, EN)] == pytest.approx(values)


@pytest.mark.parametrize("text", ["two gaps", "about 18 million euros", "1,200 and 24"])
def test_a_number_knows_its_place(text: str) -> None:
    for number in numbers(text, EN):
        assert text[number.start : number.end].strip() == text[number.start : number.end]
        assert numbers(text[number.start : number.end], EN)[0].value == number.value


@pytest.mark.parametrize(
    ("claim", "evidence", "missing"),
    [
        ("24 shops signed", "Twenty-four shops signed", ()),
        ("42 shops signed", "24 shops signed", (42.0,)),
        ("€18 million", "18 million euros", ()),
        ("two gaps", "two key things", ()),
    ],
)
def test_numbers_are_compared_by_value(claim: str, evidence: str, missing: tuple[float, ...]) -> None:
    assert numbers_missing(claim, evidence, EN) == missing


@pytest.mark.parametrize(
    ("claim", "evidence", "pairs"),
    [
        ("The council rejected it.", "The council approved it.", (("rejected", "approved"),)),
        ("Prices fell.", "Prices rose.", (("fell", "rose"),)),
        ("Prices rose.", "Prices rose after they fell.", ()),
        ("The club signed.", "The club played.", ()),
    ],
)
def test_opposites_count_only_where_each_side_has_one(
    claim: str, evidence: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    assert opposites(claim, evidence, EN) == pairs


@pytest.mark.parametrize(
    ("claim", "evidence", "words"),
    [
        ("They need to beat the others.", "They don't need to beat the others.", ("need",)),
        ("They do beat the others.", "They don’t have to beat the others.", ("beat",)),
        ("Not only the quay flooded.", "The quay flooded.", ()),
        ("They do not need to beat them.", "They don’t have to beat them.", ()),
        ("The council did not approve the plan.", "The council approved the plan.", ("approve",)),
        ("The council approved the plan.", "It approved the plan, but not the budget.", ()),
        ("Nobody signed.", "Nobody has signed.", ()),
        ("The wall was approved.", "They did not approve a pier.", ()),
        ("The ferry sailed.", "The bus did not run; the ferry sailed.", ()),
        ("He “cannot” vouch for it.", "He couldn't vouch for it.", ()),
        ("A judge denied the motion.", "A judge did not grant the motion.", ()),
    ],
)
def test_a_word_is_flipped_where_one_side_alone_negates_it(
    claim: str, evidence: str, words: tuple[str, ...]
) -> None:
    assert flipped(claim, evidence, EN) == words
