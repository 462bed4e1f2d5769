"""Text on a terminal: it fits and it is safe, whatever it holds."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from report_cases import SOURCE, STORY, bare_report, document, flagged, town_report
from report_checks import HOSTILE, UNSAFE, assert_fits, show
from wcwidth import wcswidth

from fidelity.report import to_terminal
from fidelity.report.cells import cells, clip, clip_left, plain, width, wrap
from fidelity.types import Fix, Piece, Rendered, Source, Span


@settings(max_examples=300, deadline=None)
@given(HOSTILE, st.integers(0, 200), st.integers(0, 200), st.integers(40, 160))
@example("\u1112" * 80, 3, 60, 40)
@example("\u0915\u094d" * 80, 3, 60, 41)
@example("e" + "\u0301" * 150, 3, 60, 42)
def test_no_line_is_wider_than_asked_for_and_nothing_unsafe_gets_out(
    text: str, one: int, other: int, columns: int
) -> None:
    start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
    span = Span(start, end)
    finding = replace(
        flagged(text, text[:1]),
        span=span,
        message=text,
        help=text,
        story_evidence=(span, Span(0, len(text))),
        also_at=(span,),
        fix=Fix(safe=True, span=span, replacement=text),
    )
    report = bare_report(text, finding, replace(finding, help=""), path=text)
    report = replace(report, notes=(text,), incomplete=(text,))
    told = show(report, columns)
    assert_fits(told, columns)
    assert click.unstyle(to_terminal(report, width=columns, color=True)) == told


@settings(max_examples=100, deadline=None)
@given(HOSTILE, st.integers(40, 160), st.integers(0, 5000), st.integers(1, 500))
def test_the_table_fits_whatever_the_paths_places_and_repeats(
    path: str, columns: int, line: int, repeats: int
) -> None:
    report = town_report(findings=())
    story = replace(
        report.story,
        document=document("\n" * line + STORY),
        groups=((1, *[0] * repeats), *report.story.groups[1:]),
    )
    sources = (Source(document(SOURCE, path), "en", ()),)
    assert_fits(show(replace(report, story=story, sources=sources), columns), columns)


@given(HOSTILE, st.integers(40, 80))
def test_a_claims_words_are_safe(text: str, columns: int) -> None:
    report = town_report(findings=())
    rendered = Rendered(text, (Piece(0, len(text), Span(0, len(text))),))
    judgement = report.judgements[0]
    hostile = replace(judgement, claim=replace(judgement.claim, rendered=rendered))
    assert_fits(show(replace(report, judgements=(hostile,)), columns), columns)


@given(HOSTILE)
def test_every_code_point_is_in_exactly_one_cell(text: str) -> None:
    parts = cells(text)
    assert [part.start for part in parts] == [0, *(part.end for part in parts)][:-1]
    assert parts[-1].end == len(text)


@given(HOSTILE, st.integers(2, 60))
def test_clipped_text_fits(text: str, room: int) -> None:
    for clipped in (clip(text, room), clip_left(text, room)):
        assert 0 <= wcswidth(clipped) <= room
        assert not UNSAFE.search(clipped)
        assert "\n" not in clipped


@given(HOSTILE, st.integers(30, 60))
def test_wrapping_loses_no_word(text: str, room: int) -> None:
    lines = wrap(text, room, "> ", "  ")
    assert all(0 <= wcswidth(line) <= room for line in lines)
    joined = "".join(line[2:] for line in lines)
    assert joined.replace(" ", "") == "".join(
        cell.shown.replace(" ", "") for word in text.split() for cell in cells(word)
    )


@pytest.mark.parametrize(
    ("text", "room", "clipped", "left"),
    [
        ("short", 5, "short", "short"),
        ("longer", 5, "long…", "…nger"),
        ("two  words", 9, "two words", "two words"),
        ("two  words", 5, "two…", "…ords"),
        ("港港港", 5, "港港…", "…港港"),
        ("港港港", 4, "港…", "…港"),
        ("e\u0301" * 4, 3, "e\u0301e\u0301…", "…e\u0301e\u0301"),
        ("a\x1bb", 6, "a…", "…b"),
        ("", 5, "", ""),
    ],
)
def test_clipping_keeps_whole_characters(text: str, room: int, clipped: str, left: str) -> None:
    assert clip(text, room) == clipped
    assert clip_left(text, room) == left


def test_plain_text_is_on_one_line_and_safe() -> None:
    assert plain(" a\n\tb\u2028c\x1b[0m\u202e ") == r"a b c\u{1b}[0m\u{202e}"


def test_a_pile_of_marks_cannot_climb_over_other_lines() -> None:
    parts = cells("e" + "\u0301" * 40)
    assert parts[0].shown == "e" + "\u0301" * 8
    assert {part.shown for part in parts[1:]} == {r"\u{301}"}
    assert width(parts[:1]) == 1
