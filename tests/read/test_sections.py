"""Section roles, labels and furniture: what is checked, and as what."""

# ruff: noqa: E501 - in a table, a case is a line
from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from fidelity.config import Config
from fidelity.errors import ConfigError
from fidelity.lexicon import load_lexicon
from fidelity.read import read_string
from fidelity.read.furniture import furniture_blocks, is_furniture
from fidelity.read.sections import Sectioned, sections
from fidelity.types import Document, Role

LEXICON = load_lexicon("en")


def cut(
    text: str, markup: str = "markdown", roles: Mapping[str, Role] | None = None
) -> tuple[Document, Sectioned]:
    config = Config(roles=roles or {})
    document = read_string(text, "story", markup, config)
    return document, sections(document, LEXICON, config)


def roles_of(text: str, markup: str = "markdown", roles: Mapping[str, Role] | None = None) -> dict[str, str]:
    """Role by the text of each block."""
    document, found = cut(text, markup, roles)
    return {block.rendered.text: role.value for block, role in zip(document.blocks, found.roles, strict=True)}


HEADINGS = {
    "claims": [
        "TL;DR", "tl;dr:", "Summary", "SUMMARY", "**Summary**", "1. Summary", "II. Summary", "1️⃣ Summary", "Summary:",
        "Why it matters", "🔑 Key Points", "Key Points 🔑", "Key Points:", "What’s next", "What's next?", "*Key* Takeaways",
        "[Summary](#summary)", "Something else", "What the council decided", "Opinions differ on the bridge",
        "The analysis of the rust", "About 40 people came",
    ],
    "opinion": [
        "Nauti's Take", "Nauti’s Take", "Editor's Take", "Editors’ Take", "🤖 Nauti's Take", "Our take", "Opinion",
        "OPINION:", "Opinion: keep the bridge", "Analysis", "Commentary", "Editorial", "Editor’s note",
    ],
    "faq": ["FAQ", "FAQs", "Frequently Asked Questions", "❓ FAQ", "Q&A", "Questions and answers", "Q&amp;A"],
    "sources": ["Sources", "Source:", "References", "## Sources ##", "Original article"],
    "boilerplate": ["Related Topics", "Related", "About", "About This Article", "About The Planet", "Tags", "Newsletter", "More from The Planet"],
    "metadata": ["Details", "Article info"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "role"), [(heading, role) for role, names in HEADINGS.items() for heading in names]
)
def test_a_heading_gives_its_section_a_role(heading: str, role: str) -> None:
    heading = heading.strip("# ")
    found = roles_of(f"# The bridge stays open\n\nIt stood.\n\n## {heading}\n\nThis stands here.\n")
    assert found["This stands here."] == role
    assert found["It stood."] == "claims"
    assert found["The bridge stays open"] == "headline"


def test_sections_cover_the_story_and_carry_headings_and_roles() -> None:
    document, found = cut("\ufeff---\ntitle: T\n---\nBefore.\n\n# The *title*\n\nA.\n\n## Our take\n\nB.\n")
    assert [(part.role.value, part.heading) for part in found.sections] == [
        ("metadata", "front matter"), ("claims", ""), ("headline", "The title"), ("opinion", "Our take"),
    ]  # fmt: skip
    assert found.sections[0].span.start == 0
    assert found.sections[-1].span.end == len(document.text)


def test_a_heading_that_names_a_section_is_structure_and_another_is_not() -> None:
    document, found = cut("# The bridge stays open\n\n## Summary\n\n## The cost of it\n\nIt stood.\n")
    assert dict(zip([block.rendered.text for block in document.blocks], found.structure, strict=True)) == {
        "The bridge stays open": False, "Summary": True, "The cost of it": False, "It stood.": False,
    }  # fmt: skip


NESTED = """\
# The bridge stays open

## Our take

### What we think

Opinion here.

## The cost

Claims here.

### Sources

Source here.

## FAQ

### Is it true?

Answer here.

# Summary

Claims again.
"""


