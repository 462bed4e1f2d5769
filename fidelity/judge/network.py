"""The cross-encoder that ships in the package, on ONNX Runtime: a passage and a claim to three logits."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fidelity.embed.onnx import open_session, replace_surrogates
from fidelity.weights import Recent, available_cores, read_card, verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CACHED_PAIRS", "LABELS", "MODEL_FOLDER", "OnnxNetwork"]

LABELS = ("contradiction", "entailment", "neutral")
"""What the columns of the logits stand for."""
MODEL_FOLDER = Path(__file__).resolve().parent.parent / "models" / "judge"
MODEL_FILES = ("model.onnx", "tokenizer.json")
CACHED_PAIRS = 8192
"""Pairs whose logits one network keeps, least recently used dropped first."""
MARKERS = 3  # one before the passage, one behind it, one behind the claim


@dataclass(frozen=True, slots=True)
class _Card:
    """What config.json says of the model beside it."""

    name: str
    max_tokens: int
    sha256: dict[str, str]

    @classmethod
    def of(cls, card: dict[str, Any]) -> _Card:
        if tuple(card["labels"]) != LABELS:
            raise ValueError(f"labels are {card['labels']}, not {list(LABELS)}")
        return cls(
            name=str(card["name"]),
            max_tokens=int(card["max_tokens"]),
            sha256={file: str(card["sha256"][file]) for file in MODEL_FILES},
        )


class OnnxNetwork:
    """Reads pairs of a passage and a claim with the shipped network, or with an exported one.

    Each pair runs alone, without padding, several at once on threads: its logits are the same
    bytes whatever the other pairs, their order and the number of threads. A batch would save no
    time: of 32 pairs of 136 to 196 word pieces, sorted by length, one thread took 66 ms a pair alone
    and 64 to 81 in batches of 2, 68 to 79 in batches of 4, 76 to 86 in batches of 8. Nothing is
    loaded before the first pair. Safe to share between threads, and to pickle (a copy loads again).

    Args:
        folder: Folder with model.onnx, tokenizer.json and config.json, as `python -m
            benchmarks.judge.export` writes them; the shipped one by default.
        threads: Pairs run at once, 1 or more; by default one per available core, 8 at most.
    """

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        self._folder = MODEL_FOLDER if folder is None else Path(folder)
        self._threads = available_cores() if threads is None else max(1, threads)
        self._lock = threading.Lock()
        self._card_read: _Card | None = None
        self._loaded: tuple[Any, Any] | None = None
        self._cache: Recent[tuple[str, str], NDArray[np.float32]] = Recent(CACHED_PAIRS)

    def __reduce__(self) -> tuple[type[OnnxNetwork], tuple[Path, int]]:
        return OnnxNetwork, (self._folder, self._threads)

    @property
    def name(self) -> str:
        """The network's name, from config.json. Raises ModelError without a readable one."""
        return self._card().name

    @property
    def signature(self) -> str:
        """Name and first 12 hex digits of the sha256 of the weights, which `logits` verifies."""
        card = self._card()
        return f"{card.name}@{card.sha256['model.onnx'][:12]}"

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return one row per (passage, claim), in the order of LABELS: float32, shape (n, 3).

        The network reads `max_tokens` word pieces (config.json), three of them markers. Of a claim
        it is shown at most the first half of them, of a passage as many from its start as are
        left: it is the passage that is cut, unless a claim alone is that long. Markers written
        out in a text ("[SEP]") are read as ordinary characters; lone surrogates, which are no
        characters, as U+FFFD.

        Raises:
            ModelError: A model file is missing or is not the one that config.json names.
        """
        import numpy as np

        if not pairs:
            return np.zeros((0, len(LABELS)), dtype=np.float32)
        known = self._cache.recall(pairs)
        missing = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        if missing:
            self._load()
            if self._threads == 1 or len(missing) == 1:
                rows = [self._read(pair) for pair in missing]
            else:
                with ThreadPoolExecutor(min(self._threads, len(missing))) as pool:
                    rows = list(pool.map(self._read, missing))
            fresh = dict(zip(missing, rows, strict=True))
            self._cache.remember(fresh.items())
            known.update(fresh)
        return np.stack([known[pair] for pair in pairs])

    def _read(self, pair: tuple[str, str]) -> NDArray[np.float32]:
        import numpy as np

        session, tokenizer = self._load()
        room = self._card().max_tokens
        passage, claim = (
            tokenizer.encode(replace_surrogates(text), add_special_tokens=False).ids for text in pair
        )
        claim = claim[: room // 2]
        passage = passage[: room - len(claim) - MARKERS]
        start, end = (tokenizer.token_to_id(marker) for marker in ("[CLS]", "[SEP]"))
        ids = np.array([[start, *passage, end, *claim, end]], dtype=np.int64)
        types = np.zeros_like(ids)
        types[0, len(passage) + 2 :] = 1
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        row: NDArray[np.float32] = session.run(["logits"], feed)[0][0]
        return row

    def _card(self) -> _Card:
        if self._card_read is None:
            path = self._folder / "config.json"
            self._card_read = read_card(path, "an exported judge", _Card.of)
        return self._card_read

    def _load(self) -> tuple[Any, Any]:
        """Return the session and the tokenizer, made from the very bytes that were verified."""
        with self._lock:
            if self._loaded is None:
                from tokenizers import Tokenizer

                card = self._card()
                weights, vocabulary = (
                    verified(self._folder / file, card.sha256[file]) for file in MODEL_FILES
                )
                tokenizer = Tokenizer.from_buffer(vocabulary)
                tokenizer.no_truncation()
                tokenizer.no_padding()
                # A marker that stands in a text is text: it must not end the passage.
                tokenizer.encode_special_tokens = True
                self._loaded = open_session(weights), tokenizer
            return self._loaded
