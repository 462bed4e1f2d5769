"""Measure the judges of this package and the baselines on the suite `twins`, and keep the result.

    python -m benchmarks.twins [--judge NAME] [--beside A,B] [--scores FOLDER]

Runs `fidelity bench --suite twins` on the held-out sources and writes results/twins/held-out.json, from which
`python -m benchmarks.readme` fills README.md, benchmarks/README.md and the data sheet. With --scores a run
that was stopped goes on.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.twins.pages import RESULT
from fidelity.bench.baselines import BASELINES

ROOT = Path(__file__).resolve().parents[2]
# Each without a model that the one before it has: the default judge, without the network, without any model.
OURS = ("default", "reader", "alignment", "lexical")


def main() -> None:
    """Measure on the held-out sources, and keep the result."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.twins",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--judge", default="default", help="what the others are compared with")
    parser.add_argument("--beside", help="judges and baselines; default: simpler judges, all baselines")
    parser.add_argument("--scores", type=Path, help="a folder to keep scores in, and to go on from")
    parser.add_argument("--jobs", default="1", help="processes")
    args = parser.parse_args()
    simpler = OURS[OURS.index(args.judge) + 1 :] if args.judge in OURS else OURS
    beside = args.beside or ",".join([*simpler, *BASELINES])
    out = ROOT / "benchmarks/results" / f"{RESULT}.json"
    command = [sys.executable, "-m", "fidelity", "bench", "--suite", "twins", "--judge", args.judge]
    command += ["--beside", beside, "--jobs", args.jobs, "--out", str(out)]
    if args.scores is not None:
        command += ["--scores", str(args.scores.resolve() / f"{args.judge}.jsonl"), "--resume"]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
