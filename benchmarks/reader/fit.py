"""Fit the judge that reads: what its network answers and marks, weighed with the alignment.

    python -m benchmarks.reader.fit --material FILE [--out FILE] [--json FILE]

--material: what `python -m benchmarks.reader.material` wrote. A sign-constrained logistic regression and a
bent Platt's line, on real and on written claims in equal parts, at a base rate of 75% supported claims. Of
the written sources that no network learns from, those whose SHA-1 ends in 8 are fitted on; those that end in
0 and the whole stories only measure. Prints what each part adds, natural sentences out of fold by source,
with 95% intervals bootstrapped by source. --out: where the fit goes, `fidelity/models/reader/reading.json`
by default.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import fidelity
from benchmarks.judge.make.fit import PRIOR, Targets, calibrated, fit_signed, to_prior
from benchmarks.reader.sets import read_lines
from fidelity.bench.bootstrap import Figure, Resampling
from fidelity.bench.statistics import auc, calibration_error
from fidelity.judge.additive import Additive
from fidelity.judge.model import SCORE, load_stack
from fidelity.judge.reading import COLUMNS, FILE, FORMAT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FOLDS = 5
SEED = 7
WRITTEN = ("short", "long", "forms")
SIGNS = {"entailment": 1, "contradiction": -1, "mark": -1, "alignment": 1}
PARTS = (
    ("alignment",),
    ("entailment",),
    ("entailment", "contradiction", "mark"),
    COLUMNS,
)
SURE = 0.9
"""Precision from which a claim is sure enough to stop a gate."""
MARK_GRID = np.arange(-4.0, 3.01, 0.25)


@dataclass(frozen=True)
class Rows:
    """The labelled texts of some sets.

    Attributes:
        columns: Of the least supported claim of each text, by the reader's entailment.
        single: Whether the splitter makes one claim of it.
    """

    dataset: NDArray[np.str_]
    group: NDArray[np.str_]
    label: NDArray[np.int64]
    columns: dict[str, Floats]
    single: NDArray[np.bool_]
    twin: list[int | None]
    marks: list[list[tuple[int, int, float]]]
    wrong: list[tuple[int, int] | None]

    def of(self, *names: str) -> NDArray[np.bool_]:
        """Return which rows are of these sets."""
        return np.isin(self.dataset, names)

    @property
    def learnt(self) -> NDArray[np.bool_]:
        """Which rows are fitted on."""
        ends = np.array([is_calibration(group.partition("/")[2]) for group in self.group])
        return self.of("natural") | (self.of(*WRITTEN) & ends)


def is_calibration(source_id: str) -> bool:
    """Whether a written source that no network learns from is one to fit on: its SHA-1 ends in 8."""
    return hashlib.sha1(source_id.encode(), usedforsecurity=False).hexdigest()[-1] == "8"


def load(path: Path) -> Rows:
    """Return the rows of a file of `material`; texts without a claim are left out."""
    lines = [line for line in read_lines(path) if line["claims"]]
    least = [min(line["claims"], key=lambda claim: claim["columns"]["entailment"]) for line in lines]
    return Rows(
        dataset=np.array([line["dataset"] for line in lines]),
        group=np.array([f"{line['dataset']}/{line['group']}" for line in lines]),
        label=np.array([line["label"] for line in lines], dtype=np.int64),
        columns={name: np.array([c["columns"][name] for c in least], dtype=np.float64) for name in COLUMNS},
        single=np.array([len(line["claims"]) == 1 for line in lines]),
        twin=[line["twin"] for line in lines],
        marks=[
            [
                (c["at"] + start, c["at"] + end, mark)
                for c in line["claims"]
                for start, end, mark in c["marks"]
            ]
            for line in lines
        ],
        wrong=[None if line["wrong"] is None else tuple(line["wrong"]) for line in lines],
    )


def weights(rows: Rows, at: NDArray[np.int64]) -> Floats:
    """Weigh natural and written rows alike, each at the base rate."""
    total = np.zeros(len(at))
    for names in (("natural",), WRITTEN):
        here = np.isin(rows.dataset[at], names)
        if here.any():
            label = rows.label[at][here]
            total[here] = to_prior(label, np.ones(len(label)), PRIOR) / here.sum()
    return total / total.mean()


def fit(rows: Rows, at: NDArray[np.int64], names: Sequence[str]) -> tuple[Additive, Additive]:
    """Return the fit of rows `at` on the columns `names`, and its calibration."""
    single = at[rows.single[at] | (rows.label[at] == 1)]
    weight = weights(rows, single)
    claim = fit_signed(rows.columns, Targets(single, rows.label[single], weight), names, SIGNS)
    scores = claim.scores({name: values[single] for name, values in rows.columns.items()})
    return claim, calibrated(scores, rows.label[single], weight)


def probabilities(fitted: tuple[Additive, Additive], rows: Rows, at: NDArray[np.int64]) -> Floats:
    """Return P(supported) of rows `at`."""
    claim, line = fitted
    return line.probabilities({SCORE: claim.scores({n: v[at] for n, v in rows.columns.items()})})


def out_of_fold(rows: Rows, names: Sequence[str]) -> Floats:
    """Return P(supported) of every row, fitted on other sources (what only measures: on all learnt ones)."""
    p = np.zeros(len(rows.label))
    learnt = rows.learnt
    groups = np.unique(rows.group[learnt])
    np.random.default_rng(SEED).shuffle(groups)
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    place = np.array([fold.get(group, -1) for group in rows.group])
    for number in range(FOLDS):
        fitted = fit(rows, np.flatnonzero(learnt & (place != number)), names)
        here = np.flatnonzero(place == number)
        p[here] = probabilities(fitted, rows, here)
    here = np.flatnonzero(~learnt)
    p[here] = probabilities(fit(rows, np.flatnonzero(learnt), names), rows, here)
    return p


def twins(rows: Rows, p: Floats, name: str) -> tuple[float, int]:
    """Return the share of twins whose supported claim is the likelier, ties half, and their number."""
    pairs: dict[tuple[str, int], dict[int, float]] = {}
    for at in np.flatnonzero(measured(rows, name)):
        number = rows.twin[at]
        if number is not None:
            pairs.setdefault((str(rows.group[at]), number), {})[int(rows.label[at])] = float(p[at])
    whole = [pair for pair in pairs.values() if len(pair) == 2]
    wins = [(pair[1] > pair[0]) + 0.5 * (pair[1] == pair[0]) for pair in whole]
    return (float(np.mean(wins)) if wins else float("nan")), len(whole)


def measured(rows: Rows, *names: str) -> NDArray[np.bool_]:
    """Return the rows of sets that figures are of: of the written ones, those that nothing is fitted on."""
    return rows.of(*names) & ~(rows.of(*WRITTEN) & rows.learnt)


def figure(rows: Rows, p: Floats, here: NDArray[np.bool_]) -> Figure:
    """Return the AUC of the rows `here`, with its interval."""
    labels, scores = rows.label[here], p[here]
    return Resampling(rows.group[here].tolist(), SEED).figure(lambda w: auc(labels, scores, w))


def at_prior(rows: Rows, here: NDArray[np.bool_]) -> Floats:
    """Return weights under which the base rate is that of the fit."""
    return to_prior(rows.label[here], np.ones(int(here.sum())), PRIOR)


def certain(rows: Rows, p: Floats) -> float:
    """Return P below which claims are wrong often enough, at the base rate, natural and written ones alike.

    0 where there is no such P.
    """
    at = np.flatnonzero(rows.learnt)
    order = at[np.argsort(p[at], kind="stable")]
    weight = weights(rows, order)
    wrong = np.cumsum(weight * (1 - rows.label[order]))
    precise = np.flatnonzero(wrong >= SURE * np.cumsum(weight))
    return float(p[order][precise[-1]]) if len(precise) else 0.0


def best_mark(rows: Rows) -> tuple[float, float]:
    """Return the log-odds of a mark at which words of wrong written claims are found best, and that F1."""
    at = [
        n
        for n in np.flatnonzero(rows.of(*WRITTEN) & rows.learnt)
        if rows.label[n] == 0 and rows.wrong[n] is not None
    ]

    def f1(least: float) -> float:
        hit = marked = wanted = 0
        for n in at:
            low, high = rows.wrong[n] or (0, 0)
            for start, end, mark in rows.marks[n]:
                inside = start < high and low < end
                hit += inside and mark >= least
                marked += mark >= least
                wanted += inside
        return 2 * hit / max(1, marked + wanted)

    scored = [(f1(float(least)), float(least)) for least in MARK_GRID]
    best, least = max(scored)
    return least, best


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--material", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(fidelity.__file__).parent.joinpath(*FILE))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = load(given.material)
    table = []
    for names in PARTS:
        p = out_of_fold(rows, names)
        line: dict[str, Any] = {"columns": list(names)}
        for dataset in ("stories", "natural", *WRITTEN):
            here = measured(rows, dataset)
            own = figure(rows, p, here)
            line[dataset] = {"auc": own.value, "interval": own.interval, "claims": int(here.sum())}
            share, count = twins(rows, p, dataset)
            if count:
                line[dataset] |= {"twins": round(share, 3), "pairs": count}
        table.append(line)
        print(
            " + ".join(names),
            *(
                f"{name} {line[name]['auc']} {line[name]['interval']}"
                + (f" twins {line[name]['twins']}" if "twins" in line[name] else "")
                for name in ("stories", "natural", *WRITTEN)
            ),
            sep="\n    ",
        )
    claim, line_ = fit(rows, np.flatnonzero(rows.learnt), COLUMNS)
    p = out_of_fold(rows, COLUMNS)
    sure = round(certain(rows, p), 4)
    mark, f1 = best_mark(rows)
    errors = {}
    for names in (("natural",), WRITTEN, ("stories",)):
        here = measured(rows, *names)
        weight = at_prior(rows, here)
        gap = float(calibration_error(rows.label[here], p[here], weight[:, None])[0])
        flagged, stopped = p[here] < 0.5, p[here] < sure
        wrong = rows.label[here] == 0
        errors[names[0] if len(names) == 1 else "written"] = {
            "calibration_error": round(gap, 3),
            "unsupported_of_wrong": round(float(flagged[wrong].mean()), 3),
            "unsupported_of_right": round(float(flagged[~wrong].mean()), 3),
            "certain_of_wrong": round(float(stopped[wrong].mean()), 3),
            "certain_of_right": round(float(stopped[~wrong].mean()), 3),
        }
    print(json.dumps(errors, indent=1), f"mark {mark} (F1 {f1:.3f})", f"certain below {sure}", sep="\n")
    fitted = {
        "format": FORMAT,
        "prior": PRIOR,
        "verbatim": load_stack("alignment").verbatim,
        "threshold": 0.5,
        "certain_threshold": sure,
        "contradiction_threshold": 0.5,
        "mark": mark,
        "claim": _plain(claim),
        "calibration": _plain(line_),
    }
    given.out.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")
    if given.json:
        given.json.write_text(
            json.dumps({"parts": table, "fit": errors, "mark_f1": round(f1, 3)}, indent=1) + "\n"
        )


def _plain(model: Additive) -> dict[str, Any]:
    return {
        "names": model.names,
        "knots": model.knots,
        "heights": model.heights,
        "intercept": model.intercept,
    }


if __name__ == "__main__":
    main()
