"""`fidelity check STORY [SOURCE ...]`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fidelity.cli.choices import COLORS, FORMATS, demand_one_of
from fidelity.cli.output import write
from fidelity.config import (
    Config,
    find_config,
    load_config,
    parse_role,
    parse_setting,
    parse_severity,
)
from fidelity.errors import ConfigError

if TYPE_CHECKING:
    from fidelity.pipeline import Checker
    from fidelity.types import StoryReport

__all__ = ["command"]

EXIT_CODES = {"pass": 0, "fail": 1, "incomplete": 2}


@click.command("check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", default="terminal", help="terminal (default) or json.")
@click.option("--report-dir", type=click.Path(path_type=Path), help="Also write the report's files here.")
@click.option("--select", multiple=True, metavar="CODES", help="Run only these rules (F2,F401); repeatable.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave out these; repeatable.")
@click.option("--severity", multiple=True, metavar="CODE=LEVEL", help="Change a rule's severity; repeatable.")
@click.option("--fail-on", metavar="LEVEL", help="error (default), warning, suggestion or never.")
@click.option(
    "--show",
    metavar="LEVEL",
    help="Lowest severity shown: warning (default), error, suggestion. What fails is shown anyway.",
)
@click.option(
    "--threshold",
    type=float,
    metavar="0..1",
    help="P(supported) below which a claim is unsupported; default: the judge's own.",
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="HEADING=ROLE",
    help='Section role, e.g. "My view=opinion"; repeatable.',
)
@click.option("--embedder", metavar="NAME", help="default, none or sentence-transformers:NAME_OR_PATH.")
@click.option("--judge", metavar="NAME", help="default or lexical (never uses embeddings).")
@click.option("--language", metavar="CODE", help="Where the story names none (default en).")
@click.option("--top-k", type=int, metavar="N", help="Passages kept per claim (default 5).")
@click.option("--window", type=int, metavar="N", help="Longest passage in sentences (default 3).")
@click.option("--threads", type=int, metavar="N", help="Of the model runtime (default: all cores).")
@click.option("--encoding", metavar="NAME", help="Of the files (default utf-8).")
@click.option("--max-bytes", type=int, metavar="N", help="Largest file that is read (default 10,000,000).")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="Settings file; default: the nearest fidelity.toml or pyproject.toml above the story.",
)
@click.option("--no-config", is_flag=True, help="Use no settings file.")
@click.option("--color", default="auto", metavar="WHEN", help="auto (default), always or never.")
@click.option("--width", type=click.IntRange(40, 1000), help="Columns of the terminal report.")
@click.option("-q", "--quiet", is_flag=True, help="Findings and verdict only, no list of claims.")
def command(
    story: Path,
    sources: tuple[Path, ...],
    format_: str,
    report_dir: Path | None,
    config_path: Path | None,
    no_config: bool,
    color: str,
    width: int | None,
    quiet: bool,
    **options: Any,
) -> int:
    """Check STORY against its SOURCES, claim by claim.

    Without SOURCES, the story's `source:` front-matter key or [tool.fidelity.sources] names them.

    Exit codes: 0 nothing at or above the failing level, 1 findings, 2 bad usage, configuration or
    input, or incomplete.
    """
    demand_one_of("--format", format_, FORMATS)
    demand_one_of("--color", color, COLORS)
    checker = _checker(_settings_file(config_path, no_config, story), options)
    report = checker.check(story, sources)
    # Files first: where they cannot be written, nothing is on stdout that looks like success.
    if report_dir is not None:
        from fidelity.report.files import write_reports

        for path in write_reports(report, report_dir):
            click.echo(f"wrote {path.as_posix()}", err=True)
    write(_render(report, checker.config, format_, color, width, quiet))
    return EXIT_CODES[report.verdict.value]


def _settings_file(path: Path | None, no_config: bool, story: Path) -> Path | None:
    if no_config:
        if path is not None:
            raise ConfigError("--config and --no-config exclude each other; give one of them")
        return None
    if path is not None:
        return path
    return find_config(story.parent if story.parent.is_dir() else Path())


def _checker(path: Path | None, options: dict[str, Any]) -> Checker:
    """Return a checker under the settings file, with what the command line changes.

    The file alone must be sound too, so that its mistakes are told with its name.
    """
    from fidelity.pipeline import Checker

    config = Config()
    if path is not None:
        config = load_config(path)
        try:
            Checker(config)
        except ConfigError as error:
            raise ConfigError(f"{path.as_posix()}: {error}") from error
    return Checker(replace(config, **_changes(config, options)))


def _changes(config: Config, options: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that options were given for; tables keep the file's other entries."""
    roles = _pairs("--role", options.pop("roles"), parse_role)
    severity = _pairs("--severity", options.pop("severity"), parse_severity)
    changes = {
        name: parse_setting(name, value, "--" + name.replace("_", "-"))
        for name, value in options.items()
        if value not in (None, ())
    }
    # The first heading pattern that matches counts, so the command line's come first.
    rest = {heading: role for heading, role in config.roles.items() if heading not in roles}
    changes["roles"] = {**roles, **rest}
    levels = {code.upper(): level for code, level in severity.items()}
    changes["severity"] = {**config.severity, **levels}
    return changes


def _pairs(option: str, values: tuple[str, ...], parse: Callable[[object, str], Any]) -> dict[str, Any]:
    found = {}
    for value in values:
        name, mark, word = value.rpartition("=")
        if not mark or not name.strip():
            raise ConfigError(f"{option}: {value!r} is not NAME=VALUE")
        found[name.strip()] = parse(word.strip(), f"{option} {name.strip()}")
    return found


def _render(
    report: StoryReport, config: Config, format_: str, color: str, width: int | None, quiet: bool
) -> str:
    if format_ == "json":
        from fidelity.report.json import to_json

        return to_json(report)
    from fidelity.report.terminal import to_terminal

    return to_terminal(
        report,
        width=width or max(40, min(160, shutil.get_terminal_size((100, 24)).columns)),
        color=_wants_color(color),
        show=config.show if config.fail_on is None else min(config.show, config.fail_on),
        claims=not quiet,
    )


def _wants_color(color: str) -> bool:
    """Colour on a terminal only, and not where NO_COLOR is set (no-color.org)."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()
