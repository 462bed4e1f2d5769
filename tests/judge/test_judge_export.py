"""The exporter of the judge's network, on a small network with random weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from small_networks import write_bert

from fidelity.judge.network import LABELS, OnnxNetwork

pytest.importorskip("onnx")
pytest.importorskip("safetensors")

PAIRS = [
    ("The council approved the wall on Tuesday.", "The wall was approved."),
    ("It rained. " * 300, "A bridge will open in spring."),
    ("", "Nothing is known."),
]


def exported(tmp_path: Path, recipe: str, labels: tuple[str, ...] | None = None) -> Path:
    from benchmarks.judge.make.export import export

    source = write_bert(tmp_path / "trained", *([labels] if labels else []))
    export(source, tmp_path / recipe, recipe)
    return tmp_path / recipe


def test_the_float_export_is_what_torch_computes(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from benchmarks.judge.make.export import largest_difference

    assert largest_difference(tmp_path / "trained", exported(tmp_path, "fp32"), PAIRS) < 1e-4


def test_the_small_export_is_close_to_the_float_one(tmp_path: Path) -> None:
    whole = OnnxNetwork(exported(tmp_path, "fp32")).logits(PAIRS)
    small = OnnxNetwork(exported(tmp_path, "int8-weights")).logits(PAIRS)
    assert 0 < np.abs(whole - small).max() < 0.2


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (exported(tmp_path / name, "int8-weights") for name in ("one", "other"))
    for name in ("model.onnx", "tokenizer.json", "config.json"):
        assert (one / name).read_bytes() == (other / name).read_bytes()


@pytest.mark.parametrize("labels", [LABELS, LABELS[::-1], ("ENTAILMENT", "NEUTRAL", "CONTRADICTION")])
def test_the_logits_stand_in_one_order_whatever_the_models(labels: tuple[str, ...], tmp_path: Path) -> None:
    """The same rows of the classifier under other names are other columns."""
    plain = OnnxNetwork(exported(tmp_path / "plain", "fp32", LABELS)).logits(PAIRS)
    named = OnnxNetwork(exported(tmp_path / "named", "fp32", labels)).logits(PAIRS)
    order = [[name.lower() for name in labels].index(label) for label in LABELS]
    np.testing.assert_allclose(named, plain[:, order], atol=1e-5)


def test_the_card_says_what_was_exported(tmp_path: Path) -> None:
    card = json.loads((exported(tmp_path, "int8-weights") / "config.json").read_text("utf-8"))
    assert card["labels"] == list(LABELS)
    assert card["max_tokens"] == 384
    assert card["recipe"]["name"] == "int8-weights"
    assert len(card["source_sha256"]) == 64


def test_other_labels_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="its labels are yes, no, maybe; expected contradiction, entailment"):
        exported(tmp_path, "fp32", ("yes", "no", "maybe"))
