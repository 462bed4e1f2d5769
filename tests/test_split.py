"""Sentences, claims and groups."""

# ruff: noqa: E501 - in a table, a case is a line
from __future__ import annotations

import time
from pathlib import Path

import pytest

from fidelity.config import Config
from fidelity.lexicon import load_lexicon
from fidelity.read import read_string
from fidelity.read.sections import furniture_blocks, sections
from fidelity.split import split_sentences, split_source, split_story
from fidelity.types import Piece, Rendered, Span, Story, TextKind

LEXICON = load_lexicon("en")
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def sentences(text: str, language: str = "en") -> list[str]:
    rendered = Rendered(text, (Piece(0, len(text), Span(0, len(text))),))
    return [part.text for part in split_sentences(rendered, language)]


def take_apart(text: str, markup: str = "markdown") -> Story:
    document = read_string(text, "story", markup, Config())
    cut = sections(document, LEXICON, Config())
    return split_story(document, cut.sections, cut.roles, cut.structure, cut.leads, "en")


def claims(text: str, markup: str = "markdown") -> list[str]:
    return [claim.text for claim in take_apart(text, markup).claims]


# Each text is cut where a bar stands.
SENTENCES = [
    "The U.S. agreed.|It left the E.U. in May.|Troops of the U.S. Army stayed.",
    "A U.S.-led bloc met.|The U.K. Parliament did not.",
    "Dr. Roe met St. John and Mr. Doe on Main St. in St. Paul.|Mrs. Roe stayed.",
    "Gen. Roe, Sen. Doe, Gov. Poe and Rep. Moe met Lt. Col. Coe.|Prof. Foe left.",
    "Some fruit, e.g. apples, i.e. what grows here, fell.|Others, cf. pears, etc. did not.",
    "It met at 10 a.m. on Monday.|It left at 5 p.m.|The end came at 6 p.m. sharp.",
    "It met at 10 a.m. Monday.|It left at 5 p.m. EST.|It was late.",
    "No. 5 is alive.|She is No. 1 in the list.|He said no.|It fell.",
    "J. K. Roe wrote it.|George W. Doe read it.|J.P. Poe paid.",
    "It rose 3.5% to 1.25 million.|It cost $5.|Version 2.0 came.",
    "He said “go.”|Then she left.|“Stop!” she cried.|'No.'|It ended.",
    'She said "I left."|He said "so did we."|Nobody asked.',
    "It closed in May.|It is the Fed.|He told me.|She was ill.|It is art.|So it may.|“It saw me.”|“No.”",
    "“Is it?” he asked.|It was.",
    "Then... it fell.|It rose...|The end came.|It fell ...|It rose.",
    "Wait…|Then it fell… and rose.",
    "It is so..|It is not..|The end.",
    "It fell!|Why?!|It rose!!!|So what.",
    "(It ended.)|Then it began.|It cost (about $5.) too much.",
    "On Sept. 3 and Dec. 25 it closed.|It opened in Jan. 2026.",
    "It has approx. 30 piers.|See vol. 3 and Fig. 4.|It is est. 1990.",
    "The firm is Roe Inc. of Delaware.|Poe Ltd. and Doe Corp. merged.|Moe Co. did not.",
    "See example.org/a.b?c=d.|Mail a.roe@example.org now.",
    "It fell.|😀 The 😀 rose.|Zoë’s café closed.|It’s so.",
    "One line\nand its end.|Another\r\nline.",
    "No full stop here",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_end_where_they_end(text: str) -> None:
    expected = text.split("|")
    assert sentences(" ".join(expected)) == expected


def test_a_text_without_spaces_between_sentences_in_another_language_is_cut_too() -> None:
    assert sentences("Es regnet. Zum Beispiel z.B. hier.", "de") == [
        "Es regnet.",
        "Zum Beispiel z.B. hier.",
    ]


@pytest.mark.parametrize("space", ["\xa0", "\x85", "\u2009", "\u2028", "\u202f", "\u3000"])
def test_a_wide_space_before_a_full_stop_is_a_space(space: str) -> None:
    text = f"It was plan A{space}. It{space}fell. It rose{space}!"
    assert len(sentences(text)) == len(sentences(text.replace(space, " "))) == 3
    assert "".join(sentences(text)) == text.replace(". It", ".It")


def test_a_long_block_is_cut_as_its_parts_are() -> None:
    part = "The U.S. agreed on Monday. “It is so,” Dr. Roe said. It rose 3.5% … and fell. "
    assert sentences(part * 500) == sentences(part) * 500


@pytest.mark.parametrize(
    "unit", ["“foo. ", "… A", "(a.) ", "( ", "a. ", "A", ". ", "“a “ ", "10 a.m. ", "a\n", "é. A"]
)
def test_a_hostile_block_is_cut_in_no_time(unit: str) -> None:
    started = time.process_time()
    sentences((unit * 100_000)[:100_000])
    assert time.process_time() - started < 5


def test_a_claim_knows_its_place_section_and_context() -> None:
    story = take_apart("# The bridge stays open\n\n## The cost\n\nIt is high. *Nobody* paid [it](a.b).\n")
    one, two, three = story.claims
    assert [claim.id for claim in story.claims] == ["c1", "c2", "c3"]
    assert [claim.section.title for claim in story.claims] == [
        "The bridge stays open",
        "The cost",
        "The cost",
    ]
    assert (one.last, two.last, three.last) == (True, False, True)
    assert (two.context, three.context) == ("", "It is high.")
    assert story.document.at(three.span) == "Nobody* paid [it](a.b)."
    assert story.section_at(three.span.start) is story.sections[-1]


CLAIMS = [
    # Questions are no claims, answers are.
    ("## FAQ\n\n**Q:** Is it open?\n\n**A:** It is open.", ["It is open."]),
    ("## FAQ\n\nQ: Is it open?\nA: It is open. Why not?", ["It is open."]),
    ("## FAQ\n\n**Q:** What the bridge is\n**A:** It is open", ["It is open"]),
    ("## FAQ\n\nQ1: The bridge closed. Why?\n\nA1: It was rusty.", ["It was rusty."]),
    ("## FAQ\n\n### Is it open?\n\nIt is open.", ["It is open."]),
    ("## FAQ\n\n**Is it open?**\n\nYes. It is open.", ["It is open."]),
    ("## FAQ\n\n1. **Is it open?** It is open.\n2. **Why?** It was mended.", ["It is open.", "It was mended."]),
    ("## FAQ\n\n**What the deal means**\n\nIt is open.", ["It is open."]),
    ("## FAQ\n\nQ. Is it open?\n\nA. It is open.", ["It is open."]),
    ("**Q:** Is it open?! **A:** It is open.", ["It is open."]),
    ("It is open. “Is it so?” Is it (really?)", ["It is open."]),
    # Labels are no part of their sentence.
    ("**Why it matters:** It is open.", ["It is open."]),
    ("**The cost:** It is high.", ["The cost: It is high."]),
    # Items and fragments.
    ("- The bridge is open\n- Rust\n- Old Quay", ["The bridge is open"]),
    ("Yes.\n\nIt fell.\n\n5 12 2026.\n\n* * *", ["It fell."]),
    ("- [a page](http://example.org)\n- https://example.org/the/long/way\n- www.example.org/a-b-c", []),
    # Tables: whole sentences only.
    ("| Pier of the bridge | State |\n|---|---|\n| The north pier here | It is rusty. |", ["It is rusty."]),
    # What is no text.
    ("```\nIt is open.\n```\n\n<p>It is open.</p>\n\n<!-- It is open. -->\n\n![It is open.](a.png)", []),
    # Sections that are not checked.
    ("It fell.\n\n## Our take\n\nIt is bad.\n\n## Sources\n\nIt is so.\n\n## About us\n\nIt is ours.", ["It fell."]),
    # Headings are no claims but for the headline.
    ("# The bridge is open\n\n## The cost is high\n\nIt fell.", ["The bridge is open", "It fell."]),
    ("It fell.\n\n**The cost of it**\n\nIt rose.", ["It fell.", "It rose."]),
    # Front matter.
    ("---\ntitle: The bridge is open\nsummary: 'It fell. It rose.'\nother: It is so.\n---\nIt broke.",
     ["The bridge is open", "It fell.", "It rose.", "It broke."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_claims_are_the_sentences_that_assert_something(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


GROUPS = [
    ("It is open.", "it is OPEN"),
    ("“It’s open now.”", '"It\'s open now"'),
    ("It is  open.", "It is\nopen!"),
    ("- - It is open.", "It is open."),
    ("It is open.", "**It** is *open*."),
    ("A–B is open.", "A-B is open"),
    ("It is open&hellip;", "It is open."),
]


@pytest.mark.parametrize(("one", "two"), GROUPS)
def test_claims_that_say_the_same_words_are_one_group(one: str, two: str) -> None:
    story = take_apart(f"{one}\n\n## The end\n\n{two}\n")
    assert story.groups == ((0, 1),)
    assert [claim.group for claim in story.claims] == [0, 0]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("It is open.", "It is not open."),
        ("It cost 3.", "It cost 3.5."),
        ("We met US.", "We met us now."),
    ],
)
def test_claims_that_differ_in_a_word_are_not(one: str, two: str) -> None:
    assert take_apart(f"{one}\n\n{two}\n").groups == ((0,), (1,))


def test_the_body_stands_before_front_matter_in_a_group() -> None:
    story = take_apart("---\ntitle: It is open\n---\n# It broke in May\n\nIt is open.\n\nIt is open!\n")
    assert [[story.claims[index].text for index in group] for group in story.groups] == [
        ["It broke in May"], ["It is open.", "It is open!", "It is open"],
    ]  # fmt: skip
    assert [claim.text for claim in story.heads] == ["It broke in May", "It is open."]
    assert [claim.group for claim in story.claims] == [1, 0, 1, 1]


def test_a_source_is_all_its_sentences_but_furniture() -> None:
    text = "The bridge\nPhoto: Ada Roe/Getty Images\n\nIt fell. Why?\n- A list\n***\n"
    document = read_string(text, "source", "text", Config())
    source = split_source(document, "en", furniture_blocks(document, LEXICON.furniture, Config()))
    assert [part.text for part in source.sentences] == ["The bridge", "It fell.", "Why?", "A list"]
    assert [document.at(span) for span in source.furniture] == ["Photo: Ada Roe/Getty Images"]


def test_a_heading_of_a_source_is_marked() -> None:
    document = read_string("# The bridge\n\nIt fell.", "source", "markdown", Config())
    assert [part.heading for part in split_source(document, "en").sentences] == [True, False]


def test_the_seed_is_taken_apart_as_its_readers_read_it() -> None:
    if not SEEDS.is_dir():
        pytest.skip("needs ../shared/seeds, which is not part of the repository")
    story = take_apart((SEEDS / "story.md").read_text("utf-8"))
    lines = [
        [story.document.position(story.claims[index].span.start).line for index in group]
        for group in story.groups
    ]
    assert lines[0] == [14, 2]
    assert [22, 61] in lines
    assert sum(group[:1] == [28] for group in lines) == 2
    document = read_string((SEEDS / "source.txt").read_text("utf-8"), "source", "text", Config())
    source = split_source(document, "en", furniture_blocks(document, LEXICON.furniture, Config()))
    assert [document.position(span.start).line for span in source.furniture] == [2, 5]
    assert document.position(source.sentences[0].span.end).line == 1


@pytest.mark.parametrize(
    "text",
    [
        "Here is a concise summary of the article:",
        "Based on the provided passage, here is a concise summary covering the core information:",
        "The passage mentions two distinct topics:",
        "Here's a concise summary of the passage, covering the core pieces of information:",
        "I cannot provide a summary of this text.",
        "As an AI, I have no opinion on the wall.",
    ],
)
def test_a_sentence_about_the_text_is_no_claim(text: str) -> None:
    story = take_apart(f"The wall is high and old.\n\n{text}")
    assert [claim.text for claim in story.claims] == ["The wall is high and old."]
    assert story.ledger.counts[TextKind.UNCHECKED] == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "The passage to the harbour is closed.",
        "Here is the town hall that burned in 1904.",
        "The article of the treaty covers fishing.",
        "I cannot swim in the harbour, the mayor said.",
        "The summary trial lasted two days.",
        "Based on the plans, the wall is 640 metres long.",
        "The text messages were deleted.",
        # Whoever speaks of the text may still say something that the source does not.
        "The passage describes how the mayor set fire to the fish hall.",
        "Here are the key facts: the mayor was arrested on Monday.",
        "This text says that the wall has fallen.",
    ],
)
def test_a_sentence_about_its_subject_is_one(text: str) -> None:
    assert [claim.text for claim in take_apart(text).claims] == [text]
