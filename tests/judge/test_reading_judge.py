"""The judge that reads tells sense from wording, marks what is wrong, and says clearly what it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from fidelity.config import Config
from fidelity.errors import ModelError
from fidelity.judge import reading as module
from fidelity.judge.marking_network import Reading
from fidelity.judge.reading import COLUMNS, load_reading, marked, read_reading, weighed_columns
from fidelity.pipeline import Checker
from fidelity.types import Judgement, Method

SOURCE = """The council of Norr met on Monday and approved the plan for a new bridge.
Mayor Ruth Dahl said that the old bridge, built in 1931, had become a danger to cyclists.
The opposition had asked for a ferry instead; its leader, Tomas Reil, called the vote a mistake.
Work starts in May and is to cost 18 million crowns, a third of it paid by the county.
Nobody was hurt when a railing fell into the river in March.
"""
TWINS = [
    ("Norr's councillors gave a new bridge the go-ahead.", "Norr's councillors turned down a new bridge."),
    ("The council met on Monday and approved the plan.", "The council met on Tuesday and rejected the plan."),
    ("The mayor called the bridge of 1931 dangerous for people on bikes.",
     "The mayor called the bridge of 1931 safe for people on bikes."),
    ("Tomas Reil thinks the council decided wrongly.", "Ruth Dahl thinks the council decided wrongly."),
    ("Work on the bridge begins in May.", "Work on the bridge ended in May."),
    ("A railing dropped into the river in March, and no one was injured.",
     "A railing dropped into the river in March, and two were injured."),
]  # fmt: skip


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config(judge="reader", threads=1))


def judged(checker: Checker, *claims: str) -> list[Judgement]:
    return list(checker.check_text("\n\n".join(claims), SOURCE).judgements)


def reading(*marks: float, spans: list[tuple[int, int]], logits: tuple[float, ...] = (0, 0, 0)) -> Reading:
    return Reading(np.array(logits, np.float32), np.array(marks, np.float32), spans)


@pytest.mark.parametrize(("right", "wrong"), TWINS)
def test_of_two_claims_in_like_words_the_right_one_is_likelier(
    right: str, wrong: str, checker: Checker
) -> None:
    one, other = judged(checker, right, wrong)
    assert one.p_supported > other.p_supported


def test_an_approved_plan_that_is_told_as_rejected_is_unsupported(checker: Checker) -> None:
    (one,) = judged(checker, "The council met on Tuesday and rejected the plan.")
    assert one.p_supported < checker_threshold()
    said = [one.claim.text[span.start : span.end] for span in one.unsupported]
    assert any("Tuesday" in words or "rejected" in words for words in said), said


def checker_threshold() -> float:
    return load_reading().threshold


def test_words_that_stand_in_the_source_need_no_reading(checker: Checker) -> None:
    (one,) = judged(
        checker, "Work starts in May and is to cost 18 million crowns, a third of it paid by the county."
    )
    assert (one.method, one.p_supported) == (Method.VERBATIM, load_reading().verbatim)


def test_order_and_company_change_nothing(checker: Checker) -> None:
    claims = [claim for twins in TWINS[:3] for claim in twins]
    alone = {claim: judged(checker, claim)[0].p_supported for claim in claims}
    together = {j.claim.text: j.p_supported for j in judged(checker, *reversed(claims))}
    assert together == alone


def test_columns_are_log_odds_within_bounds() -> None:
    readings = [reading(2.0, -3.0, spans=[(0, 2), (3, 5)], logits=(-50.0, 60.0, 0.0)), reading(spans=[])]
    columns = weighed_columns(readings, np.array([0.5, 0.999999]))
    assert tuple(columns) == COLUMNS
    assert columns["entailment"].tolist() == pytest.approx([12.0, -np.log(2)], abs=1e-6)
    assert columns["mark"].tolist() == [2.0, -12.0]
    assert columns["alignment"].tolist() == [0.0, 6.0]


@pytest.mark.parametrize(
    ("marks", "offset", "expected"),
    [
        pytest.param([3, -3, -3, -3], 0, ["Rain"], id="one word"),
        pytest.param([-3, 2, 4, -3], 0, ["fell on"], id="neighbours are one phrase"),
        pytest.param([1, -3, -3, 5], 0, ["Sunday", "Rain"], id="the surest first"),
        pytest.param([-3, -3, -3, -3], 0, [], id="nothing"),
        pytest.param([3, 3, 3, -3], 0, [], id="nearly everything: the claim as a whole"),
        pytest.param([-3, -3, -3, 3], 9, ["Sunday"], id="behind its context"),
    ],
)
def test_what_is_marked(marks: list[float], offset: int, expected: list[str]) -> None:
    text = "Rain fell on Sunday."
    spans = [(start + offset, end + offset) for start, end in ((0, 4), (5, 9), (10, 12), (13, 19))]
    found = marked(text, reading(*marks, spans=spans), offset, 0.0)
    assert [text[span.start : span.end] for span in found] == expected


def test_a_word_is_marked_where_any_of_its_pieces_is() -> None:
    one = reading(-5, 4, -5, spans=[(0, 5), (5, 9), (10, 14)])
    assert [(span.start, span.end) for span in marked("Rainstorm over", one, 0, 0.0)] == [(0, 9)]


@pytest.mark.parametrize(
    "damage",
    [
        {"format": "fidelity.reading/0"}, {"prior": 2}, {"claim": None}, {"mark": "high"},
        {"threshold": None},
    ],
)  # fmt: skip
def test_a_damaged_fit_is_one_clear_line(
    damage: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.loads(Path(str(module.files("fidelity").joinpath(*module.FILE))).read_text())
    assert read_reading(json.dumps(whole).encode()).threshold == whole["threshold"]
    folder = tmp_path / "models" / "reader"
    folder.mkdir(parents=True)
    (folder / "reading.json").write_text(json.dumps(whole | damage))
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"models/reader/reading\.json is missing or damaged"):
        load_reading.__wrapped__()
