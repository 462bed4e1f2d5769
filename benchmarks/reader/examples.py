"""Examples as word pieces, in batches of like length: what the reader is trained on."""

from __future__ import annotations

import json
import lzma
import queue
import random
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from benchmarks.reader.pieces import MOST_PIECES
from fidelity.judge.marking_network import shown

__all__ = ["PAD", "Batch", "Feeder", "Signal"]

PAD = 1
MULTIPLE = 8  # a width that suits the hardware
SHUFFLED = 8000
"""Examples that are sorted by length together."""
WAITING = 24
"""Batches made ahead."""


@dataclass(frozen=True)
class Batch:
    """Pairs of several examples, padded.

    Attributes:
        signal: Which file they are of.
        ids: int64, (pairs, pieces).
        mask: int64, (pairs, pieces).
        owner: int64, (pairs,): which example a pair belongs to.
        target: float32, (examples,): 1 where all pairs of the example are supported.
        gold: int64, (examples,): class of the first pair, or -1.
        first: int64, (examples,): which pair is the example's first.
        marks: float32, (pairs, pieces): 1 wrong, 0 not, -1 unknown or not of the claim.
    """

    signal: str
    ids: Tensor
    mask: Tensor
    owner: Tensor
    target: Tensor
    gold: Tensor
    first: Tensor
    marks: Tensor

    def to(self, device: str) -> Batch:
        """Return the batch on a device."""
        moved = {
            name: value.to(device, non_blocking=True)
            for name, value in vars(self).items()
            if isinstance(value, Tensor)
        }
        return Batch(self.signal, **moved)


class Signal:
    """The examples of one file of pairs.

    Args:
        path: The file.
        tokenizer: As `load_tokenizer` gives it.
        most: Examples at most, from the start; None for all.
    """

    def __init__(self, path: Path, tokenizer: Any, most: int | None = None) -> None:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines][:most]
        self.name = path.name.partition(".")[0]
        pairs = [pair for row in rows for pair in row["pairs"]]
        wrong = [spans for row in rows for spans in (row.get("spans") or [None] * len(row["pairs"]))]
        self.pieces: list[np.ndarray[Any, Any]] = []
        self.begins: list[int] = []
        self.marks: list[list[bool] | None] = []
        for (passage, claim), spans in zip(pairs, wrong, strict=True):
            pair = shown(passage, claim, tokenizer, MOST_PIECES)
            self.pieces.append(np.array(pair.ids, dtype=np.int32))
            self.begins.append(pair.first)
            self.marks.append(None if spans is None else _marked(pair.spans, spans))
        self.ends = np.cumsum([0] + [len(row["pairs"]) for row in rows])
        self.target = np.array([row["target"] for row in rows], dtype=np.float32)
        self.gold = np.array([-1 if row.get("gold") is None else row["gold"] for row in rows])
        lengths = [len(pieces) for pieces in self.pieces]
        self.longest = np.array(
            [max(lengths[start:end]) for start, end in zip(self.ends, self.ends[1:], strict=False)]
        )

    def batches(self, draw: np.random.Generator, room: int) -> Iterator[list[int]]:
        """Yield examples of like length, at most `room` word pieces with the padding, without end."""
        while True:
            order = draw.permutation(len(self.target))
            made: list[list[int]] = []
            for start in range(0, len(order), SHUFFLED):
                batch: list[int] = []
                held = 0
                for example in sorted(order[start : start + SHUFFLED], key=lambda one: self.longest[one]):
                    own = self.ends[example + 1] - self.ends[example]
                    if batch and (held + own) * self.longest[example] > room:
                        made.append(batch)
                        batch, held = [], 0
                    batch.append(example)
                    held += own
                made.append(batch)
            draw.shuffle(made)
            yield from made

    def batch(self, examples: Sequence[int]) -> Batch:
        """Return the pairs of `examples`, padded."""
        pairs = [pair for one in examples for pair in range(self.ends[one], self.ends[one + 1])]
        longest = max(len(self.pieces[pair]) for pair in pairs)
        shape = (len(pairs), -(-longest // MULTIPLE) * MULTIPLE)
        ids, mask = np.full(shape, PAD, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        marks = np.full(shape, -1, dtype=np.float32)
        for row, pair in enumerate(pairs):
            pieces, begin, own = self.pieces[pair], self.begins[pair], self.marks[pair]
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
            if own is not None:
                marks[row, begin : begin + len(own)] = own
        counts = np.array([self.ends[one + 1] - self.ends[one] for one in examples])
        chosen = np.array(examples)
        owner = np.repeat(np.arange(len(chosen)), counts)
        first = np.cumsum(counts) - counts
        arrays = (ids, mask, owner, self.target[chosen], self.gold[chosen], first, marks)
        tensors = [torch.from_numpy(np.ascontiguousarray(array)) for array in arrays]
        if torch.cuda.is_available():
            tensors = [tensor.pin_memory() for tensor in tensors]
        return Batch(self.name, *tensors)


def _marked(pieces: list[tuple[int, int]], wrong: list[list[int]]) -> list[bool]:
    return [any(start < last and end > first for first, last in wrong) for start, end in pieces]


class Feeder:
    """Makes batches ahead, in threads.

    Args:
        signals: By name.
        shares: How likely the next batch is of each.
        room: Word pieces of a batch at most, padding counted.
        seed: Of every draw; with more than one thread, in which order they come is not fixed.
        threads: How many.
    """

    def __init__(
        self, signals: Mapping[str, Signal], shares: Mapping[str, float], room: int, seed: int, threads: int
    ) -> None:
        self.signals, self.shares, self.room = signals, shares, room
        self.made: queue.Queue[Batch] = queue.Queue(WAITING)
        self.stopped = threading.Event()
        for number in range(threads):
            threading.Thread(target=self._make, args=(seed * 100 + number,), daemon=True).start()

    def _make(self, seed: int) -> None:
        draw, pick = np.random.default_rng(seed), random.Random(seed)
        streams = {name: self.signals[name].batches(draw, self.room) for name in self.shares}
        while not self.stopped.is_set():
            name = pick.choices(list(self.shares), list(self.shares.values()))[0]
            batch = self.signals[name].batch(next(streams[name]))
            while not self.stopped.is_set():
                try:
                    self.made.put(batch, timeout=1)
                    break
                except queue.Full:
                    continue

    def next(self) -> Batch:
        """Return the next batch."""
        return self.made.get()

    def stop(self) -> None:
        """End the threads."""
        self.stopped.set()