def test_a_nested_heading_inherits_and_a_sibling_ends_the_role() -> None:
    found = roles_of(NESTED)
    assert found["Opinion here."] == found["What we think"] == "opinion"
    assert found["Claims here."] == found["Claims again."] == "claims"
    assert found["Source here."] == "sources"
    assert found["Answer here."] == found["Is it true?"] == "faq"


@pytest.mark.parametrize(
    "text",
    ["The bridge\n===\n\nSummary\n---\n\nIt stood.", "Our take\n===\n\nSummary\n---\n\nIt stood."],
)
def test_underlined_headings_are_headings(text: str) -> None:
    assert roles_of(text)["It stood."] == "claims"


@pytest.mark.parametrize(
    "title",
    [
        "Analysis: why the bridge rusts",
        "About the bridge",
        "Opinion: keep it",
        "More from Old Quay",
        "The bridge",
    ],
)
def test_a_title_that_opens_like_a_section_is_the_headline(title: str) -> None:
    found = roles_of(f"# {title}\n\nIt stood.\n\n# {title}\n\nAgain.")
    assert (found[title], found["It stood."]) != ("boilerplate", "boilerplate")
    assert found["It stood."] == "claims"


def test_a_first_heading_that_is_a_section_is_no_headline() -> None:
    found = roles_of("# Nauti's Take\n\nBad.\n\n# Summary\n\nIt stood.")
    assert (found["Bad."], found["It stood."]) == ("opinion", "claims")


def test_configured_roles_come_first_and_match_by_wildcards_whatever_the_case_and_quotes() -> None:
    roles = {"summary": Role.OPINION, "what * says": Role.BOILERPLATE, "bob's [ab]*": Role.SOURCES}
    found = roles_of(
        "# T\n\n## Summary\n\nOne.\n\n## What Bob Says:\n\nTwo.\n\n## BOB’S AXE\n\nThree.\n\n## Bob's car\n\nFour.",
        roles=roles,
    )
    assert [found[text] for text in ("One.", "Two.", "Three.", "Four.")] == [
        "opinion",
        "boilerplate",
        "sources",
        "claims",
    ]


