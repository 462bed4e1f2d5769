"""HTML: the article in, the page around it out, every offset exact."""

# ruff: noqa: E501 - in a table, a case is a line
from __future__ import annotations

import html
import subprocess
import sys
import time

import pytest

from fidelity.config import Config
from fidelity.errors import MissingExtraError
from fidelity.read import read_string
from fidelity.types import Document

TEXT = "The council voted on Monday to keep the harbour bridge open until the spring of next year."


def read(text: str) -> Document:
    pytest.importorskip("trafilatura")
    return read_string(text, "source", "html", Config())


def shown(document: Document) -> list[str]:
    return [block.rendered.text for block in document.blocks]


PAGE = f"""\
<!DOCTYPE html>
<html><head><title>The bridge | The Planet</title><meta charset="utf-8">
<script>var x = "<p>Not this script text, which is long enough to matter.</p>";</script>
<style>p {{ color: red }}</style></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<header><div class="logo">The Planet</div></header>
<article>
<h1>The bridge stays open</h1>
<p>{TEXT}</p>
<div class="share"><a href="#">Share</a> <a href="#">Facebook</a></div>
<p>It&rsquo;s the <em>third</em> vote, <b>Zo&euml;</b> Roe &amp; others said&nbsp;on<br>Monday <!-- never -->in the hall.</p>
<h2>The cost</h2>
<ul><li>Three million dollars.<li>Two years of work.</ul>
<table><tr><th>Pier</th><td>It is rusty.</td></tr></table>
<blockquote><p>Share holders of the firm that built it said nothing to the council.</p></blockquote>
</article>
<aside><h3>Most read</h3><p>Another story that has nothing to do with this one at all.</p></aside>
<footer><p>Copyright 2026 The Planet</p></footer>
</body></html>
"""


def test_the_article_is_kept_and_the_page_around_it_is_not() -> None:
    assert shown(read(PAGE)) == [
        "The bridge stays open",
        TEXT,
        "It’s the third vote, Zoë Roe & others said on Monday in the hall.",
        "The cost",
        "Three million dollars.",
        "Two years of work.",
        "Pier",
        "It is rusty.",
        "Share holders of the firm that built it said nothing to the council.",
    ]


def test_kinds_and_levels_follow_the_tags() -> None:
    blocks = read(PAGE).blocks
    assert [block.kind.value for block in blocks] == [
        "heading", "paragraph", "paragraph", "heading", "item", "item", "cell", "cell", "paragraph",
    ]  # fmt: skip
    assert [block.level for block in blocks if block.level] == [1, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_exact_through_entities_tags_and_comments(end: str) -> None:
    document = read(PAGE.replace("\n", end))
    rendered = document.blocks[2].rendered
    for at, char in enumerate(rendered.text):
        raw = document.at(rendered.locate(at, at + 1))
        assert html.unescape(raw) == char or (char == " " and raw.strip("\r\n ") in {"", "<br>", "&nbsp;"})
    at = rendered.text.index("Zoë")
    assert document.at(rendered.locate(at, at + 3)) == "Zo&euml;"


BODY = [
    ("<p>One <b>two <i>three</b> four<p>Five.", ["One two three four", "Five."]),
    ("<p>a<b>b</b>c <span>d</span>e</p>", ["abc de"]),
    ("<p>x &lt; y &amp z &copy; &bogus; &#8217;&#x2019; & a &</p>", ["x < y & z © &bogus; ’’ & a &"]),
    ("<p>a < b and 1<2</p>", ["a < b and 1<2"]),
    ("<p>One<!-- two -->three<!--> four</p>", ["Onethree four"]),
    ("<p>One</p><![CDATA[ a > b ]]><p>Two</p>", ["One", "Two"]),
    ("<p>One<br>two<br><br>three</p>", ["One two", "three"]),
    ("<p title=don't>It isn't <a href='a>b' title=\"c'd\">so</a>.</p>", ["It isn't so."]),
    ("<h2>One<p>Two</h2><p>Three", ["One", "Two", "Three"]),
    ("</p></div><p>One</p></section><p>Two", ["One", "Two"]),
    ("<head><meta name=a><p>One without a body tag", ["One without a body tag"]),
    ("<p>One</p><svg><path d='M'><p>Two after an open picture", ["One", "Two after an open picture"]),
    ("<p>One</p><button>Share</button><script>if (a < b) {}</script><p>Two", ["One", "Two"]),
    ("<p>One</p><p>Two <a href='never closed", ["One", "Two"]),
    ("<P>One</P><DIV>Two</DIV>", ["One", "Two"]),
    ("<p>Zoe\u0308 \U0001f600 “so”</p>", ["Zoe\u0308 \U0001f600 “so”"]),
    ("<p/>One<p>Two<hr>Three", ["One", "Two", "Three"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BODY)
def test_broken_markup_is_read_as_a_browser_shows_it(
    body: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the article is, trafilatura decides; here every block counts.
    monkeypatch.setattr("fidelity.read.html._extract", lambda *_: "")
    document = read(body)
    assert shown(document) == expected
    for block in document.blocks:
        assert block.span == block.rendered.span


def test_without_an_article_the_page_is_read_but_for_what_surrounds_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("fidelity.read.html._extract", lambda *_: "")
    page = (
        "<nav><p>Menu</p></nav><header>Logo</header><p>The text.</p><aside>More</aside><footer>End</footer>"
    )
    assert shown(read(page)) == ["The text."]
    assert shown(read("<footer>Only this</footer>")) == ["Only this"]


def test_a_bold_opening_is_the_lead_of_its_block() -> None:
    assert [block.lead for block in read("<p><b>Q:</b> Why?</p><p>It <b>is</b> so.</p>").blocks] == [2, 0]


def test_nothing_is_printed_about_a_broken_page(capfd: pytest.CaptureFixture[str]) -> None:
    read("<<<")
    assert capfd.readouterr() == ("", "")


def test_a_missing_extra_is_named_with_the_command_that_brings_it() -> None:
    script = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "from fidelity.config import Config\n"
        "from fidelity.errors import MissingExtraError\n"
        "from fidelity.read import read_string\n"
        "try: read_string('<p>x</p>', 'source', 'html', Config())\n"
        "except MissingExtraError as error: print(error)\n"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == (
        "<text>: reading HTML needs an optional dependency: pip install 'source-fidelity[html]'\n"
    )


def test_a_missing_extra_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"source-fidelity\[html\]"):
        read_string("<p>x</p>", "source", "html", Config())


HOSTILE = [
    "<", "<a ", "<!--", "</", '<a b="', "<a b='", "<a b=\"'>", '<a "', "<div>", "<b>", "<?", "&", "&#", "&amp", "x", "<br>",
    "<table>", "<ul><li>", "<p>a b c d e ", "<![CDATA[", "<svg>", "</p>", "<h1>", "<a =", "<script>", "<button>", "<li></ul>",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_page_takes_no_time(unit: str) -> None:
    page = f"<p>{TEXT}</p>" + unit * (100_000 // len(unit))
    started = time.process_time()
    read(page)
    # The slowest takes about a second here, most of it trafilatura's; quadratic work takes minutes.
    assert time.process_time() - started < 8
