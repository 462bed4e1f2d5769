"""Scores to figures, by part: twins ranked right, AUC, errors on each side, by kind, and paired tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from fidelity.bench.bootstrap import Comparison, Figure, Resampling, compare, compare_columns, undefined
from fidelity.bench.rows import Row
from fidelity.bench.scores import Scored
from fidelity.bench.statistics import auc, found_at, ratio
from fidelity.bench.twins.data import held_out
from fidelity.bench.twins.systems import System

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.bench.bootstrap import Statistic

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

__all__ = [
    "ALL", "FALSE_ALARMS", "HELD_OUT", "OTHERS", "SPARED", "Against", "Kind", "Measured", "Part", "cut_parts",
    "measure",
]  # fmt: skip

HELD_OUT, OTHERS, ALL = "held out", "others", "all"
FALSE_ALARMS = 0.02
"""The share of supported claims at which `found` is read: what a gate could bear."""
SPARED = frozenset({"F604"})
"""Rules whose findings do not count: a claim that stands alone can name no source."""
BOTH = ("long", "forms")
NO_TWINS, NO_FINDINGS, NO_CLAIM = "no twins", "makes no findings", "no such claim"


@dataclass(frozen=True, slots=True)
class Part:
    """Claims that figures are of: a part of the suite, or two of them, by what may be learnt from.

    Attributes:
        standing: `HELD_OUT`, `OTHERS` or `ALL`.
        joined: Whether it is two parts together, whose claims stand in others too.
    """

    name: str
    standing: str
    rows: Sequence[Row]
    joined: bool = False

    @property
    def sources(self) -> int:
        """How many sources."""
        return len({row.source_id for row in self.rows})


@dataclass(frozen=True, slots=True)
class Measured:
    """One system on one part.

    Attributes:
        unscored: Claims without a score. Their twins count as ties; AUC and `found` are without them; they
            have no finding.
        auc: Of all scored claims.
        twins: Share of twins of which the supported claim has the higher score, ties one half.
        found: Share of unsupported claims below the threshold that `FALSE_ALARMS` of the supported are below.
        errors: Share of claims with an error, by label.
        flagged: Share of claims with an error or a warning, by label.
    """

    part: Part
    unscored: int
    auc: Figure
    twins: Figure
    found: Figure
    errors: tuple[Figure, Figure]
    flagged: tuple[Figure, Figure]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "part": self.part.name,
            "sources": self.part.sources,
            "standing": self.part.standing,
            "claims": len(self.part.rows),
            "claims_without_a_score": self.unscored,
            "auc": self.auc.to_dict(),
            "twins_ranked_right": self.twins.to_dict(),
            "found_at_false_alarms": {"false_alarms": FALSE_ALARMS, **self.found.to_dict()},
            "errors_on_unsupported": self.errors[0].to_dict(),
            "errors_on_supported": self.errors[1].to_dict(),
            "errors_or_warnings_on_unsupported": self.flagged[0].to_dict(),
            "errors_or_warnings_on_supported": self.flagged[1].to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of claim. `twins` are those that a claim of this kind stands in."""

    label: int
    name: str
    claims: int
    twins: Figure
    errors: Figure
    flagged: Figure

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "label": self.label,
            "kind": self.name,
            "claims": self.claims,
            "twins_ranked_right": self.twins.to_dict(),
            "errors": self.errors.to_dict(),
            "errors_or_warnings": self.flagged.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Against:
    """Another system against the first one, on the same claims of a part. None where there are none."""

    system: str
    part: Part
    auc: Comparison
    twins: Comparison | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "system": self.system,
            "part": self.part.name,
            "standing": self.part.standing,
            "auc": self.auc.to_dict(),
            "twins_ranked_right": None if self.twins is None else self.twins.to_dict(),
        }


def cut_parts(rows: Sequence[Row], *, all_sources: bool) -> list[Part]:
    """Return what figures are made of: each part, and the two parts with twins together.

    The held-out sources alone; with `all_sources` the others and all together as well.
    """
    names = list(dict.fromkeys(row.dataset for row in rows))
    unions = [(name, frozenset({name})) for name in names]
    if set(BOTH) <= set(names):
        unions.append((" and ".join(BOTH), frozenset(BOTH)))
    held = {name: held_out(name) for name in {row.source_id for row in rows}}
    parts = []
    for standing in (HELD_OUT, OTHERS, ALL) if all_sources else (HELD_OUT,):
        for name, members in unions:
            kept = [row for row in rows if row.dataset in members]
            if standing != ALL:
                kept = [row for row in kept if held[row.source_id] == (standing == HELD_OUT)]
            if kept:
                parts.append(Part(name, standing, kept, joined=len(members) > 1))
    return parts


