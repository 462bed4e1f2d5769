"""Sections that say nothing which another section does not say, word for word or nearly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from fidelity.types import BlockKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fidelity.analysis.form.bodies import Body
    from fidelity.analysis.text import Texts
    from fidelity.types import Story

__all__ = ["Repeat", "repeats"]

ROLES = frozenset({Role.HEADLINE, Role.CLAIMS, Role.OPINION})
SKIPPED = frozenset({BlockKind.HTML, BlockKind.CODE})
SENTENCE_END = re.compile(r"(?<=[.!?\u2026])[\"'\u201d\u2019)]*\s+|\n")
# Less than this may stand twice by chance.
LEAST_SENTENCES, LEAST_WORDS = 2, 12
# More sentences than this are compared by equality alone: the comparison of all with all is square.
MOST_COMPARED = 600
# Nor are the sections of a story with more than this: each is compared with each.
MOST_SECTIONS = 300
# The share of a section's letters that must stand in the other: a word or two may be its own.
WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Repeat:
    """A section that says what `other` says: as much of it (`equal`), or a part."""

    body: Body
    other: Body
    equal: bool


@dataclass(frozen=True)
class _Section:
    """A section with its sentences, as words without punctuation."""

    body: Body
    sentences: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.sentences)

    @cached_property
    def letters(self) -> int:
        return sum(map(len, self.sentences))

    @cached_property
    def is_long(self) -> bool:
        count = sum(len(sentence.split()) for sentence in self.sentences)
        return len(self.sentences) >= LEAST_SENTENCES and count >= LEAST_WORDS


def repeats(
    story: Story, bodies: Sequence[Body], texts: Texts, similar: float, *, selects: Callable[[Body], bool]
) -> Iterator[Repeat]:
    """Yield the sections that repeat another one; of two that are equal the later repeats the earlier.

    `similar`: how alike two sentences must be to count as the same, 0..1. A section that `selects` may say a
    part of another.
    """
    read = (_Section(body, tuple(_sentences(story, body, texts))) for body in bodies)
    sections = [section for section in read if section.sentences]
    if len(sections) > MOST_SECTIONS:
        return
    near = _near(sections, similar)

    def share(one: _Section, other: _Section) -> float:
        """Return the share of the letters of `one` whose sentences stand in `other`, 0..1."""
        held = sum(len(text) for text in one.sentences if not near[text].isdisjoint(other.known))
        return held / one.letters

    flagged: set[int] = set()
    for at, one in enumerate(sections):
        if not one.is_long:
            continue
        for other_at, other in enumerate(sections):
            if other_at == at or other_at in flagged or share(one, other) < WHOLE:
                continue
            equal = share(other, one) >= WHOLE
            if (equal and other_at > at) or (not equal and selects(one.body)):
                continue
            flagged.add(at)
            yield Repeat(one.body, other.body, equal)
            break


def _sentences(story: Story, body: Body, texts: Texts) -> Iterator[str]:
    """Yield the sentences of a section that holds claims or opinion."""
    if body.section.role not in ROLES:
        return
    for index, block in zip(body.indices, body.blocks, strict=True):
        if story.roles[index] in ROLES and block.kind not in SKIPPED:
            for sentence in SENTENCE_END.split(block.rendered.text):
                words = " ".join(word.key for word in texts.of(sentence).words)
                if words:
                    yield words


def _near(sections: Sequence[_Section], similar: float) -> dict[str, frozenset[str]]:
    """Return, by sentence, those that say the same words, or nearly; itself among them."""
    sentences = list(dict.fromkeys(text for section in sections for text in section.sentences))
    near = {text: frozenset((text,)) for text in sentences}
    if len(sentences) > MOST_COMPARED:
        return near
    ratios = process.cdist(sentences, sentences, scorer=fuzz.ratio, score_cutoff=100 * similar)
    for text, row in zip(sentences, ratios, strict=True):
        near[text] |= {sentences[at] for at in row.nonzero()[0]}
    return near
