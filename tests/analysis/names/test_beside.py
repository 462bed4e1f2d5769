"""Where two texts speak of two names in one place."""

from __future__ import annotations

import pytest
from analysed import analysed
from beside import beside

from fidelity.analysis.names.beside import name_instead, same_place


def test_the_same_place_is_told_by_the_words_beside_it() -> None:
    (mine,) = analysed("The prize went to Okonjo for the bridge.").names_in_context
    (theirs,) = analysed("In May the prize went to Alvarez for the bridge.").names_in_context
    (elsewhere,) = analysed("The prize was refused by Alvarez for the bridge.").names_in_context
    assert same_place(mine, theirs, 0.6)
    assert not same_place(mine, elsewhere, 0.6)


@pytest.mark.parametrize(
    ("source", "instead"),
    [
        ("In May the prize went to Alvarez for the bridge.", "Alvarez"),
        ("The prize was refused by Alvarez for the bridge.", None),
        # The source says it of both, or of nobody.
        ("The prize went to Alvarez for the bridge. The prize went to Okonjo for the bridge.", None),
        ("In May the prize went to a woman for the bridge.", None),
    ],
)
def test_the_name_that_a_source_has_instead(source: str, instead: str | None) -> None:
    found = beside("The prize went to Okonjo for the bridge.", source)
    (mine,) = found.claim.names_in_context
    known = found.sources.names
    other = name_instead(mine, found.claim, found.sentences, known, company=0.6, elsewhere=0.34)
    assert (other[1].of(other[0].text) if other else None) == instead
