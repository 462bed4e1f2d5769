"""Quantifiers of the sources on another step than a claim's."""

from __future__ import annotations

import pytest
from beside import beside

from fidelity.analysis.quantities.shifted import shifted


@pytest.mark.parametrize(
    ("claim", "source", "said"),
    [
        ("All hospitals closed.", "Some hospitals closed on Friday.", "Some"),
        ("Hundreds of people came.", "Dozens of people came.", "Dozens of"),
        # Wrong both ways.
        ("Dozens of people came.", "Hundreds of people came.", "Hundreds of"),
        ("Some hospitals closed.", "Most hospitals closed.", None),
        ("All hospitals closed.", "Some hospitals closed. All hospitals closed.", None),
        ("All hospitals closed.", "Some schools opened.", None),
    ],
)
def test_a_quantifier_of_the_same_thing(claim: str, source: str, said: str | None) -> None:
    asked = beside(claim, source)
    other = shifted(asked.claim.quantifiers[0], asked.sentences)
    assert (other.said if other is not None else None) == said
    assert other is None or other.with_next.startswith(other.said)
