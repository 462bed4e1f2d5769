"""Many stories: throughput beside other ways to do it, and how time grows with length and number."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed.cold import ROOT
from benchmarks.speed.tasks import TASKS
from fidelity.bench.cards import cards
from fidelity.bench.loading import load
from fidelity.bench.rows import Row, parse_row, write_rows

__all__ = ["corpus", "lengths", "throughput"]

# Every pair takes long: fewer rows tell enough.
SLOW = frozenset({"cross-encoder, every pair"})
FEWER = 8
FACTORS = (1, 10, 100)
MOST_WITH_MODELS = 1_000


def throughput(data: Path, count: int, seed: int) -> dict[str, Any]:
    """Return stories a second of each way, on one core and, for the checker, on two."""
    rows = _one_a_source(data, count, seed)
    ways: dict[str, Any] = {}
    for name in TASKS:
        part = rows[: count // FEWER] if name in SLOW else rows
        for cores in (1, 2) if name == "fidelity" else (1,):
            took = _run(name, part, cores)
            ways[f"{name}, {cores} core{'s' if cores > 1 else ''}"] = {
                **took,
                "stories_a_second": round(took["rows"] / took["work"], 2),
            }
    base = ways["fidelity, 1 core"]["stories_a_second"]
    for row in ways.values():
        row["ratio"] = round(base / row["stories_a_second"], 2)
    sizes = [len(row.source) for row in rows]
    return {
        "stories": len(rows),
        "mean_source_characters": round(sum(sizes) / len(sizes)),
        "mean_story_characters": round(sum(len(row.claim) for row in rows) / len(rows)),
        "ways": ways,
    }


def lengths(data: Path, seed: int) -> dict[str, Any]:
    """Return how long one check takes where the story, or the source, is 10 and 100 times as long."""
    rows = _one_a_source(data, max(FACTORS), seed)
    timed: dict[str, Any] = {}
    for what in ("story", "source"):
        for factor in FACTORS:
            claims = " ".join(row.claim for row in rows[: factor if what == "story" else 1])
            source = "\n\n".join(row.source for row in rows[: factor if what == "source" else 1])
            row = parse_row({"source": source, "claim": claims, "label": 1}, "length", 1)
            took = _run("fidelity", [row], 1)
            timed[f"{what} x {factor}"] = {
                "story_characters": len(claims),
                "source_characters": len(source),
                "seconds": round(took["work"], 3),
                "peak_mb": took["peak_mb"],
            }
    return timed


def corpus(data: Path, sizes: Sequence[int], seed: int) -> dict[str, Any]:
    """Return rows a second and memory for corpora of these sizes, no row twice.

    With the shipped models and all rules up to MOST_WITH_MODELS rows; the lexical judge alone, which a
    researcher would run first over a large corpus, up to the largest.
    """
    rows = list(_everything(data))
    random.Random(seed).shuffle(rows)
    took_by_size = {}
    for size in sizes:
        if size > len(rows):
            sys.exit(f"speed: {size} rows are wanted, {data} has {len(rows)}")
        part = sorted(rows[:size], key=lambda row: row.source)
        for name in ("fidelity", "fidelity, no model, F101 alone"):
            if name == "fidelity" and size > MOST_WITH_MODELS:
                continue
            took = _run(name, part, os.cpu_count() or 1)
            took_by_size[f"{size:,} rows, {name}"] = {**took, "rows_a_second": round(size / took["work"], 1)}
    return took_by_size


def _run(name: str, rows: Sequence[Row], cores: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        write_rows(rows, file)
        command = [sys.executable, "-m", "benchmarks.speed.tasks", name, str(file), str(cores)]
        environment = {**os.environ, "OMP_NUM_THREADS": str(cores), "TOKENIZERS_PARALLELISM": "false"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"speed: {name}: {done.stderr.strip()}")
    took: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in took.items()}


def _one_a_source(data: Path, count: int, seed: int) -> list[Row]:
    """Return `count` summaries of different sources, from the evaluation sets."""
    names = sorted(name for name, card in cards().items() if card.evaluation and card.unit == "summary")
    rows = list(load(data, names).rows)
    random.Random(seed).shuffle(rows)
    by_source = {row.source_group: row for row in rows}
    return list(by_source.values())[:count]


def _everything(data: Path) -> Iterator[Row]:
    """Yield every labelled row there is, then the unlabelled summaries with a label that is not read."""
    yield from load(data, sorted(cards())).rows
    folder = data / "silver"
    with gzip.open(folder / "vectara_sources.jsonl.gz", "rt", encoding="utf-8") as lines:
        sources = {row["source_id"]: row["source"] for row in map(json.loads, lines)}
    with gzip.open(folder / "vectara_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if row["claim"].strip():
                table = {"source": sources[row["source_id"]], "claim": row["claim"], "label": 1}
                yield parse_row({**table, "id": str(number)}, "silver", number)
