"""The story that started the project, beside its source.

Both are other people's text: they are read from the folder beside the repository, where they are
there, and never quoted here; places are lines and columns.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from fidelity import Config, check
from fidelity.cli import cli
from fidelity.types import Role, Severity, StoryReport, Verdict

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
STORY, SOURCE = SEEDS / "story.md", SEEDS / "source.txt"

pytestmark = pytest.mark.skipif(
    not (STORY.is_file() and SOURCE.is_file()),
    reason="the seed story is not part of the repository: no ../shared/seeds",
)

CUT, WHOLE, HEDGED, HEDGE_AGAIN = 22, 28, 28, [37, 43, 65, 69]
QUESTION, ANSWER, LAST_ANSWER, OPINION = 59, 61, 69, 52
CLAIMS_THAT_STAND = [(29, 3), (29, 108), (30, 3), (31, 3)]
HEDGE = "reportedly"


@pytest.fixture(scope="module", params=["default", "none"])
def report(request: pytest.FixtureRequest) -> StoryReport:
    return check(STORY, SOURCE, Config(embedder=request.param))


def lines(report: StoryReport, rule: str) -> list[tuple[int, str]]:
    document = report.story.document
    return [
        (document.position(f.span.start).line, document.at(f.span)) for f in report.findings if f.rule == rule
    ]


def places(report: StoryReport, rule: str) -> list[int]:
    position = report.story.document.position
    (finding,) = (f for f in report.findings if f.rule == rule)
    return [position(span.start).line for span in (finding.span, *finding.also_at)]


def test_the_cut_sentence_is_found_with_the_whole_as_a_safe_fix(report: StoryReport) -> None:
    document = report.story.document
    assert places(report, "F402") == [CUT, ANSWER]
    (finding,) = (f for f in report.findings if f.rule == "F402")
    (whole,) = finding.story_evidence
    assert document.position(whole.start).line == WHOLE
    assert finding.fix is not None
    assert finding.fix.safe
    assert finding.fix.replacement == document.at(whole)
    assert finding.fix.replacement.startswith(document.at(finding.span).removesuffix("."))
    assert "F401" in finding.implied


def test_the_hedge_is_found_once_with_every_other_place(report: StoryReport) -> None:
    document = report.story.document
    assert places(report, "F201") == [HEDGED, *HEDGE_AGAIN]
    (finding,) = (f for f in report.findings if f.rule == "F201")
    assert {document.at(span) for span in (finding.span, *finding.also_at)} == {HEDGE}
    assert document.text.count(HEDGE) == 1 + len(finding.also_at)


def test_the_hedges_evidence_is_who_announced_it(report: StoryReport) -> None:
    (finding,) = (f for f in report.findings if f.rule == "F201")
    source = report.sources[0].document
    (evidence,) = finding.evidence
    assert source.position(source.text.index("announced")).line == 21
    assert evidence.span.start < source.text.index("announced") < evidence.span.end


def test_doubled_full_stops_are_found_in_the_last_answer(report: StoryReport) -> None:
    assert lines(report, "F502") == [(LAST_ANSWER, ".."), (LAST_ANSWER, "..")]
    assert all(f.fix and f.fix.safe for f in report.findings if f.rule == "F502")


def test_template_residue_is_found_in_question_and_answer(report: StoryReport) -> None:
    (question, title), (answer, marker) = lines(report, "F504")
    assert (question, answer, marker) == (QUESTION, ANSWER, "- ")
    assert title == report.story.document.value("title")[0]


def test_nothing_else_is_an_error(report: StoryReport) -> None:
    errors = Counter(f.rule for f in report.findings if f.severity is Severity.ERROR)
    assert errors == {"F402": 1, "F201": 1, "F504": 2}


@pytest.mark.parametrize(("line", "column"), CLAIMS_THAT_STAND)
def test_a_paraphrase_of_the_source_has_no_finding(report: StoryReport, line: int, column: int) -> None:
    position = report.story.document.position
    (claim,) = (
        c
        for c in report.story.claims
        if position(c.span.start).line == line and position(c.span.start).column == column
    )
    spans = [span for f in report.findings for span in (f.span, *f.also_at)]
    assert not any(span.overlaps(claim.span) for span in spans)


def test_the_opinion_section_makes_no_claim(report: StoryReport) -> None:
    position = report.story.document.position
    assert OPINION not in {position(claim.span.start).line for claim in report.story.claims}
    offset = report.story.document.line(OPINION).start
    assert report.story.section_at(offset).role is Role.OPINION


def test_the_story_fails(report: StoryReport) -> None:
    assert report.verdict is Verdict.FAIL
    assert exit_code(STORY) == 1


def exit_code(story: Path) -> int | None:
    return CliRunner().invoke(cli, ["check", str(story), str(SOURCE)], standalone_mode=False).return_value


def mended(report: StoryReport) -> str:
    """Return the story with every fix applied, and by hand what the fixes leave to a person."""
    edits = {}
    for finding in report.findings:
        for span in (finding.span, *finding.also_at):
            if finding.fix is not None:
                edits[span] = finding.fix.replacement
            elif finding.rule == "F504":
                edits[span] = "this story"
    text = report.story.document.text
    for span in sorted(edits, reverse=True):
        text = text[: span.start] + edits[span] + text[span.end :]
    return text.replace(HEDGE + " ", "")


def test_mended_it_passes_and_only_its_repetitions_are_left(report: StoryReport, tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text(mended(report), encoding="utf-8")
    embedder = "none" if "none" in str(report.signature["aligner"]) else "default"
    again = check(story, SOURCE, Config(embedder=embedder))
    assert {f.rule for f in again.findings} == {"F501"}
    assert all(f.severity < Severity.ERROR for f in again.findings)
    assert again.verdict is Verdict.PASS
    assert exit_code(story) == 0
