"""What an operator is: the decorator that registers one, the pair it is given, the edit it offers."""

from __future__ import annotations

import inspect
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.story import AnalysedStory
from fidelity.analysis.text import Texts
from fidelity.types import Claim, Source, Span, Story

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["Edit", "OperatorInfo", "Pair", "in_claim", "operator"]

# A word of letters, with what an apostrophe joins to it.
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


@dataclass(frozen=True)
class Pair:
    """A story and its sources, taken apart by the same stages as `check` uses."""

    story: Story
    sources: tuple[Source, ...]
    lexicon: Lexicon

    @cached_property
    def analysed(self) -> AnalysedSources:
        """What the sources say; `analysed.texts.of` analyses any other text."""
        return AnalysedSources(self.sources, Texts(self.lexicon))

    @cached_property
    def analysed_story(self) -> AnalysedStory:
        """What the story shows as a whole."""
        return AnalysedStory(self.story, self.analysed)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the story and of its sources, in lower case."""
        return frozenset(
            word.lower() for word in WORD.findall(f"{self.source_text}\n{self.story.document.text}")
        )

    @property
    def source_text(self) -> str:
        """All sentences of all sources, a line each: to see whether a word is in them."""
        return "\n".join(sentence.text for source in self.sources for sentence in source.sentences)


@dataclass(frozen=True, slots=True)
class Edit:
    """One defect that could be planted: what is replaced, by what, and which part is the defect.

    Attributes:
        span: What is replaced, in code points of the story; may be empty (an insertion).
        replacement: What stands there afterwards; may be empty (a deletion).
        start: Where the defect begins in `replacement`.
        end: Where it ends there; None for its whole length. A checker has found the defect when its
            finding overlaps this part, or touches it where it is empty.
        kind: A sub-kind, for the table of results ("digits", "words").
    """

    span: Span
    replacement: str
    start: int = 0
    end: int | None = None
    kind: str = ""


class Plant(Protocol):
    """The generator of an operator's file."""

    def __call__(self, pair: Pair, rng: random.Random, /) -> Iterator[Edit]:
        """Yield edits, each of which alone makes the story wrong; none where it would stay true."""
        ...


@dataclass(frozen=True, slots=True)
class OperatorInfo:
    """An operator with what is declared about it.

    Attributes:
        rule: The code of the rule that must find it.
        doc: The file's docstring: what it plants, and what it refuses.
    """

    name: str
    rule: str
    plant: Plant
    doc: str


def operator(name: str, *, rule: str) -> Callable[[Plant], OperatorInfo]:
    """Make an operator of a generator of edits. The file's module docstring documents it."""

    def wrap(plant: Plant) -> OperatorInfo:
        module = inspect.getmodule(plant)
        return OperatorInfo(name, rule, plant, inspect.cleandoc(module.__doc__ or "") if module else "")

    return wrap


def in_claim(claim: Claim, start: int, end: int) -> Span:
    """Return the place in the story of `start:end` (not empty) of a claim's rendered text."""
    return claim.rendered.locate(start, end)
