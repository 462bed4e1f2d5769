"""Fit the alignment judge and write `fidelity/models/alignment-judge/`.

    python -m benchmarks.judge --data DIR --cache DIR [--out DIR] [--seed 7] [--refit]

DIR holds `labelled/*.jsonl.gz` and `nli/*.jsonl.gz`. About 25 minutes on two cores; `--refit` takes
the features that the cache has and needs two.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.judge.card import card
from benchmarks.judge.data import Row, extract, load_rows, save_rows
from benchmarks.judge.figures import cross_validated
from benchmarks.judge.fit import PRIOR, fit_contradicted, fit_faithful, fit_supported
from fidelity.judge.features import LEXICAL, SEMANTIC


def build(rows: Sequence[Row], names: Sequence[str], seed: int) -> dict[str, Any]:
    """Return the content of one fit's JSON file."""
    checked = cross_validated(rows, names, seed)
    return {
        "format": "fidelity.alignment-judge/1",
        "prior": PRIOR,
        "threshold": checked["threshold"],
        "certain_threshold": checked["certain_threshold"],
        "contradiction_threshold": checked["contradiction_threshold"],
        "verbatim": checked["verbatim"],
        "supported": asdict(fit_supported(rows, names)),
        "contradicted": asdict(fit_contradicted(rows, names)),
        "faithful": asdict(fit_faithful(rows, checked["out"])),
        "cross_validated": checked["figures"],
    }


def main() -> None:
    """Run the whole fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with labelled/ and nli/")
    parser.add_argument("--cache", type=Path, required=True, help="folder for features and embeddings")
    parser.add_argument("--out", type=Path, default=Path("fidelity/models/alignment-judge"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--refit", action="store_true", help="take the features that --cache has")
    args = parser.parse_args()
    if not (args.data / "labelled").is_dir():
        sys.exit(f"benchmarks.judge: no labelled/ in {args.data}; give the labelled data with --data")
    args.cache.mkdir(parents=True, exist_ok=True)
    features_path = args.cache / "features.jsonl.gz"
    if not args.refit:
        save_rows(extract(args.data, args.seed, args.cache / "embeddings.sqlite"), features_path)
    rows = load_rows(features_path)
    args.out.mkdir(parents=True, exist_ok=True)
    fits = {}
    for kind, names in (("alignment", (*LEXICAL, *SEMANTIC)), ("lexical", LEXICAL)):
        fits[kind] = build(rows, names, args.seed)
        text = json.dumps(fits[kind], indent=1) + "\n"
        (args.out / f"{kind}.json").write_text(text, encoding="utf-8")
    text = card(rows, fits, args.seed)
    (args.out / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
