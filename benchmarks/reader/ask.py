"""What the reader says of pairs, in torch and before it is exported.

    python -m benchmarks.reader.ask --weights FOLDER PAIRS.jsonl[.gz] OUT.npz

FOLDER holds part-*.npz. A line of PAIRS is [passage, claim]. OUT holds `logits` (n, 3: contradiction,
entailment, neutral) and `marks` (n, 128: log-odds that the word piece of the claim is wrong, NaN beyond
its end), float32, computed in float32. Needs torch.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from benchmarks.reader.network import ReaderNetwork
from benchmarks.reader.pieces import MOST_PIECES, load_tokenizer
from benchmarks.reader.stored import read_parts
from fidelity.judge.marking_network import CLAIM_PIECES, LABELS, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["answers", "load"]


def load(folder: Path) -> ReaderNetwork:
    """Return the reader whose weights stand in `folder`. Exits where they are another model's."""
    model = ReaderNetwork()
    try:
        model.load_state_dict({name: torch.from_numpy(rows) for name, rows in read_parts(folder).items()})
    except RuntimeError as error:
        raise SystemExit(f"{folder}: not the weights of a reader: {error}") from error
    return model.eval()


@torch.inference_mode()
def answers(
    model: ReaderNetwork, pairs: Sequence[tuple[str, str]], device: str = "cpu"
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return logits, (n, 3), and marks, (n, CLAIM_PIECES), of each (passage, claim), each run alone."""
    tokenizer = load_tokenizer()
    logits = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)
    marks = np.full((len(pairs), CLAIM_PIECES), np.nan, dtype=np.float32)
    for row, (passage, claim) in enumerate(pairs):
        pair = shown(passage, claim, tokenizer, MOST_PIECES)
        ids = torch.tensor([pair.ids], device=device)
        classes, marked = model(ids, torch.ones_like(ids))
        logits[row] = classes[0].cpu().numpy()
        own = marked[0, pair.first : pair.first + len(pair.spans)].cpu().numpy()
        marks[row, : len(own)] = own
    return logits, marks


def main() -> None:
    """Read the pairs, write the answers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = load(given.weights).to(device)
    opened = gzip.open if given.pairs.suffix == ".gz" else open
    with opened(given.pairs, "rt", encoding="utf-8") as lines:
        pairs = [(passage, claim) for passage, claim, *_ in map(json.loads, lines)]
    logits, marks = answers(model, pairs, device)
    np.savez_compressed(given.out, logits=logits, marks=marks)


if __name__ == "__main__":
    main()
