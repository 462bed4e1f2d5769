"""`fidelity bench` from end to end, on invented rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import LEXICAL, ROOT, Ran, environment
from invented import table, tables, write

pytest.importorskip("scipy")

Run = Callable[..., Ran]
FAST = (*LEXICAL, "--jobs", "1")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    write(tmp_path / "data" / "town.jsonl")
    return tmp_path / "data"


def report(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def test_measures_a_folder(run_inside: Run, town: Path) -> None:
    found = report(run_inside("bench", "--data", town, *FAST, "--format", "json"))
    (measured,) = found["sets"]
    assert found["schema"] == "fidelity.bench/1"
    assert (measured["dataset"], measured["standing"], measured["rows"]) == ("town", "own data", 8)
    assert measured["share_unsupported"] == 0.5
    assert measured["auc"]["value"] == 1.0
    assert measured["extras"]["pair_consistency"]["value"] == 1.0
    assert measured["extras"]["span_recall_claims"]["rows"] == 8
    assert found["system"]["signature"]["judge"].startswith("cascade")
    assert found["threshold"] == found["system"]["signature"]["threshold"]
    assert found["command"] == "fidelity bench --data DIR --judge lexical --embedder none --seed 7"
    assert str(town.parent) not in json.dumps(found)


def test_peers_stand_beside_ours_on_the_same_rows(run_inside: Run, town: Path) -> None:
    write(town / "town.jsonl", [*tables(), table(0, 1, id="lone", peer_scores={"few": 1})])
    found = report(run_inside("bench", "--data", town, *FAST, "--format", "json"))
    peers = {peer["column"]: peer for peer in found["sets"][0]["peers"]}
    assert list(peers) == ["oracle", "coin", "liar", "few"]
    assert [peers[name]["rows"] for name in peers] == [8, 8, 8, 1]
    assert (peers["oracle"]["theirs"]["value"], peers["liar"]["theirs"]["value"]) == (1.0, 0.0)
    assert peers["liar"]["difference"]["value"] == 1.0
    assert peers["oracle"]["p"] == 1.0
    assert peers["few"]["theirs"]["reason"] == "only one class"
    assert peers["coin"]["trained_on_this_set"] == "unknown"


def test_a_known_set_that_is_not_the_file_measured_is_said_so(run_inside: Run, tmp_path: Path) -> None:
    """QAGS' own columns get their systems; the card's caveats and standing are shown."""
    entries = [{**entry, "dataset": "qags", "peer_scores": {"summac_zs": 0.1}} for entry in tables()]
    write(tmp_path / "data" / "qags.jsonl", entries)
    found = report(run_inside("bench", "--data", tmp_path / "data", *FAST, "--format", "json"))
    (measured,) = found["sets"]
    assert measured["standing"] == "zero-shot"
    assert measured["matches_card"] is False
    assert "qags: the file is not the one that its card describes (sha256 differs)." in found["notes"]
    assert (measured["peers"][0]["name"], measured["peers"][0]["parameters"]) == ("SummaC-ZS", "59M")


def test_rejected_rows_are_told_counted_and_left_out(run_inside: Run, town: Path) -> None:
    bad = [{**table(0, 1), "id": f"bad{at}", "label": at} for at in range(2, 32)]
    write(town / "town.jsonl", [*bad, *tables()])
    ran = run_inside("bench", "--data", town, *FAST)
    assert ran.code == 0
    lines = ran.err.splitlines()
    assert sum("expected the number 0 or 1" in line for line in lines) == 20
    assert "town.jsonl:1: label is 2; expected the number 0 or 1" in lines[0]
    told = "fidelity bench: 30 of 38 rows rejected, of which the first 20 are shown; the others are measured"
    assert told in lines
    assert "- 30 rows rejected as not in the form." in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no data: give --data DIR or a file, or name the folder in FIDELITY_DATA"),
        (("--data", "nowhere"), "nowhere: expected a folder, or a file that ends in"),
        (("--data", "data", "--sets", "twon"), "no set 'twon'; did you mean \"town\"?"),
        (("--data", "data", "--judge", "lexcal"), "unknown judge 'lexcal'; did you mean \"lexical\"?"),
        (("--data", "data", "--embedder", "nome"), 'unknown embedder "nome"'),
        (("--data", "data", "--format", "jsn"), "--format: unknown value 'jsn'; did you mean \"json\"?"),
        (("--data", "data", "--resume"), "--resume goes on from a scores file: give --scores too"),
        (("--data", "data", "--threshold", "0.5"), "--threshold is for --from-scores; a judge has its own"),
        (("--data", "data", "--from-scores", "a", "--scores", "b"), "exclude each other"),
        (("--data", "data", "--quick", "--limit", "3"), "--quick and --limit exclude each other"),
        (("--data", "data", "--from-scores", "none.jsonl"), "none.jsonl: no such file (the scores)"),
    ],
)
def test_a_mistake_is_one_line(run_inside: Run, town: Path, arguments: tuple[str, ...], message: str) -> None:
    assert town.is_dir()
    assert message in run_inside("bench", *arguments).complaint


def test_no_row_left_is_an_error(run_inside: Run, town: Path) -> None:
    write(town / "town.jsonl", [{**table(0, 1), "label": 5}])
    ran = run_inside("bench", "--data", town, *FAST)
    assert ran.code == 2
    assert ran.out == ""
    assert "data: no row is left: 1 rejected" in ran.err.splitlines()[-1]


def test_the_folder_may_be_named_in_the_environment(
    run_inside: Run, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIDELITY_DATA", str(town))
    assert "town" in run_inside("bench", *FAST).out


def test_without_the_extra_one_line_says_what_to_install(
    run_inside: Run, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    ran = run_inside("bench", "--data", town, *FAST)
    assert (
        "fidelity bench needs an optional dependency: pip install 'source-fidelity[bench]'" in ran.complaint
    )


class TestScores:
    def test_statistics_from_scores_are_those_of_the_run(self, run_inside: Run, town: Path) -> None:
        scores = town.parent / "scores.jsonl"
        before = report(run_inside("bench", "--data", town, *FAST, "--scores", scores, "--format", "json"))
        after = report(run_inside("bench", "--data", town, "--from-scores", scores, "--format", "json"))
        assert after["sets"] == before["sets"]
        assert after["threshold"] == before["threshold"]
        again = run_inside("bench", "--data", town, *FAST, "--scores", scores, "--resume", "--format", "json")
        assert report(again)["sets"] == before["sets"]
        assert "8 of 8 rows were scored before" in again.err

    def test_any_system_can_be_measured(self, run_inside: Run, town: Path) -> None:
        """Any number that is higher for a more faithful row; what is missing is counted."""
        lines = [
            {"dataset": "town", "id": entry["id"], "score": 10 * entry["label"] - int(entry["id"][0])}
            for entry in tables()[:-1]
        ]
        foreign = {"dataset": "city", "id": "1", "score": 1}
        scores = write(town.parent / "mine.jsonl", [*lines, foreign])
        ran = run_inside(
            "bench", "--data", town, "--from-scores", scores, "--threshold", "5", "--format", "json"
        )
        found = report(ran)
        (measured,) = found["sets"]
        assert "1 scores are of rows that are not measured here" in ran.err
        assert measured["auc"]["value"] == 1.0
        assert measured["balanced_accuracy"]["frozen"]["value"] == 1.0
        assert measured["balanced_accuracy"]["frozen"]["on"] == "score"
        assert measured["expected_calibration_error"]["reason"] == "scores are no probabilities"
        assert measured["left_out"] == {"not in the scores file": 1}
        assert measured["auc_with_left_out_rows_at_half"]["rows"] == 8

    def test_scores_of_other_texts_are_an_error(self, run_inside: Run, town: Path) -> None:
        scores = town.parent / "scores.jsonl"
        report(run_inside("bench", "--data", town, *FAST, "--scores", scores, "--format", "json"))
        write(town / "town.jsonl", [table(0, 1, claim="It cost nothing.")])
        complaint = run_inside("bench", "--data", town, "--from-scores", scores).complaint
        assert "the score of town 0-1 is of another text" in complaint

    def test_scores_of_other_rows_are_an_error(self, run_inside: Run, town: Path) -> None:
        scores = write(town.parent / "other.jsonl", [{"dataset": "city", "id": "1", "score": 1}])
        complaint = run_inside("bench", "--data", town, "--from-scores", scores).complaint
        assert "holds a score for none of the rows" in complaint


class TestFormats:
    @pytest.fixture
    def scores(self, town: Path) -> Path:
        """Two sets, one with a name that means something to every format."""
        entries = [{**entry, "dataset": "a|b_\x1b[31m&%"} for entry in tables()]
        write(town / "odd.jsonl", entries)
        lines = [
            {"dataset": entry["dataset"], "id": entry["id"], "score": float(entry["label"])}
            for entry in (*tables(), *entries)
        ]
        return write(town.parent / "scores.jsonl", lines)

    def test_table(self, run_inside: Run, town: Path, scores: Path) -> None:
        out = run_inside("bench", "--data", town, "--from-scores", scores).out
        lines = out.splitlines()
        assert lines[0] == "Agreement with people"
        assert lines[2].split()[:5] == ["set", "standing", "rows", "unsupported", "AUC"]
        assert len({len(line) for line in lines[3:4]}) == 1
        assert "\x1b" not in out
        assert "Published scores on the same rows" in lines
        assert "Further figures" in lines

    def test_markdown(self, run_inside: Run, town: Path, scores: Path) -> None:
        out = run_inside("bench", "--data", town, "--from-scores", scores, "--format", "markdown").out
        head, rule, *_ = [line for line in out.splitlines() if line.startswith("|")]
        assert head.count("|") == rule.count("|")
        assert "a\\|b\\_" in out
        assert "\x1b" not in out

    def test_latex(self, run_inside: Run, town: Path, scores: Path) -> None:
        out = run_inside("bench", "--data", town, "--from-scores", scores, "--format", "latex").out
        assert out.count(r"\begin{tabular}") == out.count(r"\end{tabular}") > 2
        assert r"a|b\_" in out
        assert r"\&\%" in out
        assert "\x1b" not in out

    @pytest.mark.parametrize(
        ("name", "start"), [("r.json", "{"), ("r.md", "## "), ("r.tex", "% "), ("r.txt", "Agreement")]
    )
    def test_a_file_gets_the_format_of_its_suffix(
        self, run_inside: Run, town: Path, scores: Path, name: str, start: str
    ) -> None:
        ran = run_inside("bench", "--data", town, "--from-scores", scores, "--out", f"new/{name}")
        assert ran.out.startswith("Agreement with people\n")
        assert (town.parent / "new" / name).read_text("utf-8").startswith(start)

    def test_json_is_the_same_bytes_again(self, run_inside: Run, town: Path, scores: Path) -> None:
        arguments = ("bench", "--data", town, "--from-scores", scores, "--format", "json")
        assert run_inside(*arguments).out == run_inside(*arguments).out


def test_a_sample_says_that_it_is_one(run_inside: Run, town: Path) -> None:
    found = report(run_inside("bench", "--data", town, *FAST, "--limit", "4", "--format", "json"))
    assert found["sample"].startswith("4 of 8 rows, at most 4 of each set")
    assert any(note.startswith("A sample, not the whole sets: 4 of 8 rows") for note in found["notes"])
    whole = report(run_inside("bench", "--data", town, *FAST, "--quick", "--format", "json"))
    assert whole["sample"] is None


def test_help_names_every_option(run_inside: Run) -> None:
    out = run_inside("bench", "--help").out
    for option in (
        "--data",
        "--sets",
        "--judge",
        "--scores",
        "--from-scores",
        "--quick",
        "--resume",
        "--out",
    ):
        assert option in out


def python(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=environment({"FIDELITY_DATA": ""}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_python_m_benchmarks_does_the_same_in_two_processes(run_inside: Run, town: Path) -> None:
    (town / "town.jsonl").write_text(
        "".join(
            json.dumps({**entry, "id": f"{entry['id']}-{at}"}) + "\n" for at in range(8) for entry in tables()
        ),
        "utf-8",
    )
    done = python(
        "-m", "benchmarks", "--data", town, *LEXICAL, "--jobs", "2", "--format", "json", cwd=town.parent
    )
    assert done.returncode == 0, done.stderr
    alone = report(run_inside("bench", "--data", town, *FAST, "--format", "json"))
    assert json.loads(done.stdout)["sets"] == alone["sets"]
    assert json.loads(done.stdout)["command"] == alone["command"]


class TestDatasets:
    def test_lists_the_sets_and_checks_their_files(self, town: Path) -> None:
        write(town / "qags.jsonl", [{**table(0, 1), "dataset": "qags"}])
        done = python("-m", "benchmarks.datasets", "--data", town, cwd=ROOT)
        assert done.returncode == 1
        lines = {line.split()[0]: line for line in done.stdout.splitlines()}
        assert "zero-shot  1 rows, NOT the file that was measured (275 rows then)" in lines["qags"]
        assert lines["town"].endswith("own data   8 rows; no card")
        assert lines["wice"].endswith("zero-shot  not there")

    def test_writes_a_users_rows_in_their_form(self, tmp_path: Path) -> None:
        own = tmp_path / "own.csv"
        own.write_text("source,claim,label\nIt rained.,It rained.,1\nIt rained.,,1\n", "utf-8")
        done = python("-m", "benchmarks.datasets", "--from", own, "--to", tmp_path / "own.jsonl", cwd=ROOT)
        assert done.returncode == 0
        assert done.stdout.strip().endswith("own.jsonl, 1 rejected")
        assert "own.csv:3: no claim" in done.stderr
        assert json.loads((tmp_path / "own.jsonl").read_text("utf-8"))["label"] == 1

    def test_without_data_is_one_line(self) -> None:
        done = python("-m", "benchmarks.datasets", cwd=ROOT)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "datasets: no data: give the folder with --data or FIDELITY_DATA\n"
