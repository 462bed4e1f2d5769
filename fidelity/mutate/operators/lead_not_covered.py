"""Takes from a story all that it says about its source's first statements.

Refuses where the story never covered them, where nothing else would be left, and where what is left
still names most of what the source opens with.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.grounds import content, similar
from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import said, without

OPENING = 3
LEAST_LEFT = 2
# Which share of a claim's words stands in the opening, where it is about it at all.
ABOUT, STILL = 0.4, 0.2


@operator("lead-not-covered", rule="F701")
def lead_not_covered(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Take out the claims that share words with the source's opening."""
    del rng  # there is one way only
    if len(pair.sources) != 1:
        return
    texts = [s.text for s in pair.sources[0].sentences if re.search(r"\w{2}[.!]['\"\u201d]?\s*$", s.text)]
    opening = " ".join(texts[:OPENING])
    claims = said(pair)
    gone = [claim for claim in claims if similar(content(claim.text), opening) >= ABOUT]
    left = [claim for claim in claims if claim not in gone]
    if not gone or len(left) < LEAST_LEFT:
        return
    if any(similar(content(claim.text), opening) >= STILL for claim in left):
        return
    edit = without(pair, gone, "taken out")
    if edit is not None:
        yield edit
