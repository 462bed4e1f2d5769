"""Takes out the mark that closes a quotation, a bracket, bold text or a code fence.

Refuses where a paragraph with a quotation mark at its beginning follows, for long quotations are set
so, marks that are inches, and words in bold whose asterisks are the only ones.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.types import Block, BlockKind, Span

PAIRS = {
    "quotation": re.compile(r"“[^“”\"\n]{3,400}(”)|(?<![\w\"])\"(?=\w)[^\"“”\n]{3,400}(?<!\d)(\")(?!\w)"),
    "bracket": re.compile(r"(?<=\s)\((?=\w)[^()\n]{3,200}(\))|(?<=\s)\[(?=\w)[^\[\]\n]{3,200}(\])(?![(\[])"),
    "bold": re.compile(r"(?<![\w*])\*\*(?=\w)[^*\n]{2,200}(\*\*)(?!\w)"),
}
FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n(?:(?!\1).*\n)+?(\1)[ \t]*$", re.MULTILINE)
# A quotation mark that YAML needs is none of the text's.
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML, BlockKind.FIELD})
MARKS = '"“„«»”'


@operator("unclosed", rule="F404")
def unclosed(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Take out one closing mark of each kind in each block."""
    document = pair.story.document
    texts = [block for block in document.blocks if block.kind not in SKIPPED]
    for block, following in zip(texts, (*texts[1:], None), strict=True):
        raw = document.at(block.span)
        for kind, pattern in PAIRS.items():
            matches = [match for match in pattern.finditer(raw) if _balanced(raw)]
            if not matches or (kind == "quotation" and _opens(following)):
                continue
            match = rng.choice(matches)
            start, end = match.span(match.lastindex or 0)
            yield Edit(Span(block.span.start + start, block.span.start + end), "", kind=kind)
    for match in FENCE.finditer(document.text):
        yield Edit(Span(*match.span(2)), "", kind="fence")


def _balanced(raw: str) -> bool:
    """Whether all marks of the block come in pairs: else another one would close what is opened."""
    alike = raw.count('"') % 2 == 0 and raw.count("“") == raw.count("”")
    return alike and raw.count("(") == raw.count(")") and raw.count("**") % 2 == 0


def _opens(block: Block | None) -> bool:
    return block is not None and block.rendered.text[:1] in set(MARKS)
