"""The command on good input: exit codes, formats, colour, report files, help, rules, explain."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import LEXICAL, TOWN_MENDED, TOWN_STORY, Pair, Run, environment, words
from jsonschema import Draft202012Validator

from fidelity import __version__
from fidelity.measured import measured_lines
from fidelity.rule import ClaimCase, RuleInfo
from fidelity.rules import all_rules
from fidelity.types import Finding

CHECK = ("check", "story.md", "source.txt")
QUICK = (*CHECK, *LEXICAL)


class TestHelp:
    def test_without_arguments_it_prints_help_and_fails(self, run: Run) -> None:
        ran = run()
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("Usage: fidelity [OPTIONS] COMMAND [ARGS]...")

    @pytest.mark.parametrize("option", ["--help", "-h"])
    def test_help_names_every_command_and_the_exit_codes(self, run: Run, option: str) -> None:
        ran = run(option)
        assert (ran.code, ran.err) == (0, "")
        for word in ("check", "explain", "rules", "schema", "Exit codes:"):
            assert word in ran.out

    @pytest.mark.parametrize("command", ["check", "explain", "rules", "schema"])
    def test_help_of_a_command(self, run_inside: Run, command: str) -> None:
        ran = run_inside(command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: fidelity {command} ")

    def test_every_setting_with_an_option_is_in_the_help(self, run_inside: Run) -> None:
        from fidelity.setting_values import PARSERS

        shown = run_inside("check", "--help").out
        only_in_files = {"furniture", "sources", "rules"}
        for name in set(PARSERS) - only_in_files:
            option = "--role" if name == "roles" else "--" + name.replace("_", "-")
            assert option in shown

    def test_version(self, run: Run) -> None:
        ran = run("--version")
        assert (ran.code, ran.out, ran.err) == (0, f"fidelity {__version__}\n", "")


class TestExitCodes:
    """0 nothing at or above the failing level, 1 findings, 2 incomplete."""

    def test_the_seed(self, run: Run, seed: Pair) -> None:
        ran = run("check", seed.story, seed.source)
        assert (ran.code, ran.err) == (1, "")
        assert re.search(r"^error\[F402\]", ran.out, re.MULTILINE)

    def test_findings(self, run: Run, town: Pair) -> None:
        ran = run(*CHECK, cwd=town.folder)
        assert (ran.code, ran.err) == (1, "")
        for code in ("error[F201]", "error[F402]", "error[F504]", "warning[F502]"):
            assert code in ran.out
        assert re.search(r"^story\.md: FAIL  4 errors, 2 warnings", ran.out, re.MULTILINE)

    def test_the_mended_story(self, run: Run, mended: Pair) -> None:
        ran = run(*CHECK, cwd=mended.folder)
        assert (ran.code, ran.err) == (0, "")
        assert "[F" not in ran.out
        assert "story.md: PASS" in ran.out

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ((), 0),
            (("--fail-on", "warning"), 1),
            (("--fail-on", "suggestion"), 1),
            (("--fail-on", "never"), 0),
            (("--severity", "F502=error"), 1),
            (("--severity", "F502=error", "--fail-on", "never"), 0),
            (("--severity", "F502=suggestion", "--fail-on", "warning"), 0),
            (("--fail-on", "warning", "--ignore", "F502"), 0),
        ],
        ids=words,
    )
    def test_the_failing_level(
        self, run_inside: Run, mended: Pair, options: tuple[str, ...], code: int
    ) -> None:
        """The story has warnings only."""
        only = TOWN_MENDED.replace("in January. Insurers", "in January.. Insurers")
        mended.story.write_text(only, encoding="utf-8")
        assert run_inside(*QUICK, *options).code == code

    def test_errors_pass_where_nothing_may_fail(self, run_inside: Run, town: Pair) -> None:
        assert run_inside(*QUICK, "--fail-on", "never").code == 0
        assert town.story.is_file()

    @pytest.mark.usefixtures("town")
    def test_what_fails_the_story_is_shown(self, run_inside: Run) -> None:
        """Whatever level is shown: a gate that fails must say why."""
        given = (*QUICK, "--severity", "F201=suggestion", "--select", "F201", "--show", "error")
        assert "[F201]" not in run_inside(*given).out
        assert "suggestion[F201]" in run_inside(*given, "--fail-on", "suggestion").out


class TestBrokenRule:
    """A rule that crashes makes the story incomplete; the others still report."""

    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def crash(case: ClaimCase) -> Iterator[Finding]:
            if case.claim.id == "c7":
                raise ValueError("no such\nthing")
            yield from ()

        def with_a_crash(info: RuleInfo) -> RuleInfo:
            return replace(info, check=crash) if info.code == "F201" else info

        rules = tuple(with_a_crash(info) for info in all_rules())
        monkeypatch.setattr("fidelity.rules.all_rules", lambda: rules)

    @pytest.mark.usefixtures("broken", "town")
    @pytest.mark.parametrize("level", ["error", "warning", "never"])
    def test_it_is_incomplete_at_any_level(self, run_inside: Run, level: str) -> None:
        ran = run_inside(*QUICK, "--format", "json", "--fail-on", level)
        assert (ran.code, ran.err) == (2, "")
        report = json.loads(ran.out)
        assert report["verdict"] == "incomplete"
        assert report["incomplete"][0].startswith("rule F201 failed on claim c7: ")
        assert {finding["rule"] for finding in report["findings"]} == {"F402", "F501", "F502", "F504"}

    @pytest.mark.usefixtures("broken", "town")
    def test_the_terminal_report_says_so(self, run_inside: Run) -> None:
        ran = run_inside(*QUICK)
        assert (ran.code, ran.err) == (2, "")
        assert "story.md: INCOMPLETE" in ran.out
        assert "rule F201 failed on claim c7: ValueError: no such" in ran.out

    @pytest.mark.usefixtures("broken", "mended")
    def test_a_story_without_findings_does_not_pass(self, run_inside: Run) -> None:
        ids = [c["id"] for c in json.loads(run_inside(*QUICK, "--format", "json").out)["claims"]]
        assert run_inside(*QUICK).code == (2 if "c7" in ids else 0)


class TestFormats:
    def test_json_is_valid_against_the_published_schema(self, run: Run, town: Pair) -> None:
        schema = json.loads(run("schema").out)
        Draft202012Validator.check_schema(schema)
        ran = run(*CHECK, "--format", "json", cwd=town.folder)
        assert (ran.code, ran.err) == (1, "")
        Draft202012Validator(schema).validate(json.loads(ran.out))
        assert ran.out.endswith("}\n")

    def test_report_files(self, run: Run, town: Pair) -> None:
        ran = run(*QUICK, "--format", "json", "--report-dir", "out/reports", cwd=town.folder)
        assert ran.code == 1
        assert ran.err == "wrote out/reports/story.json\nwrote out/reports/story.txt\n"
        written = town.folder / "out" / "reports" / "story.json"
        assert written.read_text(encoding="utf-8") == ran.out
        assert "story.md: FAIL" in written.with_suffix(".txt").read_text(encoding="utf-8")

    @pytest.mark.usefixtures("town")
    def test_width_and_quiet(self, run_inside: Run) -> None:
        narrow = run_inside(*QUICK, "--width", "60").out
        assert max(map(len, narrow.splitlines())) <= 60
        assert "P(supported)" in narrow
        assert "P(supported)" not in run_inside(*QUICK, "--quiet").out

    @pytest.mark.parametrize(
        "env",
        [
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"PYTHONIOENCODING": "ascii"},
            {"PYTHONIOENCODING": "cp1252:strict"},
        ],
        ids=str,
    )
    def test_typographic_quotes_in_any_locale(self, run: Run, town: Pair, env: dict[str, str]) -> None:
        curly = TOWN_STORY.replace("a sluice", "“a sluice” ☃ nai\u0308ve")
        town.story.write_text(curly, encoding="utf-8")
        for options in ((), ("--format", "json")):
            ran = run(*QUICK, *options, cwd=town.folder, env=env)
            assert (ran.code, ran.err) == (1, "")
            assert "“a sluice” ☃" in ran.out
        for command in (("rules",), ("explain", "F201"), ("schema",)):
            ran = run(*command, env=env)
            assert (ran.code, ran.err) == (0, "")


class TestColor:
    """Colour on a terminal only, not where NO_COLOR is set, and as --color says."""

    @pytest.mark.parametrize(
        ("options", "env", "colored"),
        [
            ((), {}, False),
            (("--color", "always"), {}, True),
            (("--color", "always"), {"NO_COLOR": "1"}, True),
            (("--color", "never"), {}, False),
        ],
    )
    def test_piped(
        self, run: Run, town: Pair, options: tuple[str, ...], env: dict[str, str], colored: bool
    ) -> None:
        ran = run(*QUICK, *options, cwd=town.folder, env=env)
        assert ("\x1b[" in ran.out) == colored

    @pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
    @pytest.mark.parametrize(
        ("options", "env", "colored"),
        [
            ((), {}, True),
            ((), {"NO_COLOR": "1"}, False),
            ((), {"NO_COLOR": ""}, True),
            ((), {"TERM": "dumb"}, False),
            (("--color", "never"), {}, False),
        ],
    )
    def test_on_a_terminal(
        self, town: Pair, options: tuple[str, ...], env: dict[str, str], colored: bool
    ) -> None:
        import pty

        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "fidelity", *QUICK, *options],
            cwd=town.folder,
            env=environment({"TERM": "xterm", **env}),
            stdout=theirs,
        ) as process:
            os.close(theirs)
            shown = b""
            try:
                while chunk := os.read(ours, 4096):
                    shown += chunk
            except OSError:
                pass  # how Linux says that the other side is gone
        os.close(ours)
        assert process.returncode == 1
        assert (b"\x1b[" in shown) == colored

    @pytest.mark.usefixtures("town")
    def test_color_does_not_change_the_words(self, run_inside: Run) -> None:
        plain = run_inside(*QUICK).out
        colored = run_inside(*QUICK, "--color", "always").out
        assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


class TestRules:
    def test_one_line_a_rule(self, run: Run) -> None:
        ran = run("rules")
        assert (ran.code, ran.err) == (0, "")
        lines = ran.out.splitlines()
        assert [line.split()[0] for line in lines] == [info.code for info in all_rules()]
        assert any(line.split()[:3] == ["F201", "error", "added-hedge"] for line in lines)

    def test_as_json(self, run_inside: Run) -> None:
        rows = json.loads(run_inside("rules", "--format", "json").out)
        assert [row["code"] for row in rows] == [info.code for info in all_rules()]
        wanted = {"code", "name", "severity", "summary", "options", "version"}
        assert all(set(row) == wanted for row in rows)
        assert all(row["summary"].strip() for row in rows)

    @pytest.mark.parametrize("word", ["F201", "f201", "added-hedge", "Added-Hedge", "added_hedge"])
    def test_explain(self, run_inside: Run, word: str) -> None:
        ran = run_inside("explain", word)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("F201 added-hedge (error)\n\n")
        for part in ("Why:", "Flagged:", "Clean:", "\nDefaults:\n  kinds = ", "\nMeasured:\n  "):
            assert part in ran.out

    def test_explain_says_what_was_measured(self, run_inside: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = ("precision 0.9 [0.8, 0.95]", "recall 0.7")
        monkeypatch.setattr("fidelity.measured._figures", lambda: {"F201": lines})
        assert run_inside("explain", "F201").out.endswith(
            "\nMeasured:\n  precision 0.9 [0.8, 0.95]\n  recall 0.7\n"
        )
        assert run_inside("explain", "F101").out.endswith("\nMeasured:\n  not measured yet\n")

    def test_a_rule_that_does_not_exist_was_not_measured(self) -> None:
        assert measured_lines("F999") == ("not measured yet",)
