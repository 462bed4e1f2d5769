"""What language-mismatch plants."""

from __future__ import annotations

from planted import PAGE, edits, pair_of, plain, planted

from fidelity.mutate.operators.language_mismatch import SENTENCES

NAME = "language-mismatch"


def test_it_puts_a_foreign_sentence_in_place_or_behind() -> None:
    pair = pair_of()
    for edit in edits(NAME, pair):
        code, where = edit.kind.split(" ", 1)
        text = planted(pair, edit)
        said = text.partition("⟦")[2].partition("⟧")[0]
        assert said in SENTENCES[code]
        assert f"- ⟦{said}⟧\n" in text
        assert text.count("\n- ") == PAGE.count("\n- ") + (where == "item")


def test_the_declared_language_is_left_out() -> None:
    pair = pair_of(PAGE.replace("language: en", "language: de"))
    kinds = {edit.kind[:2] for seed in range(20) for edit in edits(NAME, pair, seed)}
    assert kinds == {"fr", "es", "nl", "ru"}


def test_a_story_that_declares_nothing_is_refused() -> None:
    assert not edits(NAME, pair_of(PAGE.replace("language: en\n", "")))
    assert not edits(NAME, plain())
