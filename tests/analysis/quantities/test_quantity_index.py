"""Which quantities of the sources are looked at for one of a claim, and how alike their surroundings are."""

from __future__ import annotations

from analysed import analysed

from fidelity.analysis.quantities.context import quantity_index, share_of_situation, situated
from fidelity.analysis.text import Texts
from fidelity.lexicon import load_lexicon

SENTENCES = (
    "35 towns signed the charter.",
    "The mayor is 53 years old.",
    "In the north 900 boats stayed in port.",
    "Another 36 boats left.",
)


def values(claim: str, *sentences: int) -> list[float]:
    """Return the values of the quantities that are looked at for the only one of `claim`."""
    index = quantity_index([analysed(text) for text in SENTENCES])
    (mine,) = analysed(claim).quantities
    return [theirs.quantity.low for theirs in index.near(mine, sentences)]


def test_those_of_the_sentences_asked_about_and_those_of_about_the_value_are_returned_in_order() -> None:
    assert values("53 towns signed", 0) == [35, 53]
    assert values("35 towns signed") == [35, 36]
    assert values("5 towns signed") == []


def test_a_rounded_number_reaches_further() -> None:
    assert values("about 40 towns signed") == [35, 53, 36]


def test_a_decimal_that_was_split_at_its_point_is_read_whole_in_the_second_sentence() -> None:
    texts = Texts(load_lexicon("en"))
    first, *_ = quantity_index([texts.of("It grew by $ 1."), texts.of("7 million was paid.")]).near(
        texts.of("$1.7 million").quantities[0], [1]
    )
    assert (first.quantity.low, first.quantity.start, first.quantity.end) == (1.7e6, 0, 1)


def test_the_same_thing_counted_in_the_same_words_is_the_same_situation() -> None:
    claim = analysed("53 towns signed the charter")
    mine = situated(claim, claim.quantities[0])
    source = quantity_index([analysed(text) for text in SENTENCES])
    shares = [share_of_situation(mine, theirs) for theirs in source.near(claim.quantities[0], range(4))]
    assert shares[0] == 1.0
    assert max(shares[1:]) < 0.4
