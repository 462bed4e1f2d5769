"""What must hold for every document: offsets are exact, spans are ordered, nothing is lost."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.config import Config
from fidelity.errors import InputError
from fidelity.lexicon import load_lexicon
from fidelity.read import read_string
from fidelity.read.sections import furniture_blocks, sections
from fidelity.split import split_source, split_story
from fidelity.types import Document, Place, Rendered, Story

LEXICON = load_lexicon("en")
CONFIG = Config()

# A word as a reader sees it, and the ways to write it in Markdown.
WORDS = [
    "harbour",
    "Zoë",
    "cafe\u0301",
    "bridge",
    "30%",
    "“toll”",
    "😀",
    "naïve",
    "it’s",
    "R&D",
    "$5",
    "new-built",
]
STYLES = [
    "{}",
    "{}",
    "{}",
    "*{}*",
    "**{}**",
    "_{}_",
    "`{}`",
    "[{}](https://example.org/a_b)",
    "~~{}~~",
    "<b>{}</b>",
]
ENTITIES = {
    "&": "&amp;",
    "’": "&#8217;",
    "“": "&ldquo;",
    "”": "&#x201D;",
    "ë": "&euml;",
    "$": r"\$",
    "-": r"\-",
    "%": r"\%",
}
FIRST = ["The", "Every", "Ägir’s", "Two", "Nobody’s"]


@dataclass(frozen=True)
class Written:
    """Markdown lines, and the sentences that a reader sees as claims in them."""

    lines: tuple[str, ...]
    claims: tuple[str, ...]


@st.composite
def word(draw: st.DrawFn) -> tuple[str, str]:
    shown = draw(st.sampled_from(WORDS))
    style = draw(st.sampled_from(STYLES))
    raw = shown
    if "`" not in style and draw(st.booleans()):
        raw = "".join(ENTITIES.get(char, char) for char in shown)
    return shown, style.format(raw)


@st.composite
def sentence(draw: st.DrawFn, *, wrapped: bool = True) -> tuple[str, str]:
    first = draw(st.sampled_from(FIRST))
    pairs = [(first, first), *draw(st.lists(word(), min_size=2, max_size=8)), ("stood", "stood")]
    raw = pairs[0][1]
    for _, written in pairs[1:]:
        raw += draw(st.sampled_from([" ", " ", " ", "\n", "  \n", "\\\n"] if wrapped else [" "])) + written
    return " ".join(shown for shown, _ in pairs) + ".", raw + "."


@st.composite
def paragraph(draw: st.DrawFn, *, wrapped: bool = True) -> Written:
    pairs = draw(st.lists(sentence(wrapped=wrapped), min_size=1, max_size=3))
    gaps = [draw(st.sampled_from([" ", "\n"] if wrapped else [" "])) for _ in pairs]
    raw = "".join(written + gap for (_, written), gap in zip(pairs, gaps, strict=True)).rstrip()
    return Written(tuple(raw.split("\n")), tuple(shown for shown, _ in pairs))


def prefixed(written: Written, first: str, other: str) -> Written:
    head, *rest = written.lines
    return Written((first + head, *(other + line for line in rest)), written.claims)


SILENT = [
    "<!-- The harbour stood still. -->",
    "```\nThe bridge stood.\n```",
    "* * *",
    "<div>\nText.\n</div>",
    "## The *harbour* stood ##",
]


@st.composite
def nested(draw: st.DrawFn) -> Written:
    outer = prefixed(draw(paragraph()), "* ", "  ")
    inner = prefixed(draw(paragraph()), "  1. ", "     ")
    return Written(outer.lines + inner.lines, outer.claims + inner.claims)


def in_table(written: Written) -> Written:
    row = "| " + " | ".join([" ".join(written.lines), "a cell"]) + " |"
    return Written(("| head | tail |", "|---|---|", row), written.claims)


def blocks() -> st.SearchStrategy[Written]:
    return st.one_of(
        paragraph(),
        nested(),
        paragraph().map(lambda written: prefixed(written, "- ", "  ")),
        paragraph().map(lambda written: prefixed(written, "> ", "> ")),
        paragraph().map(lambda written: prefixed(written, "![The *old* pier stood.](a.png) ", "")),
        paragraph(wrapped=False).map(in_table),
        st.sampled_from(SILENT).map(lambda raw: Written(tuple(raw.split("\n")), ())),
    )


@st.composite
def stories(draw: st.DrawFn) -> tuple[str, list[str]]:
    parts = draw(st.lists(blocks(), min_size=1, max_size=5))
    text = "\n\n".join("\n".join(part.lines) for part in parts) + "\n"
    claims = [claim for part in parts for claim in part.claims]
    if draw(st.booleans()):
        text = "---\ntitle: 'The harbour’s bridge stood still'\ntags: [a, b]\n---\n" + text
        claims.insert(0, "The harbour’s bridge stood still")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text, claims


def take_apart(text: str, markup: str) -> Story:
    document = read_string(text, "story", markup, CONFIG)
    cut = sections(document, LEXICON, CONFIG)
    return split_story(document, cut.sections, cut.roles, cut.structure, cut.leads, "en")


def read_or_refuse(text: str, markup: str) -> Story | None:
    """Return the story, or None where it was refused in one line."""
    message = ""
    try:
        return take_apart(text, markup)
    except InputError as error:
        message = str(error)
    assert message
    assert "\n" not in message
    return None


def assert_exact(rendered: Rendered, document: Document) -> None:
    """Every visible character stands where `locate` says, as itself or as an entity."""
    spans = [rendered.locate(at, at + 1) for at in range(len(rendered.text))]
    for at, (char, span) in enumerate(zip(rendered.text, spans, strict=True)):
        raw = document.at(span)
        piece = rendered.slice(at, at + 1)
        assert piece.text == char
        assert piece.span == span
        shown = html.unescape(raw)
        is_break = char == " " and raw.strip(" \t\r\n\\") == ""
        assert shown == char or is_break or (char.isspace() and shown.isspace()), (raw, char)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def assert_sound(document: Document) -> None:
    spans = [block.span for block in document.blocks]
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans)), "blocks overlap"
    for part in document.blocks:
        if part.rendered.text:
            assert part.span.contains(part.rendered.span)
            assert part.rendered.text == part.rendered.text.strip()
            assert 0 <= part.lead <= len(part.rendered.text)


def assert_accounted(story: Story) -> None:
    text = story.document.text
    assert story.ledger.total == len(text)
    assert sorted(index for group in story.groups for index in group) == list(range(len(story.claims)))
    spans = [claim.span for claim in story.claims]
    assert all(one.end <= two.start for one, two in pairwise(spans)), "claims overlap"
    ends = [0, *(section.span.end for section in story.sections)]
    assert [section.span.start for section in story.sections] == ends[:-1]
    assert ends[-1] == len(text)


@given(stories())
@settings(max_examples=150, deadline=None)
def test_claims_are_what_the_reader_sees_at_the_place_where_it_stands(
    written: tuple[str, list[str]],
) -> None:
    text, expected = written
    story = take_apart(text, "markdown")
    assert [re.sub(r"\s+", " ", claim.text) for claim in story.claims] == expected
    assert_sound(story.document)
    assert_accounted(story)
    for claim in story.claims:
        assert_exact(claim.rendered, story.document)


@given(stories(), st.data())
@settings(max_examples=50, deadline=None)
def test_a_range_of_a_claim_is_located_from_its_first_to_its_last_character(
    written: tuple[str, list[str]], data: st.DataObject
) -> None:
    story = take_apart(written[0], "markdown")
    for claim in story.claims[:3]:
        start = data.draw(st.integers(0, len(claim.text) - 1))
        end = data.draw(st.integers(start + 1, len(claim.text)))
        span = claim.rendered.locate(start, end)
        assert span.start == claim.rendered.locate(start, start + 1).start
        assert span.end == claim.rendered.locate(end - 1, end).end
        assert claim.rendered.slice(start, end).span == span
        assert claim.span.contains(span)


def naive_places(text: str) -> list[Place]:
    """The slow oracle: walk the text once, counting."""
    places, line, column, at = [], 1, 1, 0
    while at < len(text):
        places.append(Place(line, column))
        if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
            line, column = line + 1, 1
        elif not (at == 0 and text[0] == "\ufeff"):
            column += 1
        at += 1
    return [*places, Place(line, column)]


@given(st.text(alphabet="ab\r\n\u2028\x0b\x85😀e\u0301\ufeff", max_size=60))
def test_positions_agree_with_counting_and_lead_back(text: str) -> None:
    document = Document("a", text, "0")
    expected = naive_places(text)
    assert [document.position(offset) for offset in range(len(text) + 1)] == expected
    for offset, place in enumerate(expected):
        start = document.line(place.line).start
        assert offset in {start + place.column - 1, 0}


def tokens(single: str, *longer: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*single, *longer]), max_size=60).map("".join)


MARKDOWN = tokens(
    "ab Q:A.?*_`~[]()!<>#-|\\&;\n\r\t1+=\"'é😀^",
    "\n\n",
    "**",
    "&amp;",
    "| ",
    "\n> ",
    "\n- ",
    "<br>",
    "    ",
    "---\n",
    "|-|\n",
)
PLAIN = tokens("abc ABC.,:;!?-*•1\n\r\t\xa0\x0c\ufeffé😀")
HTML = tokens(
    "ab <>/=\"'&;#!-.\n\r1é😀",
    "<p>",
    "</p>",
    "<b>",
    "&amp;",
    "<!--",
    "-->",
    "<br>",
    "<li>",
    "<h2>",
    "<script>",
    "</script>",
)


@given(MARKDOWN)
@settings(max_examples=400, deadline=None)
def test_any_markdown_is_read_with_sound_places_or_refused_in_words(text: str) -> None:
    story = read_or_refuse(text, "markdown")
    if story is None:
        return
    assert_sound(story.document)
    assert_accounted(story)
    for part in story.document.blocks:
        for piece in part.rendered.pieces:
            raw = story.document.at(piece.span)
            shown = part.rendered.text[piece.at : piece.at + piece.length]
            same = re.sub(r"\s", " ", raw) == re.sub(r"\s", " ", shown) or html.unescape(raw) == shown
            # A break is a space; code in a table cell with an escaped pipe is one unit.
            assert same or shown == " " or (raw.startswith("`") and "\\|" in raw), (raw, shown)


@given(PLAIN)
@settings(max_examples=300, deadline=None)
def test_plain_text_loses_no_character_and_its_places_are_exact(text: str) -> None:
    story = read_or_refuse(text, "text")
    if story is None:
        return
    assert_sound(story.document)
    assert_accounted(story)
    covered = set()
    for part in story.document.blocks:
        assert_exact(part.rendered, story.document)
        for piece in part.rendered.pieces:
            covered.update(range(piece.span.start, piece.span.end))
    lost = [char for at, char in enumerate(story.document.text) if at not in covered]
    assert not [char for char in lost if char.isalpha()]


@given(HTML)
@settings(max_examples=150, deadline=None)
def test_any_html_is_read_with_exact_places(text: str) -> None:
    pytest.importorskip("trafilatura")
    page = f"<p>The harbour stood still.</p>{text}"
    document = read_string(page, "source", "html", CONFIG)
    assert_sound(document)
    for part in document.blocks:
        for piece in part.rendered.pieces:
            raw = document.at(piece.span)
            shown = part.rendered.text[piece.at : piece.at + piece.length]
            assert html.unescape(re.sub(r"\s", " ", raw)) == shown or shown == " ", (raw, shown)


@given(stories())
@settings(max_examples=30, deadline=None)
def test_every_sentence_of_a_source_has_its_exact_place(written: tuple[str, list[str]]) -> None:
    document = read_string(written[0], "source", "markdown", CONFIG)
    source = split_source(document, "en", furniture_blocks(document, LEXICON.furniture, CONFIG))
    assert all(one.span.end <= two.span.start for one, two in pairwise(source.sentences))
    for part in source.sentences:
        assert_exact(part.rendered, document)
