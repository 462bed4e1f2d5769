"""The sets that networks are compared on: nobody learns from them, no table of results is about them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the figures need scipy, which no user needs")

from benchmarks.judge.claims import Claims
from benchmarks.judge.data import EVALUATION, NLI, Row
from benchmarks.judge.make import pairs
from benchmarks.judge.study import trial
from benchmarks.judge.study.trial import measured, network_alone, probabilities, trial_rows
from fidelity.bench.cards import ZERO_SHOT, cards
from fidelity.judge.model import load_stack


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def labelled(group: str, number: int = 0) -> dict[str, object]:
    return {"id": str(number), "source_group": group, "source": f"About {group}.", "claim": group, "label": 1}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in (*trial.SETS, *(name for name, card in cards().items() if card.standing == ZERO_SHOT)):
        write(tmp_path / "labelled" / f"{name}.jsonl.gz", [labelled(f"group of {name}")])
    return tmp_path


def test_nothing_is_learnt_from_a_trial_set_nor_reported_of_it() -> None:
    assert not set(trial.SETS) & {*EVALUATION, *pairs.LABELLED, *pairs.NLI, *NLI}


def test_rows_of_a_zero_shot_sources_group_are_no_trial_rows(data: Path) -> None:
    write(data / "labelled" / "begin.jsonl.gz", [labelled("group of bump"), labelled("another")])
    found = [row for row, _, _ in trial_rows(data)]
    assert [row.group for row in found if row.dataset == "begin"] == ["another"]
    assert len(found) == len(trial.SETS)
    assert not any(row.learnt for row in found)


def test_which_groups_are_taken_does_not_depend_on_their_order(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "SETS", {"begin": 3})
    rows = [labelled(f"group {number}", number) for number in range(10)]
    write(data / "labelled" / "begin.jsonl.gz", rows)
    first = list(trial_rows(data))
    write(data / "labelled" / "begin.jsonl.gz", rows[::-1])
    assert list(trial_rows(data)) == first
    assert len(first) == 3


def table() -> Claims:
    """Two sets: in the first, one of three summaries has two claims."""
    rows = [
        Row(name, str(n), f"group {n}", label, None, learnt=False, held=True)
        for n, (name, label) in enumerate([("a", 1), ("a", 0), ("a", 1), ("b", 0), ("b", 1)])
    ]
    entailment = np.array([1.0, 2.0, -1.0, 0.5, np.nan, 0.0])
    return Claims(tuple(rows), np.array([0, 1, 1, 2, 3, 4]), {"entailment": entailment}, np.isnan(entailment))


def test_a_summary_is_as_good_as_its_claims() -> None:
    claims = table()
    p = probabilities(claims, None)
    assert p[0] == pytest.approx(1 / (1 + np.exp(-1.0)))
    assert p[4] == 1.0  # stands in its source word for word
    found = measured(claims, p, seed=7)
    # Set a: claims of .73, .88 and .27 together, .62; the unsupported summary is the second.
    assert found["a"]["auc"]["value"] == 1.0
    # Set b: the unsupported summary is verbatim, the supported one at .5.
    assert found["b"]["auc"]["value"] == 0.0
    assert [found[name]["rows"] for name in "ab"] == [3, 2]


def test_the_network_alone_is_asked_for_entailment() -> None:
    logits = np.zeros((6, 3))
    logits[0] = (-20.0, 5.0, 3.0)  # contradiction, entailment, neutral
    p = network_alone(table(), logits)
    assert p[0] == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert p[1] == pytest.approx(1 / 3)
    assert p[4] == 1.0


def test_a_run_without_a_signal_is_compared_in_the_same_draws() -> None:
    pytest.importorskip("torch")
    from benchmarks.judge.study.ablate import agreement, entry

    rows = tuple(Row("a", str(n), f"group {n}", n % 2, None, learnt=False, held=True) for n in range(40))
    claims = Claims(rows, np.arange(40), {}, np.zeros(40, dtype=bool))
    right = np.array([0.9 if row.label else 0.1 for row in rows])
    half = np.where(np.arange(40) < 20, right, 0.5)
    each, means = agreement(claims, right, 7)
    assert each == {"a": 1.0}
    assert set(means.tolist()) == {1.0}
    less = agreement(claims, half, 7)
    assert less[0]["a"] == pytest.approx(0.875)
    found = entry(*less, means)
    assert found["difference"] == pytest.approx([found["low"] - 1, found["high"] - 1], abs=2e-4)
    assert found["high"] < 1.0


def test_a_stack_has_its_own_say_on_what_stands_in_the_source() -> None:
    claims = table()
    stack = load_stack("alignment")
    claims.columns.update({name: np.zeros(6) for name in stack.claim.names})
    p = probabilities(claims, stack)
    assert p[4] == stack.verbatim
    assert len(set(p[[0, 1, 2, 3, 5]])) == 1
