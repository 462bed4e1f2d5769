"""Which sentences decide a claim: those that together hold what it says, its neighbours before strangers.

The best passages of an alignment hold a claim's words as a whole. A claim that joins two places of the
source, or says something that the next sentence explains, needs more: each sentence is taken for what it
adds to those taken before it (greedy set cover, as in Nemhauser, Wolsey & Fisher 1978), for how close it
is in meaning, and for standing beside one that was taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Sight", "covering"]

# What a sentence is worth beside the share (0..1) of the claim's words that it adds: the share that it
# holds at all, its cosine to the claim, and that it stands beside a sentence that was taken; the last as far
# as that one was taken for itself, so that no long run is taken neighbour by neighbour. Chosen on a third of
# 180 written sources by the share of claims whose evidence is among the sentences
# (`python -m benchmarks.reader.shown`); the neighbours matter most.
HELD, CLOSE, BESIDE = 0.1, 0.5, 0.2
# Sentences of one source that are looked at for a claim, the best by what they hold alone.
POOL = 200
# Gains are compared to this many decimals, so that no processor's rounding decides a tie.
DECIMALS = 5


@dataclass(frozen=True, slots=True)
class Sight:
    """One source as a claim sees it.

    Attributes:
        found: How well each content word of the claim is matched in each sentence, 0..1; shape (words,
            sentences).
        weights: Of the words, shape (words,).
        cosines: Of each sentence to the claim, 0..1, shape (sentences,); None without an embedder.
        lengths: Words of each sentence.
    """

    found: NDArray[np.float32]
    weights: NDArray[np.float32]
    cosines: NDArray[np.float32] | None
    lengths: Sequence[int]


def covering(sights: Sequence[Sight], most: int) -> tuple[tuple[int, int], ...]:
    """Return (source, sentence) of the sentences that decide a claim, the most telling first.

    Whole sentences, as long as they hold at most `most` words together; the first always.
    """
    ways = [_Way(sight) for sight in sights]
    taken: list[tuple[int, int]] = []
    room = most
    first = 0.0
    while True:
        offers = [
            (gain, -source, -at)
            for source, way in enumerate(ways)
            for gain, at in way.best(room if taken else None)
        ]
        if not offers:
            return tuple(taken)
        _, source, at = max(offers)
        source, at = -source, -at
        taken.append((source, at))
        room -= ways[source].lengths[at]
        own, covered = ways[source].take(at)
        first = first or own
        ways[source].lean(at, own / first if first > 0 else 1.0)
        for way in ways:
            way.cover(covered)


class _Way:
    """The sentences of one source that may still be taken, and what each would add."""

    def __init__(self, sight: Sight) -> None:
        total = float(sight.weights.sum()) or 1.0
        self._weights = sight.weights / total
        alone = self._weights @ sight.found if len(sight.weights) else np.zeros(len(sight.lengths))
        close = CLOSE * sight.cosines if sight.cosines is not None else 0.0
        worth = (1 + HELD) * alone + close
        pool = np.argsort(-worth, kind="stable")[:POOL]
        near = {int(at) + step for at in pool for step in (-1, 0, 1)}
        self._at = np.array(sorted(at for at in near if 0 <= at < len(sight.lengths)), dtype=np.int64)
        self._found = sight.found[:, self._at]
        self._base = (HELD * alone + close)[self._at]
        self._beside = np.zeros(len(self._at))
        self._free = np.ones(len(self._at), dtype=bool)
        self._lengths = np.array(sight.lengths, dtype=np.int64)[self._at]
        self._covered = np.zeros(len(sight.weights), dtype=np.float32)
        self.lengths = sight.lengths

    def best(self, room: int | None) -> list[tuple[float, int]]:
        """Return (gain, sentence) of the best sentence of at most `room` words, or nothing."""
        fits = self._free if room is None else self._free & (self._lengths <= room)
        if not fits.any():
            return []
        gains = np.where(fits, np.round(self._own() + self._beside, DECIMALS), -np.inf)
        best = int(gains.argmax())
        return [(float(gains[best]), int(self._at[best]))]

    def take(self, at: int) -> tuple[float, NDArray[np.float32]]:
        """Take sentence `at`. Returns what it is worth for itself, and how well it matches each word."""
        place = int(np.searchsorted(self._at, at))
        self._free[place] = False
        row: NDArray[np.float32] = self._found[:, place]
        return float(self._own()[place]), row

    def lean(self, at: int, share: float) -> None:
        """Make the neighbours of sentence `at` worth more, by `share` (0..1) of what that can be."""
        near = np.abs(self._at - at) == 1
        self._beside[near] = np.maximum(self._beside[near], BESIDE * min(1.0, share))

    def _own(self) -> NDArray[np.float64]:
        """What each sentence adds, and how close it is."""
        adds: NDArray[np.float64] = self._weights @ np.maximum(self._found - self._covered[:, None], 0.0)
        return adds + self._base

    def cover(self, row: NDArray[np.float32]) -> None:
        """Count what `row` matches as said."""
        self._covered = np.maximum(self._covered, row)
