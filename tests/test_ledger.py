"""The ledger: every character is of one kind, and the kinds add up."""

# ruff: noqa: E501 - in a table, a case is a line
from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.config import Config
from fidelity.lexicon import load_lexicon
from fidelity.read import read_string
from fidelity.read.sections import sections
from fidelity.split import split_story
from fidelity.types import Ledger, TextKind

LEXICON = load_lexicon("en")
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def ledger(text: str, markup: str = "markdown") -> Ledger:
    document = read_string(text, "story", markup, Config())
    cut = sections(document, LEXICON, Config())
    story = split_story(document, cut.sections, cut.roles, cut.structure, cut.leads, "en")
    assert story.ledger.total == len(text)
    assert set(story.ledger.counts) == set(TextKind)
    return story.ledger


# Text, and the stretches of it that are of each kind; what is left is boilerplate.
CASES = [
    ("It stood.", {"claim": ["It stood."]}),
    ("It *stood*. It fell.\r\n", {"claim": ["It *stood*.", "It fell."]}),
    ("# The bridge is open\n\n## Summary\n\nIt stood.\n", {"claim": ["The bridge is open", "It stood."]}),
    ("It stood.\n\n## The cost of it\n", {"claim": ["It stood."], "unchecked": ["The cost of it"]}),
    ("It stood.\n\n**The cost of it**\n", {"claim": ["It stood."], "unchecked": ["The cost of it"]}),
    ("It stood.\n\n```\ncode\n```\n", {"claim": ["It stood."], "unchecked": ["```\ncode\n```"]}),
    ("It stood.\n\n<p>It fell.</p>\n", {"claim": ["It stood."], "unchecked": ["<p>It fell.</p>\n"]}),
    ("It stood.\n\n<!-- It fell. -->\n", {"claim": ["It stood."]}),
    ("It stood. Why?\n", {"claim": ["It stood."], "unchecked": ["Why?"]}),
    ("It stood.\n\nYes.\n", {"claim": ["It stood."], "unchecked": ["Yes."]}),
    ("It stood.\n\n| a | b |\n|---|---|\n| c | It fell. |\n", {"claim": ["It stood.", "It fell."], "unchecked": ["a", "b", "c"]}),
    ("It stood.\n\n## FAQ\n\n**Q:** Why?\n\n**A:** It fell.\n", {"claim": ["It stood.", "It fell."], "unchecked": ["Q:** Why?"]}),
    ("It stood.\n\n## FAQ\n\n### Is it open?\n\nIt fell.\n", {"claim": ["It stood.", "It fell."], "unchecked": ["Is it open?"]}),
    ("**Why it matters:** It stood.\n", {"claim": ["It stood."]}),
    ("It stood.\n\n## Our take\n\n*It* is bad.\n\n- And so.\n", {"claim": ["It stood."], "opinion": ["*It* is bad.", "- And so."]}),
    ("It stood.\n\n## Our take\n\n**Q:** Why?\n", {"claim": ["It stood."], "opinion": ["**Q:** Why?"]}),
    ("It stood.\n\n## Our take\n\n### Worse\n", {"claim": ["It stood."], "opinion": ["### Worse"]}),
    ("It stood.\n\n## Sources\n\n- [A](http://a.org)\n", {"claim": ["It stood."], "sources": ["- [A](http://a.org)"]}),
    ("It stood[^1].\n\n[^1]: A *b*.\n", {"claim": ["It stood[^1]."], "sources": ["A *b*."]}),
    ("It stood.\n\n## About us\n\nWe are here.\n", {"claim": ["It stood."]}),
    ("It stood.\n\n*Last updated: May 3*\n", {"claim": ["It stood."], "metadata": ["*Last updated: May 3*"]}),
    ("---\nn: 1\n---\nIt stood.", {"claim": ["It stood."], "metadata": ["---\nn: 1\n---\n"]}),
    ("---\ntitle: It stood still\n---\nIt fell.", {"claim": ["It stood still", "It fell."], "metadata": ["---\ntitle: ", "\n---\n"]}),
    ("It stood.\n\n* * *\n\n![It fell.](a.png)\n", {"claim": ["It stood."]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), CASES)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_character_is_of_one_kind(text: str, parts: dict[str, list[str]], mark: str) -> None:
    counts = dict.fromkeys(TextKind, 0)
    for kind, stretches in parts.items():
        assert all(stretch in text for stretch in stretches)
        counts[TextKind(kind)] = sum(map(len, stretches))
    counts[TextKind.BOILERPLATE] = len(mark + text) - sum(counts.values())
    assert dict(ledger(mark + text).counts) == counts


def test_the_checked_share_is_that_of_the_claims() -> None:
    assert ledger("It stood.\n").checked_share == pytest.approx(0.9)
    assert ledger("Yes.").checked_share == 0


@pytest.mark.parametrize("markup", ["text", "markdown", "html"])
def test_the_parts_add_up_whatever_the_markup(markup: str) -> None:
    if markup == "html":
        pytest.importorskip("trafilatura")
    ledger("<p>It &amp; that <b>stood</b>.</p>\r\n\r\n## Sources\r\n\r\nIt fell. 😀\n", markup)


def test_the_seed_adds_up() -> None:
    if not SEEDS.is_dir():
        pytest.skip("needs ../shared/seeds, which is not part of the repository")
    found = ledger((SEEDS / "story.md").read_bytes().decode("utf-8"))
    assert found.counts[TextKind.CLAIM] > found.total / 2
    assert all(found.counts[kind] for kind in TextKind)
