"""Excerpts: the underline stands under the words, whatever the line looks like."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_cases import SOURCE, bare_report, document, evidence, find, flagged
from report_checks import WIDTHS, assert_fits, pointed, show, under
from wcwidth import wcswidth

from fidelity.report.excerpt import excerpt
from fidelity.types import Span


@pytest.mark.parametrize(
    ("text", "words", "above", "below"),
    [
        ("A wall stands.", "wall", "A wall stands.", "  ^^^^"),
        ("A wall stands.", "A wall stands.", "A wall stands.", "^^^^^^^^^^^^^^"),
        ("港の壁は高い。", "壁", "港の壁は高い。", "    ^^"),
        ("🌊🌊 the wall 🌊", "wall", "🌊🌊 the wall 🌊", "         ^^^^"),
        ("Cafe\u0301 wall", "Cafe\u0301", "Cafe\u0301 wall", "^^^^"),
        ("Cafe\u0301 wall", "wall", "Cafe\u0301 wall", "     ^^^^"),
        ("Cafe\u0301 wall", "\u0301", "Cafe\u0301 wall", "   ^"),
        ("\twall\tend", "wall", "    wall    end", "    ^^^^"),
        ("a\u200bb wall", "wall", "ab wall", "   ^^^^"),
        ("\ufeffA wall", "wall", "A wall", "  ^^^^"),
        ("👩\u200d🚒 wall", "wall", "👩🚒 wall", "     ^^^^"),
        ("🇩🇰 wall", "wall", "🇩🇰 wall", "   ^^^^"),
        ("👍🏽 wall", "wall", "👍🏽 wall", "   ^^^^"),
        ("❤\ufe0f wall", "wall", "❤ wall", "  ^^^^"),
        ("\x1b[31mred", "red", r"\u{1b}[31mred", "          ^^^"),
        ("a\u202eb wall", "\u202e", r"a\u{202e}b wall", " ^^^^^^^^"),
        ("a\x07 wall", "\x07 wall", r"a\u{7} wall", " ^^^^^^^^^^"),
        ("\u0301 wall", "wall", "◌\u0301 wall", "  ^^^^"),
        ("한국어 wall", "국어", "한국어 wall", "  ^^^^"),
        ("क्षेत्र wall", "wall", "क्षेत्र wall", None),
        ("end \r\nnext", "end", "end", "^^^"),
    ],
)
def test_the_underline_stands_under_the_words(text: str, words: str, above: str, below: str | None) -> None:
    (pair,) = pointed(show(bare_report(text, flagged(text, words))))
    assert pair[0] == f"1 | {above}"
    if below is None:  # terminals and versions differ on this script: measured, not written down
        below = " " * (wcswidth(above) - wcswidth(words)) + "^" * wcswidth(words)
    assert pair[1] == f"  | {below}"


@pytest.mark.parametrize("offset", [0, 2, 7])
def test_an_empty_span_is_one_caret(offset: int) -> None:
    finding = replace(flagged("A wall.", "A"), span=Span(offset, offset))
    ((_, below),) = pointed(show(bare_report("A wall.", finding)))
    assert below == f"  | {' ' * offset}^"


@pytest.mark.parametrize("text", ["A wall.\n", "A wall.\r\n", "A wall.\r"])
def test_a_line_end_is_one_caret_behind_the_line(text: str) -> None:
    finding = replace(flagged(text, "A"), span=Span(7, len(text)))
    assert pointed(show(bare_report(text, finding))) == [("1 | A wall.", "  |        ^")]


CLUSTERS = [
    "a",
    "w",
    " ",
    "é",
    "e\u0301",
    "港",
    "壁",
    "🌊",
    "…",
    "“",
    "ß",
    "ا",
    "한",
    "q\u0323\u0307",
]


@given(
    st.lists(st.sampled_from(CLUSTERS), max_size=30),
    st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=12),
    st.lists(st.sampled_from(CLUSTERS), max_size=30),
    st.integers(40, 160),
)
@example([*"aaaaaaaaa港"], [*"aaaaaaaaa港港 "], [*" aaaaaaa港"], 40)
def test_what_stands_above_the_underline_is_the_flagged_text(
    before: list[str], marked: list[str], after: list[str], columns: int
) -> None:
    """Checked against wcwidth's own count, on short spans in short and cut lines."""
    head, words = "".join(before), "".join(marked)
    text = "|" + head + words + "".join(after) + "|"
    span = Span(1 + len(head), 1 + len(head) + len(words))
    finding = replace(flagged(text, "|"), span=span)
    ((above, below),) = pointed(show(bare_report(text, finding), columns))
    assert under(above, below).startswith(words[:1])
    assert wcswidth(under(above, below)) == wcswidth(words) == below.count("^")
    assert under(above, below) == words