FIRST_ROLES = [
    # A story without headings: the body is claims.
    ("It stood.\n\nIt stands.", "markdown", {"It stood.": "claims", "It stands.": "claims"}),
    # Its first line is the title where it looks like one.
    ("The bridge stays open\n\nIt stood.", "text", {"The bridge stays open": "headline", "It stood.": "claims"}),
    ("**The bridge stays open**\n\nIt stood.", "markdown", {"The bridge stays open": "headline"}),
    ("By Ada Roe\n\nThe bridge stays open\n\nIt stood.", "text", {"By Ada Roe": "metadata", "The bridge stays open": "headline"}),
    ("The bridge stays open", "text", {"The bridge stays open": "claims"}),
    ("In short:\n\nIt stood.", "text", {"It stood.": "claims"}),
    ("- The bridge stays open\n- It stood", "text", {"The bridge stays open": "claims", "It stood": "claims"}),
    # Lines that name sections.
    ("Title\n\nSummary:\n- It stood.\n\nOur take\nBad idea.\n\nSources:\n- The Planet", "text",
     {"It stood.": "claims", "Bad idea.": "opinion", "The Planet": "sources"}),
    ("**Title**\n\n**Our take**\n\nBad.\n\n**What comes next**\n\nIt stood.", "markdown", {"Bad.": "opinion", "It stood.": "claims"}),
    ("# T\n\n**Our take:**\n\nBad.\n\n## The cost\n\nIt stood.", "markdown", {"Bad.": "opinion", "It stood.": "claims"}),
    ("# T\n\n## Our take\n\n**Bold words**\n\nBad.", "markdown", {"Bad.": "opinion"}),
    # Labels.
    ("# T\n\n**Our take:** Bad.\n\nIt stood.", "markdown", {"Our take: Bad.": "opinion", "It stood.": "claims"}),
    ("# T\n\n**Sources** — The Planet.", "markdown", {"Sources — The Planet.": "sources"}),
    ("# T\n\n**Analysis** of the rust shows wear.", "markdown", {"Analysis of the rust shows wear.": "claims"}),
    ("# T\n\nVerdict: the jury found him guilty.", "markdown", {"Verdict: the jury found him guilty.": "claims"}),
    ("Title\n\nOpinion: Bad.\n\nIt stood.", "text", {"Opinion: Bad.": "opinion", "It stood.": "claims"}),
    # Footnotes are sources.
    ("# T\n\nIt stood[^1].\n\n[^1]: The Planet said so.", "markdown", {"The Planet said so.": "sources"}),
    # Credits and invitations in a story are no claims.
    ("# T\n\nPhoto: Ada Roe/Getty Images\n\nSign up for our newsletter\n\nIt stood.", "markdown",
     {"Photo: Ada Roe/Getty Images": "boilerplate", "Sign up for our newsletter": "boilerplate", "It stood.": "claims"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "markup", "expected"), FIRST_ROLES)
def test_blocks_have_the_role_that_their_form_gives_them(
    text: str, markup: str, expected: dict[str, str]
) -> None:
    assert roles_of(text, markup).items() >= expected.items()


METADATA = [
    "**Published**: 2025-03-14 | **Category**: harbour | **Sources**: 1",
    "*Last updated: June 26, 2026 at 5 p.m.*",
    "*Last Updated: 2026-06-26*",
    "Published June 26, 2026",
    "Updated 26 June 2026",
    "June 26, 2026",
    "Friday, June 26, 2026",
    "2026-06-26",
    "By Ada Roe",
    "By Ada Roe and John Doe | June 26, 2026",
    "by Ada van der Roe",
    "**Author:** Ada Roe · **Reading time:** 5 min",
    "Tags: bridge, harbour",
]


@pytest.mark.parametrize("line", METADATA)
def test_lines_about_the_story_are_metadata(line: str) -> None:
    found = roles_of(f"# The bridge\n\n{line}\n\nIt stood.")
    assert list(found.values()) == ["headline", "metadata", "claims"]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the bridge was closed.",
        "By then they had left",
        "Location: the summit of the nine states takes place in Old Quay next week.",
        "June was cold.",
        "In June 2026 the bridge closed",
        "Published research shows rust",
        "The rule: nobody may cross",
        "Cost: 3 million | Piers: 12",
    ],
)
def test_a_sentence_that_opens_like_metadata_is_a_claim(line: str) -> None:
    assert roles_of(f"# The bridge\n\n{line}\n\nIt stood.")[line] == "claims"


LEADS = [
    ("**Q:** Why?", "Q: ", True),
    ("**A:** So it is.", "A: ", False),
    ("**A**: So it is.", "A: ", False),
    ("A: So it is.", "A: ", False),
    ("Q1: Why not", "Q1: ", True),
    ("**Question 2:** Why not", "Question 2: ", True),
    ("Answer 2: So it is.", "Answer 2: ", False),
    ("Q. Why not", "Q. ", True),
    ("A:", "", True),
    ("A. Roe said so.", "", False),
    ("Why it matters: It stood.", "Why it matters: ", False),
    ("**Why it matters** It stood.", "Why it matters ", False),
    ("**Why it matters.** It stood.", "Why it matters. ", False),
    ("The rule: it stood.", "", False),
    ("**What the deal means**", "What the deal means", True),
    ("**It stood.**", "", False),
    ("TL;DR: It stood.", "TL;DR: ", False),
]


@pytest.mark.parametrize(("line", "lead", "structure"), LEADS)
def test_a_label_is_the_lead_of_its_block_and_a_question_is_structure(
    line: str, lead: str, structure: bool
) -> None:
    document, found = cut(f"# The bridge\n\n## FAQ\n\n{line}\n\nIt stood.")
    assert document.blocks[2].rendered.text[: found.leads[2]] == lead
    assert found.structure[2] is structure


def test_a_dotted_answer_follows_a_dotted_question() -> None:
    document, found = cut("# The bridge\n\n## FAQ\n\nQ. Why?\n\nA. So it is.")
    assert document.blocks[3].rendered.text[: found.leads[3]] == "A. "


