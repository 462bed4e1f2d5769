"""The operator that moves a story's own dates: what it plants, what it refuses."""

from __future__ import annotations

import random

import pytest

from fidelity import Config
from fidelity.lexicon import load_lexicon
from fidelity.mutate.operator import Pair
from fidelity.mutate.operators.date_mismatch import date_mismatch
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

STORY = """\
---
date: 2026-06-26
---

# The harbour wall

**Published**: 2026-06-26 | **Category**: town

The council approved the harbour wall after a long debate.

## Sources

- [The wall](https://example.org/2026/06/25/wall)

---

*Last Updated: 2026-06-26*
"""


def planted(story: str) -> list[tuple[str, str, str]]:
    """Return the kind, the old words and the new ones of each edit."""
    config, lexicon = Config(embedder="none", judge="lexical"), load_lexicon("en")
    source = read_string("The council approved the harbour wall.", "source", "text", config)
    case = Pair(
        take_apart_story(read_string(story, "story", "markdown", config), config, lexicon),
        (take_apart_source(source, config, lexicon),),
        lexicon,
    )
    edits = date_mismatch.plant(case, random.Random(7))
    return [(edit.kind, case.story.document.at(edit.span), edit.replacement) for edit in edits]


def test_each_of_the_storys_dates_is_moved() -> None:
    edits = planted(STORY)
    assert [(kind, old) for kind, old, _ in edits] == [
        ("byline", "2026-06-26"),
        ("front matter", "2026-06-26"),
        ("updated", "2026-06-26"),
        ("source", "2026/06/25"),
    ]
    assert all(new != old for _, old, new in edits)
    moved = {kind: new for kind, _, new in edits}
    assert moved["updated"] < "2026-06-26"
    assert moved["source"] >= "2026/06/28"


def test_front_matter_is_left_where_one_date_stands_against_one() -> None:
    kinds = [kind for kind, _, _ in planted(STORY.replace("*Last Updated: 2026-06-26*", ""))]
    assert kinds == ["byline", "source"]


REFUSED = [
    "The council approved the harbour wall after a long debate.\n",
    STORY.replace("date: 2026-06-26", "title: The wall").split("## Sources")[0],
    # Not clean in that respect.
    STORY.replace("**Published**: 2026-06-26", "**Published**: 2026-06-25"),
]


@pytest.mark.parametrize("story", REFUSED)
def test_refused(story: str) -> None:
    assert planted(story) == []
