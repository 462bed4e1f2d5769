"""The analysed sources: their sentences one after the other, and what only all of them together tell."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from fidelity.analysis.correspondence.keys import SentencesByKey
from fidelity.analysis.names.known import KnownNames
from fidelity.analysis.quantities.context import quantity_index
from fidelity.analysis.sentences import AnalysedSentences
from fidelity.text.stems import stem
from fidelity.text.words import fold, normal, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from fidelity.analysis.dates.read import DateExpression
    from fidelity.analysis.quantities.context import QuantityIndex
    from fidelity.analysis.speech.verbatim import Match
    from fidelity.analysis.text import AnalysedText, Texts
    from fidelity.types import Evidence, Source

__all__ = ["AnalysedSource", "AnalysedSources"]


class AnalysedSource(AnalysedSentences):
    """One source and its sentences, analysed; its paragraphs are its blocks.

    Attributes:
        source: As it was taken apart.
    """

    def __init__(self, source: Source, texts: Texts) -> None:
        self.source = source
        starts = [block.span.start for block in source.document.blocks]
        blocks = [bisect_right(starts, sentence.span.start) for sentence in source.sentences]
        opens = [at == 0 or blocks[at - 1] != block for at, block in enumerate(blocks)]
        super().__init__([texts.of(one.text) for one in source.sentences], opens, texts)

    @cached_property
    def dates(self) -> tuple[tuple[int, DateExpression], ...]:
        """Its dates, each with the number of its sentence, in order."""
        return tuple((number, date) for number, one in enumerate(self.sentences) for date in one.dates)

    @cached_property
    def folded(self) -> str:
        """All its text, folded, markup and page furniture included."""
        return fold(self.source.document.text)


class AnalysedSources:
    """All sources of a check.

    Attributes:
        texts: Where analysed texts come from, those of the story too.
        each: The sources, in the order given.
    """

    def __init__(self, sources: Sequence[Source], texts: Texts) -> None:
        self.texts = texts
        self.each = tuple(AnalysedSource(source, texts) for source in sources)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources as they were taken apart."""
        return tuple(analysed.source for analysed in self.each)

    @cached_property
    def published(self) -> tuple[dt.date | None, ...]:
        """The day each was published, None where nothing tells."""
        return tuple(analysed.source.published for analysed in self.each)

    @cached_property
    def flat(self) -> tuple[AnalysedText, ...]:
        """The sentences of all sources, one source after the other."""
        return tuple(sentence for source in self.each for sentence in source.sentences)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number, in `flat`, of each source's first sentence."""
        starts = [0]
        for source in self.each:
            starts.append(starts[-1] + len(source.sentences))
        return tuple(starts[:-1])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The keys of all words."""
        return frozenset(word.key for sentence in self.flat for word in sentence.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(stem(key, self.texts.lexicon.language) for key in self.vocabulary)

    @cached_property
    def names(self) -> KnownNames:
        """Every name that they hold, and what a name of the story is to it."""
        return KnownNames(self.flat, self.texts)

    @cached_property
    def lines(self) -> frozenset[str]:
        """The normal form of each sentence and of each line: of whatever a source ends where it does."""
        return frozenset(
            form
            for source in self.each
            for form in (
                *(sentence.normal.text for sentence in source.sentences),
                *(normal(line).text for line in source.source.document.text.splitlines()),
            )
        )

    @cached_property
    def left_open(self) -> tuple[str, ...]:
        """The sentences that leave a quotation mark or bracket open themselves, folded."""
        return tuple(fold(sentence.text) for sentence in self.flat if sentence.open_marks)

    @cached_property
    def dotted(self) -> tuple[str, ...]:
        """The sentences with dots that are no full stop, folded."""
        return tuple(fold(one.text) for one in self.flat if ".." in one.text or "\u2026" in one.text)

    @cached_property
    def quantities(self) -> QuantityIndex:
        """Every quantity of the sources, to be asked by sentence and by value."""
        return quantity_index(self.flat)

    @cached_property
    def by_key(self) -> SentencesByKey:
        """Its sentences, by their number in `flat`, and the words that they hold."""
        return SentencesByKey(self.flat)

    @cached_property
    def negated(self) -> tuple[AnalysedText, ...]:
        """The sentences with a negation, in order."""
        return tuple(sentence for sentence in self.flat if sentence.negators)

    def has_forms_of(self, text: str) -> bool:
        """Whether they have every word of a text, in some form."""
        return all(stem(word.key, self.texts.lexicon.language) in self.stems for word in words(text))

    def find(self, quoted: str) -> tuple[int, Match | None]:
        """Return the source that has a quotation's words best, the first of equals, and their place there."""
        places = [(number, source.find(quoted)) for number, source in enumerate(self.each)]
        return max(places, key=lambda place: place[1].share if place[1] else -1.0, default=(0, None))

    def sentences_of(self, evidence: Evidence) -> tuple[AnalysedText, ...]:
        """Return the sentences of a passage."""
        return self.each[evidence.source].sentences[evidence.first : evidence.last + 1]

    def numbers_of(self, passages: Iterable[Evidence]) -> frozenset[int]:
        """Return the numbers, in `flat`, of the sentences of `passages`."""
        return frozenset(
            self.starts[one.source] + at for one in passages for at in range(one.first, one.last + 1)
        )

    def located(self, number: int) -> tuple[int, int]:
        """Return source and sentence of the sentence that is `number` in `flat`. Raises IndexError."""
        if not 0 <= number < len(self.flat):
            raise IndexError(number)
        source = bisect_right(self.starts, number) - 1
        return source, number - self.starts[source]
