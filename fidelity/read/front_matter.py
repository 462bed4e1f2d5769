"""YAML front matter: fields with their places, and the values that readers see as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.errors import InputError
from fidelity.read.rendering import Renderer
from fidelity.types import BOM, Block, BlockKind, Document, Field, Rendered, Span

if TYPE_CHECKING:
    from yaml.nodes import Node, ScalarNode

__all__ = ["FrontMatter", "split_front_matter"]

# Fields whose value is prose that a reader meets in search results, cards and feeds.
PROSE_KEYS = frozenset(
    "title headline subtitle subheadline dek description summary excerpt abstract tldr lead "
    "meta_description og_title og_description seo_title seo_description key_points takeaways "
    "key_takeaways highlights".split()
)
# PyYAML takes up to a second for this much; front matter is metadata, not a data set.
LONGEST = 65_536
FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
CLOSE = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
# What the line behind the fence looks like in YAML. A blank line there makes the fence a rule.
ENTRY = re.compile(
    r"(?:#[^\r\n]*[\r\n]+)*+(?:[^\W\d][\w .-]*|\"[^\"\r\n]*\"|'[^'\r\n]*')[ \t]*:(?:[ \t\r\n]|\Z)"
)
LIST = re.compile(r"(?:#[^\r\n]*[\r\n]+)*+(?:- |\[)")
BLOCK_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\n|\r)")
TOKEN = re.compile(r"\s+|\S")
SPACE = re.compile(r"\s+")
# In double quotes, white space may be escaped, and a backslash joins lines.
QUOTED_SPACE = re.compile(r"(?:\s|\\[ntvfreNLP_ \t]|\\(?:\r\n|\n|\r)|\\x(?:20|[aA]0)|\\u00(?:20|[aA]0))+")
PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*+")  # an anchor or tag before the value
JOINED_LINES = re.compile(r"(?:\\(?:\r\n|\n|\r)[ \t]*)+")
ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
)
HEX_ESCAPE = re.compile(r"[xuU]([0-9a-fA-F]+)")
SHORT_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", '"': '"', "/": "/", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body. `end` is where the body starts."""

    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
    end: int


def split_front_matter(text: str, path: str) -> FrontMatter:
    """Read the front matter that `text` opens with, if any.

    Raises InputError with line and column where the YAML is broken or no mapping, where it is too
    long, or where the fence is never closed.
    """
    body = len(BOM) if text.startswith(BOM) else 0
    opening = FENCE.match(text, body)
    if opening is None:
        return FrontMatter((), (), (), body)
    start = opening.end()
    closing = CLOSE.search(text, start)
    empty = closing is not None and closing.start() == start
    if not empty and not ENTRY.match(text, start) and not (closing and LIST.match(text, start)):
        return FrontMatter((), (), (), body)
    if closing is None:
        raise InputError(
            f"{path}:1:1: the front matter opened here is never closed with ---; "
            "if it is a rule, put a blank line under it"
        )
    if closing.start() - start > LONGEST:
        raise InputError(f"{path}:1:1: the front matter is over the limit of {LONGEST:,} characters")
    entries = list(_entries(text, start, closing.start(), path))
    return FrontMatter(
        tuple(field for field, _ in entries),
        tuple(block for _, blocks in entries for block in blocks),
        (Span(body, closing.end()),),
        closing.end(),
    )


def _entries(text: str, start: int, end: int, path: str) -> Iterator[tuple[Field, list[Block]]]:
    import yaml

    for key, value in _mapping(text, start, end, path):
        if not isinstance(key, yaml.ScalarNode):
            continue
        nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
        scalars = [node for node in nodes if isinstance(node, yaml.ScalarNode)]
        low = start + key.start_mark.index
        # The value of an alias stands where its anchor is, which may be in an earlier entry.
        high = max(start + key.end_mark.index, start + value.end_mark.index)
        span = Span(low, low + len(text[low:high].rstrip()))
        blocks = []
        if key.value.lower().replace("-", "_") in PROSE_KEYS:
            places = [(node, _render(text, start, node)) for node in scalars]
            blocks = [
                Block(
                    BlockKind.FIELD,
                    span if node is value else rendered.span,
                    rendered,
                    name=key.value,
                )
                for node, rendered in places
                if rendered.text and span.contains(rendered.span)
            ]
        yield Field(key.value, tuple(_joined(node.value) for node in scalars), span), blocks


def _mapping(text: str, start: int, end: int, path: str) -> list[tuple[Node, Node]]:
    """Compose the YAML of `start:end`; nothing is constructed, so tags and aliases do nothing."""
    import yaml

    def fail(offset: int, problem: str) -> InputError:
        place = Document("", text, "").position(min(start + offset, len(text)))
        return InputError(f"{path}:{place.line}:{place.column}: broken front matter: {problem}")

    try:
        root = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise fail(mark.index if mark else 0, str(error.problem or error.context)) from error
    except yaml.reader.ReaderError as error:
        raise fail(error.position, f"character U+{error.character:04X} is not allowed") from error
    except (yaml.YAMLError, ValueError) as error:
        raise fail(0, " ".join(str(error).split())) from error
    except RecursionError as error:
        raise fail(0, "nested too deep") from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        kind = "a list" if isinstance(root, yaml.SequenceNode) else "text"
        raise fail(root.start_mark.index, f"it is {kind}; expected `key: value` lines")
    return list(root.value)


def _render(text: str, start: int, node: ScalarNode) -> Rendered:
    """Map a scalar's value to its raw form: quotes, escapes, folded lines, block scalars.

    Walks both once. Where they cannot be brought together, no text is returned: the field is
    then counted as metadata and not checked, never shown at a wrong place.
    """
    raw = text[start + node.start_mark.index : start + node.end_mark.index]
    properties = PROPERTIES.match(raw)
    skipped = properties.end() if properties else 0
    start, raw = start + node.start_mark.index + skipped, raw[skipped:]
    value = _joined(node.value)
    quote = node.style if node.style in {'"', "'"} else ""
    at = len(quote)
    if node.style in {"|", ">"}:
        header = BLOCK_HEADER.match(raw)
        at = header.end() if header else 1
    gap = QUOTED_SPACE if quote == '"' else SPACE
    renderer = Renderer()
    for match in TOKEN.finditer(value):
        token = match.group()
        if token.isspace():
            between = gap.match(raw, at)
            if between is not None:
                renderer.add_space(start + at, start + between.end())
                at = between.end()
            elif match.end() < len(value):
                return Rendered("", ())
            continue
        skip = (JOINED_LINES if quote == '"' else SPACE).match(raw, at)
        at = skip.end() if skip else at
        width = _width(raw, at, token, quote)
        if not width:
            return Rendered("", ())
        renderer.add(token, start + at, start + at + width)
        at += width
    return renderer.build()


def _width(raw: str, at: int, char: str, quote: str) -> int:
    """Return how many raw characters at `at` stand for `char`, 0 if they do not."""
    if quote == '"' and (match := ESCAPE.match(raw, at)) is not None:
        codes = "".join(chr(int(code, 16)) for code in HEX_ESCAPE.findall(match.group()))
        shown = _joined(codes) or SHORT_ESCAPES.get(match.group()[1:])
        return len(match.group()) if shown == char else 0
    if raw[at : at + 1] != char:
        return 0
    return 2 if quote == "'" and raw[at : at + 2] == "''" else 1


def _joined(value: str) -> str:
    """Return `value` with the surrogate pairs joined that JSON writers escape emoji as."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
