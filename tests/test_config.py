"""Settings: one meaning in a file, on the command line and in Python; mistakes are named."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import pickle
import re
from pathlib import Path

import pytest
from conftest import LEXICAL, Pair, Run

from fidelity.config import Config, find_config, load_config
from fidelity.errors import ConfigError, nearest
from fidelity.types import Role, Severity


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


EVERYTHING = """
select = ["F2", "f401,F5"]
ignore = "F502, f504"
severity = { F201 = "warning", f401 = "Error" }
fail-on = "warning"
show = "suggestion"
threshold = 0.4
top-k = 7
window = 2
embedder = "none"
judge = "lexical"
language = "en-GB"
date = 2026-06-26
source-date = "2026-06-25"
encoding = "cp1252"
max_bytes = 1000
threads = 2
roles = { "My *" = "opinion" }
furniture = ["^Advertisement"]
sources = { "stories/*.md" = "sources/{stem}.txt", "b.md" = ["a.txt", "b.txt"] }
rules = { f201 = { kinds = ["hearsay"] } }
"""


def test_every_setting_can_be_written_in_a_file(tmp_path: Path) -> None:
    config = load_config(write(tmp_path / "fidelity.toml", EVERYTHING))
    assert config == Config(
        select=("F2", "F401", "F5"),
        ignore=("F502", "F504"),
        severity={"F201": Severity.WARNING, "F401": Severity.ERROR},
        fail_on=Severity.WARNING,
        show=Severity.SUGGESTION,
        threshold=0.4,
        top_k=7,
        window=2,
        embedder="none",
        judge="lexical",
        language="en-GB",
        date=dt.date(2026, 6, 26),
        source_date=dt.date(2026, 6, 25),
        encoding="cp1252",
        max_bytes=1000,
        threads=2,
        roles={"My *": Role.OPINION},
        furniture=("^Advertisement",),
        sources={"stories/*.md": ("sources/{stem}.txt",), "b.md": ("a.txt", "b.txt")},
        rules={"F201": {"kinds": ["hearsay"]}},
    )
    assert config.root == tmp_path


def test_pyproject_and_fidelity_toml_say_the_same(tmp_path: Path) -> None:
    plain = load_config(write(tmp_path / "fidelity.toml", EVERYTHING))
    table = "[project]\nname = 'x'\n[tool.fidelity]" + EVERYTHING
    assert load_config(write(tmp_path / "pyproject.toml", table)) == plain


def test_never_is_a_level_to_fail_on(tmp_path: Path) -> None:
    assert load_config(write(tmp_path / "fidelity.toml", 'fail-on = "Never"')).fail_on is None


def test_a_byte_order_mark_and_crlf_are_read(tmp_path: Path) -> None:
    path = tmp_path / "fidelity.toml"
    path.write_bytes('\ufefftop-k = 3\r\nshow = "error"\r\n'.encode())
    assert load_config(path).top_k == 3


WRONG = [
    ("selct = ['F2']", "unknown key 'selct'; did you mean \"select\"?"),
    ("fail_onn = 'error'", "unknown key 'fail_onn'; did you mean \"fail-on\"?"),
    ("fail-on = 'error'\nfail_on = 'never'", "'fail_on' is set twice, with - and with _"),
    ("root = '/'", "unknown key 'root'"),
    ("select = 5", "select is 5; expected a list of strings"),
    ("select = ['F2', 5]", "select is ['F2', 5]; expected a list of strings"),
    ("ignore = ['']", "ignore names no rule"),
    ("select = ' , '", "select names no rule"),
    ("severity = 'error'", "severity is 'error'; expected a table"),
    ("severity.F201 = 'eror'", "severity.F201: unknown severity 'eror'; did you mean \"error\"?"),
    ("severity.F201 = 3", "severity.F201: unknown severity 3"),
    ("fail-on = 'warn'", "fail-on: unknown level 'warn'; did you mean \"warning\"?"),
    ("fail-on = false", "fail-on: unknown level False"),
    ("show = 'never'", "show: unknown severity 'never'"),
    ("threshold = 'high'", "threshold is 'high'; expected a number from 0 to 1"),
    ("threshold = nan", "threshold is nan; expected a number from 0 to 1"),
    ("threshold = true", "threshold is True; expected a number from 0 to 1"),
    ("top-k = 2.5", "top-k is 2.5; expected a whole number from 1 to 100"),
    ("top-k = true", "top-k is True; expected a whole number from 1 to 100"),
    ("window = 0", "window is 0; expected a whole number from 1 to 5"),
    ("max-bytes = 0", "max-bytes is 0; expected a whole number from 1 to"),
    ("threads = '2'", "threads is '2'; expected a whole number from 1 to 1,024"),
    ("embedder = 1", "embedder is 1; expected a string"),
    ("judge = ['default']", "judge is ['default']; expected a string"),
    ("language = 'english'", "language is 'english'; expected a code of 2 or 3 letters"),
    ("encoding = 8", "encoding is 8; expected a string"),
    ("roles = ['opinion']", "roles is ['opinion']; expected a table"),
    ("roles.'My view' = 'opinon'", "unknown section role 'opinon'; did you mean \"opinion\"?"),
    ("furniture = ['(']", "furniture: '(' is no regular expression: "),
    ("sources = 'a.txt'", "sources is 'a.txt'; expected a table"),
    ("sources.'*.md' = 1", 'sources."*.md" is 1; expected a list of strings'),
    ("rules.F201 = 1", "rules.F201 is 1; expected a table"),
    ("tool.fidelity.show = 'error'", "[tool.fidelity] is for pyproject.toml"),
    ("select = [", "not valid TOML: "),
    ("a = 1\na = 2", "not valid TOML: "),
]


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[case[0] for case in WRONG])
def test_a_mistake_in_a_file_names_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "fidelity.toml", text)
    with pytest.raises(ConfigError, match=re.escape(message)) as caught:
        load_config(path)
    assert str(caught.value).startswith(f"{path.as_posix()}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"show = '\xff'", "not valid TOML: "),
        (b"x = " + b"[" * 100_000, "not valid TOML: "),
    ],
    ids=["bytes", "depth"],
)
def test_a_file_that_is_no_toml(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "fidelity.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match=message):
        load_config(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project]\nname = 'x'", r"pyproject\.toml: it has no \[tool\.fidelity\] table"),
        ("tool = 1", r"pyproject\.toml: it has no \[tool\.fidelity\] table"),
        ("[tool]\nfidelity = 1", r"pyproject\.toml \[tool\.fidelity\] is 1; expected a table"),
        ("[tool.fidelity]\nselct = 1", r"pyproject\.toml \[tool\.fidelity\]: unknown key 'selct'"),
    ],
)
def test_a_pyproject_that_says_nothing_or_nonsense(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(write(tmp_path / "pyproject.toml", text))


class TestLookup:
    """The nearest settings file above the story counts."""

    def test_upwards(self, tmp_path: Path) -> None:
        top = write(tmp_path / "fidelity.toml", "")
        folder = tmp_path / "a" / "b"
        folder.mkdir(parents=True)
        assert find_config(folder) == top
        nearer = write(tmp_path / "a" / "pyproject.toml", "[tool.fidelity]\n")
        assert find_config(folder) == nearer
        nearest_ = write(tmp_path / "a" / "fidelity.toml", "")
        assert find_config(folder) == nearest_

    def test_a_pyproject_without_our_table_is_passed_over(self, tmp_path: Path) -> None:
        top = write(tmp_path / "fidelity.toml", "")
        write(tmp_path / "a" / "pyproject.toml", "[tool.other]\n")
        assert find_config(tmp_path / "a") == top

    def test_a_broken_file_is_not_passed_over(self, tmp_path: Path) -> None:
        write(tmp_path / "pyproject.toml", "[tool.fidelity\n")
        with pytest.raises(ConfigError, match="not valid TOML"):
            find_config(tmp_path)

    def test_from_the_story_not_from_the_working_folder(self, run_inside: Run, town: Pair) -> None:
        elsewhere = town.folder / "elsewhere"
        for name in ("story.md", "source.txt"):
            write(elsewhere / name, (town.folder / name).read_text(encoding="utf-8"))
        write(elsewhere / "fidelity.toml", 'fail-on = "never"')
        write(town.folder / "fidelity.toml", 'select = "F502"\nfail-on = "warning"')
        assert run_inside("check", "story.md", "source.txt", *LEXICAL).code == 1
        assert run_inside("check", "elsewhere/story.md", "source.txt", *LEXICAL).code == 0


class TestPython:
    """A Config made in Python is checked like one from a file."""

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"top_k": 0}, "top_k is 0; expected a whole number from 1 to 100"),
            ({"threshold": float("nan")}, "threshold is nan; expected a number from 0 to 1"),
            ({"fail_on": "warn"}, "fail_on: unknown level 'warn'"),
            ({"roles": {"A": "opinon"}}, "unknown section role 'opinon'"),
            ({"select": 3}, "select is 3; expected a list of strings"),
            ({"top_k": None}, "top_k is None; expected a whole number"),
        ],
    )
    def test_wrong_values(self, changes: dict[str, object], message: str) -> None:
        with pytest.raises(ConfigError, match=re.escape(message)):
            Config(**changes)  # type: ignore[arg-type]

    def test_words_and_lists_are_taken(self) -> None:
        made = Config(select="f2,F4", fail_on="warning", furniture=["^Ad"])  # type: ignore[arg-type]
        assert made == Config(select=("F2", "F4"), fail_on=Severity.WARNING, furniture=("^Ad",))

    def test_it_is_frozen_and_keeps_no_hold_of_what_it_was_given(self) -> None:
        roles = {"Ours": Role.OPINION}
        config = Config(roles=roles)
        roles["Theirs"] = Role.CLAIMS
        assert config.roles == {"Ours": Role.OPINION}
        with pytest.raises(dataclasses.FrozenInstanceError, match="top_k"):
            config.top_k = 3  # type: ignore[misc]

    def test_it_travels_between_processes(self) -> None:
        config = Config(roles={"A": Role.OPINION}, rules={"F201": {"recall": 0.4}})
        assert pickle.loads(pickle.dumps(config)) == config

    def test_merged_changes_only_what_is_given(self) -> None:
        assert Config(top_k=3).merged(top_k=None, window=1) == Config(top_k=3, window=1)


class TestCommandLineWins:
    """What the command line says replaces the file's setting; tables keep their other entries."""

    def report(self, run: Run, *options: str) -> dict[str, object]:
        ran = run("check", "story.md", "source.txt", "--format", "json", *options)
        assert ran.code in {0, 1}, ran.err
        loaded = json.loads(ran.out)
        assert isinstance(loaded, dict)
        return loaded

    def rules(self, report: dict[str, object]) -> set[str]:
        findings = report["findings"]
        assert isinstance(findings, list)
        return {finding["rule"] for finding in findings}

    @pytest.fixture
    def settings(self, town: Pair) -> Path:
        text = 'embedder = "none"\njudge = "lexical"\n'
        return write(town.folder / "fidelity.toml", text)

    def add(self, settings: Path, text: str) -> None:
        settings.write_text(text + settings.read_text(encoding="utf-8"), encoding="utf-8")

    def test_select_and_ignore(self, run_inside: Run, settings: Path) -> None:
        assert self.rules(self.report(run_inside)) == {"F201", "F402", "F501", "F502", "F504"}
        assert self.rules(self.report(run_inside, "--select", "f2,F50")) == {"F201", "F501", "F502", "F504"}
        self.add(settings, 'select = ["F2", "F5"]\nignore = ["F504"]\n')
        assert self.rules(self.report(run_inside)) == {"F201", "F501", "F502"}
        assert self.rules(self.report(run_inside, "--ignore", "F502")) == {"F201", "F501", "F504"}
        given = ("--select", "F4", "--select", "F504", "--ignore", "F1")
        assert self.rules(self.report(run_inside, *given)) == {"F402", "F504"}

    @pytest.mark.usefixtures("settings")
    def test_what_did_not_run_is_said(self, run_inside: Run) -> None:
        notes = self.report(run_inside, "--select", "F201,F502")["notes"]
        assert isinstance(notes, list)
        assert "select and ignore left only these rules to run: F201, F502" in notes

    def test_values(self, run_inside: Run, settings: Path) -> None:
        self.add(settings, 'fail-on = "never"\nthreshold = 0.25\n')
        assert self.report(run_inside)["verdict"] == "pass"
        assert self.report(run_inside)["threshold"] == 0.25
        changed = self.report(run_inside, "--fail-on", "error", "--threshold", "0.75")
        assert (changed["verdict"], changed["threshold"]) == ("fail", 0.75)
        assert self.report(run_inside, "--no-config", *LEXICAL)["verdict"] == "fail"

    def test_tables_are_merged(self, run_inside: Run, settings: Path) -> None:
        self.add(settings, 'severity = { F201 = "suggestion", F502 = "error" }\n')
        findings = self.report(run_inside, "--severity", "f201=warning")["findings"]
        assert isinstance(findings, list)
        found = {finding["rule"]: finding["severity"] for finding in findings}
        assert (found["F201"], found["F502"]) == ("warning", "error")

    def test_roles(self, run_inside: Run, settings: Path) -> None:
        def sections(*options: str) -> set[object]:
            claims = self.report(run_inside, *options)["claims"]
            assert isinstance(claims, list)
            places = [place for claim in claims for place in (claim, *claim["also_at"])]
            return {place["section"] for place in places}

        self.add(settings, 'roles = { "Summary" = "opinion", "digest*" = "claims" }\n')
        assert "Summary" not in sections()
        assert "Digest's Take" in sections()
        # The same heading on the command line, and a pattern that the file's would hide.
        assert "Summary" in sections("--role", "Summary=claims")
        assert "Summary" in sections("--role", "SUMM*=claims")

    def test_a_rules_options(self, run_inside: Run, settings: Path) -> None:
        self.add(settings, 'rules.F201.kinds = ["doubt"]\n')
        assert "F201" not in self.rules(self.report(run_inside))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rules.F201.kind = ['doubt']", "unknown option 'kind'; did you mean \"kinds\"?"),
        ("rules.F201.kinds = 'doubt'", "rules.F201.kinds is 'doubt'; expected "),
        ("rules.F201.recall = 'all'", "rules.F201.recall is 'all'; expected "),
        ("rules.F2O1.kinds = []", "rules: unknown rule 'F2O1'; did you mean \"F201\"?"),
        ("severity.F2O1 = 'error'", "severity: unknown rule 'F2O1'; did you mean \"F201\"?"),
        ("select = ['F2O1']", "select: unknown rule 'F2O1'; did you mean \"F201\"?"),
        ("judge = 'lexicl'", "unknown judge 'lexicl'; did you mean \"lexical\"?"),
        ("embedder = 'non'", 'unknown embedder "non"; did you mean "none"?'),
        ("show = 'erro'", "show: unknown severity 'erro'; did you mean \"error\"?"),
    ],
)
def test_the_command_names_the_settings_file(run_inside: Run, town: Pair, text: str, message: str) -> None:
    """Also where the command line replaces the wrong value: the file is wrong all the same."""
    path = write(town.folder / "fidelity.toml", text)
    line = run_inside("check", "story.md", "source.txt", *LEXICAL).complaint
    assert line.startswith(f"{path.resolve().as_posix()}: ")
    assert message in line


