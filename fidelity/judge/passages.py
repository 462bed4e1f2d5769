"""What the network is shown: a claim beside the passages that bear on it, joined to one text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.lexicon.judge import JudgeWords
    from fidelity.types import Alignment, Claim, Evidence, Source

__all__ = ["CONTEXT_BAR", "PASSAGE_WORDS", "closest_sentence", "joined_passage", "reading_of"]

PASSAGE_WORDS = 100
"""Sentences are added, best passage first, until they hold this many words."""
CONTEXT_WORDS = 40
CONTEXT_BAR = " | "
"""Stands between the sentence before a claim and the claim itself; only what is behind it is judged."""


def joined_passage(
    candidates: Sequence[Evidence], sources: Sequence[Source], most: int = PASSAGE_WORDS
) -> str:
    """Return the candidates' sentences in the order of the sources, at most about `most` words.

    Passages are taken best first and whole sentences at a time; the first is cut where it alone is
    longer. Empty without a candidate.
    """
    kept: dict[tuple[int, int], str] = {}
    room = most
    for evidence in candidates:
        for at in range(evidence.first, evidence.last + 1):
            text = sources[evidence.source].sentences[at].text
            if (evidence.source, at) in kept:
                continue
            count = len(text.split())
            if count > room:
                if not kept:
                    kept[evidence.source, at] = " ".join(text.split()[:most])
                room = 0
                break
            kept[evidence.source, at] = text
            room -= count
        if room <= 0:
            break
    return " ".join(kept[place] for place in sorted(kept))


def closest_sentence(alignment: Alignment, sources: Sequence[Source]) -> str:
    """Return the sentence of the best passage that shares most words with the claim; "" without one.

    Beside a single sentence the network sees a negation or an opposite that it overlooks in a passage.
    """
    if not alignment.candidates:
        return ""
    best = alignment.candidates[0]
    own = {word.key for word in words(alignment.claim.text)}
    texts = [s.text for s in sources[best.source].sentences[best.first : best.last + 1]]
    closest = max(texts, key=lambda text: len(own & {word.key for word in words(text)}))
    return " ".join(closest.split()[:PASSAGE_WORDS])


def reading_of(claim: Claim, known: JudgeWords) -> str:
    """Return the claim; behind the sentence before it where it leans on that one.

    A claim leans on its neighbour where one of the pronouns is among its words.
    """
    if not claim.context or not any(word.key in known.pronouns for word in words(claim.text)):
        return claim.text
    before = claim.context.split()[-CONTEXT_WORDS:]
    return " ".join(before) + CONTEXT_BAR + claim.text
