"""The README tells the truth: its commands run, its output and tables are this version's."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.readme import PAGES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line.removeprefix("$ ").split("  #")[0].strip()
    for line in README.splitlines()
    if line.startswith("$ fidelity ")
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the README's commands name."""
    pytest.importorskip("trafilatura", reason="a command reads HTML")
    shutil.copy(ROOT / "examples/story.md", tmp_path / "story.md")
    text = (ROOT / "examples/source.txt").read_text("utf-8")
    (tmp_path / "source.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    labels = ["source,claim,label", "The ferry left at noon.,The ferry left.,1", "The ferry left.,It sank.,0"]
    (tmp_path / "labelled.csv").write_text("\n".join(labels) + "\n", encoding="utf-8")
    page = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    (tmp_path / "b.html").write_text(f"<html><body><article>{page}</article></body></html>")
    return tmp_path


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fidelity", *shlex.split(command)[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout


def test_the_python_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "F402" in done.stdout


def test_the_settings_example_is_accepted(tmp_path: Path) -> None:
    from fidelity import load_config
    from fidelity.rules import selected_rules

    (settings,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "pyproject.toml"
    path.write_text(settings, encoding="utf-8")
    config = load_config(path)
    assert config.ignore == ("F502",)
    assert "F502" not in {info.code for info in selected_rules(config)}


@pytest.mark.parametrize("page", PAGES)
def test_output_and_tables_are_this_versions(page: str) -> None:
    """`python -m benchmarks.readme` would change nothing."""
    from benchmarks.readme import filled

    text = (ROOT / page).read_text("utf-8")
    assert filled(text) == text


def test_the_pictures_are_of_the_committed_results() -> None:
    pytest.importorskip("vl_convert", reason="the pictures need the extra `report`")
    from benchmarks.readme import pictures

    drawn = pictures()
    assert len(drawn) >= 4
    for path, picture in drawn.items():
        assert path.read_text("utf-8") == picture, path.name


def test_every_rule_that_is_an_error_was_measured_to_be_right() -> None:
    """Below a precision of 0.9 on labelled text a rule may not be an error, nor before it is measured."""
    from fidelity.rules import all_rules
    from fidelity.types import Severity

    measured = json.loads((ROOT / "benchmarks/results/rules.json").read_text("utf-8"))["rules"]
    assert set(measured) <= {info.code for info in all_rules()}
    for info in all_rules():
        if info.code not in measured:
            assert info.severity < Severity.ERROR, f"{info.code}: a warning at most until it is measured"
            continue
        assert measured[info.code]["severity"] == info.severity.word, info.code
        part = measured[info.code]["precision_of_errors"]["all"]
        if info.severity is Severity.ERROR and part["of"]:
            assert part["share"] >= 0.9, (info.code, part)


def test_few_faithful_stories_are_stopped() -> None:
    measured = json.loads((ROOT / "benchmarks/results/rules.json").read_text("utf-8"))
    assert measured["stories_stopped_in_vain"]["plain"]["share"] <= 1 / 25


def test_the_set_up_commands_are_where_ci_looks_for_them() -> None:
    for name in ("check", "test"):
        block = re.findall(rf"<!-- command:{name} -->\n(.*?)<!-- end -->", README, re.DOTALL)
        assert len(block) == 1
        assert len(re.findall(r"^\$ ", block[0], re.MULTILINE)) == 1


def test_the_example_report_is_this_versions(tmp_path: Path) -> None:
    """`fidelity check examples/story.md examples/source.txt --report-dir reports/examples`."""
    command = "-m fidelity check examples/story.md examples/source.txt --report-dir".split()
    done = subprocess.run(
        [sys.executable, *command, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    example = ROOT / "reports/examples"
    assert (tmp_path / "story.txt").read_bytes() == (example / "story.txt").read_bytes()
    # A new rule or cue changes the signature of every report, and need not change the example.
    assert unsigned(tmp_path / "story.json") == unsigned(example / "story.json")


def unsigned(report: Path) -> str:
    """Return a report without what its signature says of rules and word lists."""
    table = json.loads(report.read_text("utf-8"))
    table["signature"] = {
        key: value for key, value in table["signature"].items() if key not in {"rules", "lexicon"}
    }
    return json.dumps(table)
