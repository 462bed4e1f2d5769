"""Whether the last words of a text can be the end of a sentence."""

from __future__ import annotations

import pytest
from analysed import analysed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The plan would replace the old and the", 'no sentence ends on "the"'),
        ("The plan would replace the old and the.", 'no sentence ends on "the"'),
        ("Ms. Okafor met the new Gen.", 'it stops at "Gen."'),
        ("They met on Main St.", ""),
        ("It was funded as a U.", 'it stops at "U."'),
        ("The town is building a wall with", 'it stops at "with"'),
        ("The town takes a loan from.", 'what follows "from" is missing'),
        ("It takes a loan from.", ""),
        ("That is the house they came from.", ""),
        ("The mayor resigned because they.", 'a clause opens with "because they" and stops'),
        ("The council wants a new.", 'the noun behind "a new" is missing'),
        ("The boat sailed to New.", 'the name behind "New" is cut off'),
        ("The wall costs more than $", 'it stops at "$"'),
        ("The council met in the harbour hall, (", 'it ends on "("'),
        ("What the wall is for", ""),
        ("What is the wall for?", ""),
        ("The council voted for it...", ""),
        ("The plan stands at www.port-ellery.example/and-the", ""),
        ("Old and the", 'no sentence ends on "the"'),
        ("And the", ""),
    ],
)
def test_why_a_text_cannot_end_there(text: str, reason: str) -> None:
    assert analysed(text).open_end == reason


def test_a_fragment_may_end_on_words_that_a_sentence_may_not() -> None:
    text = analysed("The house they came with")
    assert not text.open_fragment_end
    assert analysed("Votes for the old and the").open_fragment_end == 'no sentence ends on "the"'


def test_german_ends_on_words_of_its_own() -> None:
    assert analysed("Der Rat stimmte gegen die Mauer und", "de").open_end == 'no sentence ends on "und"'
    assert not analysed("Das Schiff kommt heute an.", "de").open_end
