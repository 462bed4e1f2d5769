"""What the reader is made with: which pairs, weights in parts, matrices in few bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx")

from benchmarks.reader.graph import distance_buckets
from benchmarks.reader.pairs import evidence_passage, evidence_sentences, example, is_held_out
from benchmarks.reader.rounding import by_block, by_channel, packed, split_packed
from benchmarks.reader.shorten import sentence_spans, shorten
from benchmarks.reader.stored import read_parts, write_parts

SOURCE = (
    "The harbour authority met on Tuesday. Rain fell all day. It approved a wall along the north quay. "
    "The mayor was late. Nobody came by boat. The wall costs 18 million euros. A bus was hired. "
    "Lunch was served at noon. The wall is to be finished in 2027."
)


def test_one_source_in_eight_is_held_out() -> None:
    shares = [is_held_out(f"s{number}") for number in range(4000)]
    assert 0.11 < sum(shares) / len(shares) < 0.14
    assert shares == [is_held_out(f"s{number}") for number in range(4000)]


def test_a_shortened_text_keeps_what_shares_most_in_its_order() -> None:
    text = shorten(SOURCE, "The wall on the north quay costs 18 million euros.", 20)
    assert text == "It approved a wall along the north quay. The wall costs 18 million euros."
    assert shorten(SOURCE, "anything", 1000) == SOURCE


def test_a_passage_holds_the_evidence_and_distractors() -> None:
    claim = {
        "text": "The wall will be ready in 2027.",
        "evidence": ["to be finished in 2027", "met on Tuesday"],
    }
    needed = evidence_sentences(SOURCE, claim)
    assert needed == {0, 8}
    passage = evidence_passage(SOURCE, claim["text"], needed, 40)
    texts = [passage[start:end] for start, end in sentence_spans(passage)]
    assert texts[0].endswith("Tuesday.")
    assert texts[-1].endswith("2027.")
    assert len(texts) > 2
    assert len(passage.split()) <= 50
    assert evidence_sentences(SOURCE, {"evidence": ["not in it"]}) == set()


def test_the_wrong_words_of_a_claim_are_its_spans() -> None:
    claim = {"text": "It rained on Friday.", "label": 0, "wrong": "Friday", "kind": "wrong-date"}
    row = example("It rained on Monday.", claim)
    ((start, end),) = row["spans"][0]
    assert claim["text"][start:end] == "Friday"
    assert row["target"] == 0.0
    assert row["gold"] is None
    assert example("It rained.", claim | {"label": 1, "wrong": None})["spans"] == [[]]


def test_weights_come_back_from_parts(tmp_path: Path) -> None:
    draw = np.random.default_rng(3)
    tensors = {
        "table": draw.normal(size=(900, 96)).astype(np.float32),
        "norm": draw.normal(size=96).astype(np.float32),
        "zeros": np.zeros((600, 96), dtype=np.float32),
    }
    assert write_parts(tensors, tmp_path, most=60_000) > 2
    assert all(path.stat().st_size < 70_000 for path in tmp_path.iterdir())
    found = read_parts(tmp_path)
    assert set(found) == set(tensors)
    for name, tensor in tensors.items():
        assert found[name].shape == tensor.shape
        assert np.abs(found[name] - tensor).max() <= np.abs(tensor).max() / 127
    with pytest.raises(SystemExit, match=r"no part-\*\.npz"):
        read_parts(tmp_path / "nothing")


@pytest.mark.parametrize("bits", [7, 8])
def test_a_channel_is_rounded_to_half_a_step(bits: int) -> None:
    matrix = np.random.default_rng(4).normal(size=(64, 12)).astype(np.float32)
    values, scales = by_channel(matrix, bits)
    assert np.abs(values).max() == 2 ** (bits - 1) - 1
    assert (np.abs(values * scales - matrix) <= scales * 0.5001).all()


@pytest.mark.parametrize(("bits", "most"), [(8, 0.01), (4, 0.15)])
def test_blocks_come_back(bits: int, most: float) -> None:
    matrix = np.random.default_rng(5).normal(size=(20, 64)).astype(np.float32)
    values, scales = by_block(matrix, bits, 32)
    back = (values.astype(np.float32) - 2 ** (bits - 1)) * scales.astype(np.float32)[..., None]
    assert np.sqrt(((back.reshape(matrix.shape) - matrix) ** 2).mean()) < most


def test_halves_of_a_byte_are_where_they_are_read() -> None:
    values = np.arange(64, dtype=np.uint8).reshape(1, 2, 32) % 16
    low, high = packed(values) & 15, packed(values) >> 4
    assert (np.stack([low, high], axis=-1).reshape(values.shape) == values).all()
    rows = split_packed(values)
    assert (np.concatenate([rows & 15, rows >> 4], axis=-1) == values.reshape(1, 64)).all()


def test_distances_fall_into_the_buckets_of_the_network() -> None:
    torch = pytest.importorskip("torch")
    from benchmarks.reader.network import buckets

    pieces = 320
    expected = buckets(pieces, torch.device("cpu")).numpy()
    table = distance_buckets(pieces)
    places = np.arange(pieces)
    assert (table[places[None, :] - places[:, None] + pieces - 1] == expected).all()
