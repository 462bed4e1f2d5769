"""One measurement of the suite from the files to the report: read, sample, ask every system, measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fidelity import __version__
from fidelity.bench.bootstrap import DRAWS
from fidelity.bench.environment import commit, environment
from fidelity.bench.rows import Row
from fidelity.bench.run import Say
from fidelity.bench.twins.data import Twins, held_out, load_twins, sample_sources
from fidelity.bench.twins.measure import cut_parts, measure
from fidelity.bench.twins.report import TwinsReport
from fidelity.bench.twins.systems import Ask
from fidelity.errors import InputError

__all__ = ["QUICK_SOURCES", "TwinsRequest", "run_twins"]

QUICK_SOURCES = 4
"""Sources of each part in a quick run: about 250 claims."""


@dataclass(frozen=True, slots=True)
class TwinsRequest:
    """What is to be measured.

    Attributes:
        systems: What is asked for scores; the first is compared with the others.
        data: The folder of the files, or the one above it; None for the checkout's.
        fall_back: Whether the checkout's files will do where `data` has none.
        parts: Which parts; empty for all.
        sources: So many sources of each part at most.
        all_sources: Whether sources that are not held out are measured too.
        command: What reproduces it, for the report.
    """

    systems: Sequence[Ask]
    data: Path | None = None
    fall_back: bool = False
    parts: Sequence[str] = ()
    sources: int | None = None
    all_sources: bool = False
    seed: int = 7
    draws: int = DRAWS
    command: str = ""


def run_twins(request: TwinsRequest, say: Say = lambda _: None) -> TwinsReport:
    """Measure. Progress is told to `say`, a line each.

    Raises:
        InputError: No files, files that are not in the form, or none of their sources is held out.
        ConfigError: An unknown judge or embedder.
        MissingExtraError: A baseline without the extra `bench`.
    """
    twins = load_twins(request.data, request.parts, fall_back=request.fall_back)
    rows, sample = _chosen(twins, request)
    systems = [ask(rows, say) for ask in request.systems]
    found = {"seed": request.seed, "draws": request.draws}
    measured, kinds, against = measure(systems, cut_parts(rows, all_sources=request.all_sources), **found)
    return TwinsReport(
        systems=systems,
        measured=measured,
        kinds=kinds,
        against=against,
        sha256=twins.sha256,
        released=twins.released,
        setting={
            "command": request.command,
            "version": __version__,
            "commit": commit(),
            **found,
            "sample": sample,
            "environment": environment(),
        },
    )


def _chosen(twins: Twins, request: TwinsRequest) -> tuple[list[Row], str | None]:
    rows = [row for row in twins.rows if request.all_sources or held_out(row.source_id)]
    if not rows:
        raise InputError("none of these sources is held out; --all-sources measures them all")
    if request.sources is None:
        return rows, None
    kept = sample_sources(rows, request.sources, request.seed)
    if len(kept) == len(rows):
        return kept, None
    how = f"at most {request.sources:,} sources of each part, drawn with seed {request.seed}"
    return kept, f"{len(kept):,} of {len(rows):,} claims, {how}"
