"""Which words are of the dictionary, whatever else they name."""

from __future__ import annotations

import pytest

from fidelity.analysis.names.common import CommonWords
from fidelity.lexicon import load_lexicon

WORDS = [
    ("bridge", True),
    ("bridges", True),
    ("antibridge", True),
    ("brown", True),
    ("okonjo", False),
    ("", False),
]


@pytest.mark.parametrize(("word", "common"), WORDS)
def test_words_inflections_and_compounds_are_common(word: str, common: bool) -> None:
    assert (word in CommonWords(load_lexicon("en"))) is common


def test_without_a_dictionary_no_word_is_common() -> None:
    assert "brücke" not in CommonWords(load_lexicon("de"))
