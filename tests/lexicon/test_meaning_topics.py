"""What is made of the lists of meaning."""

from __future__ import annotations

import pytest

from fidelity.lexicon import load_lexicon
from fidelity.lexicon.scales import CONVERSES, VERBS, Stages, Step

EN, DE = load_lexicon("en"), load_lexicon("de")


def test_hedges_of_a_claim_make_the_same_hedge_fair_in_a_source() -> None:
    for lexicon in (EN, DE):
        for kind, cues in lexicon.hedges.claims.items():
            for cue in cues:
                plain = cue.replace(" ... ", " etwas ")
                assert lexicon.hedges.patterns[kind].search(plain), cue
                assert lexicon.hedges.fair[kind].search(plain), cue


@pytest.mark.parametrize(
    ("kind", "text", "fair"),
    [
        ("hearsay", "The banks claim that they merged.", True),
        ("hearsay", "The banks merged.", False),
        ("doubt", "The banks expect to merge.", True),
        ("modal", "The banks merged.", False),
    ],
)
def test_what_makes_a_hedge_fair(kind: str, text: str, fair: bool) -> None:
    assert bool(EN.hedges.fair[kind].search(text)) is fair


def test_each_kind_of_hedge_has_its_strength() -> None:
    assert EN.certainty is not None
    assert set(EN.certainty.kinds) == set(EN.certainty.strengths)
    assert all(0 < strength < 1 for strength in EN.certainty.strengths.values())


def test_forms_are_found_on_their_scales() -> None:
    assert EN.opposites is not None
    assert {step.scale for step in EN.opposites.steps["sold"]} >= {CONVERSES}
    (rose,) = (step for step in EN.opposites.steps["rose"] if step.scale == VERBS)
    assert rose.height == 0
    assert Step(VERBS, rose.ladder, 1) in EN.opposites.steps["fell"]
    assert EN.opposites.same_verb["began"] == EN.opposites.same_verb["begun"]


def test_regular_forms_are_made() -> None:
    steps = Stages(((("plan",), ("carry",), ("close",)),)).steps
    assert {form for form in ("planned", "carried", "closing", "closes") if form in steps} == {
        "planned",
        "carried",
        "closing",
        "closes",
    }


def test_verbs_know_their_forms_and_converses() -> None:
    verbs = EN.predicates
    assert verbs is not None
    assert verbs.forms["thrashed"] == {"beat"}
    assert verbs.bound["lost", "to"] == ({"beat"}, True)
    assert verbs.bound["victory", "over"] == ({"beat"}, False)
    assert "victory" in verbs.nouns
    assert "beat" in verbs.bases
    assert "beaten" not in verbs.bases
