"""A rule's work grows with the length of story and source, not with their product."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from fidelity import Config, check_text
from fidelity.align import FusedAligner
from fidelity.engine import run_rules
from fidelity.judge import make_judge
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.rule import RuleInfo
from fidelity.rules import all_rules

SMALL, LARGE = 8, 32
# Sorting and searching cost a logarithm more; a product would make it 16 instead of 4.
MOST = 1.6 * LARGE / SMALL

CASES = [pytest.param(rule, id=rule.code) for rule in all_rules()]


def story(count: int) -> str:
    """Return a story in which every rule has something to do in every item."""
    items = [
        f"- Ship {n} of the Port Ellery line reportedly carried crate {n} to the harb\n"
        f"- Ship {n} of the Port Ellery line carried crate {n} to the\n"
        f"- An opera singer numbered {n} praised pancakes.. and {{{{town}}}}"
        for n in range(count)
    ]
    return "# Every ship of the Port Ellery line\n\n" + "\n".join(items)


def source(count: int) -> str:
    return "\n".join(
        f"Ship {n} of the Port Ellery line carried crate {n} to the harbour master at noon."
        for n in range(count)
    )


def work(rule: RuleInfo, count: int) -> int:
    """Return how many calls the rule makes, of Python functions and of C ones."""
    config, lexicon = Config(embedder="none", judge="lexical", threshold=1.0), load_lexicon("en")
    text = take_apart_story(read_string(story(count), "story", "markdown", config), config, lexicon)
    known = [take_apart_source(read_string(source(count), "source", "text", config), config, lexicon)]
    alignments = FusedAligner(lexicon, None).align(text.heads, known)
    judge = make_judge("default", lexicon, semantic=False)
    judgements = judge.judge(alignments, known)
    calls = 0

    def count_call(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        outcome = run_rules([rule], text, known, alignments, judgements, judge, lexicon, config)
    finally:
        sys.setprofile(before)
    assert not outcome.failures
    return calls


@pytest.mark.parametrize("rule", CASES)
def test_work_is_linear(rule: RuleInfo) -> None:
    work(rule, 2)  # fills the caches of the regular expressions
    small, large = work(rule, SMALL), work(rule, LARGE)
    assert large <= MOST * small


def test_the_story_gives_the_rules_work() -> None:
    report = check_text(story(4), source(4), Config(embedder="none", judge="lexical"), markup="markdown")
    found = {code for f in report.findings for code in (f.rule, *f.implied)}
    assert {"F201", "F401", "F402", "F502", "F504"} <= found
