"""Gives a page a second section that says what one of its sections says already.

Word for word, as one paragraph instead of a list, in another order, or with a word or two gone;
under any heading that sections of claims have. Refuses sections of less than two sentences, and
stories without Markdown headings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import free_headings, new_section, sections
from fidelity.types import Claim

LEAST_WORDS = 12


@operator("duplicate-section", rule="F501")
def duplicate_section(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Repeat each section once, in each way."""
    free = free_headings(pair)
    for body in sections(pair):
        claims = [claim for claim in pair.story.claims if body.span.contains(claim.span)]
        if len(claims) < 2 or sum(len(claim.text.split()) for claim in claims) < LEAST_WORDS:
            continue
        whole = pair.story.document.at(body.span).strip()
        texts = {
            "whole": whole,
            "paragraph": " ".join(claim.text for claim in claims),
            "order": "\n".join(f"- {claim.text}" for claim in reversed(claims)),
            "nearly": "\n".join(f"- {text}" for text in _shortened(claims, rng)),
        }
        for kind, text in texts.items():
            heading = rng.choice(free).capitalize()
            if text and (kind != "order" or len(claims) > 1):
                yield new_section(pair, body, heading, text, kind)


def _shortened(claims: Sequence[Claim], rng: random.Random) -> Iterator[str]:
    """Yield the claims, a longer one without one of its inner small words."""
    for claim in claims:
        parts = claim.text.split(" ")
        small = [at for at in range(1, len(parts) - 1) if parts[at].isalpha() and len(parts[at]) <= 4]
        if len(parts) >= 12 and small:
            del parts[rng.choice(small)]
        yield " ".join(parts)
