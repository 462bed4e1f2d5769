"""What stands in a word's place in another text."""

from __future__ import annotations

from analysed import analysed

from fidelity.analysis.correspondence.words import counterpart, share_held, stands_between_the_same


def test_the_role_of_a_word_is_its_company() -> None:
    claim = analysed("Fish prices rose in March.").tokens
    source = analysed("Fish prices rose in March after ticket costs fell in May, and rents rose.").tokens
    places = [at for at, token in enumerate(source) if token.word.text == "rose"]
    place = counterpart(claim, 2, source, places)
    assert place is not None
    assert (place.at, place.share) == (2, 1.0)
    assert counterpart(claim, 2, source, []) is None
    assert not stands_between_the_same(claim, 2, source, places[1])
    assert stands_between_the_same(claim, 2, source, places[0])


def test_sharing_counts_content_words() -> None:
    assert (
        share_held(analysed("The fish market of Ellery").content, analysed("A market in Ellery sells fish"))
        == 1.0
    )
    assert share_held(analysed("The").content, analysed("A market")) == 0.0
