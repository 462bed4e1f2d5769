"""What model-residue plants."""

from __future__ import annotations

import pytest
from planted import PLAIN, SOURCE, by_kind, edits, pair_of, plain, planted

from fidelity.mutate.operators.model_residue import LEAD_INS, MARKS, OFFERS, PROMPTS, REFUSALS

NAME = "model-residue"
FIRST, SECOND = PLAIN.split(". ")


@pytest.mark.parametrize(
    ("kind", "sentences", "places"),
    [
        ("lead-in", LEAD_INS, [f"⟦{{}}⟧ {PLAIN}"]),
        ("prompt", PROMPTS, [f"⟦{{}}⟧ {PLAIN}"]),
        ("offer", OFFERS, [f"{PLAIN} ⟦{{}}⟧"]),
        ("mark", MARKS, [f"{PLAIN} ⟦{{}}⟧"]),
        ("refusal", REFUSALS, [f"{PLAIN} ⟦{{}}⟧", f"{FIRST}. ⟦{{}}⟧ {SECOND}"]),
    ],
)
def test_what_it_plants_where(kind: str, sentences: tuple[str, ...], places: list[str]) -> None:
    pair = plain()
    found = {planted(pair, by_kind(NAME, pair, seed)[kind]) for seed in range(30)}
    assert found <= {place.format(text) for place in places for text in sentences}
    assert len(found) > 3


def test_what_the_source_says_is_refused() -> None:
    source = SOURCE + " ".join((*LEAD_INS, *REFUSALS, *OFFERS, *PROMPTS, *MARKS))
    assert not edits(NAME, pair_of(PLAIN, source, markup="text"))
