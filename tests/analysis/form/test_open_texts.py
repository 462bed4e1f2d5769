"""Texts of a story with a mark that nothing closes."""

from __future__ import annotations

import pytest
from analysed import story_of

from fidelity.analysis.form.open_texts import open_fences, open_texts


@pytest.mark.parametrize(
    ("text", "source", "opened"),
    [
        ("The wall (see map is new.", "", [("(", "bracket", "see")]),
        ('The mayor said: "We build it.', "", [('"', "quotation", "We")]),
        ("The **wall is new.", "", [("**", "emphasis", "wall")]),
        ("The wall is new (", "", [("(", "bracket", "")]),
        # The source has it so.
        ("The wall (see map is new.", "The wall (see map is new.", []),
        # A quotation of two paragraphs.
        ('The mayor said: "We build it.\n\n"We pay for it."', "", []),
        ("The `wall(` is new.", "", []),
    ],
)
def test_marks_that_stay_open(text: str, source: str, opened: list[tuple[str, str, str]]) -> None:
    story = story_of(f"## Summary\n\n{text}\n", source or "The town pays.")
    every = open_texts(story.story, story.sources, copied=24)
    assert [(one.mark, one.what, one.word) for one in every] == opened


def test_a_fence_that_stays_open() -> None:
    document = story_of("## Summary\n\nThe town pays.\n\n```toml\nwall = 1\n").story.document
    assert [(document.at(span), fence) for span, fence in open_fences(document)] == [("```toml", "```")]
