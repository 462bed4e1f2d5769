"""The lists of a story, and how many items the line above each announces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fidelity.analysis.form.bodies import Body
from fidelity.text.words import normal, words
from fidelity.types import Block, BlockKind, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fidelity.lexicon.page_lists import PageLists

__all__ = ["ItemList", "announced", "item_lists", "wholes"]

# A count further from its noun counts something else ("four towns, and these are the points").
NEAR = 3


@dataclass(frozen=True)
class ItemList:
    """A list of a section.

    Attributes:
        blocks: Its items.
        lead: The line above it; empty where there is none.
    """

    body: Body
    blocks: tuple[Block, ...]
    lead: str

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """What the items say, in normal form."""
        return tuple(normal(block.rendered.text).text for block in self.blocks)

    @property
    def span(self) -> Span:
        """From the first item to the last."""
        return Span(self.blocks[0].rendered.span.start, self.blocks[-1].rendered.span.end)


def item_lists(sections: Iterable[Body]) -> tuple[ItemList, ...]:
    """Return the lists of those sections that make claims or state opinions, in order."""
    return tuple(each for body in sections for each in _of_section(body))


def _of_section(body: Body) -> Iterator[ItemList]:
    """Yield the runs of items of a section, each with the paragraph right above it."""
    if body.section.role not in {Role.CLAIMS, Role.OPINION}:
        return
    run: list[Block] = []
    lead = body.heading.rendered.text if body.heading is not None else ""
    for block in (*body.blocks, None):
        if block is not None and block.kind is BlockKind.ITEM and block.rendered.text:
            run.append(block)
            continue
        if run:
            yield ItemList(body, tuple(run), lead)
        run = []
        lead = block.rendered.text if block is not None else ""


def wholes(lists: Sequence[ItemList], least: int, most: int) -> dict[tuple[str, ...], ItemList]:
    """Return lists of claims by what is left of each when one of its items is gone.

    Lists of fewer than `least` items are left out. One of more than `most` is there without its last item
    alone, which keeps this linear.
    """
    by_rest: dict[tuple[str, ...], ItemList] = {}
    for each in lists:
        forms = each.forms
        if len(forms) < least or each.body.section.role is not Role.CLAIMS:
            continue
        first = 0 if len(forms) <= most else len(forms) - 1
        for at in range(first, len(forms)):
            by_rest.setdefault(forms[:at] + forms[at + 1 :], each)
    return by_rest


def announced(items: ItemList, cues: PageLists, numbers: Mapping[str, int], most: int) -> str:
    """Return the words of the line above that announce more items than follow, or "".

    Numbers above `most` are not read, nor is anything but a line that leads in ("four points:") or a heading.
    """
    leads_in = items.lead.rstrip().endswith(":") and not any(mark in items.lead for mark in ".!?")
    if not leads_in and items.lead != items.body.section.heading:
        return ""
    tokens = words(items.lead)
    for at, word in enumerate(tokens):
        count = _count(word.text, numbers)
        if not len(items.blocks) < count <= most:
            continue
        for noun in tokens[at + 1 : at + 1 + NEAR]:
            if noun.text.lower() in cues.nouns:
                return items.lead[word.start : noun.end]
            if noun.text.lower() in cues.breaks:
                break
    return ""


def _count(word: str, numbers: Mapping[str, int]) -> int:
    """Return the value of a number of one or two digits, or in words; 0 where it is none."""
    if word.isdecimal() and len(word) <= 2:
        return int(word)
    return numbers.get(word.lower(), 0)
