"""What the topics of quantities make of their lists."""

from __future__ import annotations

from fidelity.analysis.quantities.quantity import Bound
from fidelity.lexicon import load_lexicon
from fidelity.lexicon.quantifiers import Scale
from fidelity.lexicon.units import Units


def test_a_unit_is_found_under_its_dimension_and_an_ambiguous_one_under_none() -> None:
    units = Units(
        ambiguous=("pound", "mile"),
        share={"%": 0.01},
        points={},
        money={"euro": {"€": 1.0}},
        measure={"length": {"mile": 1609.344}},
    )
    assert units.named == {
        "%": ("share", 0.01),
        "€": ("money_euro", 1.0),
        "mile": ("measure_length", 1609.344),
        "pound": ("?", 1.0),
    }


def test_a_step_of_a_scale_is_counted_from_the_weakest() -> None:
    scale = Scale((("few",), ("some", "a few"), ("all",)))
    assert scale.steps == {"few": 0, "some": 1, "a few": 1, "all": 2}
    found = scale.pattern.search("Only a few came.")
    assert found is not None
    assert found.group() == "a few"


def test_every_way_to_round_has_the_name_of_a_bound() -> None:
    quantities = load_lexicon("en").quantities
    assert quantities is not None
    for name in (*quantities.rounding.before, *quantities.rounding.behind):
        assert Bound(name) is not Bound.EXACT
