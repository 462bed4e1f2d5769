"""What source-count plants."""

from __future__ import annotations

import re

from planted import PAGE, by_kind, edits, pair_of, plain, planted

NAME = "source-count"


def test_it_states_another_number_in_three_places() -> None:
    pair = pair_of()
    found = by_kind(NAME, pair)
    assert set(found) == {"field", "line", "sentence"}
    assert re.search(r"^sources_count: ⟦(?!1⟧)\d+⟧$", planted(pair, found["field"]), re.MULTILINE)
    assert re.search(r"\*\*Sources\*\*: ⟦(?!1⟧)\d+⟧$", planted(pair, found["line"]), re.MULTILINE)
    text = planted(pair, found["sentence"])
    assert re.search(r"## About this article\n\nThis [^\n]+ ⟦[a-z\d]+⟧ [^\n]+\.\n", text)


def test_numbers_are_in_words_too() -> None:
    pair = pair_of()
    texts = [planted(pair, by_kind(NAME, pair, seed)["sentence"]) for seed in range(20)]
    written = [text.partition("⟦")[2].partition("⟧")[0] for text in texts]
    assert any(number.isdigit() for number in written)
    assert any(number.isalpha() for number in written)


def test_a_list_that_does_not_match_the_sources_is_refused() -> None:
    assert not edits(NAME, pair_of(PAGE + "- [Another](https://herald.example)\n"))
    assert not edits(NAME, plain())
