"""Rows go through the pipeline of `check`; scores do not depend on jobs, and a stopped run goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from invented import RIGHT, SOURCES, WRONG, rows, table

from fidelity import check_text
from fidelity.bench import run
from fidelity.bench.rows import Row, parse_row
from fidelity.bench.run import Judging, score_rows, signature_of
from fidelity.bench.scores import Scored, meta_path, read_scores
from fidelity.config import Config
from fidelity.errors import InputError

LEXICAL = Config(judge="lexical", embedder="none", threads=1)
QUESTION = parse_row({**table(0, 1), "id": "question", "claim": "Why did the wall cost so much?"}, "town", 9)


@pytest.fixture(scope="module")
def signature() -> dict[str, Any]:
    return signature_of(Judging(LEXICAL))


def score(some: list[Row], signature: dict[str, Any], **more: Any) -> list[Scored]:
    return score_rows(some, Judging(LEXICAL, more.pop("jobs", 1)), signature=signature, **more)


def test_the_score_is_that_of_check(signature: dict[str, Any]) -> None:
    for row, scored in zip(rows(), score(rows(), signature), strict=True):
        report = check_text(row.claim, row.source, LEXICAL)
        assert report.scores["faithful"] == pytest.approx(scored.score, abs=1e-6)
        assert [claim.span for claim in scored.claims] == [
            (c.span.start, c.span.end) for c in report.story.claims
        ]
        assert report.signature == signature
        for finding in report.findings:
            at = (finding.span.start, finding.span.end)
            found = zip(scored.findings, scored.places, scored.severities, strict=True)
            assert (finding.rule, at, finding.severity.word) in found
        for claim, judgement in zip(scored.claims, report.judgements, strict=True):
            assert claim.p_supported == pytest.approx(judgement.p_supported, abs=1e-6)
            assert claim.evidence[0] == (judgement.evidence[0].span.start, judgement.evidence[0].span.end)


def test_embeddings_do_not_change_it_either() -> None:
    """With the default embedder and a memory, the score is still that of `check`."""
    judging = Judging(Config(threads=1))
    scored = score_rows(rows()[:2], judging, signature={})
    for row, one in zip(rows(), scored, strict=False):
        assert check_text(row.claim, row.source).scores["faithful"] == pytest.approx(one.score, abs=1e-6)


def test_a_claim_that_stands_twice_is_given_twice(signature: dict[str, Any]) -> None:
    twice = parse_row({**table(0, 1), "claim": f"{RIGHT[0]} {WRONG[0]} {RIGHT[0]}"}, "town", 1)
    (scored,) = score([twice], signature)
    assert len(scored.claims) == 3
    assert scored.claims[0].p_supported == scored.claims[2].p_supported


def test_a_row_without_a_claim_has_no_score_and_says_why(signature: dict[str, Any]) -> None:
    scored = score([rows()[0], QUESTION, rows()[1]], signature)
    assert [one.id for one in scored] == ["0-1", "question", "0-0"]
    assert scored[1].score is None
    assert scored[1].error is not None
    assert scored[1].error.startswith("no claim to check")


def test_the_file_is_the_same_for_any_number_of_jobs(
    tmp_path: Path, signature: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of a source stand apart in the file, and come back in its order."""
    monkeypatch.setattr(run, "CHUNK", 2)
    mixed = [*rows()[::2], QUESTION, *rows()[1::2]]
    for jobs in (1, 2):
        score(mixed, signature, jobs=jobs, file=tmp_path / f"{jobs}.jsonl")
    one = (tmp_path / "1.jsonl").read_bytes()
    assert one == (tmp_path / "2.jsonl").read_bytes()
    assert [json.loads(line)["id"] for line in one.splitlines()] == [row.id for row in mixed]
    assert list(read_scores(tmp_path / "1.jsonl").values()) == score(mixed, signature)
    assert not list(tmp_path.glob("*.partial"))


