"""Writes a mark twice, two marks where one belongs, or a space before it.

A full stop or comma is doubled, a full stop is put behind a comma's, question's or exclamation's
place, and a space before a full stop or comma. Refuses abbreviations, where the second full stop may
be the sentence's, and spaces in stories that are written with them throughout.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, in_claim, operator

MARK = re.compile(r"(?<=[^\W\d_A-Z]{3})[.,](?=\s|$)")
END = re.compile(r"(?<=[^\W\d_A-Z]{3})\.(?=\s|$)")
APART = re.compile(r"\w [.,](?=\s|$)")
KINDS = (",.", "?.", "!.", ".,")


@operator("doubled-punctuation", rule="F502")
def doubled_punctuation(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Spoil one mark behind a word of three letters or more in each claim, in each way."""
    tokenised = any(APART.search(claim.text) for claim in pair.story.claims)
    for claim in pair.story.heads:
        marks, ends = list(MARK.finditer(claim.text)), list(END.finditer(claim.text))
        if marks:
            match = rng.choice(marks)
            yield Edit(in_claim(claim, *match.span()), match.group() * 2, kind=match.group() * 2)
        if marks and not tokenised:
            match = rng.choice(marks)
            yield Edit(in_claim(claim, *match.span()), f" {match.group()}", kind=f" {match.group()}")
        if ends:
            match, planted = rng.choice(ends), rng.choice(KINDS)
            yield Edit(in_claim(claim, *match.span()), planted, kind=planted)
