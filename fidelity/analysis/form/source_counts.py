"""Where a story says how many sources it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.types import BlockKind, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fidelity.lexicon.source_count import SourceCount
    from fidelity.types import Story

__all__ = ["StatedCount", "stated_counts"]

KEYS = frozenset({"sources_count", "source_count", "num_sources", "number_of_sources", "sources", "nsources"})
DIGITS = re.compile(r"\d{1,3}")
# Sections that speak of the story itself; elsewhere the sentence must say that it does.
ABOUT_ITSELF = frozenset({Role.BOILERPLATE, Role.METADATA, Role.SOURCES})


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number of sources, in digits or in words, at `span` of the document."""

    span: Span
    text: str
    value: int

    def written(self, count: int, numbers: Mapping[str, int]) -> str:
        """Return `count` as this number is written: in digits, or in a word if `numbers` has one."""
        if self.text.isdigit():
            return str(count)
        word = next((word for word, value in numbers.items() if value == count), str(count))
        return word.capitalize() if self.text[0].isupper() else word


def stated_counts(
    story: Story, cues: SourceCount | None, numbers: Mapping[str, int]
) -> tuple[StatedCount, ...]:
    """Return the numbers of sources in front matter, and by `cues`, if there are any, in the text.

    `numbers` has the values of number words.
    """
    in_text = _in_text(story, cues, numbers) if cues is not None else ()
    return (*_in_fields(story, numbers), *in_text)


def _in_fields(story: Story, numbers: Mapping[str, int]) -> Iterator[StatedCount]:
    for entry in story.document.fields:
        if entry.key.lower().replace("-", "_") not in KEYS or len(entry.values) != 1:
            continue
        written = entry.values[0].strip()
        value = _value(written, numbers)
        if value is not None:
            # The value stands behind the key, in quotes or without.
            at = entry.span.start + story.document.at(entry.span).rindex(written)
            yield StatedCount(Span(at, at + len(written)), written, value)


def _in_text(story: Story, cues: SourceCount, numbers: Mapping[str, int]) -> Iterator[StatedCount]:
    label, phrase, itself = _patterns(cues, numbers)
    for block, role in zip(story.document.blocks, story.roles, strict=True):
        if block.kind is BlockKind.FIELD or not block.rendered.text:
            continue
        text = block.rendered.text
        stated = list(label.finditer(text)) if role is Role.METADATA else []
        if role in ABOUT_ITSELF or itself.search(text):
            stated += phrase.finditer(text)
        for match in stated:
            value = _value(match.group(1), numbers)
            if value is not None:
                yield StatedCount(block.rendered.locate(*match.span(1)), match.group(1), value)


def _value(text: str, numbers: Mapping[str, int]) -> int | None:
    return int(text) if DIGITS.fullmatch(text) else numbers.get(text.lower())


def _patterns(
    cues: SourceCount, numbers: Iterable[str]
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for "Sources: 3", "a synthesis of 3 sources", and "this article"."""
    label, founded, nouns, itself = map(_one_of, (cues.label, cues.founded, cues.nouns, cues.itself))
    number = rf"(\d{{1,3}}|{_one_of(numbers)})"
    return (
        re.compile(rf"\b(?:{label}) ?: ?{number}(?=\s*(?:$|[|\n\u00b7\u2022,;]))", re.IGNORECASE),
        re.compile(rf"\b(?:{founded}) {number}(?: [\w-]{{1,20}}){{0,2}} (?:{nouns})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{itself})\b", re.IGNORECASE),
    )


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, phrases))
