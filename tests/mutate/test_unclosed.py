"""What unclosed plants."""

from __future__ import annotations

from planted import by_kind, edits, pair_of, plain, planted

NAME = "unclosed"


def only(story: str) -> str:
    pair = pair_of(story)
    (edit,) = edits(NAME, pair)
    return planted(pair, edit)


def test_it_takes_the_closing_mark_out() -> None:
    assert (
        only("The mayor said “we will build it” and went.") == "The mayor said “we will build it⟦⟧ and went."
    )
    assert only('The mayor said "we will build it."') == 'The mayor said "we will build it.⟦⟧'
    assert only("The wall (it is new) is long.") == "The wall (it is new⟦⟧ is long."
    assert only("The wall is **very new** and long.") == "The wall is **very new⟦⟧ and long."
    assert only("It is new.\n\n```text\nmap\n```\n") == "It is new.\n\n```text\nmap\n⟦⟧\n"


def test_every_kind_once_a_block() -> None:
    pair = pair_of("The “new” and “long” wall (see map) is **ours**.")
    assert set(by_kind(NAME, pair)) == {"quotation", "bracket", "bold"}


def test_inches_links_and_long_quotations_are_refused() -> None:
    assert not edits(NAME, pair_of('The board is 27" wide and 30" high.'))
    assert not edits(NAME, pair_of("The [wall](https://ellery.example/) is new."))
    pair = pair_of("The mayor said “we will build it.”\n\n“It will be long,” she said.")
    assert len(edits(NAME, pair)) == 1
    assert not edits(NAME, plain())
