"""A quotation, bracket, emphasis or code fence that is opened and never closed.

What: within one paragraph, item, heading or cell, a double quotation mark or a bracket without its
partner; in Markdown `**` that shows because nothing closes it, and a code fence that swallows the
rest of the page.

Why: a reader cannot tell where somebody's words end; often the text behind the mark was cut off.

Flagged: 'The mayor said: "We will build it. The vote was close.'; "The wall (see map is new."

Clean: apostrophes; inches (5'11"); ":("; list markers "a)"; a quotation over several paragraphs,
each of which opens with the mark again; marks in code; a passage that stands so in the source.

Known misses: single quotation marks, which look like apostrophes; a closing mark without an opening
one; one missing mark where a second one is missing too.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.open_texts import open_fences, open_texts
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Severity

# How sure a finding is: what stands on faithful stories is their writers' slip as often as not
# (benchmarks/results/rules.json, F404), hence a warning.
SURE = 0.9
# A source that leaves a mark open before the same characters, so many of them, is where the text is from.
COPIED = 24


@rule("F404", "unclosed", severity=Severity.WARNING, scope=Scope.STORY)
def unclosed(case: StoryCase) -> Iterator[Finding]:
    """Flag marks that nothing closes."""
    for text in open_texts(case.story, case.analysed, COPIED):
        place = f'before "{text.word}"' if text.word else "at the end"
        yield case.finding(
            text.span,
            f"the {text.what} that opens {place} is never closed",
            confidence=SURE,
            help=f"close it where it ends, or take {text.mark} out",
        )
    for span, fence in open_fences(case.story.document):
        yield case.finding(
            span,
            "the code fence that opens here is never closed: all text behind it shows as code",
            help=f"close it with {fence} on a line of its own, or take it out",
        )
