"""A heading without text, or with "TODO", "TBD", "N/A", "None", "null" for a text.

What: a section with nothing below its heading, or whose whole text is a word that stands for text
to come or for a value that was not there. Unmistakable ones ("TODO", "null", "Lorem ipsum ...")
are errors.

Why: the template printed the heading before it knew whether there was anything to say.

Flagged: "## Why it matters" with nothing below; "## Background" with "TBD" below.

Clean: a heading that goes on to a sub-heading; a picture, a table or an embedded page below it;
"None" below "Corrections" and other headings that it answers; the story's title; "Comments" and
other page parts that a script fills.

Known misses: a bold line that serves as a heading, with nothing below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fidelity.analysis.form.bodies import Body
from fidelity.analysis.form.emptiness import goes_on, is_empty, span_of_nothing, stand_in
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import BlockKind, Finding, Role, Severity

# How sure a finding is: of a heading with nothing below, of a word that nobody writes, and of one that may be
# an answer. Set by reading findings: none stood on faithful stories (benchmarks/results/rules.json, F503).
NOTHING, NO_WORD, MAY_ANSWER = 0.95, 0.98, 0.85
# So many characters of the text are quoted in a message.
SHOWN = 60
# Sections in which a text is expected; below a title the sections are its text.
WRITTEN = frozenset({Role.CLAIMS, Role.OPINION, Role.FAQ, Role.SOURCES})


@rule("F503", "empty-section", severity=Severity.ERROR, scope=Scope.STORY)
def empty_section(case: StoryCase) -> Iterator[Finding]:
    """Flag sections that say nothing."""
    sections: tuple[Body | None, ...] = case.analysed_story.bodies
    for body, following in pairwise((*sections, None)):
        if body is None:
            continue
        if not is_empty(body, case.story.document):
            yield from _placeholder(case, body)
        elif body.section.role in WRITTEN and not goes_on(body, following):
            yield _nothing(case, body)


def _nothing(case: StoryCase, body: Body) -> Finding:
    return case.finding(
        span_of_nothing(body, case.story.document),
        f'nothing stands under "{body.section.heading}"',
        confidence=NOTHING,
        help="write it, or take the heading out",
        severity=case.at_most(Severity.WARNING),
    )


def _placeholder(case: StoryCase, body: Body) -> Iterator[Finding]:
    """Flag a section whose whole text stands for one, and a bold line that stands in the one before."""
    cues, heading = case.lexicon.placeholders, body.heading
    if cues is None or heading is None:
        return
    # A bold line reads as a heading, but "**TBD**" is what stands under the one before.
    alone = heading.kind is not BlockKind.HEADING and not body.text
    text = heading.rendered.text if alone else body.text
    kind = stand_in(text, cues)
    if not kind or (kind == "answers" and (alone or body.is_headed(case.lexicon.headings.may_be_none))):
        return
    shown = " ".join(text.split())[:SHOWN]
    where = "stands here" if alone else f'stands under "{body.section.heading}"'
    yield case.finding(
        # A bold line's marks are no part of what a reader sees.
        heading.rendered.span if alone else body.span,
        f'"{shown}" is all that {where}',
        confidence=NO_WORD if kind == "never" else MAY_ANSWER,
        help="write it, or take the section out",
        severity=case.at_most(Severity.WARNING, unless=kind == "never"),
    )
