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

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import pairwise

from fidelity.analysis.form.bodies import Body
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import fold
from fidelity.types import BlockKind, Finding, Role, Severity, Span

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Tags that show nothing of their own; any other (a picture, a frame, a form) is content.
BARE_TAG = re.compile(
    r"</?(?:p|div|span|br|hr|section|article|main|body|html|h[1-6]|ul|ol|li|a|b|i|em|strong|u|small|header|footer)"
    r"\b[^<>]{0,500}>",
    re.IGNORECASE,
)
RULES = re.compile(r"[\s\-*_=~.\u2026\u00a0\u2013\u2014]*")
LONE_MARKER = re.compile(r"[\s#]{0,20}[-*+\u2022\u2013\u2014](?=\s|\Z)")
LONGEST_WORD = 60
# Sections that somebody writes; below a title the sections are its text.
WRITTEN = frozenset({Role.CLAIMS, Role.OPINION, Role.FAQ, Role.SOURCES})


@rule("F503", "empty-section", severity=Severity.ERROR, scope=Scope.STORY)
def empty_section(case: StoryCase) -> Iterator[Finding]:
    """Flag sections that say nothing."""
    found = case.analysed_story.bodies
    for body, following in pairwise((*found, None)):
        if body is None or body.heading is None:
            continue
        if body.heading.kind is not BlockKind.HEADING and not body.text:
            # A bold line reads as a heading, but "**TBD**" is what stands under the one before.
            if _stand_in(case, body.heading.rendered.text) == "never":
                yield _placeholder(case, body, body.heading.rendered.text, sure=True)
        elif _is_empty(case, body):
            if body.section.role in WRITTEN and not _goes_on(body, following):
                yield _empty(case, body)
        elif (kind := _stand_in(case, body.text)) and (kind == "never" or not _is_answer(case, body)):
            yield _placeholder(case, body, body.text, sure=kind == "never")


def _empty(case: StoryCase, body: Body) -> Finding:
    assert body.heading is not None
    start, end = body.heading.rendered.span.start, body.heading.rendered.span.end
    # A list marker without an item is a part of the emptiness; a rule is the next section's.
    marker = LONE_MARKER.match(case.story.document.text, body.heading.span.end, body.section.span.end)
    return case.finding(
        Span(start, marker.end() if marker else end),
        f'nothing stands under "{body.section.heading}"',
        confidence=0.95,
        help="write it, or take the heading out",
        severity=min(case.rule.severity, Severity.WARNING),
    )


def _placeholder(case: StoryCase, body: Body, text: str, *, sure: bool) -> Finding:
    shown = " ".join(text.split())[:LONGEST_WORD]
    where = f'stands under "{body.section.heading}"' if body.text else "stands here"
    # A bold line's marks are no part of what a reader sees.
    place = body.heading.rendered.span if body.heading is not None and not body.text else body.span
    return case.finding(
        place,
        f'"{shown}" is all that {where}',
        confidence=0.98 if sure else 0.85,
        help="write it, or take the section out",
        severity=None if sure else min(case.rule.severity, Severity.WARNING),
    )


def _goes_on(body: Body, following: Body | None) -> bool:
    """Whether the next heading is a lower one: the sections under it are its text."""
    if following is None or following.heading is None or body.heading is None:
        return False
    # A bold line has no level: it is below every heading.
    return not following.heading.level or following.heading.level > body.heading.level


def _is_empty(case: StoryCase, body: Body) -> bool:
    """Whether a reader sees nothing below the heading: no text, picture, code or frame."""
    if body.heading is None or body.heading.kind is not BlockKind.HEADING:
        return False
    if any(RULES.fullmatch(block.rendered.text) is None for block in body.blocks):
        return False
    if any(block.kind is BlockKind.CODE for block in body.blocks):
        return False
    document = case.story.document
    raw = document.text[body.heading.span.end : body.section.span.end]
    # What is left of a heading's own markup stands on its line: "## Summary ##".
    raw = raw.partition("\n")[2]
    return RULES.fullmatch(BARE_TAG.sub("", COMMENT.sub("", raw))) is not None


def _stand_in(case: StoryCase, whole: str) -> str:
    """Return the kind of placeholder that the whole of a section's text is, or ""."""
    if len(whole) > 20 * LONGEST_WORD:
        return ""
    text = fold(whole).strip(" \n\t.:!-*[](){}<>\u2026")
    known = case.lexicon.placeholders
    if known is None:
        return ""
    if any(fnmatchcase(text, pattern) for pattern in known.never):
        return "never"
    return "answers" if any(fnmatchcase(text, pattern) for pattern in known.answers) else ""


def _is_answer(case: StoryCase, body: Body) -> bool:
    """Whether "None" says something here: "Corrections: none"."""
    name = fold(body.section.heading).strip(" :.")
    return any(fnmatchcase(name, pattern) for pattern in case.lexicon.headings.may_be_none)
