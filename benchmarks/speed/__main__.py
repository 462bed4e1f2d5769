"""Measure speed, as ratios from one run.

    python -m benchmarks.speed [--story FILE --source FILE] [--repeat 7] [--size]
                               [--data DIR] [--stories 200] [--corpus 1000,10000,100000] [--out FILE]

Cold and warm checks of one pair beside `import sentence_transformers`; with --size the installed size
too. With --data: throughput beside the ten-line sentence-transformers script, beside a cross-encoder on
every pair of sentences, and beside the network alone; and how time grows with length. With --corpus:
with the number of rows; sizes that are not asked for keep the figures that FILE has of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks.speed.cold import ROOT, cold, installed_size
from benchmarks.speed.throughput import corpus, lengths, throughput


def earlier(out: Path | None) -> dict[str, Any]:
    """Return what `out` holds of corpora: sizes that this run does not measure keep their figures."""
    if out is None or not out.is_file():
        return {}
    timed: dict[str, Any] = json.loads(out.read_text("utf-8")).get("corpus", {})
    return timed


def main() -> None:
    """Measure what is asked for, print it, and write it where --out says."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--story", type=Path, default=ROOT / "examples/story.md")
    parser.add_argument("--source", type=Path, default=ROOT / "examples/source.txt")
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--size", action="store_true", help="install the project anew and weigh it")
    parser.add_argument("--data", type=Path, help="folder that holds labelled/ and silver/")
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--corpus", default="", help="numbers of rows, separated by commas")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    result: dict[str, Any] = {
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        **cold(args.story, args.source, args.repeat),
    }
    if args.size:
        result["installed_mb"] = round(installed_size(), 1)
    if args.data:
        print("cold done; throughput", file=sys.stderr, flush=True)
        result["throughput"] = throughput(args.data, args.stories, args.seed)
        print("throughput done; lengths", file=sys.stderr, flush=True)
        result["lengths"] = lengths(args.data, args.seed)
        if args.corpus:
            print("lengths done; corpus", file=sys.stderr, flush=True)
            sizes = [int(size) for size in args.corpus.split(",")]
            result["corpus"] = earlier(args.out) | corpus(args.data, sizes, args.seed)
    print(json.dumps(result, indent=1))
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
