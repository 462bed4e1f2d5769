"""Which training signals pay: short runs from one common start, each without one signal.

    python -m benchmarks.judge.ablate --pairs DIR --start DIR --out FILE [--pieces 400000]

Every run sees the same number of word pieces. Measured on held-back groups of labelled rows: the AUC of
the product of the claims' P(entailment), per data set, and their mean with a 95% interval
(source rows drawn anew within each set).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.judge.pairs import Example, load_examples
from benchmarks.judge.train import ENTAILMENT, encode, logits_of, start, train

# Shares of the batches.
MIX = {"nli": 0.20, "labelled": 0.26, "silver": 0.24, "planted": 0.24, "verbatim": 0.06}
RUNS: dict[str, tuple[str, ...]] = {
    "all": tuple(MIX),
    "without nli": ("labelled", "silver", "planted", "verbatim"),
    "without labelled": ("nli", "silver", "planted", "verbatim"),
    "without silver": ("nli", "labelled", "planted", "verbatim"),
    "without planted": ("nli", "labelled", "silver", "verbatim"),
    "without verbatim": ("nli", "labelled", "silver", "planted"),
    "nli alone": ("nli",),
}
DRAWS = 500


def scores_of(model: Any, tokenizer: Any, examples: Sequence[Example]) -> np.ndarray:
    """Return log P(all claims supported) of each example, shape (examples,)."""
    encoded = encode(examples, tokenizer)
    logits = logits_of(model, [pair for example in encoded for pair in example.pairs])
    logs = logits.log_softmax(-1)[:, ENTAILMENT].numpy()
    ends = np.cumsum([len(example.pairs) for example in encoded])
    return np.array([part.sum() for part in np.split(logs, ends[:-1])])


def agreement(scores: np.ndarray, examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """Return the AUC of each data set, their mean, and the mean's 95% interval."""
    names = sorted({example.dataset for example in examples})
    labels = np.array([example.target for example in examples])
    sets = [np.array([i for i, e in enumerate(examples) if e.dataset == name]) for name in names]
    each = {n: float(roc_auc_score(labels[at], scores[at])) for n, at in zip(names, sets, strict=True)}
    rng = np.random.default_rng(seed)
    means = []
    for _ in range(DRAWS):
        drawn = [rng.choice(at, len(at)) for at in sets]
        values = [roc_auc_score(labels[at], scores[at]) for at in drawn if len(set(labels[at])) > 1]
        means.append(float(np.mean(values)))
    low, high = np.quantile(means, (0.025, 0.975))
    mean = float(np.mean(list(each.values())))
    return {"auc": each, "mean": mean, "low": float(low), "high": float(high)}


def table(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the runs as a Markdown table."""
    names = list(next(iter(found.values()))["auc"])
    lines = ["| trained on | mean | " + " | ".join(names) + " |", "|---" * (len(names) + 2) + "|"]
    for run, value in found.items():
        cells = [f"{value['mean']:.3f} [{value['low']:.3f}, {value['high']:.3f}]"]
        cells += [f"{value['auc'][name]:.3f}" for name in names]
        lines.append(f"| {run} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Run each, and write what was found after each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder of the common start")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=400_000)
    parser.add_argument("--rows", type=int, default=100, help="most held-back rows of each set")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    found = json.loads(args.out.read_text("utf-8"))["runs"] if args.out.exists() else {}
    examples = {n: load_examples(args.pairs / f"{n}-{args.seed}.jsonl.gz") for n in (*MIX, "development")}
    held = random.Random(args.seed).sample(development := examples.pop("development"), len(development))
    held = [
        e
        for name in sorted({e.dataset for e in held})
        for e in [h for h in held if h.dataset == name][: args.rows]
    ]
    encoded: dict[str, Any] = {}
    for run, names in {"start": (), **RUNS}.items():
        if run in found:
            continue
        model, tokenizer = start(args.start, args.seed, args.device)
        encoded = encoded or {name: encode(part, tokenizer) for name, part in examples.items()}
        figures: dict[str, float] = {}
        if names:
            chosen = {name: encoded[name] for name in names}
            figures = train(model, chosen, MIX, budget=args.pieces, rate=args.rate, seed=args.seed, out=None)
        found[run] = {**agreement(scores_of(model, tokenizer, held), held, args.seed), "figures": figures}
        kept = {"rows": len(held), "pieces": args.pieces, "runs": found}
        args.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(table(found), flush=True)


if __name__ == "__main__":
    main()
