"""What a template left in the text: a placeholder, a stray list marker, a raw title in a question.

What: `{{title}}`, `{% if %}`, `${name}`, `%s`, `{0}`, `[object Object]`, "lorem ipsum", "Invalid
Date", "[INSERT NAME]", "[Your City]"; "undefined" and "null" as programs print them; a list marker
at the start of an answer ("A: - The town ...") or behind another ("- - The town"); the story's
title put word for word into a question ("What is Town council votes to keep the library open
about?").

Why: it tells readers that nobody looked.

Flagged: "**A:** - The library stays open."

Clean: a list, typed by hand too; a dash between words; code; "What is OpenAI about?" under the
title "OpenAI".

Known misses: a title that was shortened before it was put into the question.

Fix: a stray list marker is deleted, and a placeholder that front matter has a value for, or that
asks for the title, gets it (safe). Other placeholders and questions need a person.

Options: title_words, how many words a title needs before it counts as raw in a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.analysis.form.inline_code import is_code
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import normal, words
from fidelity.types import Block, BlockKind, Finding, Fix, Role, Severity, Span

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
# "- - text", which Markdown takes for a list in a list.
SECOND_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+((?:[-*+][ \t]+){1,5})[*_]{0,3}\Z")
MARKER = re.compile(r"(?:[-*+\u2022\u2023\u25e6]\s+)+(?=\S)")
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})


@rule(
    "F504",
    "template-residue",
    severity=Severity.ERROR,
    scope=Scope.STORY,
    options={"title_words": 4},
)
def template_residue(case: StoryCase) -> Iterator[Finding]:
    """Flag placeholders, stray list markers and raw titles."""
    titles = _titles(case)
    yield from _unfilled_fields(case)
    for index, block in enumerate(case.story.document.blocks):
        if block.kind in SKIPPED or not block.rendered.text:
            continue
        rendered = block.rendered
        for match in PLACEHOLDER.finditer(rendered.text):
            if not is_code(case.story.document, rendered, match.start()):
                yield _placeholder(case, rendered.locate(*match.span()), match.group(), filled=block)
        yield from _printed_value(case, block)
        yield from _second_marker(case, block)
        yield from _stray_marker(case, block, case.story.leads[index])
        yield from _raw_title(case, block, titles)


def _placeholder(case: StoryCase, span: Span, text: str, filled: Block | None = None) -> Finding:
    value = "" if filled is None or filled.kind is BlockKind.FIELD else _value(case, text)
    return case.finding(
        span,
        f'template residue "{text}"',
        confidence=0.97,
        fix=Fix(safe=True, span=span, replacement=value) if value else None,
        help=f'write "{value}"' if value else "fill it in, or take it out",
    )


def _value(case: StoryCase, placeholder: str) -> str:
    """Return what the story itself has for the name in a placeholder, or ""."""
    named = NAMED.fullmatch(placeholder.strip("{}[]$%()<>=_sd \t"))
    if named is None or placeholder.startswith("{%"):
        return ""
    story, name = case.story, named.group(1).lower()
    values = [v for entry in story.document.fields if entry.key.lower() == name for v in entry.values]
    if not values and name == "title":
        roles = zip(story.document.blocks, story.roles, strict=True)
        values = [block.rendered.text for block, role in roles if role is Role.HEADLINE][:1]
    if len(values) != 1 or PLACEHOLDER.search(values[0]):
        return ""
    return values[0].strip()


def _unfilled_fields(case: StoryCase) -> Iterator[Finding]:
    """Flag `title: {{ title }}`, which YAML reads as a mapping and not as text."""
    document = case.story.document
    fields = [block.span for block in document.blocks if block.kind is BlockKind.FIELD]
    for front in document.front:
        for match in UNFILLED.finditer(document.text, front.start, front.end):
            span = Span(*match.span())
            if not any(field.contains(span) for field in fields):
                yield _placeholder(case, span, match.group())


def _printed_value(case: StoryCase, block: Block) -> Iterator[Finding]:
    """Flag "undefined" and "null", as programs print a value that is not there, where no text says so."""
    known = case.lexicon.placeholders
    if known is None or not case.spoken:
        return
    text = block.rendered.text
    for match in known.missing_value.finditer(text):
        beside = text[max(0, match.start() - 30) : match.end() + 30]
        code = is_code(case.story.document, block.rendered, match.start())
        if match.group() in case.analysed.vocabulary or known.plain.pattern.search(beside) or code:
            continue
        yield _placeholder(case, block.rendered.locate(*match.span()), match.group())


def _second_marker(case: StoryCase, block: Block) -> Iterator[Finding]:
    if block.kind is not BlockKind.ITEM:
        return
    document, start = case.story.document, block.rendered.span.start
    line = document.line(document.position(start).line).start
    match = SECOND_MARKER.match(document.text, line, start)
    if match is None:
        return
    span = Span(*match.span(1))
    yield case.finding(
        span,
        f'a second list marker "{match.group(1).strip()}" was left in the item',
        confidence=0.93,
        fix=Fix(safe=True, span=span, replacement=""),
        help="delete it",
    )


def _stray_marker(case: StoryCase, block: Block, lead: int) -> Iterator[Finding]:
    match = MARKER.match(block.rendered.text, lead)
    if match is None or (block.kind is BlockKind.PARAGRAPH and not lead):
        return
    # More of them behind it are a list that was typed by hand.
    mark = match.group().strip()[-1]
    if re.search(rf"\s{re.escape(mark)}\s", block.rendered.text[match.end() :]):
        return
    span = block.rendered.locate(*match.span())
    yield case.finding(
        span,
        f'a list marker "{match.group().strip()}" was left in the text',
        confidence=0.95,
        fix=Fix(safe=True, span=span, replacement=""),
        help="delete it",
    )


def _raw_title(case: StoryCase, block: Block, titles: frozenset[str]) -> Iterator[Finding]:
    text = block.rendered.text
    if not text.rstrip().endswith("?") or block.kind is BlockKind.FIELD:
        return
    form = normal(text)
    for title in sorted(titles):
        at = form.text.find(title)
        if at < 0 or len(form.text) - len(title) < 4:
            continue
        start, end = form.original(at, at + len(title))
        yield case.finding(
            block.rendered.locate(start, end),
            "the story's title was put into a question as it is",
            confidence=0.93,
            help="ask the question in words of its own",
        )
        return


def _titles(case: StoryCase) -> frozenset[str]:
    """Return the normal form of the story's titles that are long enough to be sentences."""
    story = case.story
    texts = [
        block.rendered.text
        for block, role in zip(story.document.blocks, story.roles, strict=True)
        if role is Role.HEADLINE
    ]
    return frozenset(
        normal(text).text
        for text in texts
        if len(words(text)) >= case.options["title_words"] and not text.endswith("?")
    )
