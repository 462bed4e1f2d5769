"""An embedder with a memory answers what the embedder would, and asks it once for each text."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from fidelity import memory
from fidelity.embed.remembering_embedder import RememberingEmbedder
from fidelity.errors import InputError


class Counting:
    """Embeds a text as its length and first letter, and counts."""

    name = "counting"

    def __init__(self, signature: str = "counting@1") -> None:
        self.signature = signature
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        rows = [[len(text), ord(text[0]), 1 / 3] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 3)


def test_each_text_is_embedded_once() -> None:
    inner = Counting()
    embedder = RememberingEmbedder(inner)
    first = embedder.embed(["b", "a", "b"])
    np.testing.assert_array_equal(first, Counting().embed(["b", "a", "b"]))
    np.testing.assert_array_equal(embedder.embed(["a", "c"]), Counting().embed(["a", "c"]))
    assert inner.asked == ["b", "a", "c"]
    assert embedder.embed([]).shape == (0, 3)
    assert (embedder.name, embedder.signature) == ("counting", "counting@1")


def test_a_file_outlives_the_run_bit_by_bit(tmp_path: Path) -> None:
    file = tmp_path / "new" / "memory.sqlite"
    one = RememberingEmbedder(Counting(), file)
    before = one.embed(["a lone surrogate \ud800", "b"])
    one.save()
    inner = Counting()
    after = RememberingEmbedder(inner, file).embed(["a lone surrogate \ud800", "b"])
    assert inner.asked == []
    assert before.tobytes() == after.tobytes()
    assert after.dtype == np.float32


def test_another_model_is_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    one = RememberingEmbedder(Counting(), file)
    one.embed(["a"])
    one.save()
    inner = Counting("counting@2")
    RememberingEmbedder(inner, file).embed(["a"])
    assert inner.asked == ["a"]


def test_two_may_write_to_one_file(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    writers = [RememberingEmbedder(Counting(), file) for _ in range(2)]
    for writer, text in zip(writers, "ab", strict=True):
        writer.embed([text, "c"])
    for writer in writers:
        writer.save()
    inner = Counting()
    RememberingEmbedder(inner, file).embed(["a", "b", "c"])
    assert inner.asked == []


def test_it_writes_by_itself_when_much_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "WAITING", 3)
    monkeypatch.setattr(memory, "KEPT", 2)
    file = tmp_path / "memory.sqlite"
    inner = Counting()
    embedder = RememberingEmbedder(inner, file)
    embedder.embed(["a", "b", "c", "d"])
    assert file.exists()
    embedder.embed(["a", "b", "c", "d"])
    assert len(inner.asked) == 4


def test_a_copy_for_another_process_has_the_same_file(tmp_path: Path) -> None:
    copy = pickle.loads(pickle.dumps(RememberingEmbedder(Counting(), tmp_path / "m.sqlite")))
    assert copy.file == tmp_path / "m.sqlite"
    assert copy.embed(["a"]).shape == (1, 3)


@pytest.mark.parametrize("data", [b"not a database at all, but long enough to be looked at" * 20])
def test_a_file_that_is_none_is_one_clear_line(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "story.md"
    file.write_bytes(data)
    with pytest.raises(InputError, match=r"story\.md: cannot be used as a memory of embeddings"):
        RememberingEmbedder(Counting(), file).embed(["a"])
    assert file.read_bytes() == data
