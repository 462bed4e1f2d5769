"""Punctuation that was put twice: "..", ",,", ".;" or a space before a full stop.

What: two marks in a row that no style uses, and a space before a mark where the rest of the story
has none or no other mark. Looks at every text of the story but code, addresses and raw HTML.

Why: a template that adds a full stop to sentences that have one shows on every page it makes.

Flagged: "The bridge opened in May.. Traffic doubled."

Clean: "..." and "…"; "U.S., U.K."; "Really?!"; "etc.,"; a text tokenised throughout (" .").

Known misses: doubled marks over a line break.

Fix: the mark once. Safe, because no word changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.analysis.form.inline_code import is_code
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import BlockKind, Finding, Fix, Rendered, Severity

# Two full stops and no third; repeated commas, semicolons, colons; a stop or comma after a mark
# that already ends the sentence or clause. "U.S.," and "etc.;" are right, so a full stop may be
# followed by those.
DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)|,{2,}|;{2,}|(?<!:):{2}(?![:\w])|[!?]\.(?!\.)|,\.(?!\w|\.)|[;:],|,;")
# A full stop and a comma: "U.S.," and "etc.," are right, a longer word in lower case is no abbreviation.
STOP_COMMA = re.compile(r"(?<=[^\W\d_A-Z]{5})\.,(?=\s|$)|(?<=[^\W\d_]{3})\.,(?=\s*$)")
# What else stands apart in a text that was tokenised: "n't", "'s", quotation marks.
TOKENISED = re.compile(r"(?:^|\s)(?:n't|'s|'re|'ve|``|''|[!?:;)\]])(?=\s|$)")
SPACED = re.compile(r"(?<=[^\W_])[ \t\u00a0]([.,;])(?=\s|$)")
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
ADDRESS = re.compile(r"\S*(?:://|www\.|\.\./|@)\S*")


@rule("F502", "doubled-punctuation", severity=Severity.WARNING, scope=Scope.STORY)
def doubled_punctuation(case: StoryCase) -> Iterator[Finding]:
    """Flag doubled marks, and spaces before marks where they are not the story's habit."""
    blocks = [b for b in case.story.document.blocks if b.kind not in SKIPPED and b.rendered.text]
    spaced = sum(len(SPACED.findall(block.rendered.text)) for block in blocks)
    plain = sum(len(re.findall(r"\w[.,;](?=\s|$)", block.rendered.text)) for block in blocks)
    lone = spaced == 1 and not any(TOKENISED.search(block.rendered.text) for block in blocks)
    slipped = spaced <= 2 and (spaced < plain or lone)
    for block in blocks:
        rendered = block.rendered
        hidden = [match.span() for match in ADDRESS.finditer(rendered.text)]
        matches = list(DOUBLED.finditer(rendered.text))
        matches += (m for m in STOP_COMMA.finditer(rendered.text) if not _is_short(case, rendered.text, m))
        if slipped:
            matches += SPACED.finditer(rendered.text)
        for match in sorted(matches, key=lambda match: match.span()):
            start, end = match.span()
            if any(low <= start < high and high > end for low, high in hidden):
                continue
            if is_code(case.story.document, rendered, start):
                continue
            yield _finding(case, rendered, start, end, match.group())


def _is_short(case: StoryCase, text: str, match: re.Match[str]) -> bool:
    """Whether the full stop before the comma is an abbreviation's."""
    word = text[: match.start()].rsplit(maxsplit=1)[-1].lower()
    return word in case.lexicon.abbreviations.open or word in case.lexicon.abbreviations.closed


def _finding(case: StoryCase, rendered: Rendered, start: int, end: int, marks: str) -> Finding:
    span = rendered.locate(start, end)
    once = "." if marks in {",.", ".,"} else marks.strip()[0]
    spaced = marks[0].isspace()
    message = f'a space before "{once}"' if spaced else f'doubled punctuation "{marks}"'
    return case.finding(
        span,
        message,
        confidence=0.9 if spaced else 0.98,
        fix=Fix(safe=True, span=span, replacement=once),
        help=f'write "{once}"',
    )
