"""Marks that were put twice, and spaces before marks, where that is not how the story is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.form.inline_code import is_code
from fidelity.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fidelity.lexicon.abbreviations import Abbreviations
    from fidelity.types import Block, Rendered, Story

__all__ = ["Slip", "slips"]

# Two full stops and no third; repeated commas, semicolons, colons; a stop or comma after a mark
# that already ends the sentence or clause. "U.S.," and "etc.;" are right, so a full stop may be
# followed by those.
DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)|,{2,}|;{2,}|(?<!:):{2}(?![:\w])|[!?]\.(?!\.)|,\.(?!\w|\.)|[;:],|,;")
# A full stop and a comma: "U.S.," and "etc.," are right, a longer word in lower case is no abbreviation.
STOP_COMMA = re.compile(r"(?<=[^\W\d_A-Z]{5})\.,(?=\s|$)|(?<=[^\W\d_]{3})\.,(?=\s*$)")
# What else stands apart in a text that was tokenised: "n't", "'s", quotation marks.
TOKENISED = re.compile(r"(?:^|\s)(?:n't|'s|'re|'ve|``|''|[!?:;)\]])(?=\s|$)")
SPACED = re.compile(r"(?<=[^\W_])[ \t\u00a0]([.,;])(?=\s|$)")
PLAIN = re.compile(r"\w[.,;](?=\s|$)")
# More spaces before marks than this are how the story is written.
MOST_SPACED = 2
SKIPPED = frozenset({BlockKind.CODE, BlockKind.HTML})
ADDRESS = re.compile(r"\S*(?:://|www\.|\.\./|@)\S*")


@dataclass(frozen=True, slots=True)
class Slip:
    """Marks at `start:end` of a rendered text that should be one mark, `once`."""

    rendered: Rendered
    start: int
    end: int
    once: str

    @property
    def marks(self) -> str:
        """The marks as they stand, a space before them included."""
        return self.rendered.text[self.start : self.end]


def slips(story: Story, abbreviations: Abbreviations) -> Iterator[Slip]:
    """Yield doubled marks, and spaces before marks where they are not the story's habit, in order.

    Code and addresses are left out, and a comma behind the full stop of an abbreviation.
    """
    blocks = [block for block in story.document.blocks if block.kind not in SKIPPED and block.rendered.text]
    spaces_are_slips = _spaces_are_slips(blocks)
    for block in blocks:
        text = block.rendered.text
        addresses = [match.span() for match in ADDRESS.finditer(text)]
        matches = list(DOUBLED.finditer(text))
        matches += (match for match in STOP_COMMA.finditer(text) if not _is_short(match, abbreviations))
        if spaces_are_slips:
            matches += SPACED.finditer(text)
        for match in sorted(matches, key=lambda match: match.span()):
            start, end = match.span()
            if any(low <= start < high and high > end for low, high in addresses):
                continue
            if not is_code(story.document, block.rendered, start):
                once = "." if match.group() in {",.", ".,"} else match.group().strip()[0]
                yield Slip(block.rendered, start, end, once)


def _spaces_are_slips(blocks: Sequence[Block]) -> bool:
    """Whether marks stand behind a space now and then, in a story that was not tokenised."""
    spaced = sum(len(SPACED.findall(block.rendered.text)) for block in blocks)
    plain = sum(len(PLAIN.findall(block.rendered.text)) for block in blocks)
    lone = spaced == 1 and not any(TOKENISED.search(block.rendered.text) for block in blocks)
    return spaced <= MOST_SPACED and (spaced < plain or lone)


def _is_short(match: re.Match[str], abbreviations: Abbreviations) -> bool:
    """Whether the full stop before the comma is an abbreviation's."""
    word = match.string[: match.start()].rsplit(maxsplit=1)[-1].lower()
    return word in abbreviations.open or word in abbreviations.closed
