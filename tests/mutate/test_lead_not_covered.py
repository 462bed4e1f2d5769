"""What lead-not-covered plants."""

from __future__ import annotations

from planted import PAGE, SOURCE, edits, pair_of, planted

NAME = "lead-not-covered"
LEAD = "- The council of Port Ellery voted on Monday to keep the old library open.\n"


def test_it_takes_out_what_the_source_opens_with() -> None:
    pair = pair_of()
    (edit,) = edits(NAME, pair)
    text = planted(pair, edit)
    assert text.replace("⟦", "").replace("⟧", "") == PAGE.replace(LEAD, "")
    assert "- ⟦Its roof was mended" in text
    assert "every Friday.⟧\n" in text


def test_plain_text_too() -> None:
    pair = pair_of(
        "The council of Port Ellery voted on Monday. Its roof was mended in 1998. Chess is played there.",
        markup="text",
    )
    (edit,) = edits(NAME, pair)
    assert planted(pair, edit) == "⟦Its roof was mended in 1998. Chess is played there.⟧"


def test_a_story_that_never_covered_it_is_refused() -> None:
    assert not edits(NAME, pair_of(PAGE.replace(LEAD, "")))


def test_what_would_still_be_covered_is_refused() -> None:
    story = PAGE.replace("A chess team meets", "In the old library of Port Ellery a chess team meets")
    assert not edits(NAME, pair_of(story))


def test_several_sources_have_no_one_lead() -> None:
    pair = pair_of()
    both = type(pair)(pair.story, pair.sources * 2, pair.lexicon)
    assert not edits(NAME, both)
    assert SOURCE
