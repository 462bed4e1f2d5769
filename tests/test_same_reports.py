"""`python -m benchmarks.same_reports`: what is recorded, and how a difference is told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import same_reports
from benchmarks.same_reports import Case, compare, differences

CASES = [
    Case("pair 1", ("story.txt", "The ferry reportedly left."), (("source.txt", "The ferry left at noon."),)),
    Case("pair 2", ("story.md", "# A question?\n"), (("source.txt", "The ferry left at noon."),)),
]


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(same_reports, "all_cases", lambda _: CASES)
    file = tmp_path / "reports.jsonl.gz"
    assert same_reports.record(file, tmp_path, None, 1) == 2
    return file


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


def test_the_same_code_makes_the_same_reports(recorded: Path) -> None:
    assert compare(recorded, None, 1, quick=False) == (0, 2)


def test_an_error_is_recorded_as_well(recorded: Path) -> None:
    _, first, second = lines_of(recorded)
    assert first["report"]["findings"]
    assert second["report"]["error"].startswith("InputError: story.md: no claim to check")


def test_the_word_lists_are_left_out_of_the_signature(recorded: Path) -> None:
    signature = lines_of(recorded)[1]["report"]["signature"]
    assert "rules" in signature
    assert "lexicon" not in signature


def test_a_difference_is_told_with_its_place(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, first, second = lines_of(recorded)
    first["report"]["verdict"], first["sha256"] = "pass", "another"
    text = "".join(json.dumps(line) + "\n" for line in (head, first, second))
    recorded.write_bytes(gzip.compress(text.encode()))
    assert compare(recorded, None, 1, quick=False) == (1, 2)
    assert capsys.readouterr().out == 'pair 1:\n    $.verdict: "pass" -> "fail"\n'


def test_another_file_is_no_record(tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match="no record of reports"):
        compare(file, None, 1, quick=True)


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, [("$.a[1].b", 2, 3)]),
        ({"a": 1}, {"a": 1, "b": 2}, [("$.b", "(nothing)", 2)]),
        ({"a": [1, 2, 3]}, {"a": [1, 3]}, [("$.a (3 -> 2 entries; gone, new)", [2], [])]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, [("$ (order of keys)", ["a", "b"], ["b", "a"])]),
        ({"a": 1}, {"a": 1.0}, [("$.a", 1, 1.0)]),
        ({"a": [1, None]}, {"a": [1, None]}, []),
    ],
)
def test_where_two_reports_differ(before: Any, now: Any, found: list[tuple[str, Any, Any]]) -> None:
    assert list(differences(before, now)) == found
