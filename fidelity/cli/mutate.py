"""`fidelity mutate STORY [SOURCE ...]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fidelity.cli.output import write
from fidelity.cli.settings import make_checker, settings_file
from fidelity.errors import ConfigError, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fidelity.mutate.operator import OperatorInfo, Pair
    from fidelity.mutate.plant import Mutant
    from fidelity.pipeline import Checker
    from fidelity.types import Document

__all__ = ["command"]

EXIT_CODES = {True: 1, False: 0}


@click.command("mutate", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story", type=click.Path(path_type=Path), required=False)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--operators", multiple=True, metavar="NAMES", help="Plant only these; commas or repeated.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed plants the same defects.")
@click.option(
    "-n", "count", type=click.IntRange(1), default=3, show_default=True, help="Defects an operator at most."
)
@click.option("--score", "scored", is_flag=True, help="Check every mutant and print recall, with the misses.")
@click.option(
    "--min-recall",
    type=click.FloatRange(0, 1),
    metavar="0..1",
    help="With --score: exit 1 where an operator's recall is below this.",
)
@click.option("--list", "listed", is_flag=True, help="List the operators and stop.")
@click.option("--embedder", metavar="NAME", help="default, none or sentence-transformers:NAME_OR_PATH.")
@click.option("--language", metavar="CODE", help="Where the story names none (default en).")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="Settings file; default: the nearest fidelity.toml or pyproject.toml above the story.",
)
@click.option("--no-config", is_flag=True, help="Use no settings file.")
def command(
    story: Path | None,
    sources: tuple[Path, ...],
    operators: tuple[str, ...],
    seed: int,
    count: int,
    scored: bool,
    min_recall: float | None,
    listed: bool,
    config_path: Path | None,
    no_config: bool,
    **options: Any,
) -> int:
    """Plant known defects in STORY, one at a time: the mutation test of a checker.

    Writes a JSON line a defect: the story with it, the source, the rule that must find it, and the
    place. STORY should be faithful to its SOURCES; where a rule flags it already, nothing is planted
    for that rule. With --score the checker is run on every mutant, and what it misses is shown.

    Exit codes: 0, 1 recall below --min-recall, 2 bad usage, configuration or input.
    """
    from fidelity.mutate.operators import all_operators, find_operator
    from fidelity.mutate.plant import mutants
    from fidelity.mutate.score import pair_of

    if listed:
        write("".join(f"{info.rule}  {info.name:<22}  {_summary(info)}\n" for info in all_operators()))
        return 0
    if story is None:
        raise ConfigError("no story given; see fidelity mutate --help")
    if min_recall is not None and not scored:
        raise ConfigError("--min-recall needs --score")
    names = [name for value in operators for name in value.split(",") if name.strip()]
    wanted = tuple(find_operator(name.strip()) for name in names) or all_operators()
    checker = make_checker(settings_file(config_path, no_config, story), options)
    document, originals = checker.read(story, sources)
    pair = pair_of(checker, document, originals)
    before = checker.check_against(document, pair.sources, pair.analysed)
    planted = list(mutants(pair, wanted, count=count, seed=seed, spared=before.findings))
    if not planted:
        raise InputError(f"{document.path}: no operator finds a place for its defect in this story")
    if scored:
        return _score(checker, pair, wanted, planted, min_recall)
    _write_rows(planted, document, originals, seed)
    return 0


def _summary(info: OperatorInfo) -> str:
    return info.doc.partition("\n")[0]


def _write_rows(
    planted: Sequence[Mutant], document: Document, originals: Sequence[Document], seed: int
) -> None:
    import json

    from fidelity.mutate.score import row_of

    for mutant in planted:
        row = row_of(mutant, document, originals, seed)
        write(json.dumps(row, ensure_ascii=False) + "\n")


def _score(
    checker: Checker,
    pair: Pair,
    wanted: Sequence[OperatorInfo],
    planted: Sequence[Mutant],
    min_recall: float | None,
) -> int:
    from fidelity.mutate.score import recalls, score
    from fidelity.mutate.table import to_table

    rows = recalls(score(checker, planted, pair), wanted)
    write(to_table(rows, pair.story.document.path))
    low = min_recall is not None and any(row.share is not None and row.share < min_recall for row in rows)
    return EXIT_CODES[low]
