"""F403: a list that stops short of the one it repeats, or of the number it announces."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = "The council of Port Ellery approved the sea wall on Monday."
ITEMS = (
    "The wall is new.", "The gate is old.", "The loan is large.", "The vote was close.", "The ferry is late.",
)  # fmt: skip


def listed(*items: str) -> str:
    return "\n".join(f"- {item}" for item in items)


def page(first: str, second: str, name: str = "Key Points", between: str = "") -> str:
    return f"# The wall of Port Ellery\n\n## Summary\n\n{first}\n\n## {name}\n\n{between}{second}\n"


FIVE = listed(*ITEMS)
FOUR = listed(*ITEMS[:4])


def short(*items: str) -> str:
    """Return the list as it is flagged, from the first item's text to the last."""
    text = listed(*items)
    return f"- ⟦{text[2:]}⟧"


FLAGGED = [
    # One of four or more is left out, the last or another.
    page(FOUR, short(*ITEMS[:3])),
    page(FIVE, short(*ITEMS[:4])),
    page(FOUR, short(*ITEMS[1:4])),
    page(FIVE, short(ITEMS[0], *ITEMS[2:])),
    page(FIVE, short(*ITEMS[:2], *ITEMS[3:])),
    page(FOUR, short(*ITEMS[:3]), "Key takeaways"),
    page(FOUR, short(*ITEMS[:3]), "What happened"),
    # Equal in normal form.
    page(FOUR, short(*(item.rstrip(".") for item in ITEMS[:3]))),
    page(FOUR, short(*(item.upper() for item in ITEMS[:3]))),
    # The short one comes first.
    page(short(*ITEMS[:3]), FOUR),
    # A number is announced.
    page("The wall is new.", short(*ITEMS[:3]), between="Four points stand out:\n\n"),
    page("The wall is new.", short(*ITEMS[:3]), between="The plan has 5 key parts:\n\n"),
    page("The wall is new.", short(*ITEMS[:2]), "Three things to know"),
    page(FOUR, short(*ITEMS[:2]), "TL;DR", between="The four main facts:\n\n"),
]

CLEAN = [
    # The same list, another list, another order, other words.
    page(FOUR, FOUR),
    page(FOUR, listed("The mayor is tall.", "The sea is wide.", "The tide is high.")),
    page(FOUR, listed(ITEMS[2], ITEMS[1], ITEMS[0])),
    page(FOUR, listed(*ITEMS[:2], "The loan is big.")),
    # What is there to select.
    page(FOUR, listed(*ITEMS[:3]), "TL;DR"),
    page(FOUR, listed(*ITEMS[:3]), "In short"),
    page(FOUR, listed(*ITEMS[:3]), "Highlights"),
    # A teaser.
    page(FOUR, listed(ITEMS[0])),
    page(FOUR, listed(*ITEMS[:2])),
    # Two of three.
    page(listed(*ITEMS[:3]), listed(*ITEMS[:2])),
    # An answer.
    page(FOUR, "**Q:** What are the key takeaways?\n\n**A:** " + " ".join(ITEMS[:3]), "FAQ"),
    # Numbers that count something else, or enough.
    page("The wall is new.", listed(*ITEMS[:3]), between="Three points stand out:\n\n"),
    page("The wall is new.", listed(*ITEMS[:3]), between="Two points stand out:\n\n"),
    page("The wall is new.", listed(*ITEMS[:2]), between="Four towns agreed on the following points:\n\n"),
    page(
        "The wall is new.",
        listed(*ITEMS[:2]),
        between="Two of the four points are new:\n\n".replace("four points", "points"),
    ),
    page("The wall is new.", listed(*ITEMS[:2]), between="The council made four points.\n\n"),
    page("The wall is new.", listed(ITEMS[0]), between="Four points stand out:\n\n"),
    "# The wall of Port Ellery\n\n" + FOUR,
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F403", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F403", story, SOURCE)


def test_the_message_names_the_item() -> None:
    (finding,) = check("F403", page(FOUR, short(*ITEMS[:3])), SOURCE)
    assert finding.message == '"Key Points" repeats "Summary" but leaves out item 4 of 4 (line 8)'
    (finding,) = check("F403", page("The wall.", short(*ITEMS[:2]), "Three things to know"), SOURCE)
    assert finding.message == '"Three things" are announced, 2 follow'
