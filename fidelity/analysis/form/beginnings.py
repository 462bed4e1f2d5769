"""The passages of a story and its sources, and which of them go on where another text stops."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.types import Role

if TYPE_CHECKING:
    from fidelity.analysis.sources import AnalysedSources
    from fidelity.analysis.text import AnalysedText
    from fidelity.types import Span, Story

__all__ = ["Beginnings", "Passage", "passages"]

LABEL = re.compile(r"[^.!?:\n]{1,40}:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the story (`source` is None) or of a source, with its place."""

    text: AnalysedText
    span: Span
    source: int | None
    sentence: int


def passages(story: Story, sources: AnalysedSources) -> Iterator[Passage]:
    """Yield the story's claims but its headlines, equal ones once, then the sources' sentences.

    A source sentence that opens with a label ("Why it matters: ...") is there without it too.
    """
    texts = sources.texts
    for claim in story.heads:
        if claim.section.role is not Role.HEADLINE:
            yield Passage(texts.of(claim.text), claim.span, None, story.groups[claim.group][0])
    for number, source in enumerate(sources.each):
        for at, sentence in enumerate(source.source.sentences):
            yield Passage(source.sentences[at], sentence.span, number, at)
            label = LABEL.match(sentence.text)
            if label:
                rest = sentence.rendered.slice(label.end(), len(sentence.text))
                yield Passage(texts.of(rest.text), rest.span, number, at)


class Beginnings:
    """Finds the passages that go on where another text stops, in logarithmic time."""

    def __init__(self, known: Iterable[Passage]) -> None:
        self._known = tuple(known)
        entries = sorted((each.text.normal.text, at) for at, each in enumerate(self._known))
        self._forms = [form for form, _ in entries]
        self._order = [at for _, at in entries]

    def longer_than(self, text: AnalysedText) -> tuple[Passage, ...]:
        """Return the passages whose normal form begins with that of `text` and goes on, in their order."""
        form, longer = text.normal.text, []
        for at in range(bisect_left(self._forms, form), len(self._forms)):
            if not self._forms[at].startswith(form):
                break
            if len(self._forms[at]) > len(form):
                longer.append(self._order[at])
        return tuple(self._known[at] for at in sorted(longer))
