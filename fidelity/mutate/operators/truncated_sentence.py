"""Cuts a text before the end of a sentence: in mid-word, behind a function word, at "U.", in a quotation.

What follows in the paragraph or item goes too, as with a limit of characters; some cuts get a full stop,
as from a template that adds one, and then the next sentence may follow. Refuses cuts behind which
a whole sentence could be read, sentences with markup in them, headlines and names.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.cuts import cuts, plain_claims
from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.types import Span


@operator("truncated-sentence", rule="F401")
def truncated_sentence(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Cut each claim once in each way."""
    blocks = pair.story.document.blocks
    for claim in plain_claims(pair):
        places = list(cuts(pair, claim))
        rng.shuffle(places)
        for place in {(place.kind, place.stop): place for place in places}.values():
            start = claim.rendered.locate(place.last(claim.text), place.end).start
            left = place.of(claim.text)[place.last(claim.text) :]
            follows = left.endswith(".") and not claim.last and rng.random() < 0.5
            end = claim.span.end if follows else blocks[claim.block].rendered.span.end
            kind = f"{place.kind}." if place.stop else place.kind
            yield Edit(Span(start, end), left, kind=kind)
