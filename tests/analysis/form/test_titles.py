"""Titles: when two are one, and what the title of a source is."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.form.titles import agree, nearly_stands_in, stands_in


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Port Ellery weighs a wall", "Port Ellery Weighs Wall", True),
        ("Two ferries & a pier", "2 ferries and a pier", True),
        ("Port Ellery weighs a wall | The Courier", "Port Ellery weighs a wall", True),
        ("Port Ellery weighs a wall", "Port Ellery rejects a wall", False),
        ("", "Port Ellery", False),
    ],
)
def test_titles_agree_in_their_words(one: str, other: str, same: bool) -> None:
    mine = analysed(one)
    assert agree(mine, mine.texts.of(other)) is same


@pytest.mark.parametrize(
    ("title", "entry", "stands", "nearly"),
    [
        ("Harbour wall agreed after long debate", "The Courier: Harbour wall agreed", True, True),
        ("Harbour wall agreed after long debate", "Harbour wall delayed after long debate", False, True),
        ("Harbour wall", "Harbour walls", False, False),
    ],
)
def test_a_title_in_a_list(title: str, entry: str, stands: bool, nearly: bool) -> None:
    mine = analysed(title)
    listed = mine.texts.of(entry)
    assert stands_in(mine, listed) is stands
    assert nearly_stands_in(mine, listed, 0.75) is nearly
