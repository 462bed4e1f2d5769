"""The operator that shifts quantifiers: what it plants, what it refuses, and where."""

from __future__ import annotations

import random

import pytest

from fidelity import Checker, Config
from fidelity.mutate.operators import find_operator
from fidelity.mutate.score import pair_of
from fidelity.read import read_string

CONFIG = Config(embedder="none", judge="lexical")
OPERATOR = find_operator("shifted-quantifier")


def planted(story: str, source: str) -> set[tuple[str, str]]:
    """Return (kind, the story with the defect in brackets) of every edit, over a few seeds."""
    checker = Checker(CONFIG)
    document = read_string(story, "story", "text", CONFIG)
    pair = pair_of(checker, document, [read_string(source, "source", "text", CONFIG)])
    return {
        (edit.kind, f"{story[: edit.span.start]}[{edit.replacement}]{story[edit.span.end :]}")
        for seed in range(12)
        for edit in OPERATOR.plant(pair, random.Random(seed))
    }


@pytest.mark.parametrize(
    ("story", "kind", "wrong"),
    [
        ("Some hospitals closed their wards.", "how many", "[All] hospitals closed their wards."),
        ("The storm tore several nets apart.", "how many", "The storm tore [most] nets apart."),
        ("Most teachers signed the letter.", "how many", "[All] teachers signed the letter."),
        (
            "The police saw dozens of fishermen there.",
            "how great",
            "The police saw [hundreds of] fishermen there.",
        ),
        ("The ferries are often late today.", "how often", "The ferries are [always] late today."),
        ("Tom Iversen was a baker in Ellery.", "how single", "Tom Iversen was [the only] baker in Ellery."),
    ],
)
def test_it_shifts(story: str, kind: str, wrong: str) -> None:
    assert (kind, wrong) in planted(story, story)


@pytest.mark.parametrize(
    ("story", "source"),
    [
        ("Some hospitals closed their wards.", "Hospitals closed their wards."),
        ("Not all nets, but some 300 nets were torn.", "Not all nets, but some 300 nets were torn."),
        ("The most famous bakers met in Ellery.", "The most famous bakers met in Ellery."),
        ('The mayor said "some hospitals closed wards".', 'The mayor said "some hospitals closed wards".'),
        ("Did some hospitals close their wards?", "Some hospitals closed their wards."),
        ("Tom was a baker in Ellery.", "Tom was the first baker, and a baker in Ellery."),
    ],
)
def test_it_refuses(story: str, source: str) -> None:
    assert not planted(story, source)


def test_it_does_not_plant_what_the_source_says_too() -> None:
    source = "Some hospitals closed their wards. All hospitals closed their wards at night."
    assert not any("[All]" in text for _, text in planted("Some hospitals closed their wards.", source))
