"""F504: what a template left in the text."""

from __future__ import annotations

import pytest
from marked import check, unmarked

SOURCE = "Port Ellery keeps its library open. The council voted for it on Monday."
TITLE = "# Town council votes to keep the library open\n\n"

FLAGGED = [
    # Placeholders.
    "The council of ⟦{{town}}⟧ voted on Monday.",
    "The council voted ⟦{% if date %}⟧ on Monday.",
    "The council of ⟦${town}⟧ voted on Monday.",
    "The council voted for ⟦%s⟧ on Monday.",
    "The council voted for ⟦%(topic)s⟧ on Monday.",
    "The council voted for ⟦[object Object]⟧ on Monday.",
    "The council voted. ⟦Lorem ipsum⟧ dolor sit amet.",
    "The council voted for ⟦[INSERT NAME]⟧ on Monday.",
    "The council voted for ⟦[TODO: name]⟧ on Monday.",
    "The council voted for ⟦{title}⟧ on Monday.",
    "---\ntitle: ⟦{{ title }}⟧\n---\n\nThe council voted on Monday.",
    '---\ntitle: "News of ⟦{{ town }}⟧"\n---\n\nThe council voted on Monday.',
    "## Our view\n\nWe like ⟦{{topic}}⟧.\n\n## Summary\n\nThe council voted on Monday.",
    # A list marker at the start of an answer or of a text.
    "**Q:** What happened?\n\n**A:** ⟦- ⟧The council voted on Monday.",
    "**Q:** What happened?\n\n**A:** ⟦• ⟧The council voted on Monday.",
    "- ⟦• ⟧The council voted on Monday.",
    "- ⟦- ⟧The council voted on Monday.",
    "1. ⟦* ⟧The council voted on Monday.",
    # More placeholders, and values that were not there.
    "The council of ⟦[Your City]⟧ voted on Monday.",
    "The council of ⟦{city_name}⟧ voted on Monday.",
    "The council voted for ⟦{0}⟧ on Monday.",
    "The council voted on ⟦Invalid Date⟧ for the library.",
    "The council voted for ⟦NaN⟧ crowns on Monday.",
    "The council at ⟦undefined⟧ voted on Monday.",
    "The council voted for ⟦null⟧ on Monday.",
    # The title in a question.
    TITLE + "**Q:** What is ⟦Town council votes to keep the library open⟧ about?",
    TITLE + "## What does ⟦town council votes to keep the library open⟧ mean?\n\nThe council voted.",
    (
        "---\ntitle: Town council votes to keep the library open\n---\n\n"
        "The council voted.\n\n"
        "**Q:** Why is “⟦Town council votes to keep the library open⟧” news?"
    ),
]

CLEAN = [
    TITLE + "The council voted on Monday.",
    "- The council voted on Monday.\n- The library stays open.",
    "* The council voted on Monday.\n    - The library stays open.",
    "1. The council voted on Monday.\n2. The library stays open.",
    # Typed by hand, where Markdown sees a paragraph.
    "• The council voted on Monday.\n• The library stays open.",
    "• The council voted on Monday.\n\n• The library stays open.",
    "**Q:** What happened?\n\n**A:** • The council voted.\n• The library stays open.",
    r"\* Fees without tax, the council voted on Monday.",
    "The council – all of it - voted on Monday.",
    "**Q:** What happened?\n\n**A:** The council voted on Monday - at last.",
    "**Q:** What happened?\n\n**A:** -5 degrees did not keep the council from its vote.",
    # The story's subject is not its title.
    "# OpenAI\n\n**Q:** What is OpenAI about?\n\nThe council voted on Monday.",
    TITLE + "**Q:** Why does the town council keep the library open?",
    (
        "# What did the council vote for on Monday?\n\n"
        "**Q:** What did the council vote for on Monday?\n\nThe library stays open."
    ),
    TITLE + "The headline was Town council votes to keep the library open.",
    "The role of the council is undefined, and its vote was null and void.",
    "The council's chat said 'null' and `undefined` on Monday.",
    "- The council voted on Monday.\n  - The library stays open.",
    # Code, percentages, brackets, braces in prose.
    "The template says `{{town}}` and the council voted on Monday.",
    "```\n{{town}} %s ${x}\n```\n\nThe council voted on Monday.",
    "Turnout was 40%, so the council voted on Monday.",
    "Support rose 40%so fast that the council voted on Monday.",
    "The council voted [on Monday] for the library [sic].",
    "The set {1, 2} of motions was voted on; the fee is $5 {per head}.",
    "The council voted for the [library](https://ellery.example/library) on Monday.",
    "The council voted. [Names](names.md) and [Sources](sources.md) follow.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F504", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F504", story, SOURCE)


def test_a_stray_marker_has_a_safe_fix() -> None:
    (finding,) = check("F504", "**Q:** What?\n\n**A:** ⟦- ⟧The council voted on Monday.", SOURCE)
    assert finding.fix.safe
    assert finding.fix.replacement == ""


def test_a_placeholder_needs_a_person() -> None:
    (finding,) = check("F504", "The council of ⟦{{town}}⟧ voted on Monday.", SOURCE)
    assert finding.fix is None


def test_how_long_a_raw_title_is_is_an_option() -> None:
    story = "# Library stays open\n\n**Q:** What is ⟦Library stays open⟧ about?\n\nThe council voted."
    check("F504", story, SOURCE, {"title_words": 3})
    check("F504", unmarked(story), SOURCE)


@pytest.mark.parametrize(
    ("story", "value"),
    [
        (TITLE + "⟦{{ title }}⟧ is the headline.", "Town council votes to keep the library open"),
        ("---\npublisher: Ellery Digest\n---\n\nThe council voted, ⟦{{publisher}}⟧ says.", "Ellery Digest"),
        ("---\ndate: 2026-05-04\n---\n\nThe council voted on ⟦${article.date}⟧ on Monday.", "2026-05-04"),
    ],
)
def test_what_the_story_has_a_value_for_is_filled_in(story: str, value: str) -> None:
    (finding,) = check("F504", story, SOURCE)
    assert finding.fix.safe
    assert finding.fix.replacement == value


def test_a_value_that_is_a_placeholder_too_fills_nothing() -> None:
    story = '---\nname: "⟦{{name}}⟧"\n---\n\nThe council of ⟦{{name}}⟧ voted on Monday.'
    assert [finding.fix for finding in check("F504", story, SOURCE)] == [None, None]


def test_a_word_of_the_source_is_no_printed_value() -> None:
    source = SOURCE + " The ballot of one member was null."
    assert not check("F504", "On Monday one ballot counted null.", source)
