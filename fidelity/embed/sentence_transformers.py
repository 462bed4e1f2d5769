"""Any sentence-transformers model as the embedder; needs the extra of the same name."""

from __future__ import annotations

import hashlib
import math
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from fidelity.errors import ConfigError, MissingExtraError
from fidelity.onnx import replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LIBRARY", "LibraryModel", "SentenceTransformersEmbedder"]

LIBRARY = "sentence-transformers"
PATH_STARTS = (".", "~", os.sep)


class LibraryModel:
    """A model that the sentence-transformers library loads, and not before it is needed.

    The device is the CPU unless another is named, since a GPU's last bits are its own. Safe to
    share between threads, which take turns, and to pickle.

    Args:
        name_or_path: A folder that holds a model, which is read without any network, or the name
            of one on the Hugging Face hub, which the library downloads unless it has it.
        device: A torch device, such as "cpu" or "cuda:0".
    """

    KIND: ClassVar[str]
    """What an error calls it."""
    LOADER: ClassVar[str]
    """The class of the library that loads it."""

    def __init__(self, name_or_path: str, device: str = "cpu") -> None:
        self._name_or_path = name_or_path
        self._device = device
        self._lock = threading.Lock()
        self._loaded: Any = None
        self._weights = ""

    def __reduce__(self) -> tuple[type[LibraryModel], tuple[str, str]]:
        return type(self), (self._name_or_path, self._device)

    @property
    def name(self) -> str:
        """`sentence-transformers:` and the hub name, or the folder's own name without its path."""
        folder = Path(self._name_or_path).expanduser()
        return f"{LIBRARY}:{folder.resolve().name if folder.is_dir() else self._name_or_path}"

    @property
    def signature(self) -> str:
        """Name and first 12 hex digits of a sha256 over the weights. Loads the model."""
        with self._lock:
            model = self._model()
            if not self._weights:
                self._weights = _hash_of_weights(model)
        return f"{self.name}@{self._weights[:12]}"

    def _model(self) -> Any:
        if self._loaded is None:
            what = f'{self.KIND} "{LIBRARY}:{self._name_or_path}"'
            self._loaded = _load(self.LOADER, what, self._name_or_path, self._device)
        return self._loaded


class SentenceTransformersEmbedder(LibraryModel):
    """Embeds texts with a model that the sentence-transformers library loads.

    Each text runs alone: padding to a neighbour's length moves the last bits of a vector.
    """

    KIND = "embedder"
    LOADER = "SentenceTransformer"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text: float32, shape (len(texts), dimension).

        A text longer than the model reads is halved at a space until each part fits; its row is
        the mean of the parts' vectors weighted by their tokens, normalised again. Lone
        surrogates, which are no characters, are read as U+FFFD.

        Raises:
            MissingExtraError: sentence-transformers is not installed.
            ConfigError: The model cannot be loaded.
        """
        import numpy as np

        with self._lock:
            model = self._model()
            if not texts:
                dimension = model.get_embedding_dimension() or 0
                return np.zeros((0, dimension), dtype=np.float32)
            rows = {text: _embed_one(model, text) for text in dict.fromkeys(texts)}
        return np.stack([rows[text] for text in texts])


def _load(loader: str, what: str, name_or_path: str, device: str) -> Any:
    """Return what the library's class called `loader` makes of a model, in evaluation mode."""
    folder = Path(name_or_path).expanduser()
    if not folder.is_dir() and name_or_path.startswith(PATH_STARTS):
        raise ConfigError(f"{what}: there is no such folder")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        import sentence_transformers
        from transformers.utils.logging import disable_progress_bar
    except ImportError as error:
        raise MissingExtraError(what, LIBRARY) from error
    disable_progress_bar()  # type: ignore[no-untyped-call, unused-ignore]
    load = getattr(sentence_transformers, loader)
    try:
        if folder.is_dir():
            return load(str(folder), device=device, local_files_only=True).eval()
        return load(name_or_path, device=device).eval()
    except Exception as error:  # whatever a model folder or the hub can raise
        cause = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise ConfigError(
            f"{what} cannot be loaded: {cause}; "
            "name a folder that holds a model, or a model of the hub that this machine can reach"
        ) from error


def _embed_one(model: Any, text: str) -> NDArray[np.float32]:
    import numpy as np

    parts = list(_windows(model, replace_surrogates(text)))
    vectors = model.encode(
        [part for part, _ in parts],
        batch_size=1,
        convert_to_numpy=True,
        normalize_embeddings=True,
        show_progress_bar=False,
    ).astype(np.float32)
    if len(parts) == 1:
        row: NDArray[np.float32] = vectors[0]
        return row
    weights = np.array([tokens for _, tokens in parts], dtype=np.float32)
    total: NDArray[np.float32] = weights @ vectors
    return total / np.float32(np.linalg.norm(total))


def _windows(model: Any, text: str) -> Iterator[tuple[str, int]]:
    """Yield parts of `text` that the model reads whole, each with its number of tokens.

    The library cuts a longer text in silence, at `max_seq_length` tokens with the markers.
    """
    limit = model.max_seq_length
    if limit is None or math.isinf(limit):
        yield text, 1
        return
    pending = [text]
    while pending:
        part = pending.pop()
        tokens = len(model.tokenizer.encode(part, verbose=False))
        if tokens <= limit or len(part) < 2:
            yield part, tokens
            continue
        middle = len(part) // 2
        # A space within the half, so that a text without any still shrinks by half a step.
        space = part.rfind(" ", middle // 2, middle)
        cut = middle if space < 0 else space
        pending += [part[cut:], part[:cut]]


def _hash_of_weights(model: Any) -> str:
    """Return the sha256, in hex, over names, types, shapes and values in the order of names."""
    import torch

    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        flat = tensor.detach().cpu().contiguous()
        digest.update(f"{key} {flat.dtype} {tuple(flat.shape)}\n".encode())
        # As bytes, because numpy has no bfloat16.
        digest.update(flat.flatten().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
