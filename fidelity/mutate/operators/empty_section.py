"""Gives a page a section without a text: nothing, or what stands for a text that is to come.

Refuses stories without Markdown headings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import free_headings, new_section, sections

STAND_INS = (
    "TODO", "TBD", "N/A", "None", "null", "undefined", "- None", "- TODO", "*TBD*", "To be added.",
    "Coming soon.", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.", "[Insert text here]",
    "TODO: write this", "n/a", "- N/A", "Placeholder text", "NaN", "nil", "Text goes here.", "**TK**", "-",
)  # fmt: skip


@operator("empty-section", rule="F503")
def empty_section(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Put a section without text behind each section."""
    free = free_headings(pair)
    for body in sections(pair):
        yield new_section(pair, body, rng.choice(free).capitalize(), "", "nothing")
        text = rng.choice(STAND_INS)
        yield new_section(pair, body, rng.choice(free).capitalize(), text, "stand-in")
