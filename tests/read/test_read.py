"""Bytes to documents: what is refused and in which words, and exact places in what is read."""

# ruff: noqa: E501 - in a table, a case is a line
from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.config import Config
from fidelity.errors import ConfigError, InputError
from fidelity.read import read_file, read_string
from fidelity.types import BlockKind, Document

CONFIG = Config()


def markdown(text: str) -> Document:
    return read_string(text, "story", "markdown", CONFIG)


def plain(text: str) -> Document:
    return read_string(text, "source", "text", CONFIG)


def shown(document: Document) -> list[str]:
    return [block.rendered.text for block in document.blocks]


def kinds(document: Document) -> list[str]:
    return [block.kind.value for block in document.blocks]


# Files


BAD_BYTES = [
    (b"", r"story\.md: the story is empty"),
    (b" \r\n\t \xc2\xa0\n", r"story\.md: the story is empty"),
    (b"\xef\xbb\xbf", r"story\.md: the story is empty"),
    (b"\xef\xbb\xbf \n", r"story\.md: the story is empty"),
    (
        b"The bridge \xe9tait",
        r"story\.md: not utf-8 at byte offset 11 \(byte 0xe9\); name its encoding, .*--encoding cp1252",
    ),
    (b"Bridge \xe2\x82", r"story\.md: not utf-8 at byte offset 7 \(byte 0xe2\)"),
    (
        "The bridge".encode("utf-16"),
        r"story\.md: NUL byte at byte offset 3; it looks like UTF-16: try --encoding utf-16$",
    ),
    ("The bridge".encode("utf-16-le"), r"it looks like UTF-16-LE: try --encoding utf-16-le"),
    ("The bridge".encode("utf-16-be"), r"it looks like UTF-16-BE: try --encoding utf-16-be"),
    ("The bridge".encode("utf-32"), r"it looks like UTF-32: try --encoding utf-32"),
    (
        "\u6a4b\u6a4b".encode("utf-16"),
        r"not utf-8 at byte offset 0 \(byte 0xff\); it looks like UTF-16",
    ),
    (b"The bridge\0 stood.", r"story\.md: NUL byte at byte offset 10; is it a text file\?"),
    (b"x" * 5000 + b"\0", r"story\.md: NUL byte at byte offset 5000; is it a text file\?"),
]


@pytest.mark.parametrize(("data", "message"), BAD_BYTES)
def test_a_file_that_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "story.md"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read_file(path, "story", CONFIG)
    assert "\n" not in str(caught.value)
    assert path.as_posix() in str(caught.value)


def test_a_missing_file_is_named_with_what_it_was_to_be(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file \(the source\)"):
        read_file(tmp_path / "nowhere.txt", "source", CONFIG)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a folder; give the story's file"):
        read_file(tmp_path, "story", CONFIG)


def test_a_file_under_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The bridge stood.")
    with pytest.raises(InputError, match=r"a\.md/b\.md: cannot be read: Not a directory"):
        read_file(tmp_path / "a.md" / "b.md", "story", CONFIG)


def test_a_file_without_permission_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "story.md"
    path.write_text("The bridge stood.")

    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"story\.md: cannot be read: Permission denied"):
        read_file(path, "story", CONFIG)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o000)
    with pytest.raises(InputError, match=r"cannot be read: Permission denied"):
        read_file(folder / "story.md", "story", CONFIG)


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: embedded null byte"):
        read_file(tmp_path / "a\0b", "story", CONFIG)


def test_a_file_over_the_limit_is_refused_with_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"x" * 2001)
    with pytest.raises(
        InputError, match=r"2,001 bytes is over the limit of 2,000; raise it with --max-bytes"
    ):
        read_file(path, "story", CONFIG.merged(max_bytes=2000))
    assert read_file(path, "story", CONFIG.merged(max_bytes=2001)).text == "x" * 2001


