"""What the network's training goes by: the loss, dropout."""

from __future__ import annotations

import math

import pytest


def test_a_summary_is_learnt_through_the_product_of_its_claims() -> None:
    torch = pytest.importorskip("torch")
    from benchmarks.judge.make.encoded import Encoded
    from benchmarks.judge.make.train import loss_of

    logits = torch.log(torch.tensor([[0.05, 0.9, 0.05], [0.2, 0.5, 0.3]]))
    pair = ([1], [0])
    assert float(loss_of(logits, [Encoded([pair, pair], 1.0, None)])) == pytest.approx(-math.log(0.45))
    assert float(loss_of(logits, [Encoded([pair, pair], 0.0, None)])) == pytest.approx(-math.log(0.55))
    assert float(loss_of(logits[1:], [Encoded([pair], 0.0, 2)])) == pytest.approx(-math.log(0.3))


def test_dropout_from_one_mask_drops_as_many_and_keeps_the_mean() -> None:
    torch = pytest.importorskip("torch")
    from benchmarks.judge.make.train import quick_dropout

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
