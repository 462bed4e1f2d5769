"""Score labelled rows with simple baselines and other checkers, live, for comparison.

    python -m benchmarks.live --data DIR --out FOLDER [--only minilm-cosine,corroborate] [--limit N]

Writes FOLDER/NAME.jsonl for each: {"dataset", "id", "score"}, every row of the evaluation sets, in
order, and FOLDER/NAME.meta.json with versions and the time it took. `fidelity bench --from-scores`
reads such a file; `python -m benchmarks.agreement` sets them beside the checker.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.live.packages import PACKAGES, scores
from fidelity.bench.baselines import BASELINES
from fidelity.bench.cards import cards
from fidelity.bench.loading import load
from fidelity.bench.rows import Row

NEEDS = {
    "rouge-l-precision": "rouge-score",
    "rapidfuzz-partial-ratio": "rapidfuzz",
}


def main() -> None:
    """Score every row with every baseline and package that is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.live",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds labelled/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the score files")
    parser.add_argument("--environments", type=Path, help="folder for the packages' environments")
    parser.add_argument("--cache", type=Path, help="a file to keep embeddings in")
    parser.add_argument("--only", default="", help="names, separated by commas")
    parser.add_argument("--sets", default="", help="data sets, separated by commas")
    args = parser.parse_args()
    names = args.only.split(",") if args.only else [*BASELINES, *PACKAGES]
    unknown = [name for name in names if name not in {**BASELINES, **PACKAGES}]
    if unknown:
        sys.exit(f"live: unknown name {unknown[0]!r}; there is {', '.join([*BASELINES, *PACKAGES])}")
    known = [name for name, card in cards().items() if card.evaluation]
    rows = sorted(
        load(args.data, args.sets.split(",") if args.sets else sorted(known)).rows,
        key=lambda row: (row.dataset, row.source, row.id),
    )
    args.out.mkdir(parents=True, exist_ok=True)
    for name in names:
        began = time.perf_counter()
        if name in BASELINES:
            scored: Iterator[float | None] = iter(BASELINES[name](rows, args.cache))
            meta = {
                "version": _version(NEEDS.get(name)),
                "score": (BASELINES[name].__doc__ or "").partition("\n")[0],
            }
        else:
            package = PACKAGES[name]
            scored = scores(package, rows, args.environments or args.out / "environments")
            meta = {"version": package.requirement, "score": package.score}
        _write(args.out, name, rows, scored)
        seconds = time.perf_counter() - began
        told = {"name": name, **meta, "rows": len(rows), "seconds": round(seconds, 1)}
        (args.out / f"{name}.meta.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        print(f"{name}: {len(rows)} rows in {seconds:.0f} s", file=sys.stderr, flush=True)


def _write(folder: Path, name: str, rows: Sequence[Row], scored: Iterator[float | None]) -> None:
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for row, score in zip(rows, scored, strict=True):
            file.write(json.dumps({"dataset": row.dataset, "id": row.id, "score": score}) + "\n")


def _version(package: str | None) -> str | None:
    if package is None:
        return None
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        sys.exit(f"live: {package} is not installed: pip install {package}")


if __name__ == "__main__":
    main()
