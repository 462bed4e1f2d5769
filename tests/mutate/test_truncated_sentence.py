"""What truncated-sentence plants."""

from __future__ import annotations

from planted import SOURCE, edits, pair_of, plain, planted

NAME = "truncated-sentence"


def found(story: str, source: str = SOURCE, markup: str = "markdown") -> set[str]:
    """Return what all seeds together plant."""
    pair = pair_of(story, source, markup)
    return {f"{edit.kind}: {planted(pair, edit)}" for seed in range(40) for edit in edits(NAME, pair, seed)}


def test_it_cuts_behind_function_words() -> None:
    texts = found("The council will pay for the wall with a loan.")
    assert "function word: The council will pay for ⟦the⟧" in texts
    assert "function word.: The council will pay for ⟦the.⟧" in texts
    assert "function word: The council will pay for the wall ⟦with⟧" in texts


def test_it_cuts_words_where_no_word_is_left() -> None:
    texts = found("The council of Port Ellery approved carpets.  And it went home on foot.")
    halves = {text for text in texts if text.startswith("mid-word: ")}
    assert "mid-word: The council of Port Ellery ⟦appro⟧" in halves
    assert not [text for text in halves if "⟦car⟧" in text or "⟦carpet⟧" in text or "⟦Ell" in text]


def test_what_follows_in_the_block_goes_too_unless_a_full_stop_is_put() -> None:
    texts = found("The gate is old, and the wall was built by Ida Berg. It is new.\n\nIt rains.")
    assert "function word: The gate is old, ⟦and⟧\n\nIt rains." in texts
    assert {t for t in texts if t.startswith("function word.: The gate is old, ⟦and.⟧")} == {
        "function word.: The gate is old, ⟦and.⟧\n\nIt rains.",
        "function word.: The gate is old, ⟦and.⟧ It is new.\n\nIt rains.",
    }


def test_it_cuts_abbreviations_numbers_and_before_nouns() -> None:
    story = "The wall is part of a U.S.-led plan for which Mr. Berg pays $4.2 million in a new fund."
    texts = found(story, "The plan costs $4.2 million.")
    assert "abbreviation: The wall is part of a ⟦U.⟧" in texts
    assert "abbreviation: The wall is part of a U.S.-led plan for which ⟦Mr.⟧" in texts
    assert any(text.startswith("decimal: ") and text.endswith("pays ⟦$4.⟧") for text in texts)
    assert any(text.startswith("scale.: ") and text.endswith("pays ⟦$4.2.⟧") for text in texts)
    assert any(text.startswith("modifier: ") and text.endswith("in a ⟦new⟧") for text in texts)


def test_it_cuts_within_quotations_and_brackets() -> None:
    texts = found("The mayor of the town said “we will build it” (and went home at once).")
    assert "quotation: The mayor of the town said “we will ⟦build⟧" in texts
    assert any(text.startswith("bracket: ") and text.endswith("(and went home ⟦at⟧") for text in texts)


def test_what_could_be_whole_is_refused() -> None:
    # "came from", "than it was", "for a while", and words that end a sentence.
    for story in (
        "Few know which of the two houses they came from then.",
        "The wall is longer now than it was last summer.",
        "The ferry stayed there for a while longer.",
    ):
        texts = found(story)
        assert not [text for text in texts if "⟦from" in text or "⟦was" in text or "⟦while" in text]


def test_short_texts_headlines_and_markup_are_refused() -> None:
    assert not found("The wall is new.")
    assert not found("# The council pays for the new wall with the loan")
    assert not found("The council will pay for **the wall** with a loan.")


def test_plain_text_too() -> None:
    kinds = {edit.kind for seed in range(20) for edit in edits(NAME, plain(), seed)}
    assert {"function word", "function word.", "mid-word"} <= kinds
