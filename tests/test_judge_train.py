"""What the network's training goes by: base rates, the loss, dropout."""

from __future__ import annotations

import math

import pytest

from benchmarks.judge.pairs import Example, log_priors, source_of

PAIR = [("passage", "claim")]


def test_every_released_set_has_a_base_rate_and_what_is_made_has_one_for_all() -> None:
    examples = [
        *(Example("labelled", "quay", PAIR, target) for target in (1.0, 0.0, 0.0, 0.0)),
        *(Example("labelled", "harbour", PAIR, 1.0) for _ in range(3)),
        *(Example("nli", "captions", PAIR, target, gold) for target, gold in ((1.0, 1), (0.0, 2), (0.0, 0))),
        Example("planted", "faithful-twin", PAIR, 1.0),
        Example("planted", "wrong-number", PAIR, 0.0),
    ]
    priors = log_priors(examples)
    assert set(priors) == {source_of(example) for example in examples}
    assert priors["quay"] == pytest.approx(math.log(1 / 3))
    assert 0 < priors["harbour"] < math.inf
    assert priors["captions"] == priors["planted"] == 0.0


def test_a_right_guess_of_the_base_rate_costs_nothing_more_to_learn() -> None:
    torch = pytest.importorskip("torch")
    from benchmarks.judge.train import Encoded, loss_of

    def slope(prior: float) -> float:
        """Return how the loss of a set, a quarter of it supported, pulls at P(entailment) = .5."""
        batch = [Encoded([([1], [0])], target, None, prior) for target in (1.0, 0.0, 0.0, 0.0)]
        # Entailment as likely as the two others together.
        logits = torch.tensor([[0.0, math.log(2), 0.0]] * 4, requires_grad=True)
        loss_of(logits, batch).backward()
        return float(logits.grad[:, 1].sum())

    assert slope(0.0) > 0.1
    assert slope(math.log(1 / 3)) == pytest.approx(0.0, abs=1e-6)


def test_a_summary_is_learnt_through_the_product_of_its_claims() -> None:
    torch = pytest.importorskip("torch")
    from benchmarks.judge.train import Encoded, loss_of

    logits = torch.log(torch.tensor([[0.05, 0.9, 0.05], [0.2, 0.5, 0.3]]))
    pair = ([1], [0])
    assert float(loss_of(logits, [Encoded([pair, pair], 1.0, None)])) == pytest.approx(-math.log(0.45))
    assert float(loss_of(logits, [Encoded([pair, pair], 0.0, None)])) == pytest.approx(-math.log(0.55))
    assert float(loss_of(logits[1:], [Encoded([pair], 0.0, 2, -9.0)])) == pytest.approx(-math.log(0.3))


def test_dropout_from_one_mask_drops_as_many_and_keeps_the_mean() -> None:
    torch = pytest.importorskip("torch")
    from benchmarks.judge.train import quick_dropout

    own = torch.nn.functional.dropout
    try:
        quick_dropout(7)
        module = torch.nn.Dropout(0.1)
        ones = torch.ones(200, 500)
        first, second = module(ones), module(ones)
        assert float((first == 0).float().mean()) == pytest.approx(0.1, abs=0.01)
        assert float(first.mean()) == pytest.approx(1.0, abs=0.01)
        assert not torch.equal(first, second)
        assert torch.equal(module.eval()(ones), ones)
    finally:
        torch.nn.functional.dropout = own
