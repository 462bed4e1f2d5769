"""Puts the cut beginning of a sentence above the text, in which the sentence stands whole.

The sentence is one of the story's or one of a source's. A Markdown page gets a section for it, any
other text a first paragraph. Refuses what `truncated-sentence` refuses.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.cuts import cuts, plain_claims
from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import sections
from fidelity.types import BlockKind, Role, Span

HEADINGS = ("TL;DR", "In short", "In brief", "At a glance")
FORMS = ("- {}", "{}")


@operator("truncated-copy", rule="F402")
def truncated_copy(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Copy each claim once in each way."""
    for claim in plain_claims(pair):
        places = list(cuts(pair, claim))
        rng.shuffle(places)
        for place in {place.kind: place for place in places if not place.stop}.values():
            yield from _above(pair, place.of(claim.text), place.kind, rng)


def _above(pair: Pair, left: str, kind: str, rng: random.Random) -> Iterator[Edit]:
    """Yield the edit that puts `left` before the first section, or before the first paragraph."""
    document = pair.story.document
    left = " ".join(left.split())
    if not left[0].isalnum():
        return
    pages = sections(pair)
    heading = pages[0].heading if pages else None
    if heading is not None:
        opening = f"## {rng.choice(HEADINGS)}\n\n" + rng.choice(FORMS)
        at, end = heading.span.start, "\n\n"
    else:
        body = [
            block
            for block, role in zip(document.blocks, pair.story.roles, strict=True)
            if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and role is Role.CLAIMS
        ]
        if not body:
            return
        opening, at, end = "{}", body[0].span.start, "\n\n"
    before = opening.removesuffix("{}")
    yield Edit(Span(at, at), f"{before}{left}{end}", len(before), len(before) + len(left), kind)
