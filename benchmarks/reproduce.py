"""Every number on the pages, from the labelled data: one command, the same seeds.

    python -m benchmarks.reproduce --data DIR --work FOLDER

Runs agreement (with live baselines and other checkers), rules, twins and speed, then fills the pages. FOLDER
keeps scores, embeddings and the other checkers' environments, so that a run that was stopped goes on. About
an hour on two cores; timings differ by machine, everything else is the same.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from fidelity.weights import available_cores

ROOT = Path(__file__).resolve().parent.parent
SPEED = ["--repeat", "3", "--size", "--stories", "64", "--corpus", "1000,10000,100000"]


def main() -> None:
    """Run one benchmark after another; stop at the first that fails."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reproduce",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds labelled/ and silver/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is kept between runs")
    args = parser.parse_args()
    work = args.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    data, cache = ["--data", str(args.data.resolve())], ["--cache", str(work / "embeddings.sqlite")]
    results = ROOT / "benchmarks/results"
    steps = [
        ["agreement", *data, *cache, "--scores", str(work / "scores.jsonl"), "--live", str(work / "live")],
        ["rules", *data, *cache],
        ["twins", "--scores", str(work / "twins"), "--jobs", str(available_cores())],
        ["speed", *data, *SPEED, "--out", str(results / "speed.json")],
        ["readme"],
    ]
    for name, *options in steps:
        print(f"== benchmarks.{name}", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
