"""A claim that ends on "...", "[...]", "(more)", "Read more" or "Continue reading".

What: a sentence of a claim section that ends on dots instead of its end, or on the words of a link
to the rest of the text.

Why: a teaser was published as if it were the text. What the dots stand for is what the reader came
for.

Flagged: "The council approved the wall after…"; "The wall costs 4 million. Read more"

Clean: dots within a sentence or a quotation; dots that the source has behind the same words;
headlines; questions.

Known misses: dots that close a quotation; link words in a section that makes no claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import fold
from fidelity.types import BlockKind, Finding, Rendered, Role, Severity, Span

DOTS = re.compile(r"(?:[\[(](?:\.{3}|\u2026)[\])]|\.{3,}|\u2026|\. \. \.)[.,;\u2192\u00bb>\s]*$")
ARROWS = " \t\u2192\u00bb\u203a>.\u2026:]"
KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL, BlockKind.FIELD})
ROLES = frozenset({Role.CLAIMS, Role.OPINION, Role.FAQ, Role.METADATA})
# So many characters before the dots must stand before dots in the source too.
COPIED = 16
LEAST_WORDS = 3
# Dots and links are looked for in so many last characters.
LONGEST = 60


@rule("F405", "dangling-ellipsis", severity=Severity.WARNING, scope=Scope.STORY)
def dangling_ellipsis(case: StoryCase) -> Iterator[Finding]:
    """Flag texts that end on dots or on a link to their rest."""
    teasers = case.lexicon.teasers if case.spoken else None
    for rendered in _texts(case):
        text = rendered.text.rstrip()
        found = DOTS.search(text, max(0, len(text) - LONGEST))
        if found is not None and len(text[: found.start()].split()) >= LEAST_WORDS:
            if not _stands_so(case, text[: found.start()]):
                yield _finding(case, rendered.locate(found.start(), len(text)), found.group().strip())
            continue
        words = _teaser(text, teasers.ends.pattern) if teasers is not None else None
        if words is not None:
            start, end = words
            yield _finding(case, rendered.locate(start, end), text[start:end])


def _texts(case: StoryCase) -> Iterator[Rendered]:
    """Yield the claims, then the ends of other texts that may hold a link to the rest alone."""
    blocks = case.story.document.blocks
    for claim in case.story.claims:
        if claim.section.role is not Role.HEADLINE:
            yield claim.rendered
    ends = {claim.rendered.span.end for claim in case.story.claims}
    for block, role in zip(blocks, case.story.roles, strict=True):
        text = block.rendered.text
        if block.kind in KINDS and role in ROLES and text and block.rendered.span.end not in ends:
            yield block.rendered


def _finding(case: StoryCase, span: Span, mark: str) -> Finding:
    dots = not any(char.isalpha() for char in mark)
    return case.finding(
        span,
        f'the text ends on "{mark}" and not where its sentence does'
        if dots
        else f'the text ends on "{mark}", a link to its rest',
        confidence=0.9,
        help="write the sentence to its end"
        if dots
        else f'take "{mark}" out, and see that the text is whole',
    )


def _teaser(text: str, ends: re.Pattern[str]) -> tuple[int, int] | None:
    """Return the place of the link's words at the end of `text`, with their brackets."""
    bare = text.rstrip(ARROWS + ")")
    for found in ends.finditer(bare, max(0, len(bare) - LONGEST)):
        if found.end() != len(bare):
            continue
        start = found.start()
        before = text[:start].rstrip()
        opened = before.endswith(("(", "["))
        # "They want to read more" goes on from the words before; "... Read more" begins anew.
        if opened or not before or before[-1] in '.!?\u2026"\u201d)' or ("\u2192" in text[found.end() :]):
            return (len(before) - 1 if opened else start), len(text)
    return None


def _stands_so(case: StoryCase, before: str) -> bool:
    """Whether a source has dots behind the same words."""
    wanted = fold(before.rstrip())[-COPIED:]
    return any(
        f"{wanted}{gap}{dots}" in folded
        for folded in case.analysed.dotted
        for gap in ("", " ")
        for dots in ("...", "[...]", "(...)", "..")
    )
