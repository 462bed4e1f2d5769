"""What the pages say of the suite is counted from its files."""

from __future__ import annotations

from benchmarks.twins.kinds import KINDS
from fidelity.bench.twins.data import load_twins


def test_every_kind_of_the_release_is_described() -> None:
    assert {(row.label, row.extra["kind"]) for row in load_twins(None).rows} == set(KINDS)
