"""Plain text: paragraphs, list items and title lines, with hard-wrapped lines joined."""

from __future__ import annotations

import re

from fidelity.read.rendering import Renderer
from fidelity.types import BOM, Block, BlockKind, Document, Span

__all__ = ["read_plain"]

LINE = re.compile(r"[^\r\n]+")
MARKER = re.compile(r"[ \t]*(?:[-*+\u2022\u2023\u25e6\u25aa\u00b7]|\d{1,3}[.)])[ \t]+(?=\S)")
# A label such as "Q:" or "A1:" opens a line of its own; a line of marks alone is a rule.
SPEAKER = re.compile(r"[ \t]*[^\W\d_]\d{0,2}:[ \t]")
WORDLESS = re.compile(r"[\W_]+\Z")
# Longer lines than this were not wrapped by hand or by an editor: each is a paragraph.
WRAP_LIMIT = 120


def read_plain(text: str, path: str, sha256: str) -> Document:
    """Read text without markup. A blank line ends a block; so does a list marker.

    A line break inside a block is a space where the text was wrapped: it follows a comma, the
    next line starts in lower case, or the text is hard-wrapped and the next word would not have
    fitted on this line. Else it ends the block.
    """
    lines = [Span(match.start(), match.end()) for match in LINE.finditer(text)]
    lines = [line for line in lines if text[line.start : line.end].replace(BOM, "").strip()]
    blocks = []
    runs = _runs(text, lines)
    width = _wrap_width(text, runs)
    for run in runs:
        group: list[Span] = []
        for line in run:
            if group and not _continues(text, group[-1], line, width):
                blocks.append(_block(text, group))
                group = []
            group.append(line)
        blocks.append(_block(text, group))
    return Document(path, text, sha256, blocks=tuple(blocks))


def _runs(text: str, lines: list[Span]) -> list[list[Span]]:
    """Group lines that no blank line parts."""
    runs: list[list[Span]] = []
    for line in lines:
        if runs:
            between = text[runs[-1][-1].end : line.start]
            breaks = between.replace("\r\n", "\n").replace("\r", "\n").count("\n")
            if breaks < 2:
                runs[-1].append(line)
                continue
        runs.append([line])
    return runs


def _wrap_width(text: str, runs: list[list[Span]]) -> int:
    """Return the column at which the text was wrapped by hand or editor, 0 if it was not."""
    # A line of one word is a link, which no wrapping breaks.
    width = max((len(line) for run in runs for line in run if _breakable(text, line)), default=0)
    inner = [len(line) for run in runs for line in run[:-1]]
    full = sum(length >= 0.75 * width for length in inner)
    return width if width <= WRAP_LIMIT and full >= 2 and full > len(inner) / 2 else 0


def _breakable(text: str, line: Span) -> bool:
    return len(text[line.start : line.end].split(maxsplit=1)) > 1


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether `following` goes on with the sentence of `line`."""
    here = text[line.start : line.end].rstrip()
    after = text[following.start : following.end]
    if MARKER.match(after) or SPEAKER.match(after) or WORDLESS.match(after) or WORDLESS.match(here):
        return False
    first = after.split(maxsplit=1)[0]
    if 0 < width < len(here) + 1 + len(first):
        return True
    return here[-1] in ",;" or (first[0].islower() and here[-1] not in ".!?:")


def _block(text: str, lines: list[Span]) -> Block:
    renderer = Renderer()
    start, end = lines[0].start, lines[-1].end
    if text.startswith(BOM) and start == 0:
        start = 1
    marker = MARKER.match(text, start, lines[0].end)
    previous: Span | None = None
    for line in lines:
        low = marker.end() if marker and line is lines[0] else max(line.start, start)
        content = text[low : line.end]
        low += len(content) - len(content.lstrip())
        high = low + len(content.strip())
        if previous is not None:
            renderer.add_space(previous.end, low)
        renderer.add(text[low:high], low, high)
        previous = Span(low, high)
    kind = BlockKind.ITEM if marker else BlockKind.PARAGRAPH
    return Block(kind, Span(start, end), renderer.build())
