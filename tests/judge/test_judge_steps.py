"""The table of the cascade's steps: real rows through the real judge, counted by hand."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the measures need scipy, which no user needs")

from benchmarks.judge.study.marked_words import CheckedRow, Checks
from benchmarks.judge.study.steps import JUDGING, all_pairs, by_sentences, decided
from fidelity.bench.rows import Row, write_rows
from fidelity.judge.network import OnnxNetwork
from fidelity.types import Method

SOURCE = """The harbour authority approved a wall along the north quay on Tuesday.
It would cost 18 million euros, harbour master Ines Okafor said.
The council votes on 9 June."""
CLAIMS = {
    "The council votes on 9 June.": 1,
    "It would cost 18 million euros, harbour master Ines Okafor said.": 0,  # people called it misleading
    "Penguins won the chess championship in Carrow.": 0,
    "The council votes on 9 June. Penguins won the chess championship in Carrow.": 0,
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> list[CheckedRow]:
    folder = tmp_path_factory.mktemp("rows")
    rows = [
        Row("qags_sent", str(n), f"s{n}", f"group {n}", SOURCE, claim, "sentence", label)
        for n, (claim, label) in enumerate(CLAIMS.items())
    ]
    (folder / "labelled").mkdir()
    write_rows(rows, folder / "labelled" / "qags_sent.jsonl.gz")
    checks = Checks(folder / "memory.sqlite", None, "alignment")
    return list(checks.rows(folder, "qags_sent", None, marked=False))


def test_each_claim_counts_for_the_step_that_decided_it(checked: list[CheckedRow]) -> None:
    found = decided(checked, 0.5, seed=7)
    assert set(found) == {Method.VERBATIM.value, Method.ALIGNMENT.value}
    verbatim, rest = found[Method.VERBATIM.value], found[Method.ALIGNMENT.value]
    assert (verbatim["claims"], rest["claims"]) == (3, 2)
    assert verbatim["share"]["value"] == pytest.approx(3 / 5)
    # Which of the two claims of the last row is the unsupported one, its label does not say.
    assert (verbatim["known"], rest["known"]) == (2, 1)
    assert verbatim["supported"]["value"] == pytest.approx(1 / 2)
    assert verbatim["misses"]["value"] == 1.0
    assert verbatim["false_alarms"]["value"] == 0.0
    assert rest["misses"]["value"] == 0.0
    assert rest["false_alarms"]["value"] is None


def test_all_pairs_takes_the_best_sentence_of_each_claim(checked: list[CheckedRow]) -> None:
    network = OnnxNetwork()
    logits = network.logits([(line, "The council votes on 9 June.") for line in SOURCE.splitlines()])
    said, invented = all_pairs(checked[0], network), all_pairs(checked[2], network)
    assert said == pytest.approx(max(float(row[1] - np.logaddexp(row[0], row[2])) for row in logits))
    assert said > invented
    assert all_pairs(checked[3], network) == pytest.approx((said + invented) / 2, abs=1e-5)


def test_times_are_told_apart_by_the_length_of_the_source() -> None:
    seconds = {
        "shipped": np.array([1.0, 2.0, 4.0]), JUDGING: np.array([0.5, 1.0, 2.0]),
        "all pairs": np.array([2.0, 6.0, 40.0]),
    }  # fmt: skip
    found = by_sentences(np.array([4, 9, 40]), seconds)
    assert [(part["from"], part["rows"], part["mean_sentences"]) for part in found] == [
        (1, 2, 6.5),
        (40, 1, 40),
    ]
    assert [part["times_longer"] for part in found] == [pytest.approx(8 / 3, abs=0.05), 10.0]
    assert found[1]["times_longer_judging_alone"] == 20.0


def test_a_sample_is_drawn_by_its_seed(tmp_path: Path, checked: list[CheckedRow]) -> None:
    (tmp_path / "labelled").mkdir()
    write_rows([one.row for one in checked], tmp_path / "labelled" / "qags_sent.jsonl.gz")
    checks = Checks(tmp_path / "memory.sqlite", None, "lexical")
    drawn = [one.row.id for one in checks.rows(tmp_path, "qags_sent", 2, marked=False, seed=7)]
    order = [one.row.id for one in checked]
    random.Random(7).shuffle(order)
    assert drawn == order[:2]
    # Nobody was asked for words in these rows.
    assert not list(checks.rows(tmp_path, "qags_sent", 2))
