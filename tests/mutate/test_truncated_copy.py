"""What truncated-copy plants."""

from __future__ import annotations

import re

from planted import PAGE, PLAIN, edits, pair_of, plain, planted

NAME = "truncated-copy"


def test_a_page_gets_a_section_for_it() -> None:
    pair = pair_of()
    found = {planted(pair, edit) for seed in range(30) for edit in edits(NAME, pair, seed)}
    assert found
    for text in found:
        head, body, tail = re.fullmatch(
            r"(?s)(.*)## (?:TL;DR|In short|In brief|At a glance)\n\n(?:- )?⟦(.*)⟧\n\n(.*)", text
        ).groups()
        assert head + tail == PAGE
        assert body in PAGE
        assert not body.endswith(".")
    assert any("⟦The council of Port Ellery voted on Monday to keep the⟧" in text for text in found)


def test_other_text_gets_a_first_paragraph() -> None:
    pair = plain()
    found = {planted(pair, edit) for seed in range(30) for edit in edits(NAME, pair, seed)}
    assert f"⟦The council of Port Ellery voted on Monday, and the⟧\n\n{PLAIN}" in found


def test_what_has_no_cut_is_refused() -> None:
    assert not edits(NAME, pair_of("The wall is new."))
    assert not edits(NAME, pair_of("# The council pays for the new wall with the loan"))
