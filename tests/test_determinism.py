"""Same bytes in, same bytes out: whatever the run, the hash seed, the threads, the caches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import LEXICAL, TOWN_SOURCE, TOWN_STORY, Pair, Run, write_pair

import fidelity

CHECK = ("check", "story.md", "source.txt", "--format", "json")


@pytest.mark.parametrize("options", [(), LEXICAL], ids=["default", "lexical"])
def test_two_runs_hash_seeds_and_thread_counts(run: Run, town: Pair, options: tuple[str, ...]) -> None:
    first = run(*CHECK, *options, "--threads", "1", env={"PYTHONHASHSEED": "0"}, cwd=town.folder)
    assert (first.code, first.err) == (1, "")
    for seed, threads in (("0", "1"), ("4242", "2")):
        env = {"PYTHONHASHSEED": seed}
        assert run(*CHECK, *options, "--threads", threads, env=env, cwd=town.folder) == first


def test_terminal_reports_and_files_too(run: Run, town: Pair) -> None:
    given = ("check", "story.md", "source.txt", *LEXICAL, "--report-dir")
    outputs = set()
    for seed in ("1", "2"):
        ran = run(*given, seed, env={"PYTHONHASHSEED": seed}, cwd=town.folder)
        files = [town.folder / seed / f"story.{suffix}" for suffix in ("json", "txt")]
        outputs.add((ran.code, ran.out, *(file.read_bytes() for file in files)))
    assert len(outputs) == 1


def test_neither_folder_nor_clock_is_in_a_report(run: Run, town: Pair) -> None:
    other = town.folder / "some" / "other"
    other.mkdir(parents=True)
    moved = write_pair(other, TOWN_STORY, TOWN_SOURCE)
    here = run(*CHECK, *LEXICAL, cwd=town.folder)
    assert run(*CHECK, *LEXICAL, cwd=moved.folder) == here
    assert town.folder.as_posix() not in here.out


@pytest.mark.parametrize("embedder", ["default", "none"])
def test_warm_caches_change_nothing(town: Pair, embedder: str) -> None:
    checker = fidelity.Checker(fidelity.Config(embedder=embedder))
    cold = checker.check(town.story, [town.source]).to_dict()
    fidelity.check_text("The wall fell.", "The wall stood.", fidelity.Config(embedder=embedder))
    assert checker.check(town.story, [town.source]).to_dict() == cold
    fresh = fidelity.check(town.story, town.source, fidelity.Config(embedder=embedder))
    assert fresh.to_dict() == cold


def test_a_claim_is_judged_alike_in_company_and_alone() -> None:
    """A vector must not depend on the batch it was computed in; BLAS may round the last bits."""
    claims = ["Half of the shops stood under water.", "Insurers have begun to leave the town."]
    together = fidelity.check_text("\n\n".join(claims), TOWN_SOURCE)
    alone = [fidelity.check_text(claim, TOWN_SOURCE) for claim in claims]
    assert [judgement.p_supported for judgement in together.judgements] == [
        pytest.approx(report.judgements[0].p_supported, abs=1e-7) for report in alone
    ]


def test_unix_and_windows_line_ends_find_the_same(tmp_path: Path) -> None:
    """The places differ in offset, not in line and column."""
    places = []
    for name, end in (("unix", "\n"), ("windows", "\r\n")):
        folder = tmp_path / name
        folder.mkdir()
        story, source = folder / "story.md", folder / "source.txt"
        story.write_bytes(TOWN_STORY.replace("\n", end).encode())
        source.write_bytes(TOWN_SOURCE.replace("\n", end).encode())
        report = fidelity.check(story, source, fidelity.Config(embedder="none", judge="lexical"))
        findings = json.loads(json.dumps(report.to_dict()["findings"]))
        places.append([(f["rule"], f["line"], f["column"], f["text"]) for f in findings])
    assert places[0] == places[1]
