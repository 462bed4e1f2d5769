"""YAML front matter: its fields, the prose in it with exact places, and what is wrong with it."""

# ruff: noqa: E501 - in a table, a case is a line
from __future__ import annotations

import time

import pytest

from fidelity.config import Config
from fidelity.errors import InputError
from fidelity.read import read_string
from fidelity.read.front_matter import LONGEST
from fidelity.types import Document


def read(text: str) -> Document:
    return read_string(text, "story", "markdown", Config())


def prose(document: Document) -> list[tuple[str, str, str]]:
    """Field, what a reader sees, and the raw text of its place."""
    return [
        (block.name, block.rendered.text, document.at(block.rendered.span))
        for block in document.blocks
        if block.name
    ]


def test_fields_are_read_with_their_values_and_places() -> None:
    document = read("---\ntitle: The bridge\ntags: [a, 'b']\nlist:\n  - c\n  - d\nn: 3\nnone:\n---\nText.\n")
    assert [(field.key, field.values) for field in document.fields] == [
        ("title", ("The bridge",)), ("tags", ("a", "b")), ("list", ("c", "d")), ("n", ("3",)), ("none", ("",)),
    ]  # fmt: skip
    assert document.at(document.fields[2].span) == "list:\n  - c\n  - d"
    assert document.at(document.front[0]).startswith("---\ntitle")
    assert document.at(document.front[0]).endswith("\n---\n")
    assert document.value("tags") == ("a", "b")
    assert document.value("nothing") == ()


PROSE = [
    ("title: The bridge's toll", "The bridge's toll", "The bridge's toll"),
    ("title: 'it''s  so'", "it's so", "it''s  so"),
    ('title: "a \\"b\\" \\u00e9 c\\/d"', 'a "b" é c/d', 'a \\"b\\" \\u00e9 c\\/d'),
    ('title: "a\\tb\\nc"', "a b c", "a\\tb\\nc"),
    ('title: "a \\\n  b\\\n  c"', "a bc", "a \\\n  b\\\n  c"),
    ('title: "\\ud83d\\ude00 a"', "😀 a", "\\ud83d\\ude00 a"),
    ("title: 😀 café  # no title", "😀 café", "😀 café"),
    ("title: one\n  two", "one two", "one\n  two"),
    ("title: |\n  one\n  two\n\n  three", "one two three", "one\n  two\n\n  three"),
    ("title: >-\n  one\n  two\n", "one two", "one\n  two"),
    ("title: &anchor Anchored", "Anchored", "Anchored"),
    ("title: !!str 'Tagged'", "Tagged", "Tagged"),
    ('"title": Quoted key', "Quoted key", "Quoted key"),
    ("# a comment\ntitle: After it", "After it", "After it"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("yaml", "shown", "raw"), PROSE)
def test_prose_is_mapped_to_its_raw_form(yaml: str, shown: str, raw: str, mark: str, end: str) -> None:
    document = read(mark + f"---\n{yaml}\n---\nText.\n".replace("\n", end))
    assert prose(document) == [("title", shown, raw.replace("\n", end))]


def test_each_item_of_a_list_of_prose_is_read() -> None:
    document = read("---\nkey_points:\n  - One is so.\n  - 'Two is.'\n---\n")
    assert [text for _, text, _ in prose(document)] == ["One is so.", "Two is."]


def test_an_alias_is_no_second_place_for_its_text() -> None:
    document = read("---\ntitle: &t One is so.\nsummary: *t\n---\n")
    assert prose(document) == [("title", "One is so.", "One is so.")]
    assert document.value("summary") == ("One is so.",)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nTitle: not this\n\n---\nText.",
        "---\nJust text between rules.\n---\n",
        "---",
        "----\ntitle: no\n----\n",
        " ---\ntitle: no\n ---\n",
        "Text.\n\n---\ntitle: no\n---\n",
        "--- # x\ntitle: no\n---\n",
    ],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert read(text + "\nText.").front == ()


@pytest.mark.parametrize("text", ["---\n---\n", "---\r\n...\r\n", "---\n# only a comment: here\nx: y\n---\n"])
def test_front_matter_may_hold_nothing_of_interest(text: str) -> None:
    document = read(text + "Text.")
    assert document.front[0].end == len(text)
    assert not prose(document)


BROKEN = [
    (
        "---\ntitle: a: b\n---\n",
        r"<text>:2:9: broken front matter: mapping values are not allowed here",
    ),
    ("\ufeff---\r\nok: 1\r\ntitle: a: b\r\n---\r\n", r"<text>:3:9: broken front matter"),
    ("---\rok: 1\rtitle: a: b\r---\r", r"<text>:3:9: broken front matter"),
    (
        "---\nok: 1\ntitle: 'open\n---\n",
        r"<text>:4:1: broken front matter: found unexpected end of stream",
    ),
    ("---\nx: [a\n---\n", r"<text>:3:1: broken front matter: expected ',' or '\]'"),
    ("---\nx: *nobody\n---\n", r"<text>:2:4: broken front matter: found undefined alias"),
    ("---\nx:\n\t- y\n---\n", r"<text>:3:1: broken front matter: found character '\\t'"),
    ("---\nx: \x07\n---\n", r"<text>:2:4: broken front matter: character U\+0007 is not allowed"),
    (
        "---\n- a\n- b\n---\n",
        r"<text>:2:1: broken front matter: it is a list; expected `key: value` lines",
    ),
    ("---\n[a, b]\n---\n", r"<text>:2:1: broken front matter: it is a list"),
    (
        "---\ntitle: open\n\nText.\n",
        r"<text>:1:1: the front matter opened here is never closed with ---",
    ),
    ("---\rtitle: open\rText.\r", r"<text>:1:1: the front matter opened here is never closed"),
    ("---\nx: " + "[" * 5000 + "\n---\n", r"<text>:2:1: broken front matter: nested too deep"),
    ("---\nx: " + "{a: " * 5000 + "\n---\n", r"<text>:2:1: broken front matter: nested too deep"),
    (
        "---\nx: " + "y" * LONGEST + "\n---\n",
        r"<text>:1:1: the front matter is over the limit of 65,536 characters",
    ),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_broken_front_matter_is_refused_at_its_place_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(text + "Text.")
    assert "\n" not in str(caught.value)


def test_aliases_of_aliases_are_not_expanded() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 60))
    started = time.process_time()
    document = read(f"---\nl0: &l0 [x, x]\n{levels}---\nText.")
    assert time.process_time() - started < 2
    assert document.value("l0") == ("x", "x")


def test_a_tag_makes_nothing() -> None:
    document = read("---\nx: !!python/object/apply:os.getcwd []\ny: !!int 'z'\n---\nText.")
    assert document.value("y") == ("z",)


@pytest.mark.parametrize("unit", ["'", '"', "a: b\n", "#\n", "x ", "\\n", "- ", "&a ", "!", "---", "- - "])
def test_hostile_front_matter_takes_no_time(unit: str) -> None:
    started = time.process_time()
    for start in ("---\n", "---\ntitle: ", '---\ntitle: "'):
        text = start + unit * (LONGEST // len(unit) - 5) + "\n---\n"
        try:
            read(text)
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either outcome is fine, a long one is not
    # Linear work takes about two seconds here, quadratic work minutes.
    assert time.process_time() - started < 15
