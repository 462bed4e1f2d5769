"""Titles: when two are one, and what the title of a source is."""

from __future__ import annotations

import pytest
from analysed import analysed, story_of

from fidelity.analysis.form.titles import (
    agree,
    headline,
    misquoted,
    nearly_stands_in,
    source_titles,
    stands_in,
)

TITLE = "Harbour wall agreed after long debate"


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


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("Harbour wall delayed after long debate", "Harbour wall agreed after long debate"),
        ("Harbour wall agreed after long debate - The Courier", None),
        ("A school opens in May after all", None),
    ],
)
def test_a_title_that_an_entry_misquotes(entry: str, title: str | None) -> None:
    titles = source_titles(story_of("The town pays.", f"{TITLE}\n\nThe town pays.").sources, longest=300)
    wrong = misquoted(titles[0].text.texts.of(entry), titles, 0.75)
    assert (wrong.text.text if wrong is not None else None) == title


@pytest.mark.parametrize(
    ("story", "shown"),
    [
        ("---\ntitle: A pier\n---\n\n# A wall\n\nThe town pays.\n", "A wall"),
        ("---\ntitle: A pier\n---\n\nThe town pays.\n", None),
    ],
)
def test_the_headline_of_a_story(story: str, shown: str | None) -> None:
    block = headline(story_of(story).story)
    assert (block.rendered.text if block is not None else None) == shown
