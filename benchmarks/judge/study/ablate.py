"""Which training signals pay: short runs from one common start, each without one signal.

    python -m benchmarks.judge.study.ablate --data DIR --cache DIR --pairs DIR --start DIR --out FILE
        [--pieces 480000]

Every run sees the same number of word pieces. Measured on the trial sets (`trial.py`): the AUC of the
product of the claims' P(entailment), per set, their mean with a 95% interval (source groups drawn anew
within each set), and how far it is from the mean of the run with all signals, in the same draws.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.judge.claims import Claims, read_pairs
from benchmarks.judge.make.encoded import encode, logits_of
from benchmarks.judge.make.examples import Example, load_examples
from benchmarks.judge.make.train import quick_dropout, start, train
from benchmarks.judge.study.trial import network_alone, prepared, set_scores
from fidelity.bench.bootstrap import Resampling
from fidelity.bench.statistics import auc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Shares of the batches.
MIX = {"nli": 0.20, "labelled": 0.26, "silver": 0.24, "planted": 0.24, "verbatim": 0.06}
ALL = "all"
RUNS: dict[str, tuple[str, ...]] = {
    ALL: tuple(MIX),
    "start": (),
    **{f"without {name}": tuple(other for other in MIX if other != name) for name in MIX},
    "nli alone": ("nli",),
}
DRAWS = 500


def agreement(claims: Claims, p: Floats, seed: int) -> tuple[dict[str, float], Floats]:
    """Return the AUC of each set, and the mean over sets in each of DRAWS draws of source groups."""
    each, drawn = {}, []
    for name, here, score in set_scores(claims, p):
        label = claims.label[here]
        each[name] = round(float(auc(label, score, np.ones((len(label), 1)))[0]), 4)
        blocks = Resampling(list(claims.group[here]), seed, DRAWS).blocks()
        drawn.append(np.concatenate([auc(label, score, weights) for weights in blocks]))
    return each, np.asarray(np.nanmean(drawn, axis=0))


def entry(each: dict[str, float], means: Floats, against: Floats) -> dict[str, Any]:
    """Return what is kept of a run: AUC by set, the mean, and its difference from `against`."""

    def ends(values: Floats) -> list[float]:
        return [round(float(value), 4) for value in np.quantile(values, (0.025, 0.975))]

    low, high = ends(means)
    mean = round(float(np.mean(list(each.values()))), 4)
    return {"auc": each, "mean": mean, "low": low, "high": high, "difference": ends(means - against)}


def main() -> None:
    """Run each, and write what was found after each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with labelled/")
    parser.add_argument("--cache", type=Path, required=True, help="folder for what is computed once")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder of the common start")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=480_000)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    claims = prepared(args.data, args.cache)
    asked = np.flatnonzero(~claims.verbatim)
    shown = read_pairs(args.cache / "trial")
    lean = args.device == "cpu"
    if lean:
        quick_dropout(args.seed)
    encoded: dict[str, Any] = {}
    runs: dict[str, Any] = {}
    whole = np.zeros(DRAWS)
    for run, names in RUNS.items():
        model, tokenizer = start(args.start, args.seed, args.device, lean=lean)
        encoded = encoded or {
            "": encode([Example("", "", [(shown[at][0], shown[at][2])], 1.0) for at in asked], tokenizer),
            **{n: encode(load_examples(args.pairs / f"{n}-{args.seed}.jsonl.gz"), tokenizer) for n in MIX},
        }
        if names:
            chosen = {name: encoded[name] for name in names}
            train(model, chosen, MIX, budget=args.pieces, rate=args.rate, seed=args.seed, out=None)
        logits = np.zeros((len(shown), 3))
        logits[asked] = logits_of(model, [example.pairs[0] for example in encoded[""]]).numpy()
        each, means = agreement(claims, network_alone(claims, logits), args.seed)
        whole = means if run == ALL else whole
        runs[run] = entry(each, means, whole)
        kept = {"rows": len(claims.rows), "pieces": args.pieces, "runs": runs}
        args.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(f"{run}: {runs[run]}", flush=True)


if __name__ == "__main__":
    main()
