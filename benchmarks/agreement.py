"""The whole comparison: the checker, published systems and live baselines on the same labelled rows.

    python -m benchmarks.agreement --data DIR [--scores FILE] [--live FOLDER] [--out FOLDER]

Runs what `fidelity bench --data DIR` runs, then `python -m benchmarks.live` for the baselines whose
scores FOLDER does not hold yet, and writes `results/agreement.json` and `results/live.json`. The same
seed gives the same figures. `python -m benchmarks.readme` makes tables and pictures of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.live.packages import PACKAGES
from fidelity.bench.baselines import BASELINES
from fidelity.bench.benchmark import Request, benchmark
from fidelity.bench.cards import Peer, System
from fidelity.bench.loading import load
from fidelity.bench.peers import compare_peers
from fidelity.bench.rows import Row
from fidelity.bench.run import Judging
from fidelity.bench.scores import read_scores
from fidelity.bench.tables import to_json
from fidelity.config import Config
from fidelity.weights import available_cores

ROOT = Path(__file__).resolve().parent.parent
MINILM = "22.7M"
NOT_TRAINED = "nothing is trained"

Key = tuple[str, str]


def main() -> None:
    """Score, compare and write the results."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.agreement",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds labelled/")
    parser.add_argument("--scores", type=Path, help="scores file to go on from, and to keep")
    parser.add_argument("--live", type=Path, help="folder of the baselines' score files")
    parser.add_argument("--cache", type=Path, help="a file to keep embeddings in")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    judging = Judging(Config(threads=1), jobs=available_cores(), memory=args.cache)
    scores = args.scores or args.out / "scores.jsonl"
    request = Request(
        data=args.data,
        judging=judging,
        scores=scores,
        resume=scores.exists(),
        seed=args.seed,
        command="fidelity bench --data DIR --format json",
    )
    report = benchmark(request, lambda line: print(line, file=sys.stderr, flush=True))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "agreement.json").write_text(to_json(report), encoding="utf-8")
    if args.live is not None:
        _run_missing(args.data, args.live, args.cache)
        results = live(list(load(args.data).rows), scores, args.live, args.seed)
        text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
        (args.out / "live.json").write_text(text, encoding="utf-8")


def _run_missing(data: Path, folder: Path, cache: Path | None) -> None:
    missing = [name for name in [*BASELINES, *PACKAGES] if not (folder / f"{name}.meta.json").exists()]
    if missing:
        command = [sys.executable, "-m", "benchmarks.live", "--data", str(data), "--out", str(folder)]
        command += ["--cache", str(cache)] if cache is not None else []
        subprocess.run([*command, "--only", ",".join(missing)], cwd=ROOT, check=True)


def live(rows: list[Row], scores: Path, folder: Path, seed: int) -> dict[str, Any]:
    """Return every baseline's AUC beside ours on the rows of each set, with a paired test."""
    ours = {key: one.score for key, one in read_scores(scores).items() if one.score is not None}
    told = {}
    columns: dict[Peer, dict[Key, float]] = {}
    for name in [*BASELINES, *PACKAGES]:
        meta = json.loads((folder / f"{name}.meta.json").read_text("utf-8"))
        told[name] = {"version": meta["version"], "score": meta["score"], "rows": meta["rows"]}
        parameters = MINILM if name == "minilm-cosine" else "0"
        peer = Peer(name, System(name, "live", parameters, "no", NOT_TRAINED))
        scored = read_scores(folder / f"{name}.jsonl")
        columns[peer] = {key: one.score for key, one in scored.items() if one.score is not None}
        told[name]["rows_without_a_score"] = meta["rows"] - len(columns[peer])
    by_set: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_set[row.dataset].append(row)
    sets = {
        name: [result.to_dict() for result in compare_peers(members, ours, columns, seed=seed)]
        for name, members in sorted(by_set.items())
    }
    return {"seed": seed, "systems": told, "sets": sets}


if __name__ == "__main__":
    main()
