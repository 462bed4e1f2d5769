"""Looking at how texts end, and at their marks, takes time in proportion to their length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from analysed import analysed

from fidelity.analysis.form.beginnings import Beginnings, Passage
from fidelity.analysis.form.endings import open_end
from fidelity.analysis.form.marks import open_marks
from fidelity.analysis.form.vocabulary import Vocabulary
from fidelity.text.words import words
from fidelity.types import Span

SENTENCE = "Ship {0} of the Port Ellery line carried {0}.5 crates to the harbour master."
# A logarithm more is allowed for searching.
SLACK = 1.5


def passages(count: int) -> list[Passage]:
    return [Passage(analysed(SENTENCE.format(n)), Span(0, 1), 0, n) for n in range(count)]


def look_up(count: int) -> None:
    known = passages(count)
    beginnings, vocabulary = Beginnings(known), Vocabulary(known)
    for n in range(count):
        tokens = words(f"Ship {n} of the Port Ellery line carried {n}")
        beginnings.longer_than(analysed(f"Ship {n} of the Port Ellery line carried {n}.5 cra"))
        vocabulary.whole_number(tokens)
        vocabulary.whole_word(words(f"It carried crates to the har{n} harb"))
        vocabulary.goes_on(words("harb")[0])
        vocabulary.going_on(tokens)


def marks(count: int) -> None:
    for text in ("(" * count + '"' * count, '("[“' * count, ")" * count, '" (' * count + "”" * count):
        open_marks(text + " ")


def ends(count: int) -> None:
    open_end(analysed("the wall of the town " * count + "and the"))
    open_end(analysed("U." * count + " a"))


def calls(work: Callable[[int], None], count: int) -> int:
    made = 0

    def count_call(_: FrameType, event: str, __: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    words.cache_clear()
    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        work(count)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("work", [look_up, marks, ends])
@pytest.mark.parametrize("times", [10, 100])
def test_work_is_linear(work: Callable[[int], None], times: int) -> None:
    work(2)  # fills the caches of the regular expressions
    assert calls(work, 20 * times) <= SLACK * times * calls(work, 20)