class _Columns:
    """A system's scores on some rows, as arrays; one draw of sources for all figures of these rows."""

    def __init__(self, system: System, rows: Sequence[Row], seed: int, draws: int) -> None:
        self.rows, self.system, self.seed, self.draws = rows, system, seed, draws
        found = [system.scores.get(row.key) for row in rows]
        self.scores = [None if one is None else one.score for one in found]
        self.labels = np.array([row.label for row in rows], dtype=np.int64)
        self.levels = np.array([_level(one) for one in found], dtype=np.int64)
        self.whole = self.sampling(rows)
        self.pairs = list(_pairs(rows))

    def sampling(self, rows: Sequence[Row]) -> Resampling:
        return Resampling([row.source_id for row in rows], self.seed, self.draws)

    def wins(self, pairs: Sequence[tuple[int, int]]) -> Floats:
        """Return 1, one half or 0 for each pair."""
        return np.array([_win(self.scores[good], self.scores[bad]) for good, bad in pairs], dtype=np.float64)

    def twins(self, pairs: Sequence[tuple[int, int]]) -> Figure:
        """Return the share of these pairs that are ranked right."""
        if not pairs:
            return undefined(NO_TWINS)
        return self.sampling([self.rows[good] for good, _ in pairs]).figure(_mean(self.wins(pairs)), NO_TWINS)

    def share(self, level: int, of: Mask) -> Figure:
        """Return the share of the claims `of` that have a finding of this level or above."""
        if not self.system.reports:
            return undefined(NO_FINDINGS, int(of.sum()))
        flags, whole = (of & (self.levels >= level)).astype(float), of.astype(float)
        figure = self.whole.figure(lambda weights: ratio(flags @ weights, whole @ weights), NO_CLAIM)
        return replace(figure, rows=int(of.sum()))


def measure(
    systems: Sequence[System], parts: Sequence[Part], *, seed: int, draws: int
) -> tuple[dict[str, list[Measured]], dict[str, list[Kind]], list[Against]]:
    """Return the figures of every system by name: by part, by kind of claim, and against the first system.

    Kinds are of the rows of all single parts of the last standing (all sources where they are asked for).
    """
    last = parts[-1].standing
    every = [row for part in parts if part.standing == last and not part.joined for row in part.rows]
    measured: dict[str, list[Measured]] = {system.name: [] for system in systems}
    against = []
    for part in parts:
        columns = [_Columns(system, part.rows, seed, draws) for system in systems]
        for one in columns:
            measured[one.system.name].append(_measured(part, one))
        against += [_against(part, columns[0], other) for other in columns[1:]]
    kinds = {system.name: list(_kinds(_Columns(system, every, seed, draws))) for system in systems}
    return measured, kinds, against


def _measured(part: Part, columns: _Columns) -> Measured:
    kept = [at for at, score in enumerate(columns.scores) if score is not None]
    labels = columns.labels[kept]
    values = np.array([columns.scores[at] for at in kept], dtype=np.float64)
    whole = len(kept) == len(part.rows)
    sampling = columns.whole if whole else columns.sampling([part.rows[at] for at in kept])
    sides = [columns.labels == label for label in (0, 1)]
    return Measured(
        part=part,
        unscored=len(part.rows) - len(kept),
        auc=sampling.figure(lambda weights: auc(labels, values, weights)),
        twins=columns.twins(columns.pairs),
        found=sampling.figure(lambda weights: found_at(labels, values, weights, FALSE_ALARMS)),
        errors=(columns.share(2, sides[0]), columns.share(2, sides[1])),
        flagged=(columns.share(1, sides[0]), columns.share(1, sides[1])),
    )


def _kinds(columns: _Columns) -> Iterator[Kind]:
    """Yield the kinds, unsupported ones first, those with most claims first."""
    counts: dict[tuple[int, str], int] = {}
    for row in columns.rows:
        key = (row.label, row.extra["kind"])
        counts[key] = counts.get(key, 0) + 1
    for (label, name), count in sorted(
        counts.items(), key=lambda entry: (entry[0][0], -entry[1], entry[0][1])
    ):
        of = np.array([row.label == label and row.extra["kind"] == name for row in columns.rows])
        pairs = [pair for pair in columns.pairs if of[pair[0]] or of[pair[1]]]
        yield Kind(label, name, count, columns.twins(pairs), columns.share(2, of), columns.share(1, of))


def _against(part: Part, ours: _Columns, theirs: _Columns) -> Against:
    both = [at for at, one in enumerate(ours.scores) if one is not None and theirs.scores[at] is not None]
    rows = [part.rows[at] for at in both]
    (area,) = compare_columns(
        [row.label for row in rows],
        [_known(ours.scores[at]) for at in both],
        [[_known(theirs.scores[at]) for at in both]],
        ours.sampling(rows),
    )
    twins = None
    if ours.pairs:
        sampling = ours.sampling([part.rows[good] for good, _ in ours.pairs])
        (twins,) = compare(_mean(ours.wins(ours.pairs)), [_mean(theirs.wins(ours.pairs))], sampling, NO_TWINS)
    return Against(theirs.system.name, part, area, twins)


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the places of the supported and of the unsupported claim of each twin."""
    places: dict[tuple[str, str], dict[int, int]] = {}
    for at, row in enumerate(rows):
        if row.pair_id is not None:
            places.setdefault((row.dataset, row.pair_id), {})[row.label] = at
    for pair in places.values():
        yield pair[1], pair[0]


def _win(supported: float | None, unsupported: float | None) -> float:
    if supported is None or unsupported is None or supported == unsupported:
        return 0.5
    return float(supported > unsupported)


def _known(score: float | None) -> float:
    assert score is not None
    return score


def _mean(values: Floats) -> Statistic:
    return lambda weights: ratio(values @ weights, weights.sum(axis=0))


def _level(scored: Scored | None) -> int:
    """Return 2 for an error, 1 for a warning, 0 for neither."""
    if scored is None or len(scored.severities) != len(scored.findings):
        return 0
    said = [
        severity
        for code, severity in zip(scored.findings, scored.severities, strict=True)
        if code not in SPARED
    ]
    return 2 if "error" in said else int(bool(said))
