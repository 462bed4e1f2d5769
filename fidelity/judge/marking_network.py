"""The reader: a cross-encoder of 110 million parameters that also marks which words of a claim are wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fidelity.embed.onnx import MODEL_FOLDER as TOKENIZER_FOLDER
from fidelity.judge.network import LABELS
from fidelity.onnx import OnnxModel, open_mapped_session, replace_surrogates
from fidelity.weights import verified, verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CLAIM_PIECES", "LABELS", "MODEL_FOLDER", "MarkingNetwork", "Reading", "Shown", "shown"]

MODEL_FOLDER = Path(__file__).resolve().parent.parent / "models" / "reader"
CLAIM_PIECES = 128
"""Word pieces of a claim that are read; of a passage, as many from its start as are left."""
CACHED_PAIRS = 8192
"""Pairs whose answers one reader keeps, least recently used dropped first: 524 bytes each."""
START, END = 0, 2
SHIFT = 4
"""MPNet's id of a word piece is MiniLM's, and so many more: its own markers come first."""
MARKERS = 4  # <s> passage </s></s> claim </s>
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader is shown of a pair.

    Attributes:
        ids: Word pieces, markers included.
        first: Place in `ids` of the claim's first piece.
        spans: Of each piece of the claim that is shown, where it stands in the claim, in code points.
    """

    ids: list[int]
    first: int
    spans: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of a pair.

    Attributes:
        logits: In the order of LABELS: float32, shape (3,).
        marks: Log-odds that a word piece of the claim is what is wrong: float32, shape (pieces,), at most
            CLAIM_PIECES of them. Not calibrated.
        spans: Where each of these pieces stands in the claim, in code points.
    """

    logits: NDArray[np.float32]
    marks: NDArray[np.float32]
    spans: list[tuple[int, int]]


def shown(passage: str, claim: str, tokenizer: Any, most: int) -> Shown:
    """Return what a reader of `most` word pieces is shown, from MiniLM's tokenizer, uncut.

    Markers written out in a text are read as ordinary characters; lone surrogates, which are no
    characters, as U+FFFD.
    """
    before, read = (
        tokenizer.encode(replace_surrogates(text), add_special_tokens=False) for text in (passage, claim)
    )
    own = read.ids[:CLAIM_PIECES]
    context = before.ids[: most - MARKERS - len(own)]
    ids = [START, *(i + SHIFT for i in context), END, END, *(i + SHIFT for i in own), END]
    return Shown(ids, len(context) + MARKERS - 1, read.offsets[: len(own)])


class MarkingNetwork(OnnxModel[tuple[str, str]]):
    """Reads pairs of a passage and a claim, each alone: neither neighbours nor threads change a byte.

    Nothing is loaded before the first pair. The weights are mapped, not copied; every file's sha256
    is checked first. The words are cut by the tokenizer that ships with the embedder: the vocabulary
    is the same.

    Args:
        folder: Folder with config.json, model.onnx and its weights, as `python -m
            benchmarks.reader.export` writes them; the shipped one by default.
        threads: Pairs run at once, 1 or more; by default one per available core, 8 at most.
    """

    what = "an exported reader"

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        super().__init__(folder or MODEL_FOLDER, threads, CACHED_PAIRS)

    @property
    def signature(self) -> str:
        """Name and 12 hex digits that stand for every file; the files are verified when loaded."""
        card = self._card()
        every = "".join(card.sha256[name] for name in sorted(card.sha256))
        return f"{card.name}@{hashlib.sha256(every.encode()).hexdigest()[:12]}"

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return one row per (passage, claim), in the order of LABELS: float32, shape (n, 3).

        Raises:
            ModelError: A model file is missing or is not the one that config.json names, or the model
                gave a number that is none.
        """
        return self._rows(pairs)[:, : len(LABELS)]

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return logits and marks of each (passage, claim). Raises ModelError as `logits` does."""
        rows = self._rows(pairs)
        if not pairs:
            return []
        _, tokenizer = self._load()
        most = self._card().max_tokens
        readings = []
        for (_, claim), row in zip(pairs, rows, strict=True):
            spans = shown("", claim, tokenizer, most).spans
            marks = row[len(LABELS) :][: len(spans)]
            readings.append(Reading(row[: len(LABELS)], marks, spans))
        return readings

    def _width(self, card: dict[str, Any]) -> int:
        if tuple(card["labels"]) != LABELS:
            raise ValueError(f"labels are {card['labels']}, not {list(LABELS)}")
        return len(LABELS) + CLAIM_PIECES

    def _prepare(self, tokenizer: Any, most: int) -> None:  # noqa: ARG002 - `shown` cuts, by pair
        tokenizer.no_truncation()
        # A marker that stands in a text is text: it must not end the passage.
        tokenizer.encode_special_tokens = True

    def _open(self) -> tuple[Any, bytes]:
        sha256 = self._card().sha256
        vocabulary = verified(TOKENIZER_FOLDER / TOKENIZER, sha256[TOKENIZER])
        for name in sorted(sha256.keys() - {TOKENIZER}):
            verify(self._folder / name, sha256[name])
        return open_mapped_session(self._folder / "model.onnx"), vocabulary

    def _row(self, item: tuple[str, str], session: Any, tokenizer: Any) -> NDArray[np.float32]:
        import numpy as np

        pair = shown(*item, tokenizer, self._card().max_tokens)
        ids = np.array([pair.ids], dtype=np.int64)
        logits, marks = session.run(
            ["logits", "marks"], {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        )
        row = np.zeros(len(LABELS) + CLAIM_PIECES, dtype=np.float32)
        row[: len(LABELS)] = logits[0]
        own = marks[0, pair.first : pair.first + len(pair.spans)]
        row[len(LABELS) :][: len(own)] = own
        return row
