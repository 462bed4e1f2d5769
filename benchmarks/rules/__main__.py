"""Measure the rules on text that people labelled: recall, false alarms, precision.

    python -m benchmarks.rules --data DIR [--cache FILE] [--limit N] [--seed 7] [--show F301]

DIR holds `labelled/*.jsonl.gz`. Every rule runs on every row of the evaluation sets, as plain text, and
on faithful ones as a Markdown page too: what it flags there is a false alarm unless a person read it and
found it right (`defects_read.py`). Every operator of `fidelity mutate` plants its defect in faithful
rows: what is found of them is recall. Writes counts, never text: `benchmarks/results/rules.json`, and
from it `fidelity/figures.json`, which `fidelity explain` prints.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import fidelity
from benchmarks.rules.lines import lines_of
from benchmarks.rules.measure import Sample, by_span_type, planted, rule_on_rows, stories
from benchmarks.rules.run import Checked, Planted, check_rows, plant_rows
from fidelity.bench.cards import cards
from fidelity.bench.loading import load
from fidelity.bench.rows import Row
from fidelity.mutate.operators import all_operators
from fidelity.rules import all_rules

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Run everything and write the results."""
    args = _arguments()
    if args.again:
        _plant_again(args)
        return
    began = time.monotonic()
    known = {name: card.standing for name, card in cards().items() if card.evaluation}
    rows = _sample(load(args.data, sorted(known)).rows, args.limit, args.seed)
    rows.sort(key=lambda row: (row.source, row.dataset, row.id))
    how = {"embedder": args.embedder, "cache": args.cache, "jobs": args.jobs}
    faithful = [row for row in rows if row.label and row.unit == "summary"]
    checked = [*check_rows(rows, "plain", **how), *check_rows(faithful, "page", **how)]
    print(f"rows checked: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    names = args.operators.split(",") if args.operators else [info.name for info in all_operators()]
    made = list(plant_rows(rows, names, count=args.count, seed=args.seed, **how))
    print(f"defects planted: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    if args.show:
        _show(args.show, rows, checked, made)
    sample = Sample(rows, checked, known)
    operators = planted(made, args.seed)
    results: dict[str, Any] = {
        "script": "benchmarks/rules",
        "version": fidelity.__version__,
        "seed": args.seed,
        "limit": args.limit,
        "embedder": args.embedder,
        "rows": _row_counts(rows, sample),
        "stories_stopped_in_vain": stories(sample, args.seed),
        "rules": {
            info.code: {
                "name": info.name,
                "version": info.version,
                "severity": info.severity.word,
                **rule_on_rows(info.code, sample, args.seed),
            }
            for info in all_rules()
        },
        "planted": operators,
        "spans_marked_by_people": by_span_type(sample, args.seed),
    }
    _write(args, results)


def _plant_again(args: argparse.Namespace) -> None:
    """Measure some operators anew, on the same rows: what a change of one operator asks for."""
    results = json.loads(args.out.read_text("utf-8"))
    rows = _sample(load(args.data, sorted(results["rows"])).rows, results["limit"], results["seed"])
    rows.sort(key=lambda row: (row.source, row.dataset, row.id))
    how = {"embedder": results["embedder"], "cache": args.cache, "jobs": args.jobs}
    names = args.operators.split(",")
    made = list(plant_rows(rows, names, count=args.count, seed=results["seed"], **how))
    if args.show:
        _show(args.show, [], [], made)
    results["planted"] = dict(sorted({**results["planted"], **planted(made, results["seed"])}.items()))
    _write(args, results)


def _write(args: argparse.Namespace, results: dict[str, Any]) -> None:
    total = sum(table["checked"] for table in results["rows"].values())
    where = (
        f"measured by benchmarks/rules on {total:,} rows of {len(results['rows'])} sets labelled by people"
    )
    figures = {
        code: lines_of(code, result, results["planted"], where) for code, result in results["rules"].items()
    }
    print(json.dumps({"stories": results["stories_stopped_in_vain"], **figures}, indent=1))
    if not args.no_write:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        args.figures.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rules",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds labelled/")
    parser.add_argument("--limit", type=int, help="rows a data set at most")
    parser.add_argument("--count", type=int, default=300, help="defects an operator")
    parser.add_argument("--operators", default="", help="plant only these, separated by commas")
    parser.add_argument("--again", action="store_true", help="plant --operators again, keep other results")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--embedder", default="default")
    parser.add_argument("--cache", type=Path, help="a file to keep embeddings in")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", default="", metavar="CODE", help="print false alarms and misses to read")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/rules.json")
    parser.add_argument("--figures", type=Path, default=ROOT / "fidelity/figures.json")
    parser.add_argument("--no-write", action="store_true", help="print the results only")
    return parser.parse_args()


def _sample(rows: tuple[Row, ...], limit: int | None, seed: int) -> list[Row]:
    if limit is None:
        return list(rows)
    by_set: dict[str, list[Row]] = {}
    for row in rows:
        by_set.setdefault(row.dataset, []).append(row)
    rng = random.Random(seed)
    return [row for part in by_set.values() for row in rng.sample(part, min(limit, len(part)))]


def _row_counts(rows: list[Row], sample: Sample) -> dict[str, Any]:
    checked = {form: {row.key for row in part} for form, part in sample.rows.items()}
    return {
        name: {
            "standing": standing,
            "faithful": sum(row.label for row in rows if row.dataset == name),
            "unfaithful": sum(not row.label for row in rows if row.dataset == name),
            "checked": sum(row.key in checked["plain"] for row in rows if row.dataset == name),
            "checked_as_page": sum(row.key in checked["page"] for row in rows if row.dataset == name),
        }
        for name, standing in sample.standing.items()
    }


def _show(code: str, rows: list[Row], checked: list[Checked], made: list[Planted]) -> None:
    """Print what a person must read: findings on faithful rows, and defects that were missed."""
    table = {row.key: row for row in rows}
    for one in checked:
        row = table[one.dataset, one.id]
        for flag in one.flags or ():
            if not row.label or not any(each.startswith(code) for each in flag.codes):
                continue
            if one.form == "plain":
                text = (
                    f"{row.claim[: flag.start]}[[{row.claim[flag.start : flag.end]}]]{row.claim[flag.end :]}"
                )
                print(f"\n{one.dataset}/{one.id} {flag.code} {flag.message}\n  {text}")
            else:
                print(f"\n{one.dataset}/{one.id} ({one.form}) {flag.code} {flag.message}")
    for one in made:
        if one.rule.startswith(code) and not one.named:
            print(f"\nMISSED {one.dataset}/{one.id} {one.operator} {one.kind} {one.form}\n  {one.shown}")


if __name__ == "__main__":
    main()
