"""One measurement from the rows to the report: read, sample, judge (or take scores), measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fidelity import __version__
from fidelity.bench.bootstrap import DRAWS
from fidelity.bench.environment import commit, environment
from fidelity.bench.loading import Loaded, load
from fidelity.bench.measure import mean_auc, measure_sets
from fidelity.bench.report import SHOWN_REJECTED, BenchReport
from fidelity.bench.rows import Row, sample_groups
from fidelity.bench.run import Judging, Say, score_rows, signature_of
from fidelity.bench.scores import Scored, read_meta, read_scores
from fidelity.errors import InputError, MissingExtraError

__all__ = ["QUICK_ROWS", "Request", "benchmark"]

QUICK_ROWS, QUICK_GROUPS = 80, 12
"""Rows of each set in a quick run, and whole source groups at least: under 3 minutes for all evaluation
sets on two cores."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be measured.

    Attributes:
        data: A folder of sets, or one file.
        sets: Their names; empty for the default ones.
        judging: With what the rows are judged; None takes the scores of `taken`.
        taken: A scores file of any system.
        scores: Where the judge's scores are written, if anywhere.
        resume: Go on from what `scores` holds.
        limit: At most so many rows of each set.
        quick: A small sample of each set.
        threshold: The score below which a row of `taken` counts as unsupported.
        command: What reproduces it, for the report.
    """

    data: Path
    sets: tuple[str, ...] = ()
    judging: Judging | None = None
    taken: Path | None = None
    scores: Path | None = None
    resume: bool = False
    limit: int | None = None
    quick: bool = False
    seed: int = 7
    draws: int = DRAWS
    threshold: float | None = None
    command: str = ""


def benchmark(request: Request, say: Say = lambda _: None) -> BenchReport:
    """Measure. Progress and rejected rows are told to `say`, a line each.

    Raises:
        InputError: No row is left, or a file that cannot be read.
        ConfigError: An unknown judge or embedder.
        MissingExtraError: Without the extra `bench`.
    """
    try:
        import scipy.stats  # noqa: F401 - told before anything is computed
    except ImportError as error:
        raise MissingExtraError("fidelity bench", "bench") from error
    loaded = load(request.data, request.sets)
    _tell_rejected(loaded, say)
    if not loaded.rows:
        raise InputError(f"{request.data.as_posix()}: no row is left: {len(loaded.rejected):,} rejected")
    rows, sample = _sampled(loaded.rows, request)
    scores, system, threshold = _scores(rows, request, say)
    drawn = {"seed": request.seed, "draws": request.draws}
    return BenchReport(
        sets=measure_sets(rows, scores, sha256=loaded.sha256, threshold=threshold, **drawn),
        means=mean_auc(rows, scores, **drawn),
        rejected=loaded.rejected,
        system=system,
        threshold=threshold,
        setting={
            "command": request.command,
            "version": __version__,
            "commit": commit(),
            **drawn,
            "sample": sample,
            "environment": environment(),
        },
    )


def _tell_rejected(loaded: Loaded, say: Say) -> None:
    for bad in loaded.rejected[:SHOWN_REJECTED]:
        say(str(bad))
    if loaded.rejected:
        total = len(loaded.rejected) + len(loaded.rows)
        hidden = len(loaded.rejected) - SHOWN_REJECTED
        more = f", of which the first {SHOWN_REJECTED} are shown" if hidden > 0 else ""
        say(f"{len(loaded.rejected):,} of {total:,} rows rejected{more}; the others are measured")


def _sampled(rows: Sequence[Row], request: Request) -> tuple[list[Row], str | None]:
    if request.limit is not None:
        kept = sample_groups(rows, request.limit, request.seed)
        how = f"at most {request.limit:,} of each set, by source groups"
    elif request.quick:
        kept = sample_groups(rows, QUICK_ROWS, request.seed, QUICK_GROUPS)
        how = f"of each set {QUICK_ROWS} or those of {QUICK_GROUPS} source groups"
    else:
        return list(rows), None
    if len(kept) == len(rows):
        return kept, None
    return kept, f"{len(kept):,} of {len(rows):,} rows, {how} drawn with seed {request.seed}"


def _scores(
    rows: Sequence[Row], request: Request, say: Say
) -> tuple[dict[Key, Scored], dict[str, Any], float | None]:
    """Return the scores by row, what they come from, and the threshold for a claim."""
    if request.judging is None:
        assert request.taken is not None
        return _taken(rows, request.taken, request.threshold, say)
    signature = signature_of(request.judging)
    config = request.judging.config
    scored = score_rows(
        rows,
        request.judging,
        signature=signature,
        file=request.scores,
        resume=request.resume,
        say=say,
    )
    system = {"judge": config.judge, "embedder": config.embedder, "signature": signature}
    return {one.key: one for one in scored}, system, _threshold(signature)


def _taken(
    rows: Sequence[Row], file: Path, threshold: float | None, say: Say
) -> tuple[dict[Key, Scored], dict[str, Any], float | None]:
    scores = read_scores(file)
    wanted = {row.key for row in rows}
    for row in rows:
        if row.key in scores and not scores[row.key].matches(row):
            raise InputError(f"{file.as_posix()}: the score of {row.dataset} {row.id} is of another text")
    if not wanted & scores.keys():
        raise InputError(f"{file.as_posix()}: holds a score for none of the rows (by dataset and id)")
    foreign = len(scores.keys() - wanted)
    if foreign:
        say(f"{file.as_posix()}: {foreign:,} scores are of rows that are not measured here")
    signature = read_meta(file)
    system = {"scores": file.name, "signature": signature}
    return scores, system, _threshold(signature or {}) if threshold is None else threshold


def _threshold(signature: Mapping[str, Any]) -> float | None:
    threshold = signature.get("threshold")
    return float(threshold) if isinstance(threshold, int | float) else None
