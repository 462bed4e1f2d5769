"""Makes a teaser of a text: its end becomes "...", "[…]", "(more)" or a link to the rest.

Three kinds. "dots": the sentence stops and dots stand for the rest. "bracket": the same in brackets.
"link": the sentence is whole and "Read more" stands behind it. Refuses headlines, sentences that end
in a quotation, and dots behind words that the source has dots behind.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.cuts import plain_claims
from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.types import Span

DOTS = ("...", "…", " ...", " …")
BRACKETED = (" [...]", " […]", " (...)")
LINKS = (
    " (more)",
    " Read more",
    " Read more...",
    " Continue reading",
    " Continue reading →",
    " [Read more]",
    " (Read more)",
)
LEAST_WORDS = 5


@operator("dangling-ellipsis", rule="F405")
def dangling_ellipsis(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """End each block once in each way."""
    blocks = pair.story.document.blocks
    source = pair.source_text
    for claim in plain_claims(pair):
        text = claim.text.rstrip()
        end = blocks[claim.block].rendered.span.end
        if claim.last and not text.endswith(("”", '"')):
            last = claim.span.end - 1
            mark = rng.choice(LINKS)
            yield Edit(Span(last, last + 1), text[-1] + mark, 1 + mark.startswith(" "), None, "link")
        spaces = [at for at, char in enumerate(text) if char == " " and len(text[:at].split()) >= LEAST_WORDS]
        open_quote = [
            at
            for at in spaces
            if text.count('"', 0, at) % 2 or text.count("“", 0, at) > text.count("”", 0, at)
        ]
        places = [at for at in spaces if at not in open_quote and text[at - 1].isalnum()]
        if not places:
            continue
        for kind, marks in (("dots", DOTS), ("bracket", BRACKETED)):
            at = rng.choice(places)
            behind = text[max(0, at - 12) : at]
            if any(f"{behind}{gap}{dots}" in source for gap in ("", " ") for dots in ("..", "…", "[")):
                continue
            mark = rng.choice(marks)
            start = claim.rendered.locate(at - 1, at).end
            yield Edit(Span(start, end), mark, int(mark.startswith(" ")), None, kind)
