"""What int8 costs: AUC of the network by itself on every evaluation set, as exported and in float32.

    python -m benchmarks.judge.study.precision --cache DIR --model FOLDER --out FILE [--rows 120]

FOLDER is the trained network; DIR the cache of `python -m benchmarks.judge.make.stack`. Both exports read the
same pairs, so that what differs is the arithmetic alone.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.judge.claims import Claims, load_claims, read_pairs
from benchmarks.judge.data import EVALUATION
from benchmarks.judge.make.export import export
from fidelity.judge.network import OnnxNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALLOWED = 0.005


def sample(claims: Claims, name: str, most: int, seed: int) -> list[int]:
    """Return the places of up to `most` rows of a set that the network is asked about."""
    open_ = {int(row) for row, sure in zip(claims.row, claims.verbatim, strict=True) if not sure}
    rows = [at for at, row in enumerate(claims.rows) if row.dataset == name and at in open_]
    return sorted(random.Random(seed).sample(rows, min(most, len(rows))))


def scores(logits: NDArray[np.float32], owner: NDArray[np.int64], rows: list[int]) -> NDArray[np.float64]:
    """Return log P(all claims supported) of each row from its claims' logits."""
    logs = logits[:, 1] - np.logaddexp.reduce(logits, axis=1)
    return np.array([float(logs[owner == row].sum()) for row in rows])


def main() -> None:
    """Compare on every set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    claims, pairs = load_claims(args.cache), read_pairs(args.cache)
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        networks = {}
        for recipe in ("fp32", "int8-weights"):
            export(args.model, Path(folder) / recipe, recipe)
            networks[recipe] = OnnxNetwork(Path(folder) / recipe)
        for name in sorted(EVALUATION):
            rows = sample(claims, name, args.rows, args.seed)
            asked = np.flatnonzero(np.isin(claims.row, rows) & ~claims.verbatim)
            labels = [claims.rows[row].label for row in rows]
            areas = {}
            for recipe, network in networks.items():
                logits = network.logits([(pairs[int(at)][0], pairs[int(at)][2]) for at in asked])
                areas[recipe] = float(roc_auc_score(labels, scores(logits, claims.row[asked], rows)))
            results[name] = {"rows": len(rows), **{recipe: round(area, 4) for recipe, area in areas.items()}}
            print(name, results[name], flush=True)
    worst = max(abs(entry["fp32"] - entry["int8-weights"]) for entry in results.values())
    args.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(f"largest difference {worst:.4f}, allowed {ALLOWED}")


if __name__ == "__main__":
    main()
