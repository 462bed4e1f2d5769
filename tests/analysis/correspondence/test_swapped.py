"""Verbs whose sides have changed places."""

from __future__ import annotations

import pytest
from beside import beside

from fidelity.analysis.correspondence import swapped

CLAIM = "Calder sued Moss on Monday."


@pytest.mark.parametrize(
    ("source", "sides"),
    [
        ("Moss sued Calder on Monday.", [("Calder", "sued", "Moss")]),
        ("Calder was sued by Moss on Monday.", [("Calder", "sued", "Moss")]),
        ("Moss was sued by Calder on Monday.", []),
        # A source that tells both.
        ("Moss sued Calder on Monday. Calder sued Moss on Monday.", []),
    ],
)
def test_the_sides_of_a_verb(source: str, sides: list[tuple[str, str, str]]) -> None:
    assert [(one.agent, one.verb, one.patient) for one in swapped(beside(CLAIM, source))] == sides