# Long lines, long spans, several lines

LONG = "Word " * 60 + "the flagged part of it" + " and more words" * 60


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_long_line_is_cut_around_the_span_between_words(columns: int) -> None:
    ((above, below),) = pointed(show(bare_report(LONG, flagged(LONG, "the flagged part")), columns))
    assert under(above, below) == "the flagged part"
    assert re.fullmatch(r"1 \| …(Word )*the flagged part of it( and| more| words)*…", above)
    assert wcswidth(above) > columns - 20


@pytest.mark.parametrize(
    ("words", "shape"),
    [("First", r"1 \| First word.*…"), ("last.", r"1 \| ….* last\.")],
)
def test_a_cut_shows_on_the_side_where_the_line_goes_on(words: str, shape: str) -> None:
    text = "First " + "word " * 60 + "last."
    ((above, below),) = pointed(show(bare_report(text, flagged(text, words)), 60))
    assert re.fullmatch(shape, above)
    assert under(above, below) == words


def test_a_span_wider_than_a_row_is_wrapped_with_its_list_marker() -> None:
    text = "- The council said that it would build the wall before winter. More."
    words = text[2:-6]
    told = show(bare_report(text, flagged(text, words)), 50)
    assert told.split("\n")[2:7] == [
        "  |",
        "1 | - The council said that it would build the",
        "  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "  | wall before winter. More.",
        "  | ^^^^^^^^^^^^^^^^^^^",
    ]


def test_of_a_very_long_span_the_beginning_and_the_end_are_shown() -> None:
    text = "Begin " + "and so on " * 100 + "end."
    lines = show(bare_report(text, flagged(text, text)), 60).split("\n")
    assert lines[3].startswith("1 | Begin and so on")
    assert lines[9] == "..."
    assert lines[10].startswith("1 | ")
    assert lines[10].endswith("end.")


def test_a_long_word_is_broken() -> None:
    text = "壁" * 100
    told = show(bare_report(text, flagged(text, text)), 60)
    assert_fits(told, 60)
    assert sum(below.count("^") for _, below in pointed(told)) == 200


def test_a_span_over_two_lines_is_marked_on_both_without_the_indent() -> None:
    text = "> The wall is\n   built of stone.  \nIt stands."
    (first, second) = pointed(show(bare_report(text, flagged(text, "wall is\n   built"))))
    assert first == ("1 | > The wall is", "  |       ^^^^^^^")
    assert second == ("2 |    built of stone.", "  |    ^^^^^")


def test_of_a_span_over_many_lines_the_first_and_last_are_shown() -> None:
    text = "\n".join(f"Line {number}." for number in range(1, 31))
    words = text[text.index("Line 5") : text.index("Line 26")]
    lines = show(bare_report(text, flagged(text, words + "Line")), 60).split("\n")
    numbers = [line.split(" |")[0].strip() for line in lines[2:13]]
    assert [number for number in numbers if number] == ["5", "6", "7", "...", "26"]


def test_blank_lines_inside_a_span_are_shown_bare() -> None:
    text = "One.\n\nTwo."
    lines = show(bare_report(text, flagged(text, text))).split("\n")
    assert lines[2:8] == ["  |", "1 | One.", "  | ^^^^", "2 |", "3 | Two.", "  | ^^^^"]


def test_a_passage_that_fills_its_lines_is_not_underlined() -> None:
    text = "A wall."
    passage = SOURCE[SOURCE.index("The council") : SOURCE.index("\n\nThe fishing")]
    whole = flagged(text, "wall", evidence=(evidence(SOURCE, passage),))
    part = flagged(text, "wall", evidence=(evidence(SOURCE, passage[12:]),))
    assert not pointed(show(bare_report(text, whole), 100), "-")
    assert len(pointed(show(bare_report(text, part), 100), "-")) == 4


def test_an_endless_line_is_not_read_to_its_end() -> None:
    """The excerpt looks at what a row can show, not at megabytes."""
    text = "wall " * 400_000
    rows = excerpt(document(text), Span(1_000_000, 1_000_004), 80)
    assert [(row.text[row.start : row.start + row.length], row.line) for row in rows] == [("wall", 1)]


def test_places_are_found_in_a_story_with_cr_line_ends() -> None:
    text = "One.\rTwo walls.\rThree."
    told = show(bare_report(text, replace(flagged(text, "walls"), also_at=(find(text, "Three"),))))
    assert pointed(told) == [("2 | Two walls.", "  |     ^^^^^")]
    assert "= also at: 3:1 (claims)" in told
