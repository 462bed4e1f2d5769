"""HTML: exact places by our tokenizer, main text by trafilatura (extra `html`).

trafilatura knows which parts of a page are the article; it gives no offsets. The tokenizer gives
the offsets of every piece of text; it does not know what the article is. So the page is cut into
blocks by the tokenizer, and a block is kept where its words are in what trafilatura kept.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator

from fidelity.errors import MissingExtraError
from fidelity.read.html_tokens import HtmlKind, HtmlToken, html_tokens
from fidelity.read.rendering import Renderer
from fidelity.types import Block, BlockKind, Document, Span

__all__ = ["read_html"]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure "
    "footer form header hr html legend li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
).union(HEADINGS)
# Content that is not shown, or is no text of the page.
SKIPPED = frozenset(
    "audio button canvas datalist head iframe math nav noembed noframes noscript object script "
    "select style svg template textarea title video xmp".split()
)
# Of these, what a block inside ends, because the page forgot the end tag or may leave it out.
OPEN_ENDED = frozenset({"head", "svg", "math"})
SURROUNDINGS = frozenset({"aside", "footer", "form", "header"})
WORD = re.compile(r"\w+")
RUN = 5  # words that must stand in one another's order for two texts to be the same


def read_html(text: str, path: str, sha256: str) -> Document:
    """Read a page's main text. Raises MissingExtraError without the extra `html`."""
    kept = _extract(text, path)
    cutter = _Cutter()
    for token in html_tokens(text):
        cutter.take(token)
    cutter.flush()
    return Document(path, text, sha256, blocks=_main(cutter, kept))


def _extract(text: str, path: str) -> str:
    try:
        import trafilatura
        from trafilatura.settings import use_config
    except ImportError as error:
        raise MissingExtraError(f"{path}: reading HTML", "html") from error
    # It logs what it makes of broken pages; a library that was asked for text prints nothing.
    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    settings = use_config()
    # Below these sizes it gives up on finding the article and returns the whole page as one line.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
    settings.set("DEFAULT", "MIN_OUTPUT_SIZE", "0")
    kept = trafilatura.extract(
        text, favor_recall=True, include_comments=False, include_tables=True, config=settings
    )
    return kept or ""


def _main(cutter: _Cutter, kept: str) -> tuple[Block, ...]:
    """Return the blocks whose words are in `kept`; without any, those of the page's body."""
    lines = {tuple(_words(part)) for line in kept.splitlines() for part in (line, *line.split("|"))}
    runs = set(_runs(_words(kept)))

    def chosen(block: Block) -> bool:
        shown = _words(block.rendered.text)
        if len(shown) < RUN:
            # Too short to tell from a menu's words but as a line of its own, or as the title.
            return tuple(shown) in lines or (block.level == 1 and len(shown) > 2)
        own = list(_runs(shown))
        return block.level == 1 or 2 * sum(run in runs for run in own) >= len(own)

    main = tuple(block for block in cutter.blocks if chosen(block)) if kept else ()
    return main or tuple(cutter.body) or tuple(cutter.blocks)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(RUN)), strict=False)


class _Cutter:
    """Cuts a page into blocks of inline text.

    Attributes:
        blocks: All of them, menus and what is not shown aside.
        body: Those outside headers, footers, side bars and forms.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.body: list[Block] = []
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._skipped: list[str] = []
        self._after_break = False
        self._reset()

    def take(self, token: HtmlToken) -> None:
        if token.kind is HtmlKind.OPEN:
            self._start(token)
        elif token.kind is HtmlKind.CLOSE:
            self._end(token)
        elif not self._skipped:
            if token.kind is HtmlKind.SPACE:
                self._renderer.add_space(token.start, token.end)
                return
            self._renderer.add(token.value, token.start, token.end)
            self._after_break = False

    def flush(self) -> None:
        """End the block that is being collected."""
        rendered, label_end = self._renderer.build(), self._label_end
        self._reset()
        if not rendered.text:
            return
        level = next((level for level, tag in enumerate(HEADINGS, 1) if self._count[tag]), 0)
        block = Block(
            BlockKind.HEADING if level else self._kind(),
            Span(rendered.span.start, rendered.span.end),
            rendered,
            level=level,
            lead=sum(piece.length for piece in rendered.pieces if piece.span.end <= label_end),
        )
        self.blocks.append(block)
        if not any(self._count[tag] for tag in SURROUNDINGS):
            self.body.append(block)

    def _reset(self) -> None:
        self._renderer = Renderer()
        self._bold = False  # whether the block opened with bold text
        self._label_end = 0

    def _start(self, token: HtmlToken) -> None:
        tag = token.value
        if tag in BLOCKS and all(skipped in OPEN_ENDED for skipped in self._skipped):
            self._skipped.clear()
        if tag in SKIPPED:
            self._skipped.append(tag)
            if tag not in {"button", "svg", "math"}:
                self.flush()
        elif self._skipped:
            return
        elif tag in BLOCKS:
            self._open_block(tag)
        elif tag == "br":
            if self._after_break:
                self.flush()
            self._renderer.add_space(token.start, token.end)
            self._after_break = True
        elif tag in {"b", "strong"} and self._renderer.empty:
            self._bold = True

    def _open_block(self, tag: str) -> None:
        self.flush()
        while self._open and self._open[-1] in {"p", *HEADINGS} and tag != "div":
            self._count[self._open.pop()] -= 1
        if tag != "hr":
            self._open.append(tag)
            self._count[tag] += 1

    def _end(self, token: HtmlToken) -> None:
        tag = token.value
        if tag in self._skipped:
            while self._skipped.pop() != tag:
                pass
        elif self._skipped:
            return
        elif tag in BLOCKS:
            self.flush()
            while self._count[tag]:
                closed = self._open.pop()
                self._count[closed] -= 1
                if closed == tag:
                    break
        elif tag in {"b", "strong"} and self._bold and not self._label_end:
            self._label_end = token.start

    def _kind(self) -> BlockKind:
        if self._open and self._open[-1] in {"td", "th"}:
            return BlockKind.CELL
        return BlockKind.ITEM if self._count["li"] else BlockKind.PARAGRAPH
