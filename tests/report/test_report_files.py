"""Report files: one pair a story, whole or not at all, and nothing else is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from report_cases import bare_report, town_report

from fidelity.errors import InputError
from fidelity.report import to_json, write_reports
from fidelity.types import StoryReport


def named(path: str) -> StoryReport:
    return bare_report("The wall is built.", path=path)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_story_gets_a_json_and_a_text_file(tmp_path: Path) -> None:
    report = town_report()
    files = write_reports(report, tmp_path / "new" / "reports")
    assert [file.name for file in files] == ["story.json", "story.txt"]
    assert names(files[0].parent) == ["story.json", "story.txt"]
    assert files[0].read_bytes().decode() == to_json(report)
    text = files[1].read_bytes().decode()
    assert "doubled punctuation" in text, "the file holds suggestions too"
    assert "\x1b" not in text


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    write_reports(town_report(), tmp_path)
    write_reports(town_report(findings=()), tmp_path)
    assert names(tmp_path) == ["story.json", "story.txt"]
    assert json.loads((tmp_path / "story.json").read_text())["findings"] == []


def test_stories_of_one_name_in_two_folders_keep_a_report_each(tmp_path: Path) -> None:
    for _ in range(2):
        for path in ("north/story.md", "south/story.md", "south/story.txt"):
            write_reports(named(path), tmp_path)
    paths = [json.loads(file.read_text())["story"]["path"] for file in tmp_path.glob("*.json")]
    assert sorted(paths) == ["north/story.md", "south/story.md", "south/story.txt"]
    assert len(names(tmp_path)) == 6


def test_two_strings_keep_a_report_each(tmp_path: Path) -> None:
    for text in ("The wall is built.", "The wall is not built."):
        write_reports(bare_report(text, path="<text>"), tmp_path)
    assert len(list(tmp_path.glob("text*.json"))) == 2


def test_a_file_that_is_no_report_is_never_overwritten(tmp_path: Path) -> None:
    """The story itself may stand in the report folder."""
    story = tmp_path / "story.txt"
    story.write_text("The wall is built.")
    (tmp_path / "other.json").write_text("[1, 2]")
    first = write_reports(named(story.as_posix()), tmp_path)
    second = write_reports(named("other.md"), tmp_path)
    assert story.read_text() == "The wall is built."
    assert (tmp_path / "other.json").read_text() == "[1, 2]"
    assert {file.stem for file in first}.isdisjoint({"story"})
    assert {file.stem for file in second}.isdisjoint({"other"})


def test_both_names_taken_is_an_error(tmp_path: Path) -> None:
    write_reports(named("a/story.md"), tmp_path)
    taken = write_reports(named("b/story.md"), tmp_path)[0]
    taken.write_text("something else")
    with pytest.raises(InputError, match=r"not a report of b/story\.md"):
        write_reports(named("b/story.md"), tmp_path)


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("a/my story.md", "my-story"),
        ("Ärger am Kai.md", "Ärger-am-Kai"),
        ("..md", "story"),
        ("a:b*c?.md", "a-b-c"),
        ("evil\x1b[2J\u202e.md", "evil--2J"),
        ("con.md", "con-story"),
        ("v1.2.md", "v1.2"),
        ("<text>", "text"),
        ("港" * 200 + ".md", "港" * 40),
    ],
)
def test_file_names_are_safe(path: str, stem: str, tmp_path: Path) -> None:
    files = write_reports(named(path), tmp_path)
    assert [file.name for file in files] == [f"{stem}.json", f"{stem}.txt"]
    assert names(tmp_path) == sorted(file.name for file in files)


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "reports"
    file.write_text("")
    with pytest.raises(InputError, match="reports: a file; --report-dir needs a folder"):
        write_reports(town_report(), file)
    with pytest.raises(InputError, match=r"cannot be written here: .*--report-dir"):
        write_reports(town_report(), file / "deeper")


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left on device"):
        write_reports(town_report(), tmp_path)
    assert names(tmp_path) == []
