"""`fidelity check STORY [SOURCE ...]`."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fidelity.cli.choices import COLORS, FORMATS, demand_one_of
from fidelity.cli.output import write
from fidelity.cli.settings import make_checker, settings_file
from fidelity.errors import ConfigError

if TYPE_CHECKING:
    from fidelity.config import Config
    from fidelity.fixes import Fixed
    from fidelity.pipeline import Checker
    from fidelity.types import Document, StoryReport

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
@click.option(
    "--judge",
    metavar="NAME",
    help="default, reader (a larger network; slower), alignment (no network), lexical (no model at all) or "
    "sentence-transformers:NAME_OR_PATH.",
)
@click.option("--language", metavar="CODE", help="Where the story names none (default en).")
@click.option("--date", metavar="YYYY-MM-DD", help="When the story was published, over what it says.")
@click.option("--source-date", metavar="YYYY-MM-DD", help="... and when the sources were.")
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
@click.option("--fix", "fixing", is_flag=True, help="Apply the safe fixes to STORY; report what is left.")
@click.option("--diff", "diffing", is_flag=True, help="Show what --fix would change, and change nothing.")
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
    fixing: bool,
    diffing: bool,
    **options: Any,
) -> int:
    """Check STORY against its SOURCES, claim by claim.

    Without SOURCES, the story's `source:` front-matter key or [tool.fidelity.sources] names them.

    Exit codes: 0 nothing at or above the failing level, 1 findings, 2 bad usage, configuration or
    input, or incomplete.
    """
    demand_one_of("--format", format_, FORMATS)
    demand_one_of("--color", color, COLORS)
    checker = make_checker(settings_file(config_path, no_config, story), options)
    if fixing and diffing:
        raise ConfigError("--fix and --diff exclude each other: --diff shows what --fix would do")
    if diffing:
        return _show_diff(checker, story, sources)
    report = _fixed(checker, story, sources) if fixing else checker.check(story, sources)
    # Files first: where they cannot be written, nothing is on stdout that looks like success.
    if report_dir is not None:
        from fidelity.report.files import write_reports

        for path in write_reports(report, report_dir):
            click.echo(f"wrote {path.as_posix()}", err=True)
    write(_render(report, checker.config, format_, color, width, quiet))
    return EXIT_CODES[report.verdict.value]


def _show_diff(checker: Checker, story: Path, sources: tuple[Path, ...]) -> int:
    """Write the diff to stdout; exit code 0 only where the story passes and nothing is to be fixed."""
    from fidelity.fixes import diff, fix

    document, originals = checker.read(story, sources)
    fixed = fix(checker, document, originals)
    _tell(fixed, document, "would fix")
    write(diff(document, fixed.text))
    code = EXIT_CODES[fixed.report.verdict.value]
    return max(code, 1) if fixed.applied else code


def _fixed(checker: Checker, story: Path, sources: tuple[Path, ...]) -> StoryReport:
    """Apply the safe fixes to the story's file, and return the report on what is there now."""
    from fidelity.fixes import fix, write_back

    document, originals = checker.read(story, sources)
    fixed = fix(checker, document, originals)
    if fixed.applied:
        write_back(story, document, fixed.text, checker.config)
    _tell(fixed, document, "fixed")
    return fixed.report


def _tell(fixed: Fixed, document: Document, verb: str) -> None:
    """Say on stderr what was fixed, and what was not and why."""
    counts = Counter(finding.rule for finding in fixed.applied)
    listed = ", ".join(
        f"{rule}{f' ({count})' if count > 1 else ''}" for rule, count in sorted(counts.items())
    )
    total = len(fixed.applied)
    what = f"{total} finding{'s' if total != 1 else ''}: {listed}" if total else "nothing"
    click.echo(f"{document.path}: {verb} {what}", err=True)
    for finding, reason in fixed.refused:
        place = fixed.report.story.document.position(min(finding.span.start, len(fixed.text)))
        click.echo(f"{document.path}:{place.line}: {finding.rule} not fixed: {reason}", err=True)


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