FURNITURE = """\
Add The Planet as your preferred source to see more of our stories on Google.
Add The Planet as a preferred source on Google
Illustration: Ada Roe/The Planet
Photo: Ada Roe/Getty Images
Photo illustration: The Planet Visuals
Illustration: Ada Roe/The Planet. Photo: Getty Images
Data: Bureau of Labor Statistics; Chart: The Planet Visuals
Photo by Ada Roe
(Photo by Ada Roe/Getty Images)
Photo courtesy of NASA
Image: Ørsted A/S
Image credit: Ólafur Jónsson
Credit: Ada Roe for The Planet
Photograph: Ada O’Neil/The Planet
AP Photo/Ada Roe
(AP Photo/Ada Roe, File)
REUTERS/Ada Roe
Ada Roe/Getty Images
Ada Roe | Bloomberg | Getty Images
Ada Roe / AFP via Getty Images
Ada Roe/AP
Getty Images
Shutterstock
File photo
Sign up for our newsletter
Sign up for The Morning, our daily briefing.
Sign up
Sign up here
Subscribe
Subscribe now
Subscribe to our newsletter
Subscribe to The Planet for unlimited access
Register for free to continue reading
Please subscribe to keep reading.
Get our daily newsletter in your inbox
Get the best of The Planet in your inbox every morning
Want more stories like this? Sign up for Planet Daily.
Download our app
Get the Planet app
Share
Share this article
Share this story on Facebook
Share on Facebook
Tweet
Email this article
Print
Copy link
Facebook Twitter LinkedIn
Facebook | X | Email | Copy link
Follow us on Twitter
Follow Ada Roe on X
Follow us on Instagram and Facebook
Follow The Planet on Google News.
ADVERTISEMENT
Ad
Sponsored content
Story continues below advertisement
Article continues below
Scroll to continue
Skip to main content
Loading...
Read more: How the piers are made
READ MORE: The town that built its own bridge
Read more
Read more about rust
Read the full story here
See also: The bridge
Related: The bridge that nobody wanted
Related articles
Related stories:
Most read
Editor’s Picks
Editors' picks
Top stories
More from The Planet
You may also like
Go deeper: How the piers are made
Watch: The bridge opens
Continue reading
Click here to subscribe
5 min read
5-minute read
Reading time: 4 minutes
Listen (5 min)
Listen to this article 4:31
Copyright 2026 The Planet
© 2026 The Planet. All rights reserved.
Copyright © 2026 The Planet
All rights reserved.
This article was originally published in The Planet.
Updated June 3, 2026
Published: 2026-06-03
Published 3 June 2026
Last updated 5 hours ago
Posted Wednesday, June 3
Updated 3:15 p.m. ET
This site uses cookies to improve your experience.
Enable notifications
Already a subscriber? Log in
Support independent journalism
0 comments
Leave a comment
Back to top""".splitlines()

