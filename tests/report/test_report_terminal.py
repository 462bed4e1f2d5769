"""The terminal report: what it shows, that it fits, that it points, and that it is safe."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import click
import pytest
from report_cases import (
    SOURCE,
    assert_golden,
    bare_report,
    evidence,
    flagged,
    town_report,
)
from report_checks import WIDTHS, assert_fits, show

from fidelity.report import to_terminal
from fidelity.types import (
    Fix,
    Ledger,
    Severity,
    Span,
    StoryReport,
    TextKind,
    Verdict,
)

# The whole report


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_report_is_the_committed_one(columns: int) -> None:
    text = show(town_report(), columns)
    assert_fits(text, columns)
    assert_golden(f"report-{columns}.txt", text)


def test_the_colored_report_is_the_committed_one() -> None:
    text = to_terminal(town_report(), width=80, color=True, show=Severity.SUGGESTION)
    assert_golden("report-color.txt", text)


@pytest.mark.parametrize("columns", WIDTHS)
def test_color_changes_no_character(columns: int) -> None:
    report = town_report()
    assert click.unstyle(to_terminal(report, width=columns, color=True)) == show(report, columns)


def test_without_color_there_is_no_escape_byte() -> None:
    assert "\x1b" not in show(town_report(), show=Severity.SUGGESTION)


def test_each_severity_has_its_color() -> None:
    text = to_terminal(town_report(), width=80, color=True, show=Severity.SUGGESTION)
    assert "\x1b[31m\x1b[1merror[F402]\x1b[0m" in text
    assert "\x1b[33mwarning[F201]\x1b[0m" in text
    assert "\x1b[36msuggestion[F502]\x1b[0m" in text


def test_reporting_twice_gives_the_same_bytes() -> None:
    assert show(town_report()) == show(town_report())


def test_less_than_forty_columns_count_as_forty() -> None:
    assert show(town_report(), 7) == show(town_report(), 40)
    assert_fits(show(town_report(), 7), 40)


def test_rich_and_wcwidth_are_not_loaded_for_plain_ascii() -> None:
    code = (
        "import sys; sys.path[:0] = ['.', 'tests']\n"
        "from report_cases import *\n"
        "from fidelity.report import to_terminal\n"
        "report = bare_report('The wall.', flagged('The wall.', 'wall'))\n"
        "to_terminal(report, width=80, color=True)\n"
        "print({'rich', 'wcwidth', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# One finding


def test_a_finding_points_at_its_words_and_shows_its_evidence() -> None:
    text = "The wall is built.\nThe wall reportedly stands.\n"
    finding = flagged(
        text,
        "reportedly",
        severity=Severity.WARNING,
        message="a hedge too many",
        help='drop "reportedly"',
        evidence=(evidence(SOURCE, "The council voted to build a flood wall"),),
        implied=("F101", "F102"),
    )
    assert show(bare_report(text, finding)).split("\n\n")[0].split("\n") == [
        "warning[F999] made-up: a hedge too many",
        " --> story.md:2:10",
        "  |",
        "2 | The wall reportedly stands.",
        "  |          ^^^^^^^^^^",
        "  |",
        "  ::: source.txt:3:1",
        "3 | The council voted to build a flood wall in the St. Anne quarter, after two…",
        "  | ---------------------------------------",
        '  = help: drop "reportedly"',
        "  = also flagged by: F101, F102",
    ]


def test_findings_stand_in_order_of_place() -> None:
    text = "One two three."
    report = bare_report(text, *(flagged(text, word) for word in ("three", "one".title(), "two")))
    assert re.findall(r"story\.md:1:(\d+)", show(report)) == ["1", "5", "9"]


def test_the_gutter_is_as_wide_as_the_largest_line_number() -> None:
    text = "\n" * 99 + "A wall."
    finding = flagged(text, "wall", story_evidence=(Span(0, 1),))
    lines = show(bare_report(text, finding)).split("\n")
    assert lines[1] == "   --> story.md:100:3"
    assert lines[3] == "100 | A wall."
    assert lines[4] == "    |   ^^^^"
    assert lines[7] == "  1 |"


def test_at_most_two_passages_are_shown_and_the_others_named() -> None:
    text = "A wall."
    words = ["The council", "Mayor Ruth Calder", "The wall costs", "The fishing boats"]
    finding = flagged(text, "wall", evidence=tuple(evidence(SOURCE, part) for part in words))
    told = show(bare_report(text, finding))
    assert re.findall(r"::: (\S+)", told) == ["source.txt:3:1", "source.txt:4:55"]
    assert "  = and 2 more passages: source.txt:6:1, source.txt:8:1\n" in told


def test_other_places_are_named_with_their_section() -> None:
    told = show(town_report())
    assert "   = also at: 25:8 (FAQ)\n" in told


@pytest.mark.parametrize(
    ("fix", "told"),
    [
        (Fix(safe=True, span=Span(2, 6), replacement=""), 'delete "wall"'),
        (Fix(safe=True, span=Span(2, 6), replacement="quay"), 'replace "wall" with "quay"'),
        (Fix(safe=True, span=Span(6, 6), replacement="s"), 'insert "s"'),
        (
            Fix(safe=False, span=Span(2, 6), replacement="quay"),
            'replace "wall" with "quay"; read it before use',
        ),
    ],
)
def test_a_fix_is_said_in_words_where_the_rule_gives_no_help(fix: Fix, told: str) -> None:
    text = "A wall."
    assert f"  = help: {told}\n" in show(bare_report(text, flagged(text, "wall", fix=fix)))
    helped = flagged(text, "wall", fix=fix, help="look again")
    assert re.findall("= help: (.*)", show(bare_report(text, helped))) == ["look again"]


# The table of claims


def table(text: str) -> list[str]:
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("claims:"))
    return lines[start : lines.index("", start)]


def test_each_claim_has_one_line_with_state_probability_place_words_and_evidence() -> None:
    rows = table(show(town_report(), 120))
    assert len(rows) == 1 + 7
    assert re.fullmatch(
        r"ok +0\.99  14:3   The wall costs 4\.2 million crowns\. +← 6:1 +\+1 place",
        rows[5],
    )
    assert rows[7].startswith("F102  0.08  15:3   Fishermen have")


def test_in_a_narrow_terminal_the_words_get_a_line_of_their_own() -> None:
    rows = table(show(town_report(), 48))
    assert rows[2:4] == [
        "ok    0.91  5:3    ← 3:1   +1 place",
        "      Port Ellery starts on its flood wall",
    ]


@pytest.mark.parametrize(("supported", "state"), [(0.5, "ok"), (0.4999, "weak"), (0.1, "weak")])
def test_a_claim_without_a_finding_is_ok_or_weak_by_the_threshold(supported: float, state: str) -> None:
    report = town_report(findings=())
    first = replace(report.judgements[0], p_supported=supported)
    rows = table(show(replace(report, judgements=(first, *report.judgements[1:])), 120))
    assert rows[1].split()[0] == state


def test_a_claim_with_findings_shows_the_code_of_the_worst() -> None:
    report = town_report()
    states = {row.split()[0] for row in table(show(report, 120))[1:]}
    assert {finding.rule for finding in report.findings if finding.claim} <= states


def test_a_claim_without_evidence_has_no_arrow() -> None:
    report = town_report()
    bare = tuple(replace(judgement, evidence=()) for judgement in report.judgements)
    assert "←" not in show(replace(report, judgements=bare))


def test_the_table_can_be_left_out() -> None:
    assert "\nclaims:" in show(town_report())
    assert "\nclaims:" not in show(town_report(), claims=False)
    assert "6 of 7 claims supported" in show(town_report(), claims=False)


# The end


def closing(report: StoryReport, columns: int = 120, **options: object) -> list[str]:
    return show(report, columns, **options).split("\n\n")[-1].splitlines()


def test_the_end_says_verdict_scores_and_what_was_checked() -> None:
    assert closing(town_report()) == [
        "story.md: FAIL  2 errors, 1 warning",
        "  6 of 7 claims supported (95% interval 0.49 to 0.97), P(all supported) 0.04",
        ("  73% of the text checked; not claims: opinion 12%, boilerplate 14%, metadata 1%, unchecked <1%"),
        "  1 suggestion not shown (--show suggestion)",
    ]


@pytest.mark.parametrize(
    ("level", "first", "last"),
    [
        (Severity.SUGGESTION, "2 errors, 1 warning, 1 suggestion", "73% of the text"),
        (Severity.WARNING, "2 errors, 1 warning", "1 suggestion not shown (--show suggestion)"),
        (Severity.ERROR, "2 errors", "1 warning, 1 suggestion not shown (--show suggestion)"),
    ],
)
def test_findings_below_the_shown_level_are_counted(level: Severity, first: str, last: str) -> None:
    lines = closing(town_report(), show=level)
    assert lines[0] == f"story.md: FAIL  {first}"
    assert lines[-1].startswith(f"  {last}")


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Severity.ERROR, "no errors"),
        (Severity.WARNING, "no errors or warnings"),
        (Severity.SUGGESTION, "no findings"),
    ],
)
def test_without_findings_it_says_what_was_looked_for(level: Severity, words: str) -> None:
    clean = town_report(findings=(), verdict=Verdict.PASS)
    assert closing(clean, show=level)[0] == f"story.md: PASS  {words}"


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Severity.WARNING, " (--fail-on warning)"),
        (None, " (--fail-on never)"),
        (Severity.ERROR, ""),
    ],
)
def test_an_unusual_failing_level_is_named(level: Severity | None, words: str) -> None:
    line = closing(town_report(fail_on=level))[0]
    assert line == f"story.md: FAIL  2 errors, 1 warning{words}"


def test_an_incomplete_story_says_why() -> None:
    report = town_report(
        verdict=Verdict.INCOMPLETE,
        incomplete=("F101 crashed: division by zero",),
        scores={"faithful": None, "support": None, "support_interval": None},
        judgements=(),
        findings=(),
    )
    told = show(report)
    assert "\nincomplete: F101 crashed: division by zero\n" in told
    assert closing(report)[:2] == [
        "story.md: INCOMPLETE  no errors or warnings",
        "  no claim was judged",
    ]


@pytest.mark.parametrize(
    ("claim", "other", "told"),
    [
        (1, 0, "100% of the text checked"),
        (999, 1, ">99% of the text checked; not claims: opinion <1%"),
        (1, 999, "<1% of the text checked; not claims: opinion >99%"),
        (0, 3, "0% of the text checked; not claims: opinion 100%"),
        (2, 1, "67% of the text checked; not claims: opinion 33%"),
    ],
)
def test_none_and_all_are_said_of_none_and_all_only(claim: int, other: int, told: str) -> None:
    report = town_report()
    counts = {**dict.fromkeys(TextKind, 0), TextKind.CLAIM: claim, TextKind.OPINION: other}
    story = replace(report.story, ledger=Ledger(counts))
    assert f"  {told}" in closing(replace(report, story=story))


def test_notes_are_wrapped() -> None:
    told = show(town_report(notes=("a note of " + "many words " * 10,)), 60)
    assert "\nnote: a note of many words many words" in told
    assert re.search(r"words\n  (many|words) ", told)
    assert_fits(told, 60)
