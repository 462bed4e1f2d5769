"""How much of what a source says stands in the story: alignment the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from fidelity.text.matching import SentenceIndex, claim_words
from fidelity.text.words import is_final
from fidelity.types import Role

if TYPE_CHECKING:
    from fidelity.analysis.sources import AnalysedSource
    from fidelity.analysis.text import AnalysedText, Texts
    from fidelity.types import Claim, Story

__all__ = ["Coverage", "lead"]

# A title or a dateline has fewer words, or no full stop.
LEAST_WORDS = 6
# Of the first so many times as many sentences as are wanted, enough are statements.
READ = 4


class Coverage:
    """What the body of a story claims, to be asked for the sentences of a source.

    Attributes:
        claims: Its claims, each once; those of titles are left out.
        texts: What they say, in the same order.
    """

    def __init__(self, story: Story, texts: Texts) -> None:
        self.claims: tuple[Claim, ...] = tuple(
            claim for claim in story.heads if claim.section.role is not Role.HEADLINE
        )
        self.texts: tuple[AnalysedText, ...] = tuple(texts.of(claim.text) for claim in self.claims)

    def shares(self, sentences: Sequence[AnalysedText]) -> tuple[float, ...]:
        """Return for each sentence which weighted share of its content words the nearest claim has, 0..1.

        Two claims that stand together count as one, since a summary often spreads a lead over both.
        """
        if not self.claims or not sentences:
            return tuple(0.0 for _ in sentences)
        asked = [claim_words(sentence.text, sentence.lexicon) for sentence in sentences]
        shares = []
        for similarities, weights in self._index.matches(asked):
            if not len(weights):
                shares.append(1.0)
                continue
            total = float(weights.sum())
            alone = (similarities * weights[:, None]).sum(axis=0)
            best = float(alone.max())
            if similarities.shape[1] > 1:
                both = similarities[:, 1:].clip(min=similarities[:, :-1])
                best = max(best, float((both * weights[:, None]).sum(axis=0).max()))
            shares.append(best / total)
        return tuple(shares)

    @cached_property
    def _index(self) -> SentenceIndex:
        return SentenceIndex([text.text for text in self.texts], self.texts[0].lexicon)


def lead(source: AnalysedSource, most: int) -> tuple[int, ...]:
    """Return the indices of the first `most` statements of a source: no title, caption or byline."""
    statements = []
    for at, sentence in enumerate(source.source.sentences[: READ * most]):
        if sentence.heading or not is_final(sentence.text) or sentence.text.rstrip().endswith("?"):
            continue
        if len(source.sentences[at].words) >= LEAST_WORDS:
            statements.append(at)
    return tuple(statements[:most])
