"""A Markdown page as operators see it: its sections, and where a new one can be put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fidelity.analysis.form.bodies import Body
from fidelity.mutate.operator import Edit
from fidelity.types import BlockKind, Role, Span

if TYPE_CHECKING:
    from fidelity.mutate.operator import Pair
    from fidelity.types import Claim

__all__ = ["free_headings", "new_section", "said", "sections", "without"]


def sections(pair: Pair) -> tuple[Body, ...]:
    """Return the sections that a Markdown heading opens and that are neither title nor furniture."""
    document = pair.story.document
    return tuple(
        body
        for body in pair.analysed_story.bodies
        if body.heading is not None
        and body.heading.kind is BlockKind.HEADING
        and document.at(body.heading.span).startswith("##")
        and body.section.role in {Role.CLAIMS, Role.OPINION, Role.FAQ}
    )


def free_headings(pair: Pair) -> list[str]:
    """Return headings of sections of claims that the page does not have, in lower case."""
    taken = {body.section.heading.lower() for body in sections(pair)}
    known = pair.lexicon.headings.roles[Role.CLAIMS]
    return [name for name in known if name not in taken and name[0].isalpha()]


def new_section(pair: Pair, after: Body, heading: str, text: str, kind: str) -> Edit:
    """Return an edit that puts a section behind `after`; the defect is `text`, or the heading where empty."""
    document = pair.story.document
    assert after.heading is not None
    level = document.at(after.heading.span).split(" ", 1)[0]
    at = after.section.span.end
    before = document.text[:at]
    gap = "" if before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    opening = f"{gap}{level} {heading}"
    planted = f"{opening}\n\n{text}\n\n" if text else f"{opening}\n\n"
    start = len(opening) + 2 if text else len(opening) - len(heading)
    return Edit(Span(at, at), planted, start, start + len(text or heading), kind)


def said(pair: Pair) -> tuple[Claim, ...]:
    """Return the claims of the story's body in order, titles and front matter left out."""
    blocks = pair.story.document.blocks
    return tuple(
        claim
        for claim in pair.story.claims
        if claim.section.role is not Role.HEADLINE and blocks[claim.block].kind is not BlockKind.FIELD
    )


def without(pair: Pair, gone: Sequence[Claim], kind: str) -> Edit | None:
    """Return an edit that takes claims out; the defect is what is left, for that is what misleads.

    None where a claim would leave an empty item or paragraph that cannot go with it, or where
    nothing is left to read.
    """
    text, claims = pair.story.document.text, said(pair)
    kept = [claim for claim in claims if claim not in gone]
    if not kept or not gone:
        return None
    start, end = claims[0].span.start, claims[-1].span.end
    parts, at = [], start
    for claim, following in zip(claims, (*claims[1:], None), strict=True):
        if claim not in gone:
            continue
        parts.append(text[at : claim.span.start])
        at = following.span.start if following is not None else end
        if following is None or (claim.last and claim.block != following.block):
            # The marker before an item goes with the item: what stands between two goes once.
            parts[-1] = parts[-1] if following is not None else parts[-1].rstrip("-*+ \n")
    parts.append(text[at:end])
    left = "".join(parts)
    return Edit(Span(start, end), left, kind=kind) if left.strip() else None
