"""One way to state a rule's cases: a story with the words to be flagged in ⟦ ⟧, and its source."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fidelity import Config, check_text
from fidelity.types import Finding

MARKED = re.compile("⟦([^⟧]*)⟧")


def unmarked(story: str) -> str:
    """Return the story as it is checked."""
    return MARKED.sub(r"\1", story)


def check(
    rule: str,
    story: str,
    source: str,
    options: Mapping[str, object] | None = None,
    *,
    judge: str = "lexical",
) -> tuple[Finding, ...]:
    """Check a story with one rule; its spans, other places too, must be the marked ones.

    The words alone judge it, which is quick, unless the rule goes by what the judge says.
    """
    # Each mark before a place took one character, and each pair before it two.
    wanted = [
        (found.start() - 2 * number, found.group(1)) for number, found in enumerate(MARKED.finditer(story))
    ]
    text = unmarked(story)
    embedder = "none" if judge == "lexical" else "default"
    config = Config(embedder=embedder, judge=judge, select=(rule,), rules={rule: options} if options else {})
    report = check_text(text, source, config, markup="markdown")
    # The judge abstains from some languages; no rule may fail on any.
    assert not [reason for reason in report.incomplete if reason.startswith("rule ")]
    spans = sorted(span for found in report.findings for span in (found.span, *found.also_at))
    assert [(span.start, text[span.start : span.end]) for span in spans] == wanted
    return report.findings
