"""The reader: what it says, and what its answers may and may not depend on."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fidelity.embed.onnx import MODEL_FOLDER as TOKENIZER_FOLDER
from fidelity.errors import FidelityError, ModelError
from fidelity.judge.marking_network import CLAIM_PIECES, LABELS, MODEL_FOLDER, MarkingNetwork, shown

ROOT = Path(__file__).resolve().parent.parent.parent
STORED = json.loads((Path(__file__).parent / "reader_answers.json").read_text("utf-8"))
PAIRS = [(row["passage"], row["claim"]) for row in STORED]
BOUND = 0.1
"""How far a stored number may be missed: sums in another order, and the rounding of activations after them.

onnxruntime 1.20.1 and 1.32.0, on one processor, differ by 0.006 at most in 36 pairs.
"""
LONG = "The harbour authority approved a wall along the north quay. " * 60
IDS = [
    ("The council met.", [2000, 2477, 2781, 1016]),
    ("Zürich’s £18.5m wall", [10208, 1525, 1059, 14538, 2624, 1016, 1023, 2217, 2817]),
    (
        "<s> </s> <mask> [SEP]",
        [1030, 1059, 1032, 1030, 1017, 1059, 1032, 1030, 7312, 1032, 1035, 19806, 1037],
    ),
    ("预算", [104, 104]),
    ("", []),
]


SHARDS = sorted(path.name for path in MODEL_FOLDER.glob("weights-*.bin"))
needs_weights = pytest.mark.skipif(not SHARDS, reason=f"{MODEL_FOLDER} holds no weights")


@pytest.fixture(scope="module")
def reader() -> MarkingNetwork:
    if not SHARDS:
        pytest.skip(f"{MODEL_FOLDER} holds no weights")
    return MarkingNetwork(threads=1)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(TOKENIZER_FOLDER / "tokenizer.json"))
    loaded.no_padding()
    loaded.no_truncation()
    loaded.encode_special_tokens = True
    return loaded


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    if not SHARDS:
        pytest.skip(f"{MODEL_FOLDER} holds no weights")
    return Path(shutil.copytree(MODEL_FOLDER, tmp_path / "reader"))


def test_answers_are_the_stored_ones(reader: MarkingNetwork) -> None:
    for row, reading in zip(STORED, reader.read(PAIRS), strict=True):
        assert np.abs(reading.logits - row["logits"]).max() < BOUND
        assert np.abs(reading.marks - row["marks"]).max() < BOUND


def test_the_right_one_of_two_twins_is_the_likelier(reader: MarkingNetwork) -> None:
    entailment = reader.logits(PAIRS)[:, LABELS.index("entailment")]
    for right, wrong in zip(entailment[0::2], entailment[1::2], strict=True):
        assert right > wrong


def test_the_wrong_word_has_the_largest_mark(reader: MarkingNetwork) -> None:
    for row, reading in zip(STORED, reader.read(PAIRS), strict=True):
        if row["wrong"]:
            start, end = reading.spans[int(reading.marks.argmax())]
            assert row["claim"][start:end].casefold() in row["wrong"].casefold()


def test_shapes(reader: MarkingNetwork) -> None:
    assert reader.logits(PAIRS).shape == (len(PAIRS), 3)
    assert reader.logits([]).shape == (0, 3)
    assert reader.read([]) == []
    for (_, claim), reading in zip(PAIRS, reader.read(PAIRS), strict=True):
        assert reading.marks.shape == (len(reading.spans),)
        assert all(0 <= start < end <= len(claim) for start, end in reading.spans)


@pytest.mark.parametrize(
    ("pair", "pieces"),
    [
        (("", ""), 0),
        ((LONG, "It was approved."), 4),
        ((LONG, LONG), CLAIM_PIECES),
        (("\ud800", "a \ud800 b"), 2),
    ],
    ids=["empty", "long passage", "long claim", "no characters"],
)
def test_any_text_is_read(reader: MarkingNetwork, pair: tuple[str, str], pieces: int) -> None:
    (reading,) = reader.read([pair])
    assert len(reading.marks) == pieces
    assert np.isfinite(reading.logits).all()


def test_a_pairs_bytes_depend_on_the_pair_alone(reader: MarkingNetwork) -> None:
    """Neighbours, order, repetition and threads leave them as they are."""
    alone = {pair: MarkingNetwork(threads=1).logits([pair])[0].tobytes() for pair in PAIRS[:2]}
    for threads, pairs in ((1, PAIRS), (2, PAIRS[::-1]), (3, [*PAIRS, PAIRS[0]])):
        rows = dict(zip(pairs, MarkingNetwork(threads=threads).read(pairs), strict=True))
        for pair, stored in zip(PAIRS, reader.read(PAIRS), strict=True):
            assert rows[pair].logits.tobytes() == stored.logits.tobytes()
            assert rows[pair].marks.tobytes() == stored.marks.tobytes()
        assert all(rows[pair].logits.tobytes() == own for pair, own in alone.items())


def test_a_pickled_copy_says_the_same(reader: MarkingNetwork) -> None:
    first = reader.logits(PAIRS[:1]).tobytes()
    assert pickle.loads(pickle.dumps(reader)).logits(PAIRS[:1]).tobytes() == first


def test_the_pair_is_cut_where_it_says(tokenizer: Any) -> None:
    pair = shown(LONG, LONG, tokenizer, 320)
    assert len(pair.ids) == 320
    assert pair.ids[0] == 0
    assert pair.ids[pair.first - 2 : pair.first] == [2, 2]
    assert pair.ids[-1] == 2
    assert len(pair.spans) == CLAIM_PIECES


@pytest.mark.parametrize(("text", "ids"), IDS)
def test_ids_are_mpnets(tokenizer: Any, text: str, ids: list[int]) -> None:
    pair = shown("", text, tokenizer, 320)
    assert pair.ids == [0, 2, 2, *ids, 2]


def test_ids_are_those_of_the_bases_tokenizer(tokenizer: Any) -> None:
    """On every line of the docs and the examples, where the base's own tokenizer.json is at hand."""
    import os

    from tokenizers import Tokenizer

    folder = os.environ.get("FIDELITY_MPNET_BASE")
    if not folder:
        pytest.skip("FIDELITY_MPNET_BASE does not name a folder with all-mpnet-base-v2's tokenizer.json")
    theirs = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    theirs.no_truncation()
    theirs.no_padding()
    theirs.encode_special_tokens = True
    files = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").iterdir(), *(ROOT / "tests").rglob("*.py")]
    texts = {line for path in files for line in path.read_text("utf-8").splitlines()}
    assert len(texts) > 1000
    for text in texts:
        encoding = theirs.encode(text, add_special_tokens=False)
        pair = shown("", text, tokenizer, 320)
        assert pair.ids[3:-1] == encoding.ids[:CLAIM_PIECES]
        assert pair.spans == encoding.offsets[:CLAIM_PIECES]


