"""The network of the judge: what its logits may and may not depend on.

With the shipped weights; where an installation has none, with random ones if `onnx` is installed.
"""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from fidelity.errors import ModelError
from fidelity.judge import network as network_module
from fidelity.judge.network import MODEL_FOLDER, OnnxNetwork

ROOT = Path(__file__).resolve().parent.parent.parent
PASSAGE = "The harbour authority approved a wall along the north quay on Tuesday. It costs 18 million euros."
PAIRS = [
    (PASSAGE, "A wall at the north quay was approved."),
    (PASSAGE, "The wall was rejected."),
    ("It rained.", "A new bridge will open in spring, the council said on Monday evening."),
    (PASSAGE * 8, "The council approved it. | It costs 18 million euros."),
    ("", "Nothing is known."),
    (PASSAGE, ""),
]
WORDS_OF_A_BOOK = 200_000
MOST_SECONDS = 60.0


@pytest.fixture(scope="module")
def folder() -> Path:
    return MODEL_FOLDER


@pytest.fixture(scope="module")
def network(folder: Path) -> OnnxNetwork:
    return OnnxNetwork(folder)


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "model"))


def test_a_row_of_three_logits_a_pair(network: OnnxNetwork) -> None:
    logits = network.logits(PAIRS)
    assert logits.shape == (len(PAIRS), 3)
    assert logits.dtype == np.float32
    assert np.isfinite(logits).all()
    assert network.logits([]).shape == (0, 3)


def test_passage_and_claim_are_told_apart(network: OnnxNetwork) -> None:
    one, other = network.logits([PAIRS[0], PAIRS[0][::-1]])
    assert np.abs(one - other).max() > 1e-3


def test_logits_depend_on_the_pair_alone(folder: Path) -> None:
    """Neighbours, order, repetition and threads leave a pair's bytes as they are."""
    alone = {pair: OnnxNetwork(folder, threads=1).logits([pair])[0] for pair in PAIRS}
    for threads, pairs in ((1, PAIRS), (2, PAIRS[::-1]), (4, [*PAIRS, *PAIRS[::-1], PAIRS[0]])):
        rows = OnnxNetwork(folder, threads=threads).logits(pairs)
        assert [row.tobytes() for row in rows] == [alone[pair].tobytes() for pair in pairs]


def test_a_second_answer_is_the_first_one(folder: Path, network: OnnxNetwork) -> None:
    """Computed or remembered, here or in a pickled copy: the same bytes."""
    first = network.logits(PAIRS).tobytes()
    assert network.logits(PAIRS).tobytes() == first
    assert OnnxNetwork(folder).logits(PAIRS).tobytes() == first
    assert pickle.loads(pickle.dumps(network)).logits(PAIRS).tobytes() == first


def test_remembered_rows_cannot_be_changed_from_outside(network: OnnxNetwork) -> None:
    rows = network.logits(PAIRS[:1])
    before = rows.tobytes()
    rows[:] = 0
    assert network.logits(PAIRS[:1]).tobytes() == before


