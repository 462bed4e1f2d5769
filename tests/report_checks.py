"""What every terminal report is held to: it fits, it is safe, and its underlines point."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import strategies as st
from wcwidth import wcswidth

from fidelity.report import to_terminal
from fidelity.types import StoryReport

WIDTHS = (40, 60, 80, 120, 160)


# Nothing of these may reach a terminal: controls, marks that reorder text, what has no width.
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("ab .,-\t\n\r\"'|^"),
        st.sampled_from("\x00\x07\x08\x0b\x0c\x1b\x1d\x7f\x85\x9b\xad"),
        st.sampled_from("\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2028\u2029\u2066\u2069\ufeff\u061c"),
        st.sampled_from("港壁한🌊👩🚒👍🏽🇩🇰❤\ufe0f\ufe0e🏴\U000e0067\U000e007f"),
        st.sampled_from("\u0301\u0323\u20e3\u0ba8\u0bbf\u0915\u094d\u0937\u093f\u0e33\u0600\u115f\u1161\u3164"),
        st.characters(),
    ),
    min_size=1,
    max_size=200,
)  # fmt: skip


def show(report: StoryReport, width: int = 80, **options: object) -> str:
    return to_terminal(report, width=width, color=False, **options)  # type: ignore[arg-type]


def assert_fits(text: str, width: int) -> None:
    assert text.endswith("\n")
    assert not UNSAFE.search(text), ascii(UNSAFE.findall(text))
    for line in text.removesuffix("\n").split("\n"):
        assert 0 <= wcswidth(line) <= width, (wcswidth(line), line)


def pointed(text: str, mark: str = "^") -> list[tuple[str, str]]:
    """Return (line, underline) for every underline of the report, gutter included."""
    lines = text.split("\n")
    return [
        (above, below)
        for above, below in pairwise(lines)
        if re.fullmatch(rf"\s*\| *[{re.escape(mark)}]+", below)
    ]


def under(above: str, below: str) -> str:
    """Return what stands above the underline, by the columns that wcwidth counts."""
    start, end = len(below) - len(below.lstrip(" |")), len(below)
    low = next(at for at in range(len(above) + 1) if wcswidth(above[:at]) == start)
    high = max(at for at in range(len(above) + 1) if wcswidth(above[:at]) <= end)
    while low and unicodedata.combining(above[low]):
        low += 1
    return above[low:high]
