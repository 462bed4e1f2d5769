"""The lists of a story with what the line above each announces, and the numbers of sources that it states."""

from __future__ import annotations

import pytest

from fidelity.analysis.form.bodies import bodies
from fidelity.analysis.form.item_lists import announced, item_lists
from fidelity.analysis.form.source_counts import stated_counts
from fidelity.config import Config
from fidelity.lexicon import load_lexicon
from fidelity.read import read_string
from fidelity.read.sections import sections
from fidelity.split import split_story
from fidelity.types import Story

LEXICON = load_lexicon("en")


def take_apart(text: str) -> Story:
    document = read_string(text, "story", "markdown", Config())
    cut = sections(document, LEXICON, Config())
    return split_story(document, cut.sections, cut.roles, cut.structure, cut.leads, "en")


@pytest.mark.parametrize(
    ("lead", "promised"),
    [
        ("Four points stand out:", "Four points"),
        ("These are the 3 main facts:", "3 main facts"),
        ("Two points stand out:", ""),
        ("Four of the points stand out:", ""),
        ("Four points stand out.", ""),
        ("Ninety points stand out:", ""),
    ],
)
def test_a_line_above_a_list_announces_its_items(lead: str, promised: str) -> None:
    story = take_apart(f"## Summary\n\n{lead}\n\n- The harbour opens.\n- The mill closes.\n")
    (items,) = item_lists(bodies(story))
    assert items.lead == lead
    assert len(items.blocks) == 2
    assert LEXICON.page_lists is not None
    assert announced(items, LEXICON.page_lists, LEXICON.numbers, most=20) == promised


def test_a_list_ends_where_a_paragraph_begins() -> None:
    story = take_apart("## Summary\n\n- One boat left.\n- Two came.\n\nThen it rained.\n\n- A mill closed.\n")
    assert [len(items.blocks) for items in item_lists(bodies(story))] == [2, 1]


def test_numbers_of_sources_are_read_in_front_matter_and_by_cue_words_in_the_text() -> None:
    text = (
        "---\ntitle: Mill\nsources_count: two\n---\n\n## About\n\nThis article is a synthesis of 3 sources.\n"
    )
    story = take_apart(text)
    both = stated_counts(story, LEXICON.source_count, LEXICON.numbers)
    assert [(count.text, count.value) for count in both] == [("two", 2), ("3", 3)]
    assert [text[count.span.start : count.span.end] for count in both] == ["two", "3"]
    assert [count.value for count in stated_counts(story, None, LEXICON.numbers)] == [2]
