"""Published scores of other systems on the very rows that were scored here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fidelity.bench.bootstrap import DRAWS, Comparison, Resampling, compare_columns
from fidelity.bench.cards import Card, Peer
from fidelity.bench.rows import Row

__all__ = ["PeerResult", "compare_peers", "published_columns"]

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PeerResult:
    """Ours against one peer, on the rows where both have a score."""

    peer: Peer
    comparison: Comparison

    @property
    def rows(self) -> int:
        """On how many rows."""
        return self.comparison.theirs.rows

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        system = self.peer.system
        return {
            "column": self.peer.column,
            "name": self.peer.title,
            "family": system.family,
            "parameters": system.parameters,
            "trained_on_this_set": system.trained,
            "why": system.why,
            "higher_is": "faithful" if self.peer.direction > 0 else "unfaithful",
            "rows": self.rows,
            **self.comparison.to_dict(),
        }


def published_columns(card: Card, rows: Sequence[Row]) -> dict[Peer, dict[Key, float]]:
    """Return the scores of every system in `peer_scores`, higher meaning more faithful, by row."""
    columns: dict[Peer, dict[Key, float]] = {}
    for row in rows:
        for name, score in row.peer_scores.items():
            peer = card.peer(name)
            columns.setdefault(peer, {})[row.key] = peer.direction * score
    return dict(sorted(columns.items(), key=lambda entry: entry[0].column))


def compare_peers(
    rows: Sequence[Row],
    ours: Mapping[Key, float],
    columns: Mapping[Peer, Mapping[Key, float]],
    *,
    seed: int,
    draws: int = DRAWS,
) -> tuple[PeerResult, ...]:
    """Compare our scores with each column on exactly the rows that both have; best peer first.

    Args:
        rows: Of one set.
        ours: Our scores by row; rows without one are left out.
        columns: Scores of other systems, higher meaning more faithful, from wherever they come.
        seed: Of the bootstrap.
        draws: Of the bootstrap.
    """
    by_rows: dict[tuple[int, ...], list[Peer]] = {}
    for peer, column in columns.items():
        at = tuple(i for i, row in enumerate(rows) if row.key in ours and row.key in column)
        if at:
            by_rows.setdefault(at, []).append(peer)
    results = []
    for at, peers in by_rows.items():
        here = [rows[i] for i in at]
        compared = compare_columns(
            [row.label for row in here],
            [ours[row.key] for row in here],
            [[columns[peer][row.key] for row in here] for peer in peers],
            Resampling([row.source_group for row in here], seed, draws),
        )
        results += [PeerResult(peer, comparison) for peer, comparison in zip(peers, compared, strict=True)]
    return tuple(sorted(results, key=_rank))


def _rank(result: PeerResult) -> tuple[float, str]:
    value = result.comparison.theirs.value
    return (2.0 if value is None else -value, result.peer.column)
