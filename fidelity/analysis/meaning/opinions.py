"""The words of a text that do nothing but judge, and whether they are the writer's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["ADVERBS", "DEMANDS", "JUDGEMENTS", "OpinionWords", "opinions"]

ADVERBS, JUDGEMENTS, DEMANDS = "adverbs", "judgements", "demands"
QUOTE = re.compile(r"[\"\u201c\u201d\u00ab\u00bb`]|(?<!\w)['\u2018]|['\u2019](?!\w)")


@dataclass(frozen=True, slots=True)
class OpinionWords:
    """Words that do nothing but judge, at `start:end` of a text.

    Attributes:
        kind: ADVERBS, JUDGEMENTS or DEMANDS.
        keys: Of the words that judge, not of the small ones around them.
        own: Whether they are the writer's: not quoted, nor said to be somebody's view.
    """

    kind: str
    start: int
    end: int
    keys: frozenset[str]
    own: bool


def opinions(text: AnalysedText) -> tuple[OpinionWords, ...]:
    """Return the words of `text` that do nothing but judge, kind by kind, each kind in order."""
    cues = text.lexicon.opinion
    if cues is None:
        return ()
    every = []
    for kind, known in ((ADVERBS, cues.adverbs), (JUDGEMENTS, cues.judgements), (DEMANDS, cues.demands)):
        for match in known.pattern.finditer(text.text):
            # An adverb in front of the sentence is the writer's, whoever speaks in it.
            whole = text.text if kind != ADVERBS else text.text[: match.start()]
            own = not (QUOTE.search(text.text, 0, match.start()) or cues.attributed.pattern.search(whole))
            keys = frozenset(word.key for word in words(match.group())) - text.lexicon.stopwords
            every.append(OpinionWords(kind, *match.span(), keys, own))
    return tuple(every)
