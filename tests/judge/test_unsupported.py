"""Which words of a claim lack support: by the alignment, by leaving phrases out, and in reports."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity import Config, check_text
from fidelity.align import FusedAligner
from fidelity.judge.phrases import phrases
from fidelity.judge.unsupported import (
    LONGEST,
    MARKS,
    PARTS,
    explained,
    lacking_words,
    log_odds,
    occluded_words,
    unsupported_words,
)
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.types import Alignment, Judgement, Method, Source

EN = load_lexicon("en")
SOURCE = """\
The council of Port Ellery approved the new sea wall on Monday by nine votes to four.
Mayor Ruth Calder said the wall will cost 4.2 million crowns.
The old lighthouse on Gull Rock was sold to a hotel group from Norway.
The ferry to Sandholm will run every hour from June.
The harbour school closed its north wing because the roof leaks.
The cannery will hire 40 workers before summer.
"""


def aligned(claim: str, source: str = SOURCE) -> tuple[Alignment, list[Source]]:
    config = Config(embedder="none", judge="lexical")
    story = take_apart_story(read_string(claim, "story", "text", config), config, EN)
    sources = [take_apart_source(read_string(source, "source", "text", config), config, EN)]
    return FusedAligner(EN, None).align(story.heads[:1], sources)[0], sources


class Reading:
    """Log-odds of entailment: 3, less 4 for each of some words that a claim still has."""

    def __init__(self, *wrong: str) -> None:
        self.wrong = wrong
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.asked.extend(pairs)
        return [3.0 - 4.0 * sum(word in claim for word in self.wrong) for _, claim in pairs]


def marked(claim: str, reading: Reading | None = None) -> list[str]:
    alignment, sources = aligned(claim)
    found = unsupported_words(alignment.claim, alignment.candidates, sources, EN.judge, reading)
    text = alignment.claim.text
    return [text[mark.span.start : mark.span.end] for mark in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The council of Port Ellery approved the sea wall.",
            ["council", "Port Ellery", "approved", "sea wall"],
        ),
        ("It will cost 4.2 million crowns.", ["will cost", "4.2 million crowns"]),
        ("The Bank of England was never told.", ["Bank of England", "was never told"]),
        ("A well-to-do man, aged 40, left.", ["well-to-do man", "aged", "40", "left"]),
        ("Boeing 737 jets haven't landed.", ["Boeing 737 jets", "haven't landed"]),
        ("It was.", []),
        ("", []),
    ],
)
def test_phrases_keep_names_and_numbers_whole(text: str, wanted: list[str]) -> None:
    assert [text[part.start : part.end] for part in phrases(text, EN.judge)] == wanted


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (
            "Mayor Ruth Calder said the wall will cost 7.5 million crowns.",
            ["7.5 million crowns"],
        ),
        ("The wall will cost 4,200,000 crowns, Mayor Ruth Calder said in Hamburg.", ["Hamburg"]),
        (
            "The old lighthouse on Gull Rock was sold to a shipping family from Denmark.",
            ["shipping family from Denmark"],
        ),
        (
            "The cannery will hire 90 workers before summer, and dentists warn us.",
            ["dentists warn", "90 workers"],
        ),
        ("The ferry to Sandholm will not run every hour from June.", ["will not run every hour"]),
    ],
)
def test_words_without_a_counterpart_are_marked_as_phrases(claim: str, wanted: list[str]) -> None:
    assert marked(claim) == wanted


@pytest.mark.parametrize(
    "claim",
    [
        # No passage is about it.
        "Scientists discovered a rare orchid in a quarry.",
        # Every word is there: nobody but the network can say what is wrong.
        "Mayor Ruth Calder sold the old lighthouse to the council.",
        "The council of Port Ellery approved the new sea wall on Monday.",
    ],
)
def test_where_nothing_stands_out_nothing_is_marked(claim: str) -> None:
    assert marked(claim) == []


def test_the_network_is_asked_only_where_the_alignment_marks_nothing() -> None:
    reading = Reading("sold")
    assert marked("Mayor Ruth Calder said the wall will cost 7.5 million crowns.", reading)
    assert not marked("Scientists discovered a rare orchid in a quarry.", reading)
    assert not reading.asked
    assert marked("Mayor Ruth Calder sold the old lighthouse to the council.", reading) == ["sold"]
    assert all("lighthouse on Gull Rock" in passage for passage, _ in reading.asked)


def test_phrases_are_left_out_with_the_words_that_lead_to_them() -> None:
    reading = Reading()
    marked("Mayor Ruth Calder sold the old lighthouse to the council.", reading)
    assert [claim for _, claim in reading.asked] == [
        "Mayor Ruth Calder sold the old lighthouse to the council.",
        "sold the old lighthouse to the council.",
        "Mayor Ruth Calder the old lighthouse to the council.",
        "Mayor Ruth Calder sold to the council.",
        "Mayor Ruth Calder sold the old lighthouse .",
    ]


def test_what_changes_nothing_is_not_marked() -> None:
    assert marked("Mayor Ruth Calder sold the old lighthouse to the council.", Reading()) == []


def test_the_time_for_one_claim_is_bounded() -> None:
    reading = Reading("sold")
    clause = "the council of Port Ellery sold the old lighthouse on Gull Rock"
    longer = " and ".join([clause] * 6) + "."
    alignment, sources = aligned(longer)
    assert len(phrases(longer, EN.judge)) > PARTS
    found = occluded_words(alignment.claim, alignment.candidates, sources, EN.judge, reading)
    assert len(found) <= MARKS
    assert len(reading.asked) == PARTS + 1
    longest = " and ".join([clause] * LONGEST) + "."
    alignment, sources = aligned(longest)
    assert not occluded_words(alignment.claim, alignment.candidates, sources, EN.judge, reading)
    assert len(reading.asked) == PARTS + 1


def test_a_claim_of_five_thousand_words_is_explained_in_no_time() -> None:
    clause = "the council of Port Ellery approved {} walls"
    claim = " and ".join(clause.format(number) for number in range(700)) + "."
    alignment, sources = aligned(claim)
    started = time.perf_counter()
    found = unsupported_words(alignment.claim, alignment.candidates, sources, EN.judge, Reading("council"))
    assert len(found) <= MARKS
    assert time.perf_counter() - started < 5


def test_without_a_passage_everything_is_missing() -> None:
    alignment, sources = aligned("The ferry to Sandholm will run every hour.")
    assert lacking_words(alignment.claim, (), sources, EN.judge) == (1.0, ())
    assert not occluded_words(alignment.claim, (), sources, EN.judge, Reading("ferry"))


def test_log_odds_set_entailment_against_the_rest() -> None:
    class Network:
        signature = "rows@0"

        def logits(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
            return np.array([[0.0, 1.0, 0.0], [2.0, -1.0, 0.5]][: len(pairs)], dtype=np.float32)

    odds = log_odds(Network())([("p", "a"), ("p", "b")])
    shares = [np.exp(1) / (np.exp(1) + 2), np.exp(-1) / (np.exp(2) + np.exp(-1) + np.exp(0.5))]
    assert odds == pytest.approx([float(np.log(share / (1 - share))) for share in shares])


def test_only_claims_below_the_threshold_are_explained() -> None:
    alignment, sources = aligned("Mayor Ruth Calder said the wall will cost 7.5 million crowns.")
    judgement = Judgement(alignment.claim, 0.4, 0.1, alignment.candidates, Method.LEXICAL)
    assert explained([judgement], sources, EN.judge, 0.4) == (judgement,)
    (found,) = explained([judgement], sources, EN.judge, 0.41)
    (span,) = found.unsupported
    assert alignment.claim.text[span.start : span.end] == "7.5 million crowns"


def test_the_report_places_the_words_in_the_story() -> None:
    story = "## Summary\n\n- Mayor **Ruth Calder** said the wall costs **7.5 million** crowns.\n"
    config = Config(embedder="none", judge="lexical", threshold=0.99)
    told = check_text(story, SOURCE, config, markup="markdown").to_dict()
    (claim,) = told["claims"]  # type: ignore[misc]
    (words,) = claim["judgement"]["unsupported"]
    assert story[words["span"]["start"] : words["span"]["end"]] == words["text"] == "7.5 million** crowns"
    assert (words["line"], words["column"]) == (3, story.splitlines()[2].index("7.5") + 1)


WORDS = st.sampled_from(
    "the council of Port Ellery sold 40 old 4.2 million , . not never will walls -".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=4, max_size=40), st.lists(WORDS, max_size=3))
def test_marks_are_whole_phrases_in_order_of_weight(text: list[str], wrong: list[str]) -> None:
    claim = " ".join(["Penguins", *text]) + " walls."
    try:
        alignment, sources = aligned(claim)
    except IndexError:
        return  # no claim in it
    parts = phrases(alignment.claim.text, EN.judge)
    starts, ends = {part.start for part in parts}, {part.end for part in parts}
    found = unsupported_words(alignment.claim, alignment.candidates, sources, EN.judge, Reading(*wrong))
    assert found == unsupported_words(
        alignment.claim, alignment.candidates, sources, EN.judge, Reading(*wrong)
    )
    assert all(mark.span.start in starts and mark.span.end in ends and mark.weight > 0 for mark in found)
    assert [mark.weight for mark in found] == sorted((mark.weight for mark in found), reverse=True)
    assert not any(a.span.overlaps(b.span) for a in found for b in found if a is not b)