def damaged(folder: Path, name: str) -> None:
    path = folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("name", SHARDS)
def test_a_changed_or_missing_shard_is_one_clear_line(copied: Path, name: str) -> None:
    damaged(copied, name)
    with pytest.raises(ModelError, match=rf"{name}: sha256 is .*config\.json says") as changed:
        MarkingNetwork(copied).logits(PAIRS[:1])
    (copied / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: cannot be read") as missing:
        MarkingNetwork(copied).logits(PAIRS[:1])
    for error in (changed, missing):
        assert isinstance(error.value, FidelityError)  # the command line prints it and exits with 2
        assert "\n" not in str(error.value)


def test_a_number_that_is_none_is_an_error(reader: MarkingNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        return np.full(len(LABELS) + CLAIM_PIECES, np.nan, dtype=np.float32)

    monkeypatch.setattr(MarkingNetwork, "_row", broken)
    with pytest.raises(ModelError, match="reader-mpnet-base gave a number that is none"):
        reader.logits([("never", "asked")])


def test_another_models_card_is_refused(copied: Path) -> None:
    card = json.loads((copied / "config.json").read_text("utf-8"))
    (copied / "config.json").write_text(json.dumps(card | {"labels": ["yes", "no"]}), "utf-8")
    with pytest.raises(ModelError, match="not the configuration of an exported reader"):
        MarkingNetwork(copied).logits(PAIRS[:1])


def test_the_signature_changes_with_any_file(copied: Path, reader: MarkingNetwork) -> None:
    assert reader.signature == MarkingNetwork(copied).signature
    card = json.loads((copied / "config.json").read_text("utf-8"))
    for name in card["sha256"]:
        changed = card | {"sha256": card["sha256"] | {name: "0" * 64}}
        (copied / "config.json").write_text(json.dumps(changed), "utf-8")
        assert MarkingNetwork(copied).signature != reader.signature


@needs_weights
def test_nothing_is_loaded_before_the_first_pair() -> None:
    code = (
        "import sys; from fidelity.judge.marking_network import MarkingNetwork; MarkingNetwork().signature;"
        " print('onnxruntime' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


@needs_weights
def test_no_shard_is_larger_than_30_mb() -> None:
    assert all(path.stat().st_size <= 30_000_000 for path in MODEL_FOLDER.iterdir())
