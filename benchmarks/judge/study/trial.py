"""Rank sets that nothing is learnt from and no table of results is about: what networks are compared on.

    python -m benchmarks.judge.study.trial --data DIR --cache DIR --model FOLDER [--stacks FOLDER]
        [--results FILE] [--device cuda]

Held-back rows of learnt sets are like those that were learnt from, and reward a network that remembers
them; looking at the zero-shot sets would make them sets that choices were made on. The trial sets are
neither: their licences let them be measured with, not learnt from. DIR holds `labelled/`; the cache
keeps their alignments, features and each network's logits in its folder `trial`. FOLDER is a
checkpoint of `benchmarks.judge.make.train`; with `--stacks`, the stacks of that folder are measured on top.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.judge.claims import Claims, load_claims, network_name, write_claims
from benchmarks.judge.data import Row, align_rows
from benchmarks.judge.split import group_of, zero_shot_groups
from fidelity.bench.bootstrap import Resampling
from fidelity.bench.rows import text_hash
from fidelity.bench.statistics import auc
from fidelity.judge.additive import logistic
from fidelity.judge.model import Stack, of_all, read_stack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "SETS", "measured", "network_alone", "prepared", "probabilities", "set_scores", "trial_rows",
]  # fmt: skip

SETS = {
    "advfact_mispredicted": 101, "attributionbench": 300, "begin": 300, "citint": 200, "dialsummeval": 400,
    "entfa": 300, "faceval": 300, "fnc1_test_agree_disagree": 100, "gofigure_xsum": 224, "healthver": 200,
    "lfqa_verification": 300, "simplification_fact": 400,
}  # fmt: skip
"""Set: most rows taken. Summaries count most: of claims about web pages and papers fewer are taken."""


def trial_rows(data: Path) -> Iterator[tuple[Row, str, str]]:
    """Yield (row, source text, claim text), group by group; none of these is a zero-shot set's.

    Which groups, their names decide; of the last one of a set there may be only the first rows.
    """
    barred = zero_shot_groups(data)
    for name, most in SETS.items():
        drawn = []
        with gzip.open(data / "labelled" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for number, table in enumerate(map(json.loads, file)):
                group = group_of(name, table)
                if group not in barred:
                    row = Row(
                        name, str(table.get("id", number)), group, int(table["label"]), None, False, True
                    )
                    drawn.append((row, table["source"], table["claim"]))
        drawn = sorted(drawn, key=lambda entry: text_hash(entry[0].group))[:most]
        yield from sorted(drawn, key=lambda entry: (entry[0].group, entry[1], entry[0].id))


def probabilities(claims: Claims, stack: Stack | None) -> Floats:
    """Return P(supported) of every claim, shape (claims,).

    Args:
        claims: The table, with a network's logits.
        stack: With or without the network; None for the network alone, beside the joined passage.
    """
    if stack is None:
        return np.where(claims.verbatim, 1.0, logistic(claims.columns["entailment"]))
    return np.where(claims.verbatim, stack.verbatim, stack.calibrated(claims.columns))


def network_alone(claims: Claims, logits: Floats) -> Floats:
    """Return P(entailment) of every claim from logits of shape (claims, 3); 1 where it stands verbatim."""
    against, entailed, neutral = logits.T
    return np.where(claims.verbatim, 1.0, logistic(entailed - np.logaddexp(against, neutral)))


def set_scores(claims: Claims, p: Floats) -> Iterator[tuple[str, NDArray[np.bool_], Floats]]:
    """Yield each set's name, which rows are its, and their P(all supported); see `of_all`."""
    ends = np.searchsorted(claims.row, np.arange(len(claims.rows) + 1))
    score = np.array([of_all(p[a:b].tolist()) for a, b in pairwise(ends)])
    for name in dict.fromkeys(claims.dataset.tolist()):
        here = claims.dataset == name
        yield name, here, score[here]


def measured(claims: Claims, p: Floats, seed: int) -> dict[str, dict[str, Any]]:
    """Return the AUC of each set with its interval over source groups."""
    figures = {}
    for name, here, mine in set_scores(claims, p):
        label = claims.label[here]

        def area(weights: Floats, label: Any = label, mine: Floats = mine) -> Floats:
            return auc(label, mine, weights)

        sampling = Resampling(list(claims.group[here]), seed)
        figures[name] = {"rows": int(here.sum()), "auc": sampling.figure(area).to_dict()}
    return figures


def shown(runs: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Return the AUC of every set as a table, a column for each of `runs`, and the means."""
    names = list(next(iter(runs.values())))
    lines = [f"{'':26}" + "".join(f"{run:>22}" for run in runs)]
    lines += [
        f"{name:26}" + "".join(f"{run[name]['auc']['value']:22.3f}" for run in runs.values())
        for name in names
    ]
    means = [np.mean([run[name]["auc"]["value"] for name in names]) for run in runs.values()]
    return "\n".join([*lines, f"{'mean':26}" + "".join(f"{mean:22.4f}" for mean in means)])


def prepared(data: Path, cache: Path) -> Claims:
    """Return the table of claims, made where the cache does not have it. Exits where there is no data."""
    if not (data / "labelled").is_dir():
        sys.exit(f"benchmarks.judge: no labelled/ in {data}; give the labelled data with --data")
    folder = cache / "trial"
    folder.mkdir(parents=True, exist_ok=True)
    aligned = folder / "aligned.jsonl.gz"
    if not aligned.is_file():
        align_rows(trial_rows(data), aligned, cache / "embeddings.sqlite")
    if not (folder / "claims.json").is_file():
        write_claims(aligned, folder)
    return load_claims(folder)


def main() -> None:
    """Measure one network."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with labelled/")
    parser.add_argument("--cache", type=Path, required=True, help="folder for what is computed once")
    parser.add_argument("--model", type=Path, required=True, help="a checkpoint's folder")
    parser.add_argument("--stacks", type=Path, help="folder with network.json and alignment.json")
    parser.add_argument("--results", type=Path, help="where to write the figures")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    prepared(args.data, args.cache)
    folder = args.cache / "trial"
    name = network_name(args.model)
    if not (folder / f"logits-{name}.npy").is_file():
        from benchmarks.judge.make.logits import ask  # noqa: PLC0415 - needs torch

        ask(folder, args.model, args.device, lambda claims: np.ones(len(claims.rows), dtype=bool))
    claims = load_claims(folder, name)
    stacks: dict[str, Stack | None] = {"network alone": None}
    for kind in ("alignment", "network") if args.stacks else ():
        stacks[kind] = read_stack((args.stacks / f"{kind}.json").read_bytes(), kind)
    runs = {run: measured(claims, probabilities(claims, stack), args.seed) for run, stack in stacks.items()}
    print(shown(runs))
    if args.results:
        args.results.parent.mkdir(parents=True, exist_ok=True)
        args.results.write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
