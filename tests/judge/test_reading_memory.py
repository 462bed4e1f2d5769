"""A network with a memory answers what the network would, and reads each pair once."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from fidelity.judge.remembering_network import RememberingNetwork


class Counting:
    """A network whose logits say how long the two texts are; it keeps what it was asked."""

    signature = "counting@1"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def logits(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.asked.extend(pairs)
        return np.array([[len(p), len(c), 0] for p, c in pairs], dtype=np.float32).reshape(-1, 3)


def test_each_pair_is_read_once_in_this_run_and_in_the_next(tmp_path: Path) -> None:
    pairs = [("A wall.", "It fell."), ("A wall.", "It fell."), ("A wall. It", " fell.")]
    first = RememberingNetwork(Counting(), tmp_path / "m.sqlite")
    found = first.logits(pairs)
    assert found.tolist() == Counting().logits(pairs).tolist()
    assert len(first.inner.asked) == 2
    first.save()
    again = pickle.loads(pickle.dumps(first))
    assert again.logits(pairs).tolist() == found.tolist()
    assert len(again.inner.asked) == len(first.inner.asked)
    assert again.signature == "counting@1"


def test_no_pair_is_no_row() -> None:
    assert RememberingNetwork(Counting()).logits([]).shape == (0, 3)
