"""Where a source has the words of a quotation."""

from __future__ import annotations

import pytest
from analysed import in_order

from fidelity.analysis.speech.verbatim import Match, quotable

SOURCE = (
    'Mayor Ruth Calder said: "We will open the harbour school in June, unless the roof falls in."',
    '"It is a sound plan," she said, "and the towns will pay for it."',
    "The old cannery was closed, and the baker left.",
)


def found(quoted: str) -> Match:
    match = in_order(*SOURCE).find(quoted)
    assert match is not None
    return match


@pytest.mark.parametrize(
    "quoted",
    [
        "We will open the harbour school",
        "we will open the harbour school in June.",
        "We will open ... unless the roof falls in",
        "We will open … unless the roof falls in",
        "We will open [...] unless the roof falls in",
        "[The town] will open the harbour school [next summer], unless the roof falls in",
        "[W]e will open the harbour school",
        "It is a sound plan and the towns will pay for it",
        "the old cannery was closed",
        "We will open the harbor school",
    ],
)
def test_verbatim_as_far_as_allowed(quoted: str) -> None:
    assert found(quoted).verbatim


@pytest.mark.parametrize(
    ("quoted", "ours", "theirs"),
    [
        ("We will close the harbour school", "close", "open"),
        ("We will never open the harbour school", "never", ""),
        ("We will open the school in June", " ", "harbour"),
        ("unless the roof falls in ... We will open", "", ""),
    ],
)
def test_differing_words(quoted: str, ours: str, theirs: str) -> None:
    match = found(quoted)
    if not ours:
        assert match.verbatim is False or match.parts == 2
        return
    (difference,) = match.differences
    assert (quoted[difference.start : difference.end], difference.theirs) == (ours, theirs)
    assert match.run.said(match.first, match.last).startswith("We will open")


def test_nothing_like_it() -> None:
    assert in_order(*SOURCE).find("seagulls stole breakfast") is None


def test_only_what_is_outside_brackets_is_asked() -> None:
    assert quotable("[The town] will open ...") == 2
    assert quotable("[...]") == 0
