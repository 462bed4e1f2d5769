"""`fidelity bench --data DIR`."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fidelity.cli.choices import demand_one_of
from fidelity.cli.output import write
from fidelity.errors import ConfigError, InputError

if TYPE_CHECKING:
    from fidelity.bench.benchmark import Request
    from fidelity.bench.tables import Report

__all__ = ["command"]

FORMATS = ("table", "json", "markdown", "latex")
SUFFIXES = {".json": "json", ".md": "markdown", ".tex": "latex"}
# What the numbers depend on, in the order in which the report's command names them.
SAID = (
    "suite", "sets", "judge", "embedder", "beside", "limit", "sources", "quick", "all_sources", "seed",
    "from_scores", "threshold",
)  # fmt: skip


@click.command("bench", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="FIDELITY_DATA",
    metavar="DIR|FILE",
    help="Folder of *.jsonl[.gz], or a JSON lines, CSV or Parquet file with source, claim and label "
    "(0 or 1). Default: the environment's FIDELITY_DATA.",
)
@click.option("--suite", metavar="NAME", help="Measure a suite of this project instead: twins.")
@click.option(
    "--sets",
    metavar="A,B",
    help="Only these sets, or parts of a suite. Default: evaluation sets and your own.",
)
@click.option("--judge", default="default", metavar="NAME", help="As in `fidelity check`.")
@click.option("--embedder", default="default", metavar="NAME", help="As in `fidelity check`.")
@click.option(
    "--scores", type=click.Path(path_type=Path), metavar="FILE", help="Write one JSON line for each row."
)
@click.option(
    "--resume", is_flag=True, help="Take what --scores holds from an earlier run of the same judge."
)
@click.option(
    "--from-scores",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Run no judge: measure these scores (JSON lines of dataset, id, score), whatever made them.",
)
@click.option(
    "--threshold", type=float, metavar="N", help="With --from-scores: a row below this is called unsupported."
)
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Rows of each set at most, a seeded sample."
)
@click.option("--quick", is_flag=True, help="A small seeded sample of each set, under 3 minutes.")
@click.option("--sources", type=click.IntRange(1), metavar="N", help="With --suite: sources of each part.")
@click.option(
    "--all-sources", is_flag=True, help="With --suite: not only sources that no shipped judge learnt from."
)
@click.option(
    "--beside",
    metavar="A,B",
    help="With --suite: judges and baselines to compare with; none for none. Default: every baseline.",
)
@click.option("--seed", type=click.IntRange(0), default=7, show_default=True, metavar="N")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes (default: all cores).")
@click.option(
    "--cache", type=click.Path(path_type=Path), metavar="FILE", help="Keep embeddings here for later runs."
)
@click.option("--format", "format_", metavar="FORM", help="table (default), json, markdown or latex.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report here (format by its suffix), and the table on stdout.",
)
def command(**options: Any) -> int:
    """Measure a judge against labels that people gave, and against published scores on the same rows.

    Bad rows are told with file and line, counted, and left out.

    --suite twins measures it on this project's own claims, pairs of like wording of which one is wrong,
    with baselines beside it. Their files stand in the repository under benchmarks/data.

    Exit codes: 0 measured, 2 bad usage, configuration or input, or no row left.
    """
    form = _format(options["format_"], options["out"])
    _demand_together(options)
    start = time.monotonic()
    report = _labelled(options) if options["suite"] is None else _suite(options)
    _say(f"done in {time.monotonic() - start:.0f} s")
    from fidelity.bench.formats import FORMATS as WRITERS

    out = options["out"]
    if out is None:
        write(WRITERS[form](report))
        return 0
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(WRITERS[form](report), encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise InputError(f"{out.as_posix()}: cannot be written ({error.strerror or error})") from error
    write(WRITERS["table"](report))
    return 0


def _labelled(options: dict[str, Any]) -> Report:
    from fidelity.bench.benchmark import benchmark

    report = benchmark(_request(options), _say)
    rows = sum(result.rows for result in report.sets)
    _say(f"{rows:,} rows of {len(report.sets)} sets")
    return report


def _suite(options: dict[str, Any]) -> Report:
    from fidelity.cli.suites import twins_request

    request = twins_request(options, from_environment=_from_environment(), command=_command(options))
    from fidelity.bench.twins.suite import run_twins

    return run_twins(request, _say)


def _from_environment() -> bool:
    """Whether the environment named the data, which then may hold no suite."""
    source = click.get_current_context().get_parameter_source("data")
    return source is click.core.ParameterSource.ENVIRONMENT


def _demand_together(options: dict[str, Any]) -> None:
    """Raise ConfigError where an option is given that needs another one, or excludes it."""
    if options["resume"] and options["scores"] is None:
        raise ConfigError("--resume goes on from a scores file: give --scores too")
    if options["from_scores"] is not None and options["scores"] is not None:
        raise ConfigError("--from-scores and --scores exclude each other; give one of them")
    if options["suite"] is None:
        for name in ("sources", "all_sources", "beside"):
            if options[name]:
                raise ConfigError(f"--{name.replace('_', '-')} is for a suite: give --suite twins too")


def _request(options: dict[str, Any]) -> Request:
    """Turn options into what is to be measured; those that exclude each other are an error."""
    from fidelity.bench.benchmark import Request
    from fidelity.bench.run import Judging
    from fidelity.config import Config
    from fidelity.weights import available_cores

    taken = options["from_scores"]
    if options["data"] is None:
        raise ConfigError("no data: give --data DIR or a file, or name the folder in FIDELITY_DATA")
    if options["threshold"] is not None and taken is None:
        raise ConfigError("--threshold is for --from-scores; a judge has its own")
    if options["quick"] and options["limit"] is not None:
        raise ConfigError("--quick and --limit exclude each other; give one of them")
    judging = None
    if taken is None:
        config = Config(judge=options["judge"], embedder=options["embedder"], threads=1)
        judging = Judging(config, options["jobs"] or available_cores(), options["cache"])
        judging.checker()
    return Request(
        data=options["data"],
        sets=tuple(name.strip() for name in (options["sets"] or "").split(",") if name.strip()),
        judging=judging,
        taken=taken,
        scores=options["scores"],
        resume=options["resume"],
        limit=options["limit"],
        quick=options["quick"],
        seed=options["seed"],
        threshold=options["threshold"],
        command=_command(options),
    )


def _format(named: str | None, out: Path | None) -> str:
    if named is not None:
        demand_one_of("--format", named, FORMATS)
        return named
    return "table" if out is None else SUFFIXES.get(out.suffix.lower(), "table")


def _command(options: dict[str, Any]) -> str:
    """Return the command that gives the same numbers, without this machine's paths."""
    data = options["data"]
    words = ["fidelity", "bench"]
    if data is not None and (options["suite"] is None or not _from_environment()):
        words += ["--data", "DIR" if data.is_dir() else data.name]
    for name in SAID:
        value = options[name]
        if value is None or value is False or value == "default":
            continue
        words.append("--" + name.replace("_", "-"))
        if value is not True:
            words.append(value.name if isinstance(value, Path) else str(value))
    return shlex.join(words)


def _say(line: str) -> None:
    """Write one line of progress, whatever a file's name or a row may hold."""
    shown = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)
    click.echo(f"fidelity bench: {shown}", err=True)
