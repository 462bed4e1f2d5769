"""Fit the stacks and write them to `fidelity/models/judge/`.

    python -m benchmarks.judge.make.stack --data DIR --cache DIR [--network NAME] [--out DIR] [--seed 7]

DIR holds `labelled/*.jsonl.gz` and `nli/*.jsonl.gz`. What the cache has is taken from it: the alignments
(about 25 minutes on two idle cores without it), the features (three; `--features` computes them anew)
and a network's logits (`python -m benchmarks.judge.make.logits`; NAME is in its file's name). Without
`--network` only the two stacks are made that need none.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.judge.claims import Claims, load_claims, write_claims
from benchmarks.judge.data import AUXILIARY, align_rows, labelled_rows
from benchmarks.judge.make.fit import (
    PLAIN,
    PRIOR,
    calibrated,
    fit_against,
    fit_claim,
    learnable,
)
from benchmarks.judge.make.out_of_fold import (
    CERTAIN_PRECISION,
    DOUBTFUL_PRECISION,
    against_threshold,
    calibration_error_of,
    certain_bound,
    flagged,
    left_out,
    out_of_fold,
    precise_threshold,
    set_figures,
    singles,
)
from fidelity.judge.additive import logistic
from fidelity.judge.model import FORMAT, SCORE, read_stack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

THRESHOLDS = (
    "threshold", "certain_threshold", "contradiction_threshold", "verbatim", "certain_high",
)  # fmt: skip


def build(
    claims: Claims, kind: str, seed: int, plain: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], Floats]:
    """Return the content of one stack's file, and P(supported) of every claim, out of fold.

    Args:
        claims: All claims.
        kind: One of KINDS.
        seed: Of folds and bootstrap.
        plain: For a stack with the network, the one that it is built on. Its threshold for P(contradicted)
            is taken, and the stricter one for P(supported) where that is lower than the network's own:
            held-back rows alone are few, and both are calibrated for the same base rate.
            `benchmarks.rules` measures what comes of it.
    """
    rows = learnable(claims, kind)
    scores, whole = out_of_fold(claims, rows, lambda part: fit_claim(claims, kind, part), seed)
    one = singles(claims, rows)
    calibration = calibrated(scores[one.at], one.y, one.weight)
    sure = claims.of(rows & (claims.count == 1) & ~np.isin(claims.dataset, list(AUXILIARY)))
    sure = sure[claims.verbatim[sure]]
    verbatim = round(float((claims.label[claims.row[sure]].sum() + 1) / (len(sure) + 2)), 4)
    p = np.where(claims.verbatim, verbatim, calibration.probabilities({SCORE: scores}))
    odds, against = out_of_fold(claims, rows, lambda part: fit_against(claims, kind, part), seed)
    contradicted = np.where(claims.verbatim, 0.0, (1 - p) * logistic(odds))
    table = {
        "format": FORMAT,
        "kind": kind,
        "prior": PRIOR,
        "verbatim": verbatim,
        "threshold": round(precise_threshold(one.y, p[one.at], one.weight, DOUBTFUL_PRECISION), 4),
        "certain_threshold": round(precise_threshold(one.y, p[one.at], one.weight, CERTAIN_PRECISION), 4),
        "contradiction_threshold": round(against_threshold(claims, rows, contradicted), 4),
        "certain_high": None,
        "claim": asdict(whole),
        "calibration": asdict(calibration),
        "against": asdict(against),
    }
    if plain is not None:
        table["contradiction_threshold"] = plain["contradiction_threshold"]
        table["certain_threshold"] = min(table["certain_threshold"], plain["certain_threshold"])
    stack = read_stack(json.dumps(table).encode(), kind)
    table["figures"] = {
        "claims": len(one.at),
        "verbatim_claims": len(sure),
        "calibration_error_at_prior": calibration_error_of(claims, one, scores, seed),
        "below_threshold": flagged(one, p[one.at], stack.threshold, seed),
        "below_certain_threshold": flagged(one, p[one.at], stack.certain_threshold, seed),
        "left_out": left_out(claims, kind, rows),
        "sets": set_figures(claims, stack, p, seed),
    }
    return table, p


def bound(claims: Claims, table: dict[str, Any], p: Floats, kind: str) -> None:
    """Set from where on a stack without the network decides in its place, and how often that errs."""
    one = singles(claims, learnable(claims, kind))
    high = certain_bound(one, p[one.at])
    decided = p[one.at] >= (2.0 if high is None else high)
    table["certain_high"] = high
    table["figures"]["certain"] = {
        "share_of_claims": round(float(np.average(decided, weights=one.weight)), 3),
        "share_unsupported": round(float(np.average(1 - one.y[decided], weights=one.weight[decided])), 3)
        if decided.any()
        else None,
    }


def shown(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the AUC and the calibration error of every set as a table, a column for each stack."""
    lines = [f"{'':22}" + "".join(f"{kind:>32}" for kind in tables)]
    for name in next(iter(tables.values()))["figures"]["sets"]:
        cells = []
        for table in tables.values():
            entry = table["figures"]["sets"].get(name)
            if entry is None:
                cells.append("not asked")
                continue
            area = entry["auc"]
            low, high = area["interval"] or (float("nan"), float("nan"))
            cells.append(
                f"{area['value']:.3f} ({low:.3f}..{high:.3f}) {entry['calibration_error']['value']:.3f}"
            )
        lines.append(f"{name:22}" + "".join(f"{cell:>32}" for cell in cells))
    lines += [
        f"{name:22}" + "".join(f"{table[name]!s:>32}" for table in tables.values()) for name in THRESHOLDS
    ]
    means = [float(np.mean(list(table["figures"]["left_out"].values()))) for table in tables.values()]
    lines.append(f"{'set left out, mean':22}" + "".join(f"{mean:>32.4f}" for mean in means))
    errors = [table["figures"]["calibration_error_at_prior"] for table in tables.values()]
    lines.append(f"{'error at base rate':22}" + "".join(f"{error:>32.4f}" for error in errors))
    return "\n".join(lines)


def main() -> None:
    """Run the whole fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with labelled/ and nli/")
    parser.add_argument("--cache", type=Path, required=True, help="folder for what is computed once")
    parser.add_argument("--network", help="the NAME of readings that --cache has")
    parser.add_argument("--out", type=Path, default=Path("fidelity/models/judge"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only-features", action="store_true", help="stop before the fit")
    parser.add_argument("--features", action="store_true", help="compute the features anew")
    args = parser.parse_args()
    if not (args.data / "labelled").is_dir():
        sys.exit(f"benchmarks.judge: no labelled/ in {args.data}; give the labelled data with --data")
    args.cache.mkdir(parents=True, exist_ok=True)
    aligned = args.cache / "aligned.jsonl.gz"
    if not aligned.is_file():
        align_rows(labelled_rows(args.data, args.seed), aligned, args.cache / "embeddings.sqlite")
    if args.features or not (args.cache / "claims.json").is_file():
        write_claims(aligned, args.cache)
    if args.only_features:
        return
    claims = load_claims(args.cache, args.network)
    tables: dict[str, dict[str, Any]] = {}
    ps: dict[str, Floats] = {}
    for kind in (*PLAIN.values(), *(PLAIN if args.network else ())):
        tables[kind], ps[kind] = build(claims, kind, args.seed, tables.get(PLAIN.get(kind, "")))
    for kind in PLAIN.values():
        bound(claims, tables[kind], ps[kind], kind)
    args.out.mkdir(parents=True, exist_ok=True)
    for kind, table in tables.items():
        (args.out / f"{kind}.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(shown(tables))


if __name__ == "__main__":
    main()
