"""Which sentences of the sources say what a claim says, and what stands there in place of its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from fidelity.analysis.correspondence.words import Counterpart, counterpart, share_held, shares_around
from fidelity.text.matching import claim_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fidelity.analysis.sources import AnalysedSources
    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token
    from fidelity.types import Evidence

__all__ = ["Correspondence", "Witness"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A sentence of the sources that may say what is asked about.

    Attributes:
        source: Index of its source.
        number: Its index among the source's sentences.
        text: What it says.
        share: Which share of the content words asked about it holds, 0..1.
    """

    source: int
    number: int
    text: AnalysedText
    share: float


class Correspondence:
    """A claim beside the sources.

    Attributes:
        claim: What it says.
        candidates: The passages that the aligner found for it, best first.
        sources: All sources.
    """

    def __init__(self, claim: AnalysedText, candidates: Sequence[Evidence], sources: AnalysedSources) -> None:
        self.claim = claim
        self.candidates = candidates
        self.sources = sources
        self._known: dict[tuple[int, int], Witness] = {}

    @cached_property
    def sentences(self) -> tuple[Witness, ...]:
        """Each sentence of the candidate passages, in their order."""
        return tuple(dict.fromkeys(one for evidence in self.candidates for one in self.passage(evidence)))

    @cached_property
    def nearby(self) -> tuple[Witness, ...]:
        """The same sentences, those that hold most of the claim first."""
        return tuple(sorted(self.sentences, key=_best_first))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The claim's content words that stand nowhere in the sources, in order, each once."""
        asked, known = claim_words(self.claim.text, self.claim.lexicon), self.sources.vocabulary
        words = zip(asked.words, asked.keys, strict=True)
        return tuple(dict.fromkeys(word.text for word, keys in words if not known.intersection(keys)))

    def spelt(self, name: str) -> tuple[Witness, ...]:
        """Return the sentence that spells a name so, if any: of a candidate passage if one of them does."""
        for witness in self.sentences:
            if _spells(witness.text, name):
                return (witness,)
        numbers = (at for at, sentence in enumerate(self.sources.flat) if _spells(sentence, name))
        return tuple(self._witness(*self.sources.located(at)) for at in islice(numbers, 1))

    def about(self, least: float) -> Mapping[tuple[int, int], float]:
        """Return how far sentences, by source and number, are about the claim: their passage's lexical share.

        Only of candidate passages that have at least the share `least`.
        """
        return {
            (evidence.source, number): evidence.lexical
            for evidence in self.candidates
            if evidence.lexical >= least
            for number in range(evidence.first, evidence.last + 1)
        }

    def passage(self, evidence: Evidence) -> tuple[Witness, ...]:
        """Return the sentences of any passage, in order, each with the share of the claim that it holds."""
        numbers = range(evidence.first, evidence.last + 1)
        return tuple(self._witness(evidence.source, number) for number in numbers)

    def _witness(self, source: int, number: int) -> Witness:
        known = self._known.get((source, number))
        if known is None:
            text = self.sources.each[source].sentences[number]
            known = Witness(source, number, text, share_held(self.claim.content, text))
            self._known[source, number] = known
        return known

    def witnesses(self, least: float) -> tuple[Witness, ...]:
        """Return the sentences of `nearby` that hold at least the share `least` of the claim, best first."""
        return tuple(witness for witness in self.nearby if witness.share >= least)

    def retold(self, content: Sequence[Token], *, least: float, margin: float) -> tuple[Witness, ...]:
        """Return the sentences of all sources that hold most of some content words, best first.

        Function words of the sentences count for nothing.

        Args:
            content: The words that are looked for.
            least: No sentence is returned unless the best holds this share of them, 0..1.
            margin: Sentences are returned that hold at most this much less than the best, 0..1.
        """
        held = self.sources.by_key.holding(content)
        if not content:
            return ()
        best = max(held.values(), default=0) / len(content)
        if best < least:
            return ()
        # Sentences that share no word count as well where a share of nothing is near enough.
        numbers: Iterable[int] = held if best - margin > 0 else range(len(self.sources.flat))
        near = []
        for number in numbers:
            share = held.get(number, 0) / len(content)
            if share >= best - margin:
                source, at = self.sources.located(number)
                near.append(Witness(source, at, self.sources.flat[number], share))
        return tuple(sorted(near, key=_best_first))

    def shares_around(
        self, start: int, end: int, witnesses: Sequence[Witness], reach: int
    ) -> tuple[float, ...]:
        """Return which share of the words around a place of the claim each sentence holds, 0..1.

        See `words.shares_around`.
        """
        return shares_around(self.claim, start, end, [witness.text for witness in witnesses], reach)

    def counterpart(self, at: int, text: AnalysedText, places: Iterable[int]) -> Counterpart | None:
        """Return the place among `places` of a sentence where word `at` of the claim has most company."""
        return counterpart(self.claim.tokens, at, text.tokens, places)


def _best_first(witness: Witness) -> tuple[float, int, int]:
    return (-witness.share, witness.source, witness.number)


def _spells(sentence: AnalysedText, name: str) -> bool:
    return name in sentence.text and any(word.text.startswith(name) for word in sentence.words)