def test_each_pair_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeated pairs are not read again while they are remembered; the oldest is forgotten first."""
    monkeypatch.setattr(network_module, "CACHED_PAIRS", 2)
    small = OnnxNetwork(folder)
    read: list[tuple[str, str]] = []
    once = small._row  # noqa: SLF001 - what is read cannot be seen from outside

    def watched(pair: tuple[str, str], *tools: object) -> np.ndarray:
        read.append(pair)
        return once(pair, *tools)

    monkeypatch.setattr(small, "_row", watched)
    small.logits([PAIRS[0], PAIRS[1], PAIRS[0]])
    assert sorted(read) == sorted(PAIRS[:2])
    small.logits([PAIRS[2]])
    small.logits([PAIRS[1], PAIRS[0]])
    assert sorted(read) == sorted([*PAIRS[:3], PAIRS[0]])


def test_threads_may_share_a_network(folder: Path, network: OnnxNetwork) -> None:
    shared = OnnxNetwork(folder)
    with ThreadPoolExecutor(4) as pool:
        got = set(pool.map(lambda _: shared.logits(PAIRS).tobytes(), range(4)))
    assert got == {network.logits(PAIRS).tobytes()}


HOSTILE = [
    "\ud800",
    "\x00\x01\x1b[31m",
    "🙂" * 300,
    "\u200b\u200d\ufeff\u202e",
    "x" * 5000,
    "预算已获批准。",
    " \t\n ",
    "é̂" * 50,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_string_holds_is_read(network: OnnxNetwork, text: str) -> None:
    assert np.isfinite(network.logits([(text, PASSAGE), (PASSAGE, text)])).all()


def test_a_lone_surrogate_reads_as_a_replacement_character(network: OnnxNetwork) -> None:
    one, other = network.logits([("a \ud83d b", "c"), ("a \ufffd b", "c")])
    assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("marker", ["[SEP]", "[CLS]", "[PAD]", "[MASK]", "[UNK]"])
def test_a_marker_in_a_text_is_text(network: OnnxNetwork, marker: str) -> None:
    """It is read as its characters, so no text can end the passage and start a claim of its own."""
    spelt = f"{marker[0]} {marker[1:-1]} {marker[-1]}"
    pairs = [(f"{PASSAGE} {text} It is so.", f"The wall {text} costs.") for text in (marker, spelt)]
    one, other = network.logits(pairs)
    assert one.tobytes() == other.tobytes()


def test_a_long_passage_loses_its_end_and_a_long_claim_does_not_crowd_it_out(network: OnnxNetwork) -> None:
    claim = PAIRS[0][1]
    long = "The wall is high. " * 200
    logits = network.logits([
        (PASSAGE + long, claim), (PASSAGE + long + "It fell.", claim),
        (PASSAGE, "wall " * 5000), (PASSAGE, "wall " * 5000 + "fell"), ("It rained.", "wall " * 5000),
    ])  # fmt: skip
    assert logits[0].tobytes() == logits[1].tobytes()
    assert logits[2].tobytes() == logits[3].tobytes()
    assert logits[2].tobytes() != logits[4].tobytes()


def test_a_book_for_a_passage_takes_bounded_time(network: OnnxNetwork) -> None:
    start = time.monotonic()
    words = "The harbour wall is high and long. " * (WORDS_OF_A_BOOK // 7)
    assert np.isfinite(network.logits([(words, PAIRS[0][1])])).all()
    assert time.monotonic() - start < MOST_SECONDS


def test_the_signature_names_the_weights(folder: Path, network: OnnxNetwork) -> None:
    card = json.loads((folder / "config.json").read_text("utf-8"))
    assert network.signature == f"{card['name']}@{card['sha256']['model.onnx'][:12]}"


def test_the_files_are_small(folder: Path) -> None:
    """Model and tokenizer stay within 25 MB."""
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 25_000_000


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_changed_file_is_refused(copied: Path, name: str) -> None:
    with (copied / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(
        ModelError, match=rf"{name}: sha256 is \w{{12}}…, config.json says .*; reinstall"
    ) as caught:
        OnnxNetwork(copied).logits(PAIRS)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: cannot be read \(No such file") as caught:
        OnnxNetwork(copied).logits(PAIRS)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_a_broken_card_is_refused(copied: Path, text: str) -> None:
    (copied / "config.json").write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"config.json: not the configuration of an exported judge"):
        _ = OnnxNetwork(copied).signature


def test_labels_in_another_order_are_refused(copied: Path) -> None:
    card = json.loads((copied / "config.json").read_text("utf-8"))
    card["labels"].reverse()
    (copied / "config.json").write_text(json.dumps(card), "utf-8")
    with pytest.raises(ModelError, match=r"an exported judge \(labels are \['neutral', "):
        _ = OnnxNetwork(copied).signature


def test_nothing_is_loaded_before_the_first_pair() -> None:
    code = (
        "import sys; from fidelity.judge.network import OnnxNetwork; OnnxNetwork(); "
        "print(sorted(set(sys.modules) & {'onnxruntime', 'tokenizers', 'torch'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
