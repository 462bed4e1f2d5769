"""The operator that changes dates: what it plants, what it refuses."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from fidelity import Config
from fidelity.lexicon import load_lexicon
from fidelity.mutate.operator import Pair
from fidelity.mutate.operators.wrong_date import wrong_date
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

EN = load_lexicon("en")


def pair(story: str, source: str) -> Pair:
    config = Config(embedder="none", judge="lexical")
    return Pair(
        take_apart_story(read_string(story, "story", "text", config), config, EN),
        (take_apart_source(read_string(source, "source", "text", config), config, EN),),
        EN,
    )


def planted(story: str, source: str | None = None) -> list[tuple[str, str, str]]:
    """Return the kind, the old words and the new ones of each edit."""
    case = pair(story, source or story)
    edits = wrong_date.plant(case, random.Random(7))
    return [(edit.kind, case.story.document.at(edit.span), edit.replacement) for edit in edits]


CHANGED = [
    ("The ferry sank off Gull Rock on Monday.", {("weekday", "Monday")}),
    ("The wall was approved on 26 June 2026.", {("month", "June"), ("day", "26"), ("year", "2026")}),
    ("The school will close its wing next month.", {("relative", "next")}),
    ("The ferry sank off Gull Rock yesterday.", {("relative", "yesterday")}),
    ("The strike in the harbour lasted eleven days.", {("duration", "eleven"), ("duration", "days")}),
    ("The fish market opens at 10:30 a.m. for all.", {("clock", "10:30 a.m")}),
]


@pytest.mark.parametrize(("story", "expected"), CHANGED)
def test_each_date_is_changed_where_it_stands(story: str, expected: set[tuple[str, str]]) -> None:
    edits = planted(story)
    assert {(kind, old) for kind, old, _ in edits} == expected
    assert all(new != old for _, old, new in edits)


def test_the_new_word_is_written_like_the_old() -> None:
    ((_, _, new),) = planted("THE FERRY sank off Gull Rock on MONDAY.", "The ferry sank on Monday.")
    assert new.isupper()


REFUSED = [
    # The source does not say it.
    ("The ferry sank off Gull Rock on Monday.", "The ferry sank off Gull Rock."),
    # A name, an amount, a bound that a smaller number keeps.
    ("The ferry sank off Gull Rock on Good Friday.", None),
    ("The fish market sold $2000 of herring.", None),
    ("The strike in the harbour lasted more than eleven days.", None),
    ("He spoke to Tomorrow, the dog of the keeper.", None),
]


@pytest.mark.parametrize(("story", "source"), REFUSED)
def test_refused(story: str, source: str | None) -> None:
    assert planted(story, source) == []


def test_what_stands_beside_it_in_the_source_is_not_planted() -> None:
    source = "The fair was on Monday, Tuesday, Wednesday, Thursday, Friday and Saturday."
    story = "The fair was on Monday in Port Ellery."
    assert {new for _, _, new in planted(story, source)} <= {"Sunday"}


def test_relative_dates_of_another_day_are_left_alone() -> None:
    case = pair("The ferry sank off Gull Rock yesterday.", "The ferry sank off Gull Rock yesterday.")
    later = replace(case.story, published=dt.date(2026, 6, 26))
    assert not list(wrong_date.plant(replace(case, story=later), random.Random(7)))
