"""The stack: what its file says is what it computes, and a damaged file is one clear line."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity import ModelError
from fidelity.judge import model
from fidelity.judge.additive import Additive, logistic
from fidelity.judge.features import FEATURES
from fidelity.judge.model import KINDS, Stack, load_stack, network_columns, of_all, read_stack

P = st.floats(0, 1)
LINE = {"names": ["recall_best"], "knots": [[0.2, 0.8]], "heights": [[0.0, 3.0]], "intercept": -1.0}
ENDS = [-40.0, 40.0]
SAME = {"names": ["score"], "knots": [ENDS], "heights": [ENDS], "intercept": 0.0}
TABLE: dict[str, Any] = {
    "format": "fidelity.stack/2",
    "kind": "alignment",
    "claim": LINE,
    "calibration": {
        "names": ["score"],
        "knots": [[-40.0, 40.0]],
        "heights": [[-40.0, 40.0]],
        "intercept": 0.0,
    },
    "against": {**LINE, "names": ["negation_close"]},
    "verbatim": 0.97,
    "threshold": 0.4,
    "certain_threshold": 0.2,
    "contradiction_threshold": 0.3,
    "certain_high": 0.95,
}


def stack(**changes: Any) -> Stack:
    table = {**TABLE, **changes}
    return read_stack(json.dumps(table).encode(), table["kind"])


def row(**values: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([[values.get(name, 0.0) for name in FEATURES]])


@pytest.mark.parametrize(("value", "odds"), [(0.0, -1.0), (0.2, -1.0), (0.5, 0.5), (0.8, 2.0), (1.0, 2.0)])
def test_a_line_runs_from_knot_to_knot_and_is_flat_beyond(value: float, odds: float) -> None:
    (p,) = stack().supported(row(recall_best=value))
    assert p == pytest.approx(1 / (1 + math.exp(-odds)))


def test_columns_are_found_by_name_and_added() -> None:
    fitted = Additive(("b", "a"), ((0.0, 1.0), (0.0, 2.0)), ((0.0, 1.0), (0.0, -4.0)), 0.5)
    scores = fitted.scores({"a": np.array([1.0, 0.0]), "b": np.array([0.25, 1.0]), "c": np.zeros(2)})
    assert scores.tolist() == [0.5 + 0.25 - 2.0, 1.5]


def test_what_is_added_up_is_calibrated() -> None:
    half = {
        "names": ["score"],
        "knots": [[-40.0, 0.0, 40.0]],
        "heights": [[-20.0, 0.0, 40.0]],
        "intercept": 0.5,
    }
    low, high = (stack(calibration=half).supported(row(recall_best=value))[0] for value in (0.0, 1.0))
    assert low == pytest.approx(1 / (1 + math.exp(0.5 - 0.5)))
    assert high == pytest.approx(1 / (1 + math.exp(-2.5)))


def test_contradiction_has_a_function_of_its_own() -> None:
    (p,) = stack().contradicted(row(negation_close=0.5))
    assert p == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_the_network_enters_as_log_odds_of_each_class_against_the_others() -> None:
    logits = np.array([[1.0, 3.0, 0.0, 2.5, -1.0, 2.0]])
    entailment, contradiction, _, close = network_columns(logits)[0]
    shares = np.exp(logits[0, :3]) / np.exp(logits[0, :3]).sum()
    assert entailment == pytest.approx(math.log(shares[1] / (1 - shares[1])))
    assert contradiction == pytest.approx(math.log(shares[0] / (1 - shares[0])))
    assert close == pytest.approx(2.5 - math.log(math.exp(-1) + math.exp(2)))
    line = {"names": ["entailment"], "knots": [[-5.0, 5.0]], "heights": [[-5.0, 5.0]], "intercept": 0.0}
    (p,) = stack(kind="network", claim=line).supported(row(), logits)
    assert p == pytest.approx(shares[1])


def test_logits_beyond_measure_stay_finite() -> None:
    logits = np.array([[1e4, -1e4, 0.0] * 2, [-1e4, 1e4, 0.0] * 2])
    assert np.isfinite(network_columns(logits)).all()


@pytest.mark.parametrize(("kind", "logits"), [("alignment", np.zeros((1, 3))), ("network", None)])
def test_logits_are_for_the_kinds_with_a_network(kind: str, logits: Any) -> None:
    with pytest.raises(ValueError, match=r"a stack of kind .* with(out)? logits"):
        stack(kind=kind).supported(row(), logits)


def test_a_claim_has_the_same_probability_alone_and_among_others() -> None:
    fitted = stack()
    rows = np.random.default_rng(7).random((50, len(FEATURES)))
    together = fitted.supported(rows)
    alone = [fitted.supported(rows[at : at + 1])[0] for at in range(len(rows))]
    assert together.tolist() == alone


@settings(deadline=None)
@given(P)
def test_one_claim_is_as_likely_as_itself(p: float) -> None:
    assert of_all([p]) == pytest.approx(p, abs=2e-6)


@settings(deadline=None)
@given(st.lists(P, min_size=1, max_size=6), P)
def test_no_further_claim_makes_a_summary_likelier(claims: list[float], more: float) -> None:
    assert of_all([*claims, more]) <= of_all(claims) + 1e-12


@settings(deadline=None)
@given(st.lists(P, min_size=2, max_size=6), st.integers(0, 5))
def test_a_likelier_claim_makes_a_summary_no_less_likely(claims: list[float], which: int) -> None:
    raised = list(claims)
    raised[which % len(claims)] = 1.0
    assert of_all(raised) >= of_all(claims) - 1e-12


def test_all_are_supported_as_if_each_stood_for_itself() -> None:
    assert of_all([0.9, 0.8]) == pytest.approx(0.72)
    assert of_all([0.5] * 2000) == pytest.approx(0.0)


def test_scores_far_out_are_probabilities() -> None:
    assert logistic(np.array([-1e9, 0.0, 1e9])).tolist() == pytest.approx([0.0, 0.5, 1.0])


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "fidelity.stack/1"},
        {"claim": {**LINE, "names": ["a column of another version"]}},
        {"claim": {**LINE, "names": ["entailment"]}},
        {"claim": {**LINE, "names": []}},
        {"claim": {**LINE, "knots": [[0.8, 0.2]]}},
        {"claim": {**LINE, "knots": [[0.2]]}},
        {"claim": {**LINE, "heights": [[0.0, math.inf]]}},
        {"claim": {**LINE, "intercept": "much"}},
        {"against": None},
        {"calibration": LINE},
        {"verbatim": 1.5},
        {"threshold": -0.1},
        {"certain_high": "always"},
    ],
)
def test_a_damaged_stack_is_one_clear_line(
    changes: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models" / model.FOLDER
    folder.mkdir(parents=True)
    (folder / "alignment.json").write_text(json.dumps({**TABLE, **changes}))
    monkeypatch.setattr(model, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"models/judge/alignment\.json is missing or damaged; reinstall"):
        load_stack.__wrapped__("alignment")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_stack_at_all_is_the_same_line(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models" / model.FOLDER
    folder.mkdir(parents=True)
    (folder / "lexical.json").write_bytes(content)
    monkeypatch.setattr(model, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"models/judge/lexical\.json is missing or damaged"):
        load_stack.__wrapped__("lexical")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_gives_back_what_was_written(kind: str) -> None:
    fitted = stack(kind=kind)
    assert fitted.claim == Additive(("recall_best",), ((0.2, 0.8),), ((0.0, 3.0),), -1.0)
    assert fitted.certain_high == 0.95
    assert fitted.network == kind.startswith("network")
    assert stack(kind=kind) == fitted


@pytest.mark.parametrize(("kind", "plain"), [("network", "alignment"), ("network-lexical", "lexical")])
def test_with_the_network_no_more_is_called_certain(kind: str, plain: str) -> None:
    shipped, base = load_stack(kind), load_stack(plain)
    assert 0 < shipped.certain_threshold <= base.certain_threshold < shipped.threshold


@pytest.mark.parametrize("kind", KINDS)
def test_what_ships_keeps_the_order_of_claims(kind: str) -> None:
    (heights,) = load_stack(kind).calibration.heights
    assert list(heights) == sorted(set(heights))
