"""The default embedder: all-MiniLM-L6-v2 from weights that ship in the package, on ONNX Runtime."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fidelity.weights import Recent, available_cores, read_card, verified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "CACHED_TEXTS",
    "OnnxEmbedder",
    "load_onnxruntime",
    "open_session",
    "replace_surrogates",
    "without_warnings",
]

MODEL_FOLDER = Path(__file__).resolve().parent.parent / "models" / "all-minilm-l6-v2"
MODEL_FILES = ("model.onnx", "tokenizer.json")
CACHED_TEXTS = 8192
"""Vectors kept by one embedder, least recently used dropped first: 12.6 MB of float32 when full."""
LOG_ERRORS_ONLY = 3


def load_onnxruntime() -> Any:
    """Import onnxruntime with its telemetry and its warnings off.

    From version 1.29 the released wheels keep a device id under the home folder and send events
    over HTTPS unless `ORT_DISABLE_TELEMETRY` is set before the first import (its Privacy.md), so
    nothing else in this package may import onnxruntime directly.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    with without_warnings():
        import onnxruntime

    onnxruntime.set_default_logger_severity(LOG_ERRORS_ONLY)
    # For a process that had imported it before us, and for Windows builds.
    onnxruntime.disable_telemetry_events()
    return onnxruntime


@contextlib.contextmanager
def without_warnings() -> Iterator[None]:
    """Drop onnxruntime's own warnings from file descriptor 2; pass on the rest afterwards.

    Versions 1.23 and later look for GPUs while they are imported, before a log level can be set,
    and warn where there is a display without one (microsoft/onnxruntime#26763).
    """
    try:
        stderr = os.dup(2)
    except OSError:  # a service may run without one
        yield
        return
    with tempfile.TemporaryFile() as kept:
        os.dup2(kept.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
            kept.seek(0)
            for line in kept:
                if b"[W:onnxruntime" not in line:
                    os.write(2, line)


def open_session(model: bytes) -> Any:
    """Return a CPU session that runs an ONNX file as it was exported, in one thread.

    The same text must give the same vector on every machine, so:

    - Stored int8 weights are unpacked once, at load, and computed with in float32. Left to
      itself the runtime would round activations to int8 as well, in kernels that differ between
      processors by up to 0.007 of a cosine; float32 differs by 0.000001 (docs/decisions/0002).
    - Only basic optimisations: later versions may fuse more, and differently.
    - One thread inside an operator. Parallelism comes from running several texts at once, which
      gives the same bytes for any number of threads and leaves no thread pool to break on a fork.
    """
    runtime = load_onnxruntime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = LOG_ERRORS_ONLY
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, slots=True)
class _Card:
    """What config.json says of the model beside it."""

    name: str
    dimension: int
    max_tokens: int
    sha256: dict[str, str]

    @classmethod
    def of(cls, card: dict[str, Any]) -> _Card:
        return cls(
            name=str(card["name"]),
            dimension=int(card["dim"]),
            max_tokens=int(card["max_tokens"]),
            sha256={file: str(card["sha256"][file]) for file in MODEL_FILES},
        )


class OnnxEmbedder:
    """Embeds texts with the shipped model, or with one that `export_embedder.py` wrote.

    Each text runs alone, without padding, so its vector depends on nothing but the text; at these
    lengths a batch would save no time. Nothing is loaded before the first text. Safe to share
    between threads, and to pickle (a copy loads again).

    Args:
        folder: Folder with model.onnx, tokenizer.json and config.json; the shipped one by default.
        threads: Texts run at once, 1 or more; by default one per available core, 8 at most.
    """

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        self._folder = MODEL_FOLDER if folder is None else Path(folder)
        self._threads = available_cores() if threads is None else max(1, threads)
        self._lock = threading.Lock()
        self._card_read: _Card | None = None
        self._loaded: tuple[Any, Any] | None = None
        self._cache: Recent[str, NDArray[np.float32]] = Recent(CACHED_TEXTS)

    def __reduce__(self) -> tuple[type[OnnxEmbedder], tuple[Path, int]]:
        return OnnxEmbedder, (self._folder, self._threads)

    @property
    def name(self) -> str:
        """The model's name, from config.json. Raises ModelError without a readable one."""
        return self._card().name

    @property
    def signature(self) -> str:
        """Name and first 12 hex digits of the sha256 of the weights, which `embed` verifies."""
        card = self._card()
        return f"{card.name}@{card.sha256['model.onnx'][:12]}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text: float32, shape (len(texts), 384).

        A text longer than the model reads (256 word pieces, 2 of them markers) is cut into
        windows; its row is the mean of their vectors weighted by word pieces, normalised again.
        Lone surrogates, which are no characters, are read as U+FFFD.

        Raises:
            ModelError: A model file is missing or is not the one that config.json names.
        """
        import numpy as np

        card = self._card()
        if not texts:
            return np.zeros((0, card.dimension), dtype=np.float32)
        known = self._cache.recall(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            self._load()
            if self._threads == 1 or len(missing) == 1:
                rows = [self._embed_one(text) for text in missing]
            else:
                with ThreadPoolExecutor(min(self._threads, len(missing))) as pool:
                    rows = list(pool.map(self._embed_one, missing))
            fresh = dict(zip(missing, rows, strict=True))
            self._cache.remember(fresh.items())
            known.update(fresh)
        return np.stack([known[text] for text in texts])

    def _embed_one(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        session, tokenizer = self._load()
        encoding = tokenizer.encode(replace_surrogates(text))
        windows = [encoding, *encoding.overflowing]
        total: NDArray[np.float32] | None = None
        for window in windows:
            ids = np.array([window.ids], dtype=np.int64)
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            row: NDArray[np.float32] = session.run(["embedding"], feed)[0][0]
            if len(windows) == 1:
                return row
            weighted = row * np.float32(len(window.ids))
            total = weighted if total is None else total + weighted
        assert total is not None
        return total / np.float32(np.linalg.norm(total))

    def _card(self) -> _Card:
        if self._card_read is None:
            self._card_read = read_card(self._folder / "config.json", "an exported embedder", _Card.of)
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
                # The windows of a long text come back as `overflowing`, each with its markers.
                tokenizer.enable_truncation(card.max_tokens)
                tokenizer.no_padding()
                self._loaded = open_session(weights), tokenizer
            return self._loaded


def replace_surrogates(text: str) -> str:
    """Return `text` with each lone surrogate as U+FFFD; a tokenizer takes valid Unicode only."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
