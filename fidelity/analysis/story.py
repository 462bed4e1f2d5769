"""The analysed story: what only the whole of it tells, alone and beside its sources."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fidelity.analysis.correspondence.coverage import Coverage
from fidelity.analysis.form.beginnings import Beginnings, passages
from fidelity.analysis.form.bodies import bodies, listed_sources
from fidelity.analysis.form.habits import EndingHabits
from fidelity.analysis.form.item_lists import item_lists
from fidelity.analysis.form.vocabulary import Vocabulary

if TYPE_CHECKING:
    from fidelity.analysis.form.beginnings import Passage
    from fidelity.analysis.form.bodies import Body, Entry
    from fidelity.analysis.form.item_lists import ItemList
    from fidelity.analysis.sources import AnalysedSources
    from fidelity.types import Story

__all__ = ["AnalysedStory"]


class AnalysedStory:
    """The story of a check.

    Attributes:
        story: As it was taken apart.
        sources: What it was written from.
    """

    def __init__(self, story: Story, sources: AnalysedSources) -> None:
        self.story = story
        self.sources = sources

    @cached_property
    def coverage(self) -> Coverage:
        """What its body claims, to be asked for what a source says."""
        return Coverage(self.story, self.sources.texts)

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Its sections in order, each with what stands in it; front matter is left out."""
        return bodies(self.story)

    @cached_property
    def listed_sources(self) -> tuple[Entry, ...]:
        """The entries of its source sections, in order."""
        return listed_sources(self.story.document, self.bodies)

    @cached_property
    def item_lists(self) -> tuple[ItemList, ...]:
        """The lists of its sections, in order."""
        return item_lists(self.bodies)

    @cached_property
    def ending_habits(self) -> EndingHabits:
        """How its texts end."""
        return EndingHabits(self.story)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its claims, equal ones once, then the sentences of its sources."""
        return tuple(passages(self.story, self.sources))

    @cached_property
    def beginnings(self) -> Beginnings:
        """The passages, to be asked which go on where another text stops."""
        return Beginnings(self.passages)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages."""
        return Vocabulary(self.passages)
