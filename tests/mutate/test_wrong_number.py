"""The operator that plants wrong numbers: what it plants, what it refuses, and where."""

from __future__ import annotations

import random

import pytest

from fidelity import Checker, Config
from fidelity.mutate.operator import Edit
from fidelity.mutate.operators import find_operator
from fidelity.mutate.score import pair_of
from fidelity.read import read_string

CONFIG = Config(embedder="none", judge="lexical")
OPERATOR = find_operator("wrong-number")


def planted(story: str, source: str, seed: int = 1) -> list[tuple[str, str, Edit]]:
    """Return (kind, the story with the defect in brackets, edit) of every edit."""
    checker = Checker(CONFIG)
    document = read_string(story, "story", "text", CONFIG)
    pair = pair_of(checker, document, [read_string(source, "source", "text", CONFIG)])
    found = []
    for edit in OPERATOR.plant(pair, random.Random(seed)):
        end = len(edit.replacement) if edit.end is None else edit.end
        now = edit.replacement
        marked = f"{now[: edit.start]}[{now[edit.start : end]}]{now[end:]}"
        found.append((edit.kind, story[: edit.span.start] + marked + story[edit.span.end :], edit))
    return found


def kinds(story: str, source: str) -> set[str]:
    return {kind for seed in range(5) for kind, _, _ in planted(story, source, seed)}


@pytest.mark.parametrize(
    ("story", "kind", "wrong"),
    [
        (
            "The town paid 2 million crowns for the gate.",
            "scale",
            "The town paid 2 [billion] crowns for the gate.",
        ),
        ("The lighthouse cost $750 at the sale.", "currency", "The lighthouse cost [€750] at the sale."),
        ("The ring road is 12 km long and flat.", "unit", "The ring road is [12 miles] long and flat."),
        ("About 40 percent of bakers voted.", "percent", "About [40] of bakers voted."),
        ("Sales of rye bread rose 4 percent.", "percent", "Sales of rye bread rose [4 percentage points]."),
        ("The mayor met 35 bakers here.", "percent", "The mayor met [35 percent] of bakers here."),
    ],
)
def test_it_changes_the_unit(story: str, kind: str, wrong: str) -> None:
    assert wrong in [text for found, text, _ in planted(story, story) if found == kind]


@pytest.mark.parametrize("seed", range(6))
def test_it_changes_the_value_and_names_the_place(seed: int) -> None:
    story = "The mayor met 35 fishermen here."
    (edit,) = [edit for kind, _, edit in planted(story, story, seed) if kind == "digits"]
    assert story[edit.span.start : edit.span.end] == "35"
    assert edit.replacement.isdigit()
    assert edit.replacement != "35"


def test_it_writes_words_where_there_were_words() -> None:
    story = "Two bakers won the bread prize."
    (edit,) = [edit for kind, _, edit in planted(story, story) if kind == "words"]
    assert edit.replacement[0].isupper()
    assert edit.replacement.lower() not in {"two", "2"}


def test_it_takes_the_number_of_another_thing() -> None:
    source = "The mayor met 35 fishermen here. The council has 17 members."
    (found,) = [
        text for kind, text, _ in planted("The mayor met 35 fishermen here.", source) if kind == "role"
    ]
    assert found == "The mayor met [17] fishermen here."


@pytest.mark.parametrize(
    "story",
    [
        "The museum opened in May 2019 in Ellery.",
        "The museum opens on June 26 in Ellery.",
        "The ferry to Gull Rock leaves at 10:30 today.",
        "The A320 landed at Port Ellery at noon.",
        "The museum shows the wreck in 3D on Gull Rock.",
        "The legs are sailed on March 13–14 in Ellery.",
        "Did the mayor meet 35 fishermen here?",
    ],
)
def test_it_refuses_dates_times_codes_and_questions(story: str) -> None:
    assert not planted(story, f"{story} Yes.")


def test_it_refuses_a_number_that_the_source_does_not_have() -> None:
    assert not planted("The mayor met 35 fishermen here.", "The mayor met fishermen here.")


def test_a_rounded_number_is_not_replaced_by_one_that_it_may_stand_for() -> None:
    story = "The mayor met about 35 fishermen here."
    for seed in range(20):
        for kind, _, edit in planted(story, story, seed):
            assert kind != "digits" or not 14 < int(edit.replacement) < 77


def test_every_kind_is_offered() -> None:
    story = "The 35 bakers of Ellery paid $2 million for 12 km of road, two of them 40 percent of it."
    assert {"digits", "words", "scale", "currency", "unit", "percent"} <= kinds(story, story)
