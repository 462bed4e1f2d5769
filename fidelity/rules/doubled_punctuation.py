"""Punctuation that was put twice: "..", ",,", ".;" or a space before a full stop.

What: two marks in a row that no style uses, and a space before a mark where the rest of the story
has none. Looks at every text of the story but code, addresses and raw HTML.

Why: a template that adds a full stop to sentences that have one shows on every page it makes.

Flagged: "The bridge opened in May.. Traffic doubled."

Clean: "..." and "…"; "U.S., U.K."; "Really?!"; "etc.,"; a text tokenised throughout (" .").

Known misses: doubled marks over a line break.

Fix: the mark once. Safe, because no word changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.inline_code import is_code
from fidelity.types import BlockKind, Finding, Fix, Rendered, Severity

# Two full stops and no third; repeated commas, semicolons, colons; a stop or comma after a mark
# that already ends the sentence or clause. "U.S.," and "etc.;" are right, so a full stop may be
# followed by those.
DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)|,{2,}|;{2,}|(?<!:):{2}(?![:\w])|[!?]\.(?!\.)|,\.(?!\w|\.)|[;:],|,;")
SPACED = re.compile(r"(?<=[^\W_])[ \t\u00a0]([.,;])(?=\s|$)")
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
ADDRESS = re.compile(r"\S*(?:://|www\.|\.\./|@)\S*")


@rule("F502", "doubled-punctuation", severity=Severity.WARNING, scope=Scope.STORY)
def doubled_punctuation(case: StoryCase) -> Iterator[Finding]:
    """Flag doubled marks, and spaces before marks where they are not the story's habit."""
    blocks = [b for b in case.story.document.blocks if b.kind not in SKIPPED and b.rendered.text]
    spaced = sum(len(SPACED.findall(block.rendered.text)) for block in blocks)
    plain = sum(len(re.findall(r"\w[.,;](?=\s|$)", block.rendered.text)) for block in blocks)
    for block in blocks:
        rendered = block.rendered
        hidden = [match.span() for match in ADDRESS.finditer(rendered.text)]
        matches = list(DOUBLED.finditer(rendered.text))
        if spaced <= 2 and spaced < plain:
            matches += SPACED.finditer(rendered.text)
        for match in sorted(matches, key=lambda match: match.span()):
            start, end = match.span()
            if any(low <= start < high and high > end for low, high in hidden):
                continue
            if is_code(case.story.document, rendered, start):
                continue
            yield _finding(case, rendered, start, end, match.group())


def _finding(case: StoryCase, rendered: Rendered, start: int, end: int, marks: str) -> Finding:
    span = rendered.locate(start, end)
    once = "." if marks == ",." else marks.strip()[0]
    spaced = marks[0].isspace()
    message = f'a space before "{once}"' if spaced else f'doubled punctuation "{marks}"'
    return case.finding(
        span,
        message,
        confidence=0.9 if spaced else 0.98,
        fix=Fix(safe=True, span=span, replacement=once),
        help=f'write "{once}"',
    )
