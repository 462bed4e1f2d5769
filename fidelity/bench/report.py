"""What was measured, as tables and as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fidelity.bench.bootstrap import Figure
from fidelity.bench.cards import IN_DOMAIN, OWN
from fidelity.bench.loading import Rejected
from fidelity.bench.measure import SetResult
from fidelity.bench.statistics import BINS
from fidelity.bench.tables import Table, counted, shown

__all__ = ["EXTRA_TITLES", "SHOWN_REJECTED", "BenchReport"]

SCHEMA = "fidelity.bench/1"
# Rejected rows that are shown one by one.
SHOWN_REJECTED = 20
TABLED = ("frozen", "tuned", "oracle")
EXTRA_TITLES = {
    "span_f1_claims": "span F1, claims below the threshold",
    "span_precision_claims": "span precision, claims below the threshold",
    "span_recall_claims": "span recall, claims below the threshold",
    "span_f1_findings": "span F1, places of findings",
    "span_precision_findings": "span precision, places of findings",
    "span_recall_findings": "span recall, places of findings",
    "span_f1_everything": "span F1 of marking everything",
    "localisation": "least likely claim is one that people marked",
    "localisation_by_chance": "a claim taken by chance is one that people marked",
    **{f"evidence_recall_at_{k}": f"evidence recall@{k}" for k in (1, 3, 5)},
    **{f"evidence_whole_at_{k}": f"all evidence found@{k}" for k in (1, 3, 5)},
    "pair_consistency": "pairs ranked right",
    "systems": "systems",
    "systems_kendall": "systems, Kendall's tau-b",
    "systems_spearman": "systems, Spearman's rho",
}


@dataclass(frozen=True, slots=True)
class BenchReport:
    """One measurement.

    Attributes:
        sets: One result a set.
        means: Mean AUC by standing.
        rejected: Every row that was not taken.
        system: What was measured: judge and embedder as named, its signature, or a scores file.
        threshold: P(supported) below which a claim is unsupported; None where there is none.
        setting: Seed, draws, sample, command, version, commit, environment: what reproduces it.
    """

    sets: Sequence[SetResult]
    means: Mapping[str, Mapping[str, Any]]
    rejected: Sequence[Rejected]
    system: Mapping[str, Any]
    threshold: float | None
    setting: Mapping[str, Any]

    def tables(self) -> list[Table]:
        """Return agreement, means, peers and further figures; empty tables are left out."""
        return _tables(self)

    def notes(self) -> list[str]:
        """Say what must be known to read the tables, one sentence each."""
        return _notes(self)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data: `fidelity.bench/1`. Nothing in it depends on the clock."""
        return {
            "schema": SCHEMA,
            **self.setting,
            "system": dict(self.system),
            "threshold": self.threshold,
            "rejected": {
                "rows": len(self.rejected),
                "first": [str(bad) for bad in self.rejected[:SHOWN_REJECTED]],
            },
            "mean_auc": {name: dict(mean) for name, mean in self.means.items()},
            "notes": _notes(self),
            "sets": [result.to_dict() for result in self.sets],
        }


def _tables(report: BenchReport) -> list[Table]:
    sets = report.sets
    tables = [_agreement(sets), _intervals(sets), _means(report.means), _peers(sets), _extras(sets)]
    return [table for table in tables if table.rows]


def _notes(report: BenchReport) -> list[str]:
    said = [
        (
            "AUC: area under the ROC curve of P(everything is supported) against people's labels; in "
            f"brackets, 95% bootstrap intervals over source groups ({report.setting.get('draws')} draws, "
            f"seed {report.setting.get('seed')})."
        ),
        (
            f"Frozen: {_frozen(report)}. Tuned: a threshold chosen on one half of the set's source groups, "
            "measured on the other half. Oracle: the threshold that is best on these very labels, which "
            "nobody can know beforehand."
        ),
        (
            "BA: balanced accuracy. AP: average precision of finding unsupported rows. ECE: expected "
            f"calibration error over {BINS} bins of equal mass."
        ),
    ]
    sample = report.setting.get("sample")
    if sample:
        said.append(f"A sample, not the whole sets: {sample}.")
    learnt = [result.card.name for result in report.sets if result.card.standing == IN_DOMAIN]
    if learnt:
        said.append(
            f"In-domain: the shipped judge learnt from rows of {', '.join(learnt)}; its figures there "
            "say how well it fits, not how well it carries over."
        )
    own = [result.card.name for result in report.sets if result.card.standing == OWN]
    if own:
        said.append(f"Sets without a card, taken as your own data: {', '.join(own)}.")
    bare = sorted({p.peer.column for r in report.sets for p in r.peers if not p.peer.system.name})
    if bare:
        said.append(f"Scores without a card, taken as higher for the more faithful: {', '.join(bare)}.")
    for result in report.sets:
        said += _notes_of(result)
    if report.rejected:
        said.append(f"{counted(len(report.rejected), 'row')} rejected as not in the form.")
    return said


