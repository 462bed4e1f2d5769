"""Placeholders that a template left in a story, and what the story itself has for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.form.inline_code import is_code
from fidelity.types import BlockKind, Role, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fidelity.lexicon.placeholders import Placeholders
    from fidelity.types import Block, Story

__all__ = ["SHOWN", "Placeholder", "placeholders", "printed_values"]

# The notations of template engines and of form letters, and what programs print for objects and dates.
PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\$\{[^{}\n]{0,80}\}|<%=?[^<>\n]{0,80}%>"
    r"|(?<![\w%])%(?:\(\w{1,40}\))?[sd](?!\w)|\[object Object\]|\b[Ll]orem ipsum\b"
    r"|\[(?:INSERT|TODO|TBD|YOUR|PLACEHOLDER|TITLE|NAME|DATE|SOURCE|LINK|SUMMARY|COMPANY|CITY|PERSON"
    r"|LOCATION|AUTHOR|TOPIC)\b[^\]\n]{0,60}\]"
    r"|\[(?:Insert|Your|Company|Name|Date|City|Author|Source|Title|Link|Topic|Placeholder)"
    r"(?: [A-Z]\w{0,20}){0,3}\]"
    r"|\[\[[A-Z_]{2,40}\]\]|(?<!\w)__[A-Z_]{2,40}__(?!\w)"
    r"|\{(?:\d|[a-z]+_[a-z_]{1,40}|title|name|date|summary|source|url|author|content|headline|topic|text)\}"
    r"|\bInvalid Date\b|(?<![\w-])NaN(?![\w-])",
)
NAMED = re.compile(r"(?:[\w.]{0,40}\.)?([A-Za-z_]\w{0,40})")
UNFILLED = re.compile(r"\{\{[^{}\n]{0,80}\}\}")
# What a reader sees as text: code shows placeholders on purpose.
SHOWN = frozenset(BlockKind) - {BlockKind.CODE, BlockKind.HTML}
# So many characters on each side of a printed value may make it plain English.
BESIDE = 30


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder.

    Attributes:
        span: Its place in the document.
        value: What the story has for it; empty where that is not known.
    """

    span: Span
    text: str
    value: str = ""


def placeholders(story: Story) -> Iterator[Placeholder]:
    """Yield the placeholders of front matter and of the texts."""
    yield from _unfilled_fields(story)
    for block in story.document.blocks:
        if block.kind not in SHOWN:
            continue
        for match in PLACEHOLDER.finditer(block.rendered.text):
            if not is_code(story.document, block.rendered, match.start()):
                value = "" if block.kind is BlockKind.FIELD else _value(story, match.group())
                yield Placeholder(block.rendered.locate(*match.span()), match.group(), value)


def printed_values(story: Story, cues: Placeholders, known: Collection[str]) -> Iterator[Placeholder]:
    """Yield "undefined" and "null", as programs print a value that is not there.

    Not where a phrase holds the word in which it is plain English, nor where a source has it (`known`).
    """
    for block in story.document.blocks:
        if block.kind in SHOWN:
            for match in cues.missing_value.finditer(block.rendered.text):
                if match.group() not in known and not _is_plain(story, block, match, cues):
                    yield Placeholder(block.rendered.locate(*match.span()), match.group())


def _is_plain(story: Story, block: Block, match: re.Match[str], cues: Placeholders) -> bool:
    """Whether the word is said, or stands in code."""
    beside = block.rendered.text[max(0, match.start() - BESIDE) : match.end() + BESIDE]
    if cues.plain.pattern.search(beside):
        return True
    return is_code(story.document, block.rendered, match.start())


def _unfilled_fields(story: Story) -> Iterator[Placeholder]:
    """Yield `title: {{ title }}`, which YAML reads as a mapping and not as text."""
    document = story.document
    fields = [block.span for block in document.blocks if block.kind is BlockKind.FIELD]
    for front in document.front:
        for match in UNFILLED.finditer(document.text, front.start, front.end):
            span = Span(*match.span())
            if not any(field.contains(span) for field in fields):
                yield Placeholder(span, match.group())


def _value(story: Story, placeholder: str) -> str:
    """Return what the story itself has for the name in a placeholder, or ""."""
    named = NAMED.fullmatch(placeholder.strip("{}[]$%()<>=_sd \t"))
    if named is None or placeholder.startswith("{%"):
        return ""
    name = named.group(1).lower()
    values = [value for field in story.document.fields if field.key.lower() == name for value in field.values]
    if not values and name == "title":
        roles = zip(story.document.blocks, story.roles, strict=True)
        values = [block.rendered.text for block, role in roles if role is Role.HEADLINE][:1]
    if len(values) != 1 or PLACEHOLDER.search(values[0]):
        return ""
    return values[0].strip()
