"""Marks that are opened and never closed."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.form.marks import has_footnote, open_emphasis, open_fence


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        ('The mayor said: "We will build it.', '"'),
        ('The mayor said: "We will build it."', ""),
        ("The wall (see map is new.", "("),
        ("He is 5'11\" tall.", ""),
        ("a) the wall :( b) the harbour", ""),
        ("\u201eWir bauen sie\u201c, sagte sie.", ""),
        ("\u201cOne [two (three", "\u201c[("),
    ],
)
def test_what_is_left_open(text: str, left_open: str) -> None:
    assert "".join(mark.mark for mark in analysed(text).open_marks) == left_open


def test_emphasis_shows_where_its_last_mark_opens_something() -> None:
    assert open_emphasis("The **wall is new") == 4
    assert open_emphasis("The **wall** is new") is None
    assert open_emphasis("The wall") is None
    assert has_footnote("The wall** is new")


@pytest.mark.parametrize(
    ("raw", "mark"),
    [("```\ncode\n```", ""), ("```\ncode", "```"), ("~~~~\ncode\n~~~", "~~~~"), ("    code", ""), ("", "")],
)
def test_a_fence_is_closed_by_one_as_long(raw: str, mark: str) -> None:
    assert open_fence(raw) == mark