def _frozen(report: BenchReport) -> str:
    if report.threshold is None:
        return "no threshold was given"
    if all(result.accuracy["frozen"].on == "claims" for result in report.sets):
        return (
            f"a row is unsupported where `check` would flag a claim of it, P(supported) below the "
            f"judge's own threshold {report.threshold:g}, set for few false alarms when it was fitted (its "
            "model card says how)"
        )
    return f"a row is unsupported where its score is below {report.threshold:g}"


def _notes_of(result: SetResult) -> list[str]:
    name = result.card.name
    said = [f"{name}: {caveat}" for caveat in result.card.caveats]
    if result.changed:
        said.append(f"{name}: the file is not the one that its card describes (sha256 differs).")
    for reason, count in result.left_out.items():
        said.append(f"{name}: {counted(count, 'row')} without a score ({reason}), left out of the figures.")
    if result.left_out and result.auc_of_all.value is not None:
        said.append(f"{name}: with those rows at 0.5, AUC is {result.auc_of_all.value:.3f}.")
    if result.incomplete:
        said.append(f"{name}: a rule failed on {counted(result.incomplete, 'row')}; their scores stand.")
    return said


def _agreement(sets: Sequence[SetResult]) -> Table:
    head = (
        "set", "standing", "rows", "unsupported", "AUC", "BA frozen", "BA tuned", "BA oracle", "AP", "ECE",
    )  # fmt: skip
    rows = tuple(
        (
            result.card.name,
            result.card.standing,
            f"{result.auc.rows:,}",
            f"{result.unsupported:.0%}",
            shown(result.auc),
            *(
                shown(figure, interval=False)
                for figure in (
                    *(result.accuracy[name].figure for name in TABLED),
                    result.average_precision,
                    result.calibration_error,
                )
            ),
        )
        for result in sets
    )
    return Table("Agreement with people", head, rows)


def _intervals(sets: Sequence[SetResult]) -> Table:
    """Return the same with an interval for each figure, which would not fit into one line."""
    head = ("set", "BA frozen", "BA tuned", "BA oracle", "AP", "ECE")
    rows = tuple(
        (
            result.card.name,
            *(shown(result.accuracy[name].figure) for name in TABLED),
            shown(result.average_precision),
            shown(result.calibration_error),
        )
        for result in sets
    )
    return Table("... with intervals", head, rows, 1)


def _means(means: Mapping[str, Mapping[str, Any]]) -> Table:
    rows = []
    for standing, mean in means.items():
        figure = mean["auc"]
        interval = figure["interval"]
        auc = Figure(figure["value"], None if interval is None else tuple(interval), figure["rows"])
        rows.append((standing, str(len(mean["sets"])), f"{figure['rows']:,}", shown(auc)))
    return Table("Mean AUC, every set counting the same", ("standing", "sets", "rows", "AUC"), tuple(rows), 1)


def _peers(sets: Sequence[SetResult]) -> Table:
    head = ("set", "system", "parameters", "trained on it", "rows", "AUC", "ours", "ours - theirs", "p")
    rows = []
    for result in sets:
        for peer in result.peers:
            compared = peer.comparison
            rows.append(
                (
                    result.card.name,
                    peer.peer.title,
                    peer.peer.system.parameters,
                    peer.peer.system.trained,
                    f"{peer.rows:,}",
                    shown(compared.theirs),
                    shown(compared.ours, interval=False),
                    shown(compared.difference, sign="+"),
                    "-" if compared.p is None else f"{compared.p:.3f}",
                )
            )
    return Table("Published scores on the same rows", head, tuple(rows), 4)


def _extras(sets: Sequence[SetResult]) -> Table:
    rows = [
        (result.card.name, EXTRA_TITLES.get(name, name), f"{figure.rows:,}", shown(figure))
        for result in sets
        for name, figure in result.extras.items()
        if name != "systems"
    ]
    return Table("Further figures", ("set", "figure", "rows", "value"), tuple(rows))