def test_a_limit_of_terabytes_sets_no_memory_aside(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The bridge stood.")
    assert read_file(path, "story", CONFIG.merged(max_bytes=2**40)).text == "The bridge stood."


@pytest.mark.parametrize("name", ["latin-7", "", "base64", "rot13", "undefined", "utf\0"])
def test_an_encoding_that_decodes_no_text_is_a_setting_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The bridge stood. Zo.")
    with pytest.raises(ConfigError, match=r"unknown text encoding .*; give one such as utf-8"):
        read_file(path, "story", CONFIG.merged(encoding=name) if name else Config(encoding=""))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be", "cp1252", "latin-1"])
def test_a_named_encoding_is_used(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("Zoë’s café".replace("’", "'").encode(encoding))
    assert read_file(path, "story", CONFIG.merged(encoding=encoding)).text == "Zoë's café"


def test_text_is_kept_as_it_is_decoded(tmp_path: Path) -> None:
    raw = "\ufeff# One \r\n\r\n  Two.  \rThree.\n\n\n"
    path = tmp_path / "story.md"
    path.write_bytes(raw.encode())
    document = read_file(path, "story", CONFIG)
    assert document.text == raw
    assert document.path == path.as_posix()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the story is empty"),
        ("\ufeff\n", "the story is empty"),
        ("a\0b", r"the story holds a NUL character at offset 1"),
        ("ab \ud83d", r"the story holds half a surrogate pair at offset 3"),
        ("x" * 2001, r"the story: 2,001 bytes is over the limit of 2,000"),
    ],
)
def test_a_string_is_checked_as_a_file_is(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_string(text, "story", "markdown", CONFIG.merged(max_bytes=2000))


def test_an_unknown_markup_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"unknown markup 'markdwon'; did you mean \"markdown\"\?"):
        read_string("x", "story", "markdwon", CONFIG)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("a.md", "heading"),
        ("a.MARKDOWN", "heading"),
        ("a.txt", "paragraph"),
        ("a", "paragraph"),
        ("a.rst", "paragraph"),
    ],
)
def test_the_suffix_says_how_a_file_is_marked_up(tmp_path: Path, name: str, first: str) -> None:
    (tmp_path / name).write_text("# The bridge\n\nIt stood.\n")
    assert kinds(read_file(tmp_path / name, "story", CONFIG))[0] == first


# Markdown


RENDERED = [
    ("a &amp; b &#8217;x \\* c", ["a & b ’x * c"]),
    ("one\ntwo  \nthree\\\nfour", ["one two three four"]),
    ("one\r\ntwo\rthree", ["one two three"]),
    ("`` a ` b `` and `c\nd`", ["a ` b and c d"]),
    ("`` ` `` and `a  b`", ["` and a b"]),
    ("> `co\n> de` it", ["co de it"]),
    ("[a *b*](http://x.org 'title') <http://c.org>", ["a b http://c.org"]),
    ("[a][r] [r]\n\n[r]: http://x.org 'title'", ["a r"]),
    ("![alt *text*](a.png) after", ["after"]),
    ("![alt](a.png)", []),
    ("a<br>b<BR/>c<b>d</b><!-- e -->", ["a b cd"]),
    ("it was so[^1].\n\n[^1]: A *note*.", ["it was so.", "A note."]),
    ("- a\n  b\n  - c\n\n    d\n- e", ["a b", "c", "d", "e"]),
    ("> a\n> b\nc\n\n> > d", ["a b c", "d"]),
    ("| a | b |\n|---|---|\n| `x\\|y` | q \\| r |", ["a", "b", "x|y", "q | r"]),
    ("- [x] done\n- [ ] open", ["done", "open"]),
    ("Set\next\n===\n\ntext", ["Set ext", "text"]),
    ("## A *b* ##\n##\n", ["A b"]),
    ("~~a~~ ***b*** __c__", ["a b c"]),
    ("a\n***\nb", ["a", "b"]),
    ("&ngE; &CounterClockwiseContourIntegral; &bogus;", ["≧̸ ∳ &bogus;"]),
    ("**Q:** Why?\n**A:** So.\n**Q:** How?", ["Q: Why?", "A: So.", "Q: How?"]),
    ("Q: Why\nA: So.\nA2: Or so.", ["Q: Why", "A: So.", "A2: Or so."]),
    ("**Q:** Why? **A:** So.", ["Q: Why?", "A: So."]),
    ("It was\n**very** much\n**so: it** was.", ["It was very much so: it was."]),
    ("**Published**: May | **Category**: tech", ["Published: May | Category: tech"]),
]


@pytest.mark.parametrize(("text", "expected"), RENDERED)
def test_markdown_is_rendered_as_readers_see_it(text: str, expected: list[str]) -> None:
    assert shown(markdown(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\n\nb\n\n- c\n\n> d", ["heading", "paragraph", "item", "paragraph"]),
        ("    code\n\n```\nx\n```\n", ["code", "code"]),
        ("<div>\nx\n</div>\n\n<!-- c -->\n", ["html", "html"]),
        ("| a |\n|---|\n| b |", ["cell", "cell"]),
        ("- a\n\n  b\n\n  > c", ["item", "item", "item"]),
        ("a\n- b\n  ```\n  c\n  ```\n", ["paragraph", "item", "code"]),
    ],
)
def test_every_block_has_its_kind(text: str, expected: list[str]) -> None:
    assert kinds(markdown(text)) == expected