SENTENCES = """\
Sign-up for the exchange opened Monday.
Sign-ups for the exchange rose 3% on Monday.
Sign up for Medicare ends Dec. 7, officials said.
Image: The bank's reputation suffered after three of its directors were found to have sold their shares in May.
Image problems have dogged the bank since May.
Share prices fell 3%.
Share this burden, the mayor told residents.
Follow-up talks begin Friday.
Follow-up talks on Facebook data begin Friday.
Follow the money on Wall Street, the prosecutor said.
Photo identification will be required at polls.
Photos of the crash were shared on Facebook.
Photo: Firefighters carried a man out of the burning house on Monday.
Video: Police stop a driver who fled.
Video shows the driver leaving the car.
Read the ruling carefully, the judge said.
Read more books, the minister told pupils.
Related companies must report their holdings.
Related: the two men were brothers, police said.
More than 40 people were hurt.
More: the firm owes two million dollars.
Subscribe and save deals drew complaints on Monday.
Subscribers to the service rose to two million.
Register to vote by Oct. 5, the secretary of state said.
Registration for the draft was required.
Copyright infringement cases rose 30% in May.
Copyright law does not cover it.
The tribe kept all rights reserved under the treaty.
Updated guidance was sent to schools on June 3.
Updated rules take effect June 3.
Published research shows that the chips are cheap.
Published in 2020, the book sold a million copies.
Published data for 2020 show a fall.
Posted prices must include fees.
Click to cancel becomes law in May.
See more patients, doctors were told.
Learn more trades, the union told its members.
Watch the border, the general ordered.
Listen to the people, she said.
Advertisement spending fell 3%.
Ad revenue fell.
Sponsored candidates won four seats.
Loading docks were closed on Monday.
Get the vaccine, the ministry's app told users.
Get your news from Facebook, and you may be misled.
Open the app store to rivals, the court ruled.
Open the app market, the court told Apple.
Support for independent journalism fell.
Print sales fell by half.
Save the Children said that two of its workers had died.
Email records show that he knew.
Comments closed on Friday.
5 minutes later, the bridge fell.
5 minute reads are popular, the study found.
Reuters first reported the deal.
Reuters reported the deal on Monday
The report was carried by Reuters.
Officials confirmed it via Reuters.
He told Reuters.
She works for Getty Images.
Getty Images sued the firm on Monday.
Data: the regulator found that two million records were stolen.
Chart toppers met the mayor.
Credit: banks lent less in May.
Credit Suisse and UBS merged.
Table talk was of the war.
Related stories were told by two of the women.
Top stories of the tower collapsed on Monday.
Trending down since May, the index fell again.
Home sales fell 3%.
Search teams found the plane.
Menu prices rose.
Like many towns, it has no doctor.
X and Facebook were fined.
Facebook, Instagram and YouTube were fined.
Add salt to a preferred source of water, the doctors said.
Log in data shows that he was there.
Continue reading was the advice of the teacher.
We use cookies as bait, the fisherman said.
Copyright holders such as Getty Images""".splitlines()


@pytest.mark.parametrize("text", FURNITURE)
def test_page_furniture_is_recognised(text: str) -> None:
    assert is_furniture(LEXICON.furniture)(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_opens_like_furniture_is_none(text: str) -> None:
    assert not is_furniture(LEXICON.furniture)(text)


def furniture_in(text: str, *own: str) -> list[str]:
    config = Config(furniture=own)
    document = read_string(text, "source", "text", config)
    found = furniture_blocks(document, LEXICON.furniture, config)
    return [document.blocks[index].rendered.text for index in sorted(found)]


def test_furniture_that_wraps_under_a_title_line_leaves_the_title_alone() -> None:
    text = "The bridge stays open for now\nAdd The Planet as your preferred source to\nsee more of our stories on Google.\n\nIt stood."
    assert furniture_in(text) == [
        "Add The Planet as your preferred source to see more of our stories on Google."
    ]


def test_configured_furniture_is_added_and_case_is_ignored() -> None:
    assert furniture_in("planet PLUS is here.\n\nIt stood.", r"Planet Plus\b.*$") == ["planet PLUS is here."]


def test_a_configured_pattern_that_is_no_expression_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"furniture: '\(' is no regular expression: missing \)"):
        furniture_in("It stood.", "(")


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "AA ",
        "A-",
        "A. ",
        "Photo: A. ",
        "Photo: A ",
        "Aa/",
        "a ",
        "/",
        "Facebook ",
        "share ",
        "Data: A; ",
        "(Ab ",
        "via A ",
    ],
)
def test_no_furniture_pattern_backtracks_without_bound(unit: str) -> None:
    furniture = is_furniture(LEXICON.furniture)
    started = time.process_time()
    for prefix in ("", "Photo: ", "Photo by ", "follow ", "sign up for ", "read more ", "get the "):
        furniture((prefix + unit * 220)[: LEXICON.furniture.longest - 1] + "!")
    # Microseconds in truth; a pattern that backtracks takes minutes.
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "unit", ["a ", "a: ", " ", "A, ", "| ", "1. ", "*", "by A ", "June 1 ", "-", ".", "q", "😀"]
)
def test_a_hostile_line_is_sectioned_in_no_time(unit: str) -> None:
    for prefix in ("", "# ", "**", "By ", "Q: ", "Published "):
        text = (prefix + "x" + unit * 100_000)[:100_000] + "\n\nIt stood."
        started = time.process_time()
        cut(text, "markdown")
        cut(text, "text")
        assert time.process_time() - started < 5
