"""Models that ship in the package, on ONNX Runtime: loaded when first asked, the same bytes every time."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from fidelity.errors import ModelError
from fidelity.weights import MAX_THREADS, REMEDY, Recent, available_cores, read_card, verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.float32]

__all__ = [
    "OnnxModel",
    "load_onnxruntime",
    "open_mapped_session",
    "open_session",
    "replace_surrogates",
    "without_warnings",
]

MODEL_FILES = ("model.onnx", "tokenizer.json")
LOG_ERRORS_ONLY = 3

Item = TypeVar("Item")


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
    return _session(model)


def open_mapped_session(path: Path) -> Any:
    """Return a session as `open_session` does, of a file whose tensors stand in files beside it.

    The runtime maps those into memory: pages are read when they are needed, and shared by processes.
    """
    return _session(str(path))


def _session(model: bytes | str) -> Any:
    runtime = load_onnxruntime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = LOG_ERRORS_ONLY
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What config.json says of the model beside it.

    Attributes:
        name: The model's.
        max_tokens: Word pieces that it reads, markers counted.
        sha256: Of each of MODEL_FILES, and of what other files the model needs.
        width: Numbers that it gives for an item.
    """

    name: str
    max_tokens: int
    sha256: dict[str, str]
    width: int


class OnnxModel(ABC, Generic[Item]):
    """One row of numbers for each item, with the model in a folder.

    Each item runs alone, without padding, several at once on threads: its row is the same bytes
    whatever the other items, their order and the number of threads. Nothing is loaded before the first
    item. Safe to share between threads, and to pickle (a copy loads again).

    Args:
        folder: Folder with model.onnx, tokenizer.json and config.json.
        threads: Items run at once, 1 or more; by default one per available core, 8 at most.
        kept: Items whose rows are kept, least recently used dropped first.
    """

    what: ClassVar[str]
    """What config.json must be the configuration of, for the message where it is not."""

    def __init__(self, folder: Path, threads: int | None, kept: int) -> None:
        self._folder = Path(folder)
        self._threads = min(available_cores(), MAX_THREADS) if threads is None else max(1, threads)
        self._lock = threading.Lock()
        self._card_read: ModelCard | None = None
        self._loaded: tuple[Any, Any] | None = None
        self._cache: Recent[Item, Row] = Recent(kept)

    def __reduce__(self) -> tuple[type[OnnxModel[Item]], tuple[Path, int]]:
        return type(self), (self._folder, self._threads)

    @property
    def name(self) -> str:
        """The model's name, from config.json. Raises ModelError without a readable one."""
        return self._card().name

    @property
    def signature(self) -> str:
        """Name and first 12 hex digits of the sha256 of the weights, verified when they are loaded."""
        card = self._card()
        return f"{card.name}@{card.sha256['model.onnx'][:12]}"

    @abstractmethod
    def _width(self, card: dict[str, Any]) -> int:
        """Return how wide a row is. Raises ValueError, KeyError or TypeError on another model's card."""

    @abstractmethod
    def _prepare(self, tokenizer: Any, most: int) -> None:
        """Set the tokenizer up for a model that reads `most` word pieces."""

    @abstractmethod
    def _row(self, item: Item, session: Any, tokenizer: Any) -> Row:
        """Run the model on one item: float32, shape (card.width,)."""

    def _rows(self, items: Sequence[Item]) -> Row:
        """Return one row per item: float32, shape (len(items), card.width).

        Raises ModelError where a model file is missing or is not the one that config.json names, and
        where the model gives NaN or infinity.
        """
        import numpy as np

        if not items:
            return np.zeros((0, self._card().width), dtype=np.float32)
        known = self._cache.recall(items)
        missing = [item for item in dict.fromkeys(items) if item not in known]
        if missing:
            session, tokenizer = self._load()

            def run(item: Item) -> Row:
                row = self._row(item, session, tokenizer)
                if not np.isfinite(row).all():
                    raise ModelError(f"{self._folder}: {self.name} gave a number that is none; {REMEDY}")
                return row

            if self._threads == 1 or len(missing) == 1:
                rows = [run(item) for item in missing]
            else:
                with ThreadPoolExecutor(min(self._threads, len(missing))) as pool:
                    rows = list(pool.map(run, missing))
            fresh = dict(zip(missing, rows, strict=True))
            self._cache.remember(fresh.items())
            known.update(fresh)
        return np.stack([known[item] for item in items])

    def _card(self) -> ModelCard:
        if self._card_read is None:

            def make(table: dict[str, Any]) -> ModelCard:
                return ModelCard(
                    name=str(table["name"]),
                    max_tokens=int(table["max_tokens"]),
                    sha256={file: str(table["sha256"][file]) for file in (*MODEL_FILES, *table["sha256"])},
                    width=self._width(table),
                )

            self._card_read = read_card(self._folder / "config.json", self.what, make)
        return self._card_read

    def _load(self) -> tuple[Any, Any]:
        """Return the session and the tokenizer; made once."""
        with self._lock:
            if self._loaded is None:
                from tokenizers import Tokenizer

                session, vocabulary = self._open()
                tokenizer = Tokenizer.from_buffer(vocabulary)
                tokenizer.no_padding()
                self._prepare(tokenizer, self._card().max_tokens)
                self._loaded = session, tokenizer
            return self._loaded

    def _open(self) -> tuple[Any, bytes]:
        """Return the session and the tokenizer's file, made from the very bytes that were verified."""
        sha256 = self._card().sha256
        weights, vocabulary = (verified(self._folder / file, sha256[file]) for file in MODEL_FILES)
        return open_session(weights), vocabulary


def replace_surrogates(text: str) -> str:
    """Return `text` with each lone surrogate as U+FFFD; a tokenizer takes valid Unicode only."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
