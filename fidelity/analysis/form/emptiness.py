"""Whether a section says nothing: no text below its heading, or what stands for one."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from fidelity.text.words import fold
from fidelity.types import BlockKind, Span

if TYPE_CHECKING:
    from fidelity.analysis.form.bodies import Body
    from fidelity.lexicon.placeholders import Placeholders
    from fidelity.types import Document

__all__ = ["goes_on", "is_empty", "span_of_nothing", "stand_in"]

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Tags that show nothing of their own; any other (a picture, a frame, a form) is content.
BARE_TAG = re.compile(
    r"</?(?:p|div|span|br|hr|section|article|main|body|html|h[1-6]|ul|ol|li|a|b|i|em|strong|u|small|header|footer)"
    r"\b[^<>]{0,500}>",
    re.IGNORECASE,
)
RULES = re.compile(r"[\s\-*_=~.\u2026\u00a0\u2013\u2014]*")
LONE_MARKER = re.compile(r"[\s#]{0,20}[-*+\u2022\u2013\u2014](?=\s|\Z)")
# A longer text (characters) is no placeholder.
LONGEST = 1200


def span_of_nothing(body: Body, document: Document) -> Span:
    """Return the heading, with a list marker without an item: a rule is the next section's."""
    assert body.heading is not None
    shown = body.heading.rendered.span
    marker = LONE_MARKER.match(document.text, body.heading.span.end, body.section.span.end)
    return Span(shown.start, marker.end() if marker else shown.end)


def stand_in(whole: str, cues: Placeholders) -> str:
    """Return the list of `cues` that has the whole of a section's text: "never", "answers"; else ""."""
    if len(whole) > LONGEST:
        return ""
    text = fold(whole).strip(" \n\t.:!-*[](){}<>\u2026")
    if any(fnmatchcase(text, pattern) for pattern in cues.never):
        return "never"
    return "answers" if any(fnmatchcase(text, pattern) for pattern in cues.answers) else ""


def is_empty(body: Body, document: Document) -> bool:
    """Whether a reader sees nothing below the heading: no text, picture, code or frame."""
    if body.heading is None or body.heading.kind is not BlockKind.HEADING:
        return False
    if any(RULES.fullmatch(block.rendered.text) is None for block in body.blocks):
        return False
    if any(block.kind is BlockKind.CODE for block in body.blocks):
        return False
    raw = document.text[body.heading.span.end : body.section.span.end]
    # What is left of a heading's own markup stands on its line: "## Summary ##".
    raw = raw.partition("\n")[2]
    return RULES.fullmatch(BARE_TAG.sub("", COMMENT.sub("", raw))) is not None


def goes_on(body: Body, following: Body | None) -> bool:
    """Whether the next heading is a lower one: the sections under it are its text."""
    if following is None or following.heading is None or body.heading is None:
        return False
    # A bold line has no level: it is below every heading.
    return not following.heading.level or following.heading.level > body.heading.level