def test_broken_toml_in_a_process_of_its_own(run: Run, town: Pair) -> None:
    write(town.folder / "broken.toml", "select = [\n")
    line = run("check", "story.md", "source.txt", "--config", "broken.toml").complaint
    assert re.fullmatch(r"broken\.toml: not valid TOML: .*", line)


class TestSources:
    """Without source arguments, the front matter names them, else `[tool.fidelity.sources]`."""

    def paths(self, run: Run, *arguments: object) -> list[str]:
        ran = run("check", *arguments, "--format", "json", *LEXICAL)
        assert ran.code in {0, 1}, ran.err
        return [source["path"] for source in json.loads(ran.out)["sources"]]

    def story(self, path: Path, source: str) -> Path:
        return write(path, f"---\ntitle: Open\n{source}\n---\nThe bridge opened on Monday.\n")

    def test_front_matter_is_relative_to_the_story(self, run: Run, town: Pair) -> None:
        self.story(town.folder / "stories" / "a.md", "source: ../source.txt")
        assert self.paths(run, "stories/a.md") == ["stories/../source.txt"]

    def test_front_matter_may_list_several(self, run_inside: Run, town: Pair) -> None:
        write(town.folder / "b.txt", "The bridge opened on Monday.")
        self.story(town.folder / "a.md", "source: [source.txt, b.txt]")
        assert self.paths(run_inside, "a.md") == ["source.txt", "b.txt"]
        self.story(town.folder / "a.md", "source:\n  - b.txt\n  - source.txt")
        assert self.paths(run_inside, "a.md") == ["b.txt", "source.txt"]

    def test_arguments_come_before_front_matter_before_settings(self, run_inside: Run, town: Pair) -> None:
        for name in "bc":
            write(town.folder / f"{name}.txt", "The bridge opened on Monday.")
        write(town.folder / "fidelity.toml", 'sources = { "*.md" = "c.txt" }')
        self.story(town.folder / "a.md", "source: b.txt")
        assert self.paths(run_inside, "a.md", "source.txt") == ["source.txt"]
        assert self.paths(run_inside, "a.md") == ["b.txt"]
        self.story(town.folder / "a.md", "slug: a")
        assert self.paths(run_inside, "a.md") == ["c.txt"]

    def test_settings_are_relative_to_their_file(
        self, run_inside: Run, town: Pair, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And are spelt as the story is, so that no absolute path gets into a report."""
        text = '[tool.fidelity.sources]\n"./stories/b.md" = ["x.txt"]\n'
        text += '"stories/*.md" = ["texts/{stem}.txt", "source.txt"]\n'
        write(town.folder / "pyproject.toml", text)
        write(town.folder / "texts" / "a.txt", "The bridge opened on Monday.")
        story = self.story(town.folder / "stories" / "a.md", "slug: a")
        assert self.paths(run_inside, "stories/a.md") == ["texts/a.txt", "source.txt"]
        whole = town.folder.as_posix()
        assert self.paths(run_inside, story) == [f"{whole}/texts/a.txt", f"{whole}/source.txt"]
        monkeypatch.chdir(story.parent)
        assert self.paths(run_inside, "a.md") == ["../texts/a.txt", "../source.txt"]

    def test_a_linked_folder_does_not_lead_astray(self, tmp_path: Path) -> None:
        (tmp_path / "deep" / "er").mkdir(parents=True)
        source = write(tmp_path / "source.txt", "x")
        try:
            (tmp_path / "link").symlink_to(tmp_path / "deep" / "er", target_is_directory=True)
        except OSError:
            pytest.skip("no symbolic links here")
        config = Config(sources={"*": ("source.txt",)}, root=tmp_path)
        (found,) = config.sources_for(tmp_path / "link" / "a.md")
        assert found.resolve() == source.resolve()

    def test_a_missing_one_is_said_to_come_from_the_settings(self, run_inside: Run, town: Pair) -> None:
        write(town.folder / "fidelity.toml", 'sources = { "*.md" = "no.txt" }')
        line = run_inside("check", "story.md", *LEXICAL).complaint
        assert line == "no.txt: no such file (the source that the configuration names for story.md)"


@pytest.mark.parametrize(
    ("word", "choices", "hint"),
    [
        ("pas", ["pass", "fail"], '; did you mean "pass"?'),
        ("PASS", ["pass", "fail"], '; did you mean "pass"?'),
        ("zzz", ["pass", "fail"], "; expected one of fail, pass"),
        ("zzz", [], ""),
    ],
)
def test_nearest(word: str, choices: list[str], hint: str) -> None:
    assert nearest(word, choices) == hint
