"""Where a text is cut: in a word, in a number, inside of marks, or where another one goes on."""

from __future__ import annotations

import pytest
from analysed import analysed, story_of

from fidelity.analysis.form.copies import is_cut_of
from fidelity.analysis.form.truncation import truncated_inside, truncated_word

SOURCE = (
    "The harbour defences of Port Ellery cost 4.2 million crowns. The council moved on to the schools. "
    "The town spent 70 percent of it on No. 5, J. K. Calder's sluice."
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The town pays for the harbour defen", '"defen" is the beginning of "defences"'),
        ("The town pays for the defen.", '"defen" is the beginning of "defences"'),
        ("The town pays for the museu.", '"museu" is half a word'),
        ("The harbour defences cost 4", '"4" is the beginning of "4.2"'),
        ("The town spent 70", 'the source says "70 percent"'),
        ("The town pays for the harbour", None),
        ("The harbour defences", None),
    ],
)
def test_half_a_word_or_number(text: str, reason: str | None) -> None:
    story = story_of("## Summary\n\nThe town pays.\n", SOURCE)
    cut = truncated_word(story.sources.texts.of(text), story.vocabulary)
    assert (cut.reason if cut else None) == reason


def test_a_text_ends_inside_of_the_first_mark_with_words_behind_it() -> None:
    cut = truncated_inside(analysed("The mayor of the town said (and \u201cmeant"))
    assert cut is not None
    assert cut.inside
    assert cut.reason == 'it ends inside the bracket that opens before "and"'
    assert truncated_inside(analysed("The mayor of the town said (and meant.")) is None


@pytest.mark.parametrize(
    ("text", "whole", "cut"),
    [
        ("The town asked Dr.", "The town asked Dr. Holt for help.", True),
        ("The wall cost the town 4", "The wall cost the town 4.2 million crowns.", True),
        ("The wall cost the town 4", "The wall cost the town 4 million crowns.", True),
        ("The bridge belongs to J.", "The bridge belongs to J. K. Calder.", True),
        ("The wall is the town's", "The wall is the town's best.", False),
        ("The town is building a wall.", "The town is building a wall. It is new.", False),
        ("The mayor said \u201cwe build", "The mayor said \u201cwe build\u201d to all.", True),
    ],
)
def test_a_copy_is_cut_where_the_whole_has_no_end(text: str, whole: str, cut: bool) -> None:
    story = story_of("## Summary\n\nThe town pays.\n", SOURCE)
    texts = story.sources.texts
    assert is_cut_of(texts.of(text), texts.of(whole), story.vocabulary, spoken=True) is cut


def test_passages_that_go_on_come_in_their_order() -> None:
    story = story_of("## Summary\n\nThe town pays for all.\n", "The town pays for all of it. The town pays.")
    longer = story.beginnings.longer_than(story.sources.texts.of("The town pays for all"))
    assert [passage.text.text for passage in longer] == ["The town pays for all of it."]


def test_a_labelled_sentence_is_a_passage_without_its_label_too() -> None:
    story = story_of("## Summary\n\nThe town pays.\n", "Why it matters: Half of the shops flooded.")
    assert [passage.text.text for passage in story.passages] == [
        "The town pays.", "Why it matters: Half of the shops flooded.", "Half of the shops flooded.",
    ]  # fmt: skip