class TestResume:
    @pytest.fixture
    def checked(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The ids of the rows that are really run."""
        ids: list[str] = []
        real = run.Worker.score_one

        def spy(worker: run.Worker, row: Row) -> Scored:
            ids.append(row.id)
            return real(worker, row)

        monkeypatch.setattr(run.Worker, "score_one", spy)
        return ids

    def test_what_is_there_is_not_run_again(
        self, tmp_path: Path, signature: dict[str, Any], checked: list[str]
    ) -> None:
        file = tmp_path / "scores.jsonl"
        whole = score(rows(), signature, file=tmp_path / "whole.jsonl")
        score(rows()[:5], signature, file=file)
        checked.clear()
        assert score(rows(), signature, file=file, resume=True) == whole
        assert checked == ["2-0", "3-1", "3-0"]
        assert file.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
        checked.clear()
        score(rows(), signature, file=file)
        assert len(checked) == 8

    def test_a_run_that_was_stopped_within_a_line_goes_on(
        self, tmp_path: Path, signature: dict[str, Any], checked: list[str]
    ) -> None:
        file = tmp_path / "scores.jsonl"
        score(rows(), signature, file=file)
        whole = file.read_text("utf-8")
        lines = whole.splitlines(keepends=True)
        (tmp_path / "scores.jsonl.partial").write_text("".join(lines[:3]) + lines[3][:40], "utf-8")
        file.unlink()
        checked.clear()
        score(rows(), signature, file=file, resume=True)
        assert len(checked) == 5
        assert file.read_text("utf-8") == whole

    def test_a_changed_text_is_run_again(
        self, tmp_path: Path, signature: dict[str, Any], checked: list[str]
    ) -> None:
        file = tmp_path / "scores.jsonl"
        score(rows(), signature, file=file)
        changed = [parse_row({**table(0, 1), "source": SOURCES[1]}, "town", 1), *rows()[1:]]
        checked.clear()
        score(changed, signature, file=file, resume=True)
        assert checked == ["0-1"]

    def test_nothing_there_is_a_start(self, tmp_path: Path, signature: dict[str, Any]) -> None:
        assert len(score(rows(), signature, file=tmp_path / "new.jsonl", resume=True)) == 8

    def test_scores_of_another_judge_are_an_error(self, tmp_path: Path, signature: dict[str, Any]) -> None:
        file = tmp_path / "scores.jsonl"
        score(rows()[:1], {**signature, "judge": "another"}, file=file)
        with pytest.raises(InputError, match="cannot be resumed: its scores were made with another judge; "):
            score(rows(), signature, file=file, resume=True)
        score(rows()[:1], {**signature, "lexicon": "en@000000000000"}, file=file)
        with pytest.raises(InputError, match="made with another lexicon; "):
            score(rows(), signature, file=file, resume=True)
        meta_path(file).unlink()
        with pytest.raises(InputError, match=r"there is no scores\.jsonl\.meta\.json"):
            score(rows(), signature, file=file, resume=True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a line of scores"),
        ("[]", "not a line of scores"),
        ('{"dataset": "a", "id": "b"}', "no 'score'"),
        ('{"dataset": "a", "id": "b", "score": "high"}', "not a line of scores"),
        ('{"dataset": "a", "id": "b", "score": NaN}', "score is nan; expected a number or null"),
        ('{"dataset": "a", "id": "b", "score": true}', "score is True; expected a number or null"),
        (
            '{"dataset": "a", "id": "b", "score": 1, "claims": [{"span": [3, 1], "p_supported": 1}]}',
            "is no span",
        ),
        ('{"dataset": null, "id": "b", "score": 1}', "None is no name"),
        (
            '{"dataset": "a", "id": "1", "score": 1}\n{"dataset": "a", "id": 1, "score": 0}',
            "stands there twice",
        ),
    ],
)
def test_a_broken_scores_file_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "scores.jsonl"
    file.write_text('{"dataset": "a", "id": "0", "score": null}\n' + line + "\n", "utf-8")
    with pytest.raises(InputError, match=message):
        read_scores(file)
