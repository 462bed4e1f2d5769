"""Measure exported readers on the same claims, each against the first.

    python -m benchmarks.reader.measure --sets FILE --answers DIR [--only SET] [--speed] NAME=FOLDER ...

--sets: what `python -m benchmarks.reader.sets` wrote. NAME=FOLDER: an exported reader, and what to call it.
--answers keeps what each says of each set, so that a second run computes only what is new. `--speed` times
them in turns, one thread, one pair of 150 word pieces at a time, and prints ratios, load and memory.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.export_embedder import memory
from benchmarks.reader.sets import Item, read_sets
from fidelity.bench.bootstrap import compare_auc
from fidelity.judge.marking_network import LABELS, MarkingNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENTAILMENT = LABELS.index("entailment")
SEED = 7
PIECES = 150
TURNS = 30
NONE = -99.0
"""Mark of a claim without word pieces."""


@dataclass(frozen=True)
class Answers:
    """What a reader says of a set.

    Attributes:
        logits: float32, (items, 3).
        marks: The largest mark of each claim: float32, (items,).
    """

    logits: NDArray[np.float32]
    marks: NDArray[np.float32]

    @property
    def log_p(self) -> NDArray[np.float64]:
        """Logarithm of P(entailment): (items,)."""
        wide = self.logits.astype(np.float64)
        return np.asarray(wide[:, ENTAILMENT] - np.logaddexp.reduce(wide, axis=1))


def asked(reader: MarkingNetwork, items: Sequence[Item], kept: Path) -> Answers:
    """Return the reader's answers, from `kept` where they are there."""
    if not kept.is_file():
        readings = reader.read([(item.passage, item.claim) for item in items])
        kept.parent.mkdir(parents=True, exist_ok=True)
        marks = [reading.marks.max(initial=NONE) for reading in readings]
        logits = np.stack([reading.logits for reading in readings])
        np.savez_compressed(kept, logits=logits, marks=np.array(marks, dtype=np.float32))
    table = np.load(kept)
    return Answers(table["logits"], table["marks"])


def by_row(items: Sequence[Item], values: NDArray[Any]) -> tuple[list[int], list[float], list[str]]:
    """Return labels, sums of `values` over the claims of each row, and groups."""
    labels: dict[int, int] = {}
    groups: dict[int, str] = {}
    sums: dict[int, float] = {}
    for item, value in zip(items, values.tolist(), strict=True):
        labels[item.row], groups[item.row] = item.label, item.group
        sums[item.row] = sums.get(item.row, 0.0) + value
    return list(labels.values()), list(sums.values()), list(groups.values())


def twins_right(items: Sequence[Item], answers: Answers) -> float | None:
    """Return the share of twins of which the right one is the likelier; None without twins."""
    pairs: dict[str, dict[int, float]] = {}
    for item, p in zip(items, answers.log_p.tolist(), strict=True):
        if item.twin is not None:
            pairs.setdefault(item.twin, {})[item.label] = p
    whole = [pair for pair in pairs.values() if len(pair) == 2]
    return sum(pair[1] > pair[0] for pair in whole) / len(whole) if whole else None


def compared(items: Sequence[Item], ours: Answers, first: Answers) -> dict[str, Any]:
    """Return the AUCs of `ours` and how they differ from those of `first`."""
    labels, own, groups = by_row(items, ours.log_p)
    _, other, _ = by_row(items, first.log_p)
    classes = compare_auc(labels, own, other, groups, SEED)
    found: dict[str, Any] = {
        "rows": len(labels),
        "auc": classes.ours.to_dict(),
        "difference": classes.difference.to_dict(),
        "logit rms": float(np.sqrt(((ours.logits - first.logits) ** 2).mean())),
    }
    if len(labels) == len(items):
        marks = [compare_auc(labels, -one.marks, -first.marks, groups, SEED).ours for one in (ours,)]
        found["marks auc"] = marks[0].to_dict()
    twins = twins_right(items, ours)
    return found if twins is None else found | {"twins right": twins}


def line(name: str, found: dict[str, Any]) -> str:
    """Return a row of the table."""
    apart = found["difference"]
    interval = apart["interval"] or (apart["value"], apart["value"])
    cells = [
        name,
        str(found["rows"]),
        f"{found['auc']['value']:.3f} [{found['auc']['interval'][0]:.3f}, {found['auc']['interval'][1]:.3f}]",
        f"{apart['value']:+.4f} [{interval[0]:+.4f}, {interval[1]:+.4f}]",
        f"{found['marks auc']['value']:.3f}" if "marks auc" in found else "",
        f"{found['twins right']:.3f}" if "twins right" in found else "",
        f"{found['logit rms']:.3f}",
    ]
    return "| " + " | ".join(cells) + " |"


def pieces(reader: MarkingNetwork) -> tuple[str, str]:
    """Return a pair of PIECES word pieces."""
    claim = "The council approved the wall on Tuesday ."
    room = PIECES - 4 - len(reader.read([("", claim)])[0].spans)
    return " ".join(["wall"] * room), claim


def resources(folder: str) -> dict[str, float]:
    """Return size, seconds to load and memory of a reader; in a fresh process."""
    before = memory("VmHWM")
    reader = MarkingNetwork(Path(folder), threads=1)
    start = time.perf_counter()
    pair = pieces(reader)
    loaded = time.perf_counter() - start
    reader.read([pair])
    size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return {
        "MB": size / 1e6,
        "load and one pair, s": loaded,
        "peak memory added, MB": memory("VmHWM") - before,
    }


def speeds(folders: dict[str, Path]) -> dict[str, float]:
    """Return the least seconds a pair of each reader; they take turns."""
    readers = {name: MarkingNetwork(folder, threads=1) for name, folder in folders.items()}
    passage, claim = pieces(next(iter(readers.values())))
    least = dict.fromkeys(readers, float("inf"))
    for turn in range(TURNS):
        pair = (passage, claim.replace("wall", f"{turn}"))  # none is remembered
        for name, reader in readers.items():
            start = time.perf_counter()
            reader.logits([pair])
            least[name] = min(least[name], time.perf_counter() - start)
    return least


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--only", action="append", help="a set to read; by default all")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("readers", nargs="+", metavar="NAME=FOLDER")
    given = parser.parse_args()
    folders = {name: Path(folder) for name, _, folder in (one.partition("=") for one in given.readers)}
    report: dict[str, Any] = {"sets": {}}
    print("| set, reader | rows | AUC | against the first | marks' AUC | twins right | rms of logits |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for kind, items in read_sets(given.sets).items():
        if given.only and kind not in given.only:
            continue
        answers = {
            name: asked(MarkingNetwork(folder, given.threads), items, given.answers / name / f"{kind}.npz")
            for name, folder in folders.items()
        }
        first = next(iter(answers.values()))
        report["sets"][kind] = {name: compared(items, own, first) for name, own in answers.items()}
        for name, found in report["sets"][kind].items():
            print(line(f"{kind}, {name}", found), flush=True)
    if given.speed:
        least = speeds(folders)
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            for name, folder in folders.items():
                told = pool.apply(resources, (str(folder),))
                told["time of the first"] = least[name] / next(iter(least.values()))
                report.setdefault("resources", {})[name] = told
                print(name, ", ".join(f"{key} {value:.2f}" for key, value in told.items()))
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
