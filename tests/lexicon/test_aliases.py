"""Names for one thing, found among the words of a text."""

from __future__ import annotations

import pytest

from fidelity.lexicon.aliases import Aliases

NAMES = Aliases([["US", "USA", "United States", "United States of America"], ["EU", "European Union"]])


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        (["the", "united", "states", "agreed"], {1: (2, {"US", "USA"})}),
        (["united", "states", "of", "america"], {0: (4, {"US", "USA"})}),
        (["US", "and", "EU"], {0: (1, {"US", "USA"}), 2: (1, {"EU"})}),
        (["they", "told", "us"], {}),
        (["united"], {}),
        ([], {}),
    ],
)
def test_the_longest_name_is_found(keys: list[str], names: dict[int, tuple[int, set[str]]]) -> None:
    assert NAMES.find(keys) == names


def test_no_groups_are_an_error() -> None:
    with pytest.raises(ValueError, match="no groups of names"):
        Aliases([])
