"""What the story shows as a whole: its sections, what repeats, what is empty, what names its sources."""

from __future__ import annotations

import pytest
from analysed import story_of

from fidelity.analysis.form.bodies import Body
from fidelity.analysis.form.emptiness import goes_on, is_empty, span_of_nothing, stand_in
from fidelity.analysis.form.named_sources import field_with_address, last_text, names_a_source
from fidelity.analysis.form.repeats import repeats
from fidelity.lexicon import load_lexicon

LEXICON = load_lexicon("en")


def test_readings_of_the_story_are_made_once() -> None:
    story = story_of("## Summary\n\nThe town pays.\n", "The town pays.")
    assert story.bodies is story.bodies
    assert story.vocabulary is story.vocabulary
    assert story.listed_sources == ()


def test_a_heading_is_held_against_wildcards_without_its_marks() -> None:
    (body,) = story_of("## Key Points:\n\nThe town pays.\n").bodies
    assert body.is_headed(LEXICON.headings.digest)
    assert not body.is_headed(("key",))


@pytest.mark.parametrize(
    ("below", "empty"),
    [
        ("", True),
        ("- \n", True),
        ("---\n", True),
        ("<br>\n", True),
        ("![map](map.png)\n", False),
        ("TBD\n", False),
    ],
)
def test_what_a_reader_sees_below_a_heading(below: str, empty: bool) -> None:
    story = story_of(f"## Background\n\n{below}").story
    (body,) = story_of(f"## Background\n\n{below}").bodies
    assert is_empty(body, story.document) is empty


def test_a_lower_heading_is_the_text_of_the_one_above() -> None:
    upper, lower = story_of("## Background\n\n### The wall\n\nThe town pays.\n").bodies
    assert goes_on(upper, lower)
    assert not goes_on(lower, upper)
    assert not goes_on(lower, None)


def test_a_marker_without_an_item_is_a_part_of_nothing() -> None:
    story = story_of("## Background\n\n- \n")
    assert (
        story.story.document.at(span_of_nothing(story.bodies[0], story.story.document)) == "Background\n\n-"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TBD.", "never"),
        ("*TODO: write*", "never"),
        ("N/A", "answers"),
        ("The town pays.", ""),
        ("x" * 2000, ""),
    ],
)
def test_what_stands_for_a_text(text: str, kind: str) -> None:
    assert LEXICON.placeholders is not None
    assert stand_in(text, LEXICON.placeholders) == kind


FIRST = "The council of Port Ellery voted for the wall. The town pays half of it."
PAGE = "## Summary\n\n{0}\n\n## Background\n\n{1}\n"


@pytest.mark.parametrize(
    ("second", "equal"),
    [
        (FIRST, True),
        ("The town pays half of it. The council of Port Ellery voted for the wall.", True),
        (f"{FIRST} Nobody knows yet who pays for the other half of the new wall.", None),
        ("The mill closes in May, and the council looks for a buyer. It is old.", None),
    ],
)
def test_the_later_of_two_equal_sections_repeats_the_earlier(second: str, equal: bool | None) -> None:
    story = story_of(PAGE.format(FIRST, second))
    found = list(repeats(story.story, story.bodies, story.sources.texts, 0.9, selects=lambda _: True))
    assert [(repeat.body.section.heading, repeat.equal) for repeat in found] == (
        [] if equal is None else [("Background", equal)]
    )


def test_a_section_that_promises_no_selection_repeats_a_part() -> None:
    story = story_of(
        PAGE.format(FIRST, f"{FIRST} Nobody knows yet who pays for the other half of the new wall.")
    )

    def selects(body: Body) -> bool:
        return body.section.heading != "Summary"

    (repeat,) = repeats(story.story, story.bodies, story.sources.texts, 0.9, selects=selects)
    assert (repeat.body.section.heading, repeat.equal) == ("Summary", False)


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("---\nsource: The Courier\n---\n\nThe town pays.\n", True),
        ("---\nsources: 3\n---\n\nThe town pays.\n", False),
        ("The town pays.\n\nSource: The Courier\n", True),
        ("The town pays.\n\nSources: 3\n", False),
        ("The town [pays](https://courier.example/a).\n", True),
        ("---\nurl: https://ours.example/a\n---\n\nThe town [pays](https://ours.example/b).\n", False),
        ("The town pays.\n", False),
    ],
)
def test_whether_a_story_names_a_source(page: str, named: bool) -> None:
    assert names_a_source(story_of(page).story, LEXICON.source_lines) is named


def test_front_matter_may_hold_the_address_of_a_source() -> None:
    assert field_with_address(story_of("---\nsource: https://courier.example/a\n---\n\nIt rained.\n").story)
    assert not field_with_address(story_of("---\nsource: The Courier\n---\n\nIt rained.\n").story)


def test_the_last_text_is_no_field() -> None:
    last = last_text(story_of("---\ntitle: Rain\n---\n\nIt rained.\n\nIt snowed.\n").story)
    assert last is not None
    assert last.rendered.text == "It snowed."
