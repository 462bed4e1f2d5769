"""Ask a network for the logits of every pair that the stack is fitted on or measured with.

    python -m benchmarks.judge.make.logits --cache DIR --network FOLDER [--most ROWS] [--device cuda]

FOLDER is a checkpoint of `benchmarks.judge.make.train`. Writes `logits-NAME.npy` into the cache, NAN for
claims that nobody asks for: those that stand in their source word for word, and those of groups that
the network was trained on, which would look better than they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.judge.claims import Claims, load_claims, network_name, read_pairs
from benchmarks.judge.data import EVALUATION
from benchmarks.judge.make.encoded import encode, logits_of
from benchmarks.judge.make.examples import Example
from benchmarks.judge.make.train import start
from fidelity.bench.rows import text_hash

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ask"]


def ask(cache: Path, network: Path, device: str, wanted: Callable[[Claims], NDArray[np.bool_]]) -> Path:
    """Write the logits of the network in a folder, shape (claims, 6); return the file's path.

    Args:
        cache: Holds the table of claims.
        network: A checkpoint's folder.
        device: As torch names it.
        wanted: From all claims to the rows that are asked for, shape (rows,); other rows' logits are NAN.
    """
    claims = load_claims(cache)
    asked = [at for at in claims.of(wanted(claims)) if not claims.verbatim[at]]
    shown = read_pairs(cache)
    both = [(shown[at][side], shown[at][2]) for side in (0, 1) for at in asked]
    unique = list(dict.fromkeys(both))
    model, tokenizer = start(network, 0, device)
    encoded = encode([Example("", "", [pair], 1.0) for pair in unique], tokenizer)
    read = logits_of(model, [example.pairs[0] for example in encoded]).numpy()
    place = {pair: at for at, pair in enumerate(unique)}
    answers = read[[place[pair] for pair in both]]
    logits = np.full((len(shown), 2 * read.shape[1]), np.nan)
    logits[asked] = np.hstack([answers[: len(asked)], answers[len(asked) :]])
    path = cache / f"logits-{network_name(network)}.npy"
    np.save(path, logits)
    print(f"{len(unique)} pairs, {len(asked)} claims: {path}")
    return path


def wanted(claims: Claims, most: int | None, *, evaluation: bool) -> NDArray[np.bool_]:
    """Return which rows are asked for, shape (rows,).

    Those that are learnt from; with `evaluation`, of evaluation sets too (an hour's work that the fit does
    not need: `benchmarks.agreement` measures what ships). With `most`, of each set only so many rows,
    chosen by their ids: enough to see early how a checkpoint does.
    """
    chosen = np.zeros(len(claims.rows), dtype=bool)
    ends = np.array([text_hash(row.dataset, row.group, row.id) for row in claims.rows])
    learnt = np.array([row.learnt and row.held for row in claims.rows])
    for name in np.unique(claims.dataset):
        here = claims.dataset == name
        measured = here & np.isin(claims.dataset, list(EVALUATION)) & evaluation
        for part in (here & learnt, measured):
            chosen[sorted(np.flatnonzero(part), key=lambda at: ends[at])[:most]] = True
    return chosen


def main() -> None:
    """Ask one network."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--most", type=int, help="rows of each set; without it, all")
    parser.add_argument("--evaluation", action="store_true", help="ask about evaluation sets too")
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    rows = partial(wanted, most=args.most, evaluation=args.evaluation)
    ask(args.cache, args.network, args.device, rows)


if __name__ == "__main__":
    main()
