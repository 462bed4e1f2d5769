"""Where two texts speak of two names in one place."""

from __future__ import annotations

from analysed import analysed

from fidelity.analysis.names.beside import same_place


def test_the_same_place_is_told_by_the_words_beside_it() -> None:
    (mine,) = analysed("The prize went to Okonjo for the bridge.").names_in_context
    (theirs,) = analysed("In May the prize went to Alvarez for the bridge.").names_in_context
    (elsewhere,) = analysed("The prize was refused by Alvarez for the bridge.").names_in_context
    assert same_place(mine, theirs, 0.6)
    assert not same_place(mine, elsewhere, 0.6)
