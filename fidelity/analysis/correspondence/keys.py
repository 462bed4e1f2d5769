"""The sentences of all sources by the words that they hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token

__all__ = ["SentencesByKey"]


class SentencesByKey:
    """Which sentences hold a word, by each key of their content words.

    So the work for one statement grows with the sentences that share a word with it, not with all.
    """

    def __init__(self, sentences: Sequence[AnalysedText]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, sentence in enumerate(sentences):
            for key in sentence.content_keys:
                self._numbers.setdefault(key, []).append(number)

    def holding(self, asked: Sequence[Token]) -> Mapping[int, int]:
        """Return how many of the words asked each sentence holds, by its number; only those that hold one."""
        held: Counter[int] = Counter()
        for token in asked:
            lists = [self._numbers[key] for key in token.keys if key in self._numbers]
            held.update(lists[0] if len(lists) == 1 else set[int]().union(*lists))
        return held
