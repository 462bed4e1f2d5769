"""What a network learns from, an example: pairs that share a target. One file a signal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.judge.make.overlap import read_rows

__all__ = ["Example", "inventory", "load_examples"]


@dataclass
class Example:
    """Pairs that share a target.

    Attributes:
        pairs: (passage, claim) of each claim.
        target: P(all claims supported), 0..1.
        gold: Class of the only pair where somebody said which (0 contradiction, 1 entailment,
            2 neutral); None otherwise.
    """

    signal: str
    dataset: str
    pairs: list[tuple[str, str]]
    target: float
    gold: int | None = None


def load_examples(path: Path) -> list[Example]:
    """Read what `pairs.build_signal` wrote."""
    return [
        Example(**{**row, "pairs": [(passage, claim) for passage, claim in row["pairs"]]})
        for row in read_rows(path)
    ]


def inventory(names: Iterable[str], folder: Path, data: Path, seed: int) -> list[dict[str, Any]]:
    """Return, for each signal and set, its examples, pairs, share of supported ones and licence."""
    signals = []
    for signal in names:
        examples = load_examples(folder / f"{signal}-{seed}.jsonl.gz")
        for name, count in sorted(Counter(example.dataset for example in examples).items()):
            mine = [example for example in examples if example.dataset == name]
            signals.append({
                "signal": signal, "set": name, "examples": count,
                "pairs": sum(len(example.pairs) for example in mine),
                "supported": round(sum(example.target for example in mine) / count, 3),
                "licence": licence_of(name, data),
            })  # fmt: skip
    return signals


def licence_of(name: str, data: Path) -> str:
    """Return what a set's file says of its licence; the silver set's for what is made of it."""
    for folder in ("nli", "labelled"):
        path = data / folder / f"{name}.jsonl.gz"
        if path.exists():
            return str(next(read_rows(path))["licence"])
    return "made from the silver summaries"
