"""`fidelity mutate`: rows that are reproducible, place their defect exactly, and can be scored."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from fidelity import Checker, Config
from fidelity.mutate.operator import Edit, OperatorInfo, Pair
from fidelity.mutate.operators import all_operators
from fidelity.mutate.plant import finds, mutants
from fidelity.mutate.score import pair_of, recalls, score
from fidelity.mutate.table import to_table
from fidelity.rules import all_rules
from fidelity.types import Span

if TYPE_CHECKING:
    from conftest import Pair as Files
    from conftest import Run

CONFIG = Config(embedder="none", judge="lexical")


def taken_apart(files: Files) -> tuple[Checker, Pair]:
    checker = Checker(CONFIG)
    return checker, pair_of(checker, *checker.read(files.story, [files.source]))


def test_every_operator_is_documented_and_meant_for_a_rule() -> None:
    codes = {rule.code for rule in all_rules()}
    for info in all_operators():
        assert info.rule in codes
        assert info.doc.partition("\n")[0].endswith(".")
    assert len({info.name for info in all_operators()}) == len(all_operators())


@pytest.mark.parametrize("info", all_operators(), ids=lambda info: info.name)
def test_an_operator_changes_exactly_its_place(info: OperatorInfo, mended: Files) -> None:
    _, pair = taken_apart(mended)
    old = pair.story.document.text
    for mutant in mutants(pair, [info], count=20, seed=1):
        head, tail = old[: mutant.edited.start], old[mutant.edited.end :]
        assert mutant.text == head + mutant.now + tail
        assert mutant.was == old[mutant.edited.start : mutant.edited.end]
        assert mutant.text != old
        inside = Span(len(head), len(head) + len(mutant.now))
        assert inside.contains(mutant.span)


@pytest.mark.parametrize("info", all_operators(), ids=lambda info: info.name)
def test_the_same_seed_plants_the_same(info: OperatorInfo, mended: Files) -> None:
    _, pair = taken_apart(mended)
    assert list(mutants(pair, [info], count=5, seed=4)) == list(mutants(pair, [info], count=5, seed=4))


def test_rows_say_what_was_planted_where(mended: Files, run_inside: Run) -> None:
    done = run_inside("mutate", mended.story, mended.source, "-n", "1", "--embedder", "none")
    assert done.code == 0
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert len(rows) >= 5
    for row in rows:
        lines = row["story"][: row["span"][0]].split("\n")
        assert (row["line"], row["column"]) == (len(lines), len(lines[-1]) + 1)
        assert row["label"] == 0
        assert row["source"] == mended.source.read_text("utf-8")
    again = run_inside("mutate", mended.story, mended.source, "-n", "1", "--embedder", "none")
    assert again.out == done.out


def test_another_seed_plants_other_defects(mended: Files, run_inside: Run) -> None:
    names = ("--operators", "doubled-punctuation", "-n", "1", "--embedder", "none")
    outs = {run_inside("mutate", mended.story, mended.source, "--seed", n, *names).out for n in range(5)}
    assert len(outs) > 1


def test_nothing_is_planted_where_the_rule_flags_already(town: Files) -> None:
    checker, pair = taken_apart(town)
    report = checker.check_against(pair.story.document, pair.sources)
    flagged = [f.span for f in report.findings if f.rule == "F502"]
    assert flagged
    (info,) = (info for info in all_operators() if info.name == "doubled-punctuation")
    for mutant in mutants(pair, [info], count=50, seed=0, spared=report.findings):
        assert not any(mutant.edited.overlaps(span) for span in flagged)


def test_score_counts_what_is_found_and_shows_what_is_missed(mended: Files, run_inside: Run) -> None:
    done = run_inside(
        "mutate", mended.story, mended.source, "--score", "--operators", "doubled-punctuation",
        "--embedder", "none",
    )  # fmt: skip
    assert done.code == 0
    row = next(line for line in done.out.splitlines() if line.startswith("F502"))
    assert row.split() == ["F502", "doubled-punctuation", "3", "3", "0"]


def harmless(_: Pair, __: random.Random) -> Iterator[Edit]:
    """Plants what no rule flags, so that it is missed."""
    yield Edit(Span(0, 0), "\n", kind="blank line")


def test_a_defect_that_nobody_finds_is_a_miss_with_its_place(mended: Files) -> None:
    checker, pair = taken_apart(mended)
    info = OperatorInfo("blank-line", "F502", harmless, "Plants a blank line.")
    planted = list(mutants(pair, [info], count=1, seed=0))
    rows = recalls(score(checker, planted, pair), [info])
    assert [(row.planted, row.found, row.share) for row in rows] == [(1, 0, 0.0)]
    table = to_table(rows, "story.md")
    assert "missed (1):" in table
    assert "F502 blank-line-1 (blank line)  story.md:1:1" in table


def test_min_recall_fails_where_a_rule_is_turned_off(mended: Files, run_inside: Run) -> None:
    names = ("--operators", "doubled-punctuation", "--embedder", "none", "--score", "--min-recall", "0.9")
    assert run_inside("mutate", mended.story, mended.source, *names).code == 0
    (mended.folder / "fidelity.toml").write_text('ignore = ["F502"]\n')
    assert run_inside("mutate", mended.story, mended.source, *names).code == 1


def test_a_finding_counts_only_at_its_place_and_of_its_rule(mended: Files) -> None:
    checker, pair = taken_apart(mended)
    (info,) = (info for info in all_operators() if info.name == "doubled-punctuation")
    (first, second) = mutants(pair, [info], count=2, seed=0)
    (one,) = score(checker, [first], pair)
    assert one.found is not None
    assert finds(second, one.report.findings) is None


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "no story given; see fidelity mutate --help"),
        (("story.md", "source.txt", "--operators", "wrong-nmber"), "unknown operator 'wrong-nmber'"),
        (("story.md", "source.txt", "--min-recall", "0.5"), "--min-recall needs --score"),
        (("story.md", "nowhere.txt"), "nowhere.txt: no such file"),
    ],
)
def test_bad_use_is_one_line(mended: Files, run_inside: Run, args: tuple[str, ...], message: str) -> None:
    assert mended.folder
    assert message in run_inside("mutate", *args).complaint


def test_list_names_every_operator(run_inside: Run) -> None:
    done = run_inside("mutate", "--list")
    assert [line.split()[1] for line in done.out.splitlines()] == [info.name for info in all_operators()]
