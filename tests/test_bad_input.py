"""Bad input: one line on stderr that says what, where and what to do; exit code 2; no traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from conftest import LEXICAL, TOWN_SOURCE, TOWN_STORY, Pair, Run, environment, words

STORY = "The bridge opened on Monday."
SOURCE = "The bridge opened on Monday morning, the council said."

# Name, bytes and what the line must say, as a regular expression over the whole line.
FILES = [
    ("empty.md", b"", r"empty\.md: .*empty"),
    ("blank.md", b" \n\t\r\n\n", r"blank\.md: .*empty"),
    ("bom.md", b"\xef\xbb\xbf\n", r"bom\.md: .*empty"),
    ("latin.md", b"The caf\xe9 opened.", r"latin\.md: not utf-8 at byte offset 7 .*--encoding.*"),
    ("nul.md", b"The\0 bridge opened.", r"nul\.md: NUL byte at byte offset 3.*"),
    (
        "wide.md",
        "The bridge opened on Monday.".encode("utf-16-le"),
        r"wide\.md: NUL byte .*--encoding utf-16-le",
    ),
    ("paper.pdf", b"%PDF-1.7\n\xe2\xe3", r"paper\.pdf: a PDF, not text; save its text .*"),
    ("notes.docx", b"PK\x03\x04\x14\0", r"notes\.docx: a zip archive \(Word.*\), not text.*"),
    (
        "broken.md",
        b"---\ntitle: [a\nslug: b\n---\nThe bridge opened.\n",
        r"broken\.md:3:\d+: broken front matter: .+",
    ),
    (
        "open.md",
        b"---\ntitle: a\nThe bridge opened.\n",
        r"open\.md:1:1: .*front matter.*---.*",
    ),
    ("claimless.md", b"---\ntitle: \n---\n", r"claimless\.md: no claim to check: .*--role.*"),
    ("questions.md", b"## FAQ\n\n**Q:** Why?\n", r"questions\.md: no claim to check: .*"),
    ("opinion.md", b"## Opinion\n\nWe like it.\n", r"opinion\.md: no claim to check: .*"),
]
WORTHLESS_SOURCES = [
    ("empty.txt", b"", r"empty\.txt: .*the source is empty"),
    ("blank.txt", b"\n\n \n", r"blank\.txt: .*the source is empty"),
    ("latin.txt", b"caf\xe9", r"latin\.txt: not utf-8 at byte offset 3 .*--encoding.*"),
    ("nul.txt", b"a\0b", r"nul\.txt: NUL byte at byte offset 1.*"),
    ("signs.txt", b"?! ... --", r"signs\.txt: no sentence to check against; .*"),
    (
        "furniture.txt",
        b"Illustration: Mara Quill/The Courier\n",
        r"furniture\.txt: no sentence to check against \(page furniture aside\); .*",
    ),
]


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    return Pair(tmp_path / "story.md", tmp_path / "source.txt")


def matches(pattern: str, line: str) -> None:
    assert re.fullmatch(pattern, line), line


@pytest.mark.parametrize(("name", "data", "line"), FILES, ids=[case[0] for case in FILES])
def test_a_story_that_cannot_be_checked(run: Run, pair: Pair, name: str, data: bytes, line: str) -> None:
    (pair.folder / name).write_bytes(data)
    matches(line, run("check", name, "source.txt", *LEXICAL).complaint)


@pytest.mark.parametrize(
    ("name", "data", "line"), WORTHLESS_SOURCES, ids=[case[0] for case in WORTHLESS_SOURCES]
)
def test_a_source_that_cannot_be_used(run_inside: Run, pair: Pair, name: str, data: bytes, line: str) -> None:
    (pair.folder / name).write_bytes(data)
    matches(line, run_inside("check", "story.md", name, *LEXICAL).complaint)


def test_files_that_are_not_there(run: Run, pair: Pair) -> None:
    (pair.folder / "folder").mkdir()
    assert run("check", "no.md", "source.txt").complaint == "no.md: no such file (the story)"
    matches(r"no\.txt: no such file \(the source\)", run("check", pair.story, "no.txt").complaint)
    matches(r"folder: a folder; give .* file", run("check", "folder", "source.txt").complaint)
    matches(r"folder: a folder; give .* file", run("check", "story.md", "folder").complaint)


def test_one_bad_source_of_several_is_named(run_inside: Run, pair: Pair) -> None:
    (pair.folder / "b.txt").write_text("", encoding="utf-8")
    line = run_inside("check", "story.md", "source.txt", "b.txt", *LEXICAL).complaint
    matches(r"b\.txt: .*empty", line)


def test_an_encoding_is_tried_only_where_it_is_asked_for(run: Run, pair: Pair) -> None:
    (pair.folder / "story.md").write_bytes("The café opened on Monday.".encode("cp1252"))
    (pair.folder / "source.txt").write_bytes("The café opened on Monday.".encode("cp1252"))
    given = ("check", "story.md", "source.txt", *LEXICAL)
    assert "byte offset 7" in run(*given).complaint
    good = run(*given, "--encoding", "cp1252", "--format", "json")
    assert good.code == 0
    assert "The café opened on Monday." in good.out
    assert "utf9" in run(*given, "--encoding", "utf9").complaint


def test_a_file_of_50_megabytes(run: Run, pair: Pair) -> None:
    with (pair.folder / "big.md").open("wb") as file:
        file.truncate(50_000_000)
    line = run("check", "big.md", "source.txt").complaint
    matches(r"big\.md: 50,000,000 bytes is over the limit of 10,000,000; .*--max-bytes", line)


@pytest.mark.usefixtures("pair")
def test_the_size_limit_is_an_option(run_inside: Run) -> None:
    size = len(SOURCE.encode())
    given = ("check", "story.md", "source.txt", *LEXICAL, "--max-bytes")
    assert f"over the limit of {size - 1}" in run_inside(*given, size - 1).complaint
    assert run_inside(*given, size).code == 0


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--select", "F999"), r"select: unknown rule 'F999'.*F101.*"),
        (("--select", "F2O1"), r"select: unknown rule 'F2O1'; did you mean \"F201\"\?"),
        (("--ignore", "F2,G1"), r"ignore: unknown rule 'G1'.*"),
        (("--select", ""), r"--select names no rule; .*"),
        (("--ignore", " , "), r"--ignore names no rule; .*"),
        (("--ignore", "ALL"), r"select and ignore leave no rule to run"),
        (("--select", "F201", "--ignore", "F2"), r"select and ignore leave no rule to run"),
        (("--severity", "F2O1=error"), r"severity: unknown rule 'F2O1'; did you mean \"F201\"\?"),
        (
            ("--severity", "F201=eror"),
            r"--severity F201: unknown severity 'eror'; did you mean \"error\"\?",
        ),
        (("--severity", "F201"), r"--severity: 'F201' is not NAME=VALUE"),
        (("--fail-on", "warn"), r"--fail-on: unknown level 'warn'; did you mean \"warning\"\?"),
        (("--show", "erro"), r"--show: unknown severity 'erro'; did you mean \"error\"\?"),
        (
            ("--role", "My view=opinon"),
            r"--role My view: unknown section role 'opinon'; did you mean \"opinion\"\?",
        ),
        (("--role", "opinion"), r"--role: 'opinion' is not NAME=VALUE"),
        (("--format", "jsn"), r"--format: unknown value 'jsn'; did you mean \"json\"\?"),
        (("--color", "alway"), r"--color: unknown value 'alway'; did you mean \"always\"\?"),
        (("--embedder", "defalt"), r"unknown embedder \"defalt\"; did you mean \"default\"\?"),
        (("--embedder", "sentence-transformers:"), r"embedder .* names no model; write .*"),
        (("--judge", "lexicl"), r"unknown judge 'lexicl'; did you mean \"lexical\"\?"),
        (("--language", "english"), r"--language is 'english'; expected a code .*\"en\""),
        (("--threshold", "nan"), r"--threshold is nan; expected a number from 0 to 1"),
        (("--threshold", "1.5"), r"--threshold is 1.5; expected a number from 0 to 1"),
        (
            ("--threshold", "high"),
            r"invalid value for '--threshold': .*; see fidelity check --help",
        ),
        (("--top-k", "0"), r"--top-k is 0; expected a whole number from 1 to 100"),
        (("--window", "9"), r"--window is 9; expected a whole number from 1 to 5"),
        (("--threads", "0"), r"--threads is 0; expected a whole number from 1 to 1,024"),
        (("--max-bytes", "-1"), r"--max-bytes is -1; expected a whole number from 1 to .*"),
        (("--width", "9"), r"invalid value for '--width': .*; see fidelity check --help"),
        (("--selct", "F2"), r"unknown option '--selct'; did you mean \"--select\"\?"),
        (("--config", "no.toml"), r"no\.toml: cannot be read: No such file or directory"),
        (("--config", "a.toml", "--no-config"), r"--config and --no-config exclude each other.*"),
        (("--report-dir", "story.md"), r"story\.md: a file; --report-dir needs a folder"),
        (("--report-dir", "story.md/x"), r"story\.md/x: .*--report-dir"),
        (("--format",), r"option '--format' requires an argument.*"),
    ],
    ids=words,
)
@pytest.mark.usefixtures("pair")
def test_an_option_that_is_wrong(run_inside: Run, arguments: tuple[str, ...], line: str) -> None:
    given = ["check", "story.md", "source.txt"]
    if "--embedder" not in arguments and "--judge" not in arguments:
        given += LEXICAL
    matches(line, run_inside(*given, *arguments).complaint)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("check",), "missing argument 'STORY'; see fidelity check --help"),
        (("chek", "story.md"), "unknown command 'chek'; did you mean \"check\"?"),
        (
            ("story.md", "a.txt"),
            "unknown command 'story.md'; did you mean \"fidelity check story.md\"?",
        ),
        (("--verison",), "unknown option '--verison'; did you mean \"--version\"?"),
        (("explain",), "missing argument 'RULE'; see fidelity explain --help"),
        (("explain", "F21"), "unknown rule 'F21'; did you mean \"F201\"?"),
        (("explain", "aded-hedge"), "unknown rule 'aded-hedge'; did you mean \"added-hedge\"?"),
        (
            ("rules", "--format", "yaml"),
            "--format: unknown value 'yaml'; expected one of json, terminal",
        ),
    ],
    ids=words,
)  # fmt: skip
def test_usage(run_inside: Run, arguments: tuple[str, ...], line: str) -> None:
    assert run_inside(*arguments).complaint == line


@pytest.mark.usefixtures("pair")
def test_a_wrong_option_in_a_process_of_its_own(run: Run) -> None:
    line = run("check", "story.md", "source.txt", "--selct", "F2").complaint
    assert line == "unknown option '--selct'; did you mean \"--select\"?"


@pytest.mark.usefixtures("pair")
def test_no_source_anywhere(run: Run) -> None:
    line = run("check", "story.md", "--no-config").complaint
    matches(r"story\.md: no source given; .*`source:`.*\[tool\.fidelity\.sources\]", line)


@pytest.mark.parametrize("blank", ["", " ", " ~", " ''", " []"])
def test_an_empty_source_field_is_no_source(run_inside: Run, pair: Pair, blank: str) -> None:
    pair.story.write_text(f"---\ntitle: Open\nsource:{blank}\n---\n{STORY}\n", encoding="utf-8")
    assert "no source given" in run_inside("check", "story.md", "--no-config").complaint


@pytest.mark.parametrize("url", ["https://courier.example/a", "HTTP://x.example", "s3://a/b.txt"])
def test_a_url_is_not_fetched(run_inside: Run, pair: Pair, url: str) -> None:
    pair.story.write_text(f"---\ntitle: Open\nsource: {url}\n---\n{STORY}\n", encoding="utf-8")
    named = run_inside("check", "story.md").complaint
    matches(r".*a URL \(the source named in the front matter of story\.md\); .*", named)
    matches(r".*a URL \(the source\); save the page.*", run_inside("check", "story.md", url).complaint)
    matches(r".*a URL \(the story\); save the page.*", run_inside("check", url, "a").complaint)


def test_a_missing_source_of_the_front_matter_names_the_story(run_inside: Run, pair: Pair) -> None:
    pair.story.write_text(f"---\nsource: The Courier\n---\n{STORY}\n", encoding="utf-8")
    line = run_inside("check", "story.md").complaint
    assert line == "The Courier: no such file (the source named in the front matter of story.md)"


@pytest.mark.usefixtures("pair")
def test_a_text_against_itself_is_legal_and_said(run: Run) -> None:
    ran = run("check", "source.txt", "source.txt", *LEXICAL, "--format", "json")
    assert ran.code == 0
    assert "source.txt is the story itself" in ran.out


@pytest.mark.parametrize("name", ["Ünï ☃ “q”.md", "a b  c.md", "-dash.md", "nai\u0308ve.md"])
def test_any_file_name(run_inside: Run, pair: Pair, name: str) -> None:
    (pair.folder / name).write_text(STORY, encoding="utf-8")
    ran = run_inside("check", *LEXICAL, "--format", "json", "--", name, "source.txt")
    assert (ran.code, ran.err) == (0, "")
    assert f'"path": "{name}"' in ran.out
    missing = run_inside("check", *LEXICAL, "--", f"no {name}", "source.txt").complaint
    assert missing == f"no {name}: no such file (the story)"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("no\nsuch.md", r"no\nsuch.md"),
        ("no\r\tsuch.md", r"no\r\tsuch.md"),
        ("no\x1b[31m.md", r"no\x1b[31m.md"),
        ("no\u2028\u202e.md", r"no\u2028\u202e.md"),
        ("no\udcff.md", r"no\udcff.md"),
    ],
)
def test_a_file_name_cannot_break_the_line(run_inside: Run, name: str, shown: str) -> None:
    line = run_inside("check", name, "source.txt").complaint
    assert line == f"{shown}: no such file (the story)"


@pytest.mark.skipif(os.name == "nt", reason="no such file names there")
def test_a_new_line_in_the_name_of_a_good_story(run: Run, pair: Pair) -> None:
    (pair.folder / "new\nline.md").write_text(TOWN_STORY, encoding="utf-8")
    (pair.folder / "source.txt").write_text(TOWN_SOURCE, encoding="utf-8")
    ran = run("check", "new\nline.md", "source.txt", *LEXICAL)
    assert (ran.code, ran.err) == (1, "")
    assert not any(line.startswith("line.md") for line in ran.out.splitlines())


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
@pytest.mark.usefixtures("pair")
def test_what_the_file_system_refuses(run_inside: Run) -> None:
    long = "x" * 300
    assert "File name too long" in run_inside("check", f"{long}.md", "source.txt").complaint
    assert "File name too long" in run_inside("check", f"{long}/a.md", "source.txt").complaint
    given = ("check", "story.md", "source.txt", *LEXICAL, "--report-dir", long)
    assert "File name too long" in run_inside(*given).complaint


@pytest.mark.usefixtures("pair")
def test_reports_that_cannot_be_written_leave_stdout_empty(run: Run) -> None:
    given = ("check", "story.md", "source.txt", *LEXICAL)
    assert "--report-dir needs a folder" in run(*given, "--report-dir", "source.txt").complaint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read and write anything")
def test_permissions(run_inside: Run, pair: Pair) -> None:
    pair.story.chmod(0)
    assert "Permission denied" in run_inside("check", "story.md", "source.txt").complaint


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "fidelity", "check", "story.md", "source.txt", *LEXICAL],
        [sys.executable, "-m", "fidelity", "schema"],
    ],
    ids=["check", "schema"],
)
class TestStdout:
    """Where stdout does not take the report, the exit code says that it was not delivered."""

    def call(self, pair: Pair, arguments: list[str], stdout: IO[bytes] | int | None) -> str:
        done = subprocess.run(
            arguments,
            cwd=pair.folder,
            env=environment(),
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert done.returncode == 2
        return done.stderr.decode()

    def test_a_reader_that_left(self, pair: Pair, command: list[str]) -> None:
        """Like `| head`: no word about it, as is the custom."""
        reader, writer = os.pipe()
        os.close(reader)
        try:
            assert self.call(pair, command, writer) == ""
        finally:
            os.close(writer)

    def test_a_closed_stdout(self, pair: Pair, command: list[str]) -> None:
        err = self.call(pair, ["sh", "-c", 'exec "$@" >&-', "sh", *command], None)
        assert err == "fidelity: error: standard output is closed; the report has nowhere to go\n"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
    def test_a_full_disk(self, pair: Pair, command: list[str]) -> None:
        with Path("/dev/full").open("wb") as full:
            err = self.call(pair, command, full)
        assert err.startswith("fidelity: error: standard output cannot be written: ")
        assert err.count("\n") == 1


@pytest.mark.usefixtures("pair")
def test_a_defect_of_the_program_is_no_finding(run_inside: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python exits with 1 on a traceback, which a gate would read as findings."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("fidelity.pipeline.conclude", broken)
    ran = run_inside("check", "story.md", "source.txt", *LEXICAL)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].startswith("fidelity: error: a defect of fidelity itself")
    assert "ZeroDivisionError: oops" in ran.err
