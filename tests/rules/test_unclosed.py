"""F404: a quotation, bracket, emphasis or code fence that is opened and never closed."""

from __future__ import annotations

import pytest
from marked import check

from fidelity import Config, check_text

SOURCE = """\
The council of Port Ellery approved the sea wall on Monday.
The mayor said: "We will build it in spring and not a day later than that.
The wall is long.
"""

FLAGGED = [
    "The mayor said ⟦“we will build it.⟧",
    'The mayor said ⟦"we will build it. The vote was close.⟧',
    "“We will build it,” the mayor said. ⟦“The vote was close.⟧",
    'The mayor called it "a gift" and ⟦"a burden.⟧',
    'A board of 4" and ⟦"a burden.⟧',
    "The wall ⟦(see map is new.⟧",
    "The wall (new) is ⟦(very long.⟧",
    "The wall is new ⟦[and long.⟧",
    "- The wall is new.\n- It is ⟦(nearly 3 km long.⟧",
    "## The wall ⟦(and the gate⟧\n\nThe wall is new.",
    "The council called it ⟦«a burden for the town.⟧",
    "The council called it ⟦„a burden for the town.⟧",
    # A second quotation opens inside of the first.
    'The mayor said ⟦"we will build it, the "great wall".⟧',
    # Emphasis that shows.
    "The wall is ⟦**very new and long.⟧",
    "- ⟦**Key fact: the wall is new.⟧",
    "The **wall** is ⟦**very new and long.⟧",
    # A fence that swallows the rest.
    "The wall is new.\n\n⟦```text⟧\nmap\n\nThe gate is old.",
    "The wall is new.\n\n⟦~~~⟧\nmap\n```",
]

CLEAN = [
    "The mayor said “we will build it.” The vote was close.",
    'The mayor said "we will build it." The vote was "close".',
    'The mayor called it "a "great" wall".',
    "The mayor called it “a ‘great’ wall”.",
    "The council called it „a burden“ and «a gift».",
    # Apostrophes, inches, feet, minutes.
    "The mayors' wall isn't the town's, it's the harbour's.",
    'The guard is 5\'11" and the board 27" wide.',
    "The back-to-the-'90s party was on the wall.",
    # Faces and list markers.
    "The wall is late :( and the gate is late :-( too.",
    "The council wants a) a wall and b) a gate.",
    "1) The wall is new.\n2) The gate is old.",
    # A quotation over several paragraphs.
    "“We will build it.\n\n“It will be long,” the mayor said.",
    '"We will build it.\n\n"It will be long," the mayor said.',
    # Brackets in brackets, over sentences.
    "The wall (new [and long]) stands. (It is new. It is long.)",
    # Tokenised text.
    'The mayor said : " we will build it " , and went .',
    # As it stands in the source.
    'The mayor said: "We will build it in spring and not a day later than that.',
    # Markup that is whole, code, and what no markup is.
    "The wall is **very new** and [long](https://ellery.example/wall_(new)).",
    'The program prints `(` and `"` for each wall.',
    "The wall is new.\n\n```text\n( map\n```\n\nThe gate is old.",
    "The wall is new.\n\n```text\n( map\n````\n",
    'The wall is new.\n\n    ( map " of\n\nThe gate is old.',
    "The wall costs 2**3 crowns and f**k the gate.",
    "The wall is new**\n\n**Not counting the gate.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F404", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F404", story, SOURCE)


def test_the_message_names_the_word_behind_the_mark() -> None:
    (finding,) = check("F404", "The mayor said ⟦“we'll build it.⟧", SOURCE)
    assert finding.message == 'the quotation that opens before "we\'ll" is never closed'


def test_a_sentence_cut_inside_of_a_quotation_is_one_finding() -> None:
    story = "The council met on Monday. The mayor said “we will build it in the next"
    report = check_text(
        story, SOURCE, Config(embedder="none", judge="lexical", select=("F4",)), markup="markdown"
    )
    (finding,) = report.findings
    assert finding.rule == "F401"
    assert finding.implied == ("F404",)
