"""The live baselines: known answers on small rows, and the same file form for all."""

from __future__ import annotations

import pytest

from fidelity.bench.baselines import BASELINES, fuzzy_ratio, known_trigrams, minilm_cosine, rouge_l_precision
from fidelity.bench.rows import Row, parse_row

SOURCE = "The harbour wall opened in May. Two ferries were late. The mayor thanked the crew."


def row(claim: str) -> Row:
    return parse_row({"source": SOURCE, "claim": claim, "label": 1}, "small", 1)


COPIED = row("The harbour wall opened in May.")
MIXED = row("The harbour wall opened in March.")
FOREIGN = row("Penguins won chess championships overnight.")


@pytest.mark.parametrize(("one", "wanted"), [(COPIED, 1.0), (MIXED, 3 / 4), (FOREIGN, 0.0)])
def test_trigrams_count_what_the_source_has(one: Row, wanted: float) -> None:
    assert list(known_trigrams([one], None)) == [pytest.approx(wanted)]


def test_rouge_l_precision_is_the_common_subsequence_over_the_claim() -> None:
    pytest.importorskip("rouge_score")
    assert list(rouge_l_precision([COPIED, MIXED], None)) == [1.0, pytest.approx(5 / 6)]


@pytest.mark.parametrize("name", sorted(set(BASELINES) - {"rouge-l-precision"}))
def test_a_copy_scores_higher_than_what_the_source_does_not_say(name: str) -> None:
    copied, foreign = BASELINES[name]([COPIED, FOREIGN], None)
    assert copied > foreign


def test_the_least_supported_sentence_decides() -> None:
    both = row(f"{COPIED.claim} {FOREIGN.claim}")
    for baseline in (fuzzy_ratio, minilm_cosine):
        assert list(baseline([both], None)) == pytest.approx(list(baseline([FOREIGN], None)), abs=1e-6)
