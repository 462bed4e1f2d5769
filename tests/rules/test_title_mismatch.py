"""F601: titles that should be one and differ."""

from __future__ import annotations

import pytest
from marked import check, unmarked

SOURCE = (
    "Town council votes to keep the old library open\n\n"
    "The council of Port Ellery voted on Monday to keep its library open."
)
TEXT = "The council voted on Monday to keep its library open."
NAME = "Town council votes to keep the old library open"


def page(title: str, headline: str) -> str:
    return f'---\ntitle: "{title}"\n---\n\n# {headline}\n\n{TEXT}'


def listed(text: str) -> str:
    return f"## Summary\n\n{TEXT}\n\n## Sources\n\n- [{text}](https://courier.example/library)"


FLAGGED = [
    page("Council keeps the library open", "⟦Council shuts the library⟧"),
    page("Council keeps the library open", "⟦Council keeps library closed⟧"),
    page("Council keeps two libraries open", "⟦Council keeps three libraries open⟧"),
    page("Council keeps the library", "⟦Council keeps the library open⟧"),
    page("Library stays open: council votes 14 to 3", "⟦Library stays open: council votes 13 to 4⟧"),
    page("In short", "⟦Council keeps the library open⟧"),
    page("Council keeps the library open", "⟦In brief⟧"),
    f"---\nheadline: Council keeps library\n---\n\n# ⟦Mayor keeps library⟧\n\n{TEXT}",
    # The source's title as the story lists it.
    listed("⟦Town council votes to keep the new library open⟧"),
    listed("⟦Town council voted not to keep the old library open⟧"),
    listed("⟦Village council votes to keep the old library open⟧"),
    listed("⟦Town council votes to keep the old brewery open⟧"),
    f"---\n⟦source_title: Council closes the library⟧\n---\n\n{TEXT}",
]

CLEAN = [
    page("Council keeps the library open", "Council keeps the library open"),
    page("Council’s library stays open", "Council's library stays open"),
    page("Council keeps the library open", "Council Keeps the Library Open!"),
    page("Council keeps library and baths", "Council keeps library & baths"),
    page("Council keeps two libraries", "Council keeps 2 libraries"),
    page("Council keeps the library open | Ellery Digest", "Council keeps the library open"),
    page("Council keeps the library open", "Local: Council keeps the library open"),
    page("Council – keeps the library open", "Council - keeps the library open"),
    # One title alone, or one for another place.
    f"# Council keeps the library open\n\n{TEXT}",
    f"---\ntitle: Council keeps the library open\n---\n\n{TEXT}",
    f"---\nseo_title: Library news\n---\n\n# Council keeps the library open\n\n{TEXT}",
    # A listed title that is the source's, a part of it, or another page's.
    listed(NAME),
    listed(f"{NAME} - The Courier"),
    listed("Town council votes to keep the old library"),
    listed("Council votes to keep the old library open"),
    listed("Minutes of the meeting of 4 May"),
    listed("The report"),
    f"---\nsource_title: {NAME}\n---\n\n{TEXT}",
    TEXT,
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F601", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F601", story, SOURCE)


def test_a_source_without_a_title_names_none() -> None:
    source = "The council of Port Ellery voted on Monday to keep its library open. It costs 40,000."
    assert not check("F601", unmarked(FLAGGED[-1]), source)


def test_how_alike_titles_must_be_is_an_option() -> None:
    story = listed("Village fathers vote to keep an older library open")
    assert not check("F601", story, SOURCE, {"similar": 0.95})
