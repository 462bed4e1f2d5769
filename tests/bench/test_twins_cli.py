"""`fidelity bench --suite twins` from end to end, on an invented suite."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import LEXICAL, Ran
from invented_twins import OTHER, source, write_part, write_suite
from small_networks import write_bert

from fidelity.bench.twins.data import FOLDER, load_twins

Run = Callable[..., Ran]
SUITE = ("bench", "--suite", "twins")
FAST = (*LEXICAL, "--jobs", "1", "--beside", "known-trigrams")


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    return write_suite(tmp_path / "quay")


def report(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def test_without_the_extra_one_line_says_what_to_install_before_anything_is_judged(
    run_inside: Run, quay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rouge_score.rouge_scorer", None)
    ran = run_inside(*SUITE, "--data", quay, *LEXICAL, "--jobs", "1")
    assert ran.code == 2
    assert ran.err == (
        "fidelity: error: rouge-l-precision needs an optional dependency: "
        "pip install 'source-fidelity[bench]'\n"
    )


def test_measures_the_judge_and_a_baseline(run_inside: Run, quay: Path) -> None:
    found = report(run_inside(*SUITE, "--data", quay, *FAST, "--format", "json"))
    assert found["schema"] == "fidelity.bench.twins/1"
    assert found["suite"]["version"] == "1.0"
    assert found["suite"]["as_released"] is False
    options = "--suite twins --judge lexical --embedder none --beside known-trigrams --seed 7"
    assert found["command"] == f"fidelity bench --data DIR {options}"
    judge, baseline = found["systems"]
    assert (judge["name"], judge["about"]) == ("lexical", "judge")
    assert judge["may_have_learnt_from_other_sources"] is True
    assert judge["signature"]["judge"].startswith("cascade")
    assert (baseline["name"], baseline["about"], baseline["signature"]) == (
        "known-trigrams",
        "baseline",
        None,
    )
    parts = {part["part"]: part for part in judge["parts"]}
    assert list(parts) == ["short", "long", "forms", "long and forms"]
    assert (parts["long"]["sources"], parts["long"]["claims"], parts["long"]["standing"]) == (
        2,
        8,
        "held out",
    )
    assert parts["long"]["twins_ranked_right"]["rows"] == 4
    assert parts["long"]["errors_on_unsupported"]["rows"] == 4
    assert baseline["parts"][1]["errors_on_unsupported"]["value"] is None
    assert {kind["kind"] for kind in judge["kinds"]} >= {"wrong-date", "paraphrase"}
    assert found["against_the_first"][1]["twins_ranked_right"]["difference"]["value"] is not None
    assert str(quay) not in json.dumps(found)


def test_the_table_names_what_was_measured(run_inside: Run, quay: Path) -> None:
    out = run_inside(*SUITE, "--data", quay, *FAST).out
    for title in (
        "Told apart",
        "Findings on unsupported and on supported claims",
        "By kind of claim: lexical, every part, sources: held out",
        "lexical against the others, on the same claims",
    ):
        assert title in out
    assert "NOT the files of the release: sha256 differs" in out
    assert "2 held out" in out


@pytest.mark.parametrize(("form", "start"), [("markdown", "## Told apart"), ("latex", "% Suite twins 1.0")])
def test_every_format(run_inside: Run, quay: Path, form: str, start: str) -> None:
    assert run_inside(*SUITE, "--data", quay, *FAST, "--format", form).out.startswith(start)


def test_all_sources_stand_apart_and_are_marked(run_inside: Run, quay: Path) -> None:
    ran = run_inside(*SUITE, "--data", quay, *FAST, "--all-sources")
    for standing in ("2 held out", "1 others", "3 all"):
        assert standing in ran.out
    assert "lexical †" in ran.out
    assert "known-trigrams †" not in ran.out


def test_scores_are_kept_and_taken_again(run_inside: Run, quay: Path, tmp_path: Path) -> None:
    scores, form = tmp_path / "scores.jsonl", ("--format", "json")
    both = ("--judge", "alignment", "--beside", "lexical", "--jobs", "1", "--sets", "long")
    before = report(run_inside(*SUITE, "--data", quay, *both, "--scores", scores, *form))
    assert (tmp_path / "scores.lexical.jsonl").exists()
    again = run_inside(*SUITE, "--data", quay, *both, "--scores", scores, "--resume", *form)
    assert report(again) == before
    assert "alignment: 8 of 8 rows were scored before" in again.err
    assert "lexical: 8 of 8 rows were scored before" in again.err
    taken = report(run_inside(*SUITE, "--data", quay, "--sets", "long", "--from-scores", scores, *form))
    assert taken["systems"][0]["parts"] == before["systems"][0]["parts"]
    assert taken["systems"][0]["name"] == "scores.jsonl"
    assert [system["name"] for system in taken["systems"][1:]] == [
        "rouge-l-precision",
        "known-trigrams",
        "rapidfuzz-partial-ratio",
        "minilm-cosine",
    ]


def test_any_cross_encoder_stands_beside_the_judge(run_inside: Run, quay: Path, tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    pytest.importorskip("safetensors")
    name = f"sentence-transformers:{write_bert(tmp_path / 'model')}"
    found = report(
        run_inside(*SUITE, "--data", quay, *LEXICAL, "--jobs", "1", "--beside", name, "--format", "json")
    )
    other = found["systems"][1]
    assert (other["about"], other["may_have_learnt_from_other_sources"]) == ("judge", None)
    assert other["parts"][1]["twins_ranked_right"]["rows"] == 4
    assert other["parts"][1]["errors_on_supported"]["value"] is not None


def test_anybodys_scores_will_do(run_inside: Run, quay: Path, tmp_path: Path) -> None:
    rows = load_twins(quay).rows
    lines = [json.dumps({"dataset": row.dataset, "id": row.id, "score": row.label}) for row in rows]
    (tmp_path / "oracle.jsonl").write_text("\n".join(lines), "utf-8")
    found = report(
        run_inside(
            *SUITE,
            "--data",
            quay,
            "--from-scores",
            tmp_path / "oracle.jsonl",
            "--beside",
            "none",
            "--format",
            "json",
        )
    )
    assert [part["auc"]["value"] for part in found["systems"][0]["parts"]] == [1.0] * 4


def test_a_sample_says_that_it_is_one(run_inside: Run, quay: Path) -> None:
    found = report(run_inside(*SUITE, "--data", quay, *FAST, "--sources", "1", "--format", "json"))
    assert found["sample"] == "12 of 24 claims, at most 1 sources of each part, drawn with seed 7"
    assert any(note.startswith("A sample, not the whole suite: 12 of 24 claims") for note in found["notes"])
    whole = report(run_inside(*SUITE, "--data", quay, *FAST, "--quick", "--format", "json"))
    assert whole["sample"] is None


def test_a_claim_that_cannot_be_checked_is_said(run_inside: Run, quay: Path) -> None:
    entry = source("quay-09")
    entry["claims"][0]["text"] = "Why was the quay closed?"
    write_part(quay, "long", [entry, source("quay-10")])
    out = " ".join(run_inside(*SUITE, "--data", quay, *FAST).out.split())
    assert "lexical: 1 claim without a score: twins with one count as ties" in out


def test_the_folder_in_the_environment_may_hold_other_things(
    run_inside: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIDELITY_DATA", str(tmp_path))
    ran = run_inside(*SUITE, *LEXICAL, "--jobs", "1", "--beside", "none", "--sources", "1", "--sets", "short")
    assert "the files of the release" in ran.out
    assert "NOT the files" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--suite", "twin"), "--suite: unknown value 'twin'; did you mean \"twins\"?"),
        (
            (*SUITE[1:], "--data", "nowhere"),
            f"no short.jsonl.gz in nowhere, nowhere/{FOLDER}; give its folder",
        ),
        ((*SUITE[1:], "--sets", "lnog"), "no part 'lnog' in the suite twins; did you mean \"long\"?"),
        ((*SUITE[1:], "--limit", "3"), "--limit counts rows; with --suite give --sources N"),
        ((*SUITE[1:], "--threshold", "0.5"), "--threshold is for labelled rows; the suite needs none"),
        ((*SUITE[1:], "--quick", "--sources", "3"), "--quick and --sources exclude each other"),
        ((*SUITE[1:], "--resume"), "--resume goes on from a scores file: give --scores too"),
        ((*SUITE[1:], "--judge", "lexcal"), "unknown judge 'lexcal'; did you mean \"lexical\"?"),
        (
            (*SUITE[1:], "--beside", "rouge-l"),
            "--beside: unknown system 'rouge-l'; did you mean \"rouge-l-precision\"",
        ),
        ((*SUITE[1:], "--judge", "lexical", "--beside", "lexical"), "--beside: lexical is the judge already"),
        ((*SUITE[1:], "--from-scores", "none.jsonl"), "none.jsonl: no such file (the scores)"),
        (("--sources", "3"), "--sources is for a suite: give --suite twins too"),
        (("--all-sources",), "--all-sources is for a suite: give --suite twins too"),
        (("--beside", "lexical"), "--beside is for a suite: give --suite twins too"),
    ],
)
def test_a_mistake_is_one_line(run_inside: Run, arguments: tuple[str, ...], message: str) -> None:
    assert message in run_inside("bench", *arguments).complaint


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda quay: write_part(quay, "short", [{"id": "quay-09"}]), "short.jsonl.gz:1: no claims"),
        (lambda quay: (quay / "long.jsonl.gz").unlink(), "no long.jsonl.gz; the suite is short, long, forms"),
        (lambda quay: (quay / "forms.jsonl.gz").write_bytes(b"?"), "forms.jsonl.gz: cannot be read"),
        (lambda quay: write_suite(quay, (OTHER,)), "none of these sources is held out; --all-sources"),
    ],
)
def test_wrong_data_is_one_line(
    run_inside: Run, quay: Path, write: Callable[[Path], None], message: str
) -> None:
    write(quay)
    assert message in run_inside(*SUITE, "--data", quay, *FAST).complaint
