"""Writes a full stop or a comma twice.

Refuses abbreviations, where the second full stop may be the sentence's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, in_claim, operator

MARK = re.compile(r"(?<=[^\W\d_A-Z]{3})[.,](?=\s|$)")


@operator("doubled-punctuation", rule="F502")
def doubled_punctuation(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Double a mark behind a word of three letters or more."""
    for claim in pair.story.heads:
        marks = list(MARK.finditer(claim.text))
        if marks:
            found = rng.choice(marks)
            yield Edit(in_claim(claim, *found.span()), found.group() * 2, kind=found.group() * 2)