def test_an_entity_is_one_unit_and_the_text_around_it_is_exact() -> None:
    document = markdown("caf&eacute;s &amp; *bars*")
    rendered = document.blocks[0].rendered
    assert rendered.text == "cafés & bars"
    at = {char: document.at(rendered.locate(i, i + 1)) for i, char in enumerate(rendered.text)}
    assert at["é"] == "&eacute;"
    assert at["&"] == "&amp;"
    assert document.at(rendered.locate(8, 12)) == "bars"
    assert document.at(rendered.locate(3, 9)) == "&eacute;s &amp; *b"


def test_the_fences_of_code_are_no_part_of_its_place() -> None:
    document = markdown("run `` a ` b `` now")
    rendered = document.blocks[0].rendered
    assert document.at(rendered.locate(4, 9)) == "a ` b"


def test_a_bold_opening_is_the_lead_of_its_block() -> None:
    assert [block.lead for block in markdown("**Why** so\n\nnot **this**\n\n**All of it**").blocks] == [
        3,
        0,
        9,
    ]


def test_a_footnote_is_named_so() -> None:
    assert [block.name for block in markdown("it is[^a].\n\n[^a]: Said who.").blocks] == [
        "",
        "footnote",
    ]


# Plain text


LONG = (
    "The council met for the third time this year to talk about the harbour bridge that closed in May. " * 2
)
PARAGRAPHS = [
    ("One.\nTwo.\n\nThree.", ["One.", "Two.", "Three."]),
    ("One is\nso.\r\n\r\nTwo", ["One is so.", "Two"]),
    ("One is,\nTwo is.", ["One is, Two is."]),
    ("The title\n" + LONG, ["The title", LONG.strip()]),
    (
        "Title\nAdd this as your source to\nsee more.",
        ["Title", "Add this as your source to see more."],
    ),
    ("- a\n- b\n  c\n* d\n1. e\n2) f\n• g", ["a", "b c", "d", "e", "f", "g"]),
    ("Q: Why\nA: so it is.", ["Q: Why", "A: so it is."]),
    ("Title\n=====\nText.", ["Title", "=====", "Text."]),
    ("\ufeffOne.\n\xa0\nTwo.", ["One.", "Two."]),
    ("One.\x0c\n\x0c\nTwo.", ["One.", "Two."]),
    ("1990 was so.\n5 came.", ["1990 was so.", "5 came."]),
    ("A price of 3\n.5 percent", ["A price of 3", ".5 percent"]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_plain_text_is_cut_into_paragraphs_items_and_title_lines(text: str, expected: list[str]) -> None:
    assert shown(plain(text)) == expected


WRAPPED = """\
The harbour bridge of Old Quay will stay closed until the spring, the
council of the town said on Monday. Its engineers found rust in two of
Quay's oldest piers in May. They had looked for it since the flood, e.g.
in the north pier. A longer account is at
https://www.example.org/a/very/long/address/that/no/wrapping/breaks/because/it/has/no/space/in/it/at/all/whatsoever.html

It will cost the town three million dollars to mend all of the piers. The
Mayor said so.
"""


def test_hard_wrapped_lines_are_joined_whatever_they_start_with() -> None:
    first, *_, last = shown(plain(WRAPPED))
    assert "in two of Quay's oldest" in first
    assert "flood, e.g. in the" in first
    assert last.endswith("The Mayor said so.")


def test_a_list_marker_is_no_part_of_what_is_read() -> None:
    document = plain("  - The bridge\n    stood.")
    block = document.blocks[0]
    assert (block.kind, block.rendered.text) == (BlockKind.ITEM, "The bridge stood.")
    assert document.at(block.rendered.span) == "The bridge\n    stood."


# Hostile input


HOSTILE = [
    "<", "[", "]", "![", "*", "**a", "_a", "`", "``a`", "> ", "- ", "&", "\\", "[^", "[a](", "<!--", "| ", "|-\n", "# ",
    "~", "<a ", "1. ", "<b>", "*a ", "**a** ", "\t", "> - ", "**a: ", "Q: a\n", "**Q:** a\n", " ",
]  # fmt: skip
HOSTILE_PLAIN = ["a:\n", "Q: a\n", "- a\n", " ", "\t", "- ", "1. ", "a", "\xa0\n", "=\n"]


@pytest.mark.parametrize(
    ("read", "unit"),
    [*((markdown, unit) for unit in HOSTILE), *((plain, unit) for unit in HOSTILE_PLAIN)],
)
def test_a_hostile_line_takes_no_time(read: Callable[[str], Document], unit: str) -> None:
    text = ("x " + unit * (100_000 // len(unit)))[:100_000]
    started = time.process_time()
    read(text)
    # Linear work takes a fraction of a second here; quadratic work takes minutes.
    assert time.process_time() - started < 5
