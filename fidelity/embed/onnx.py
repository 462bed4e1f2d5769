"""The default embedder: all-MiniLM-L6-v2 from weights that ship in the package, on ONNX Runtime."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fidelity.onnx import OnnxModel, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CACHED_TEXTS", "MODEL_FOLDER", "OnnxEmbedder"]

MODEL_FOLDER = Path(__file__).resolve().parent.parent / "models" / "all-minilm-l6-v2"
CACHED_TEXTS = 8192
"""Vectors kept by one embedder, least recently used dropped first: 12.6 MB of float32 when full."""


class OnnxEmbedder(OnnxModel[str]):
    """Embeds texts with the shipped model, or with one that `export_embedder.py` wrote.

    Each text runs alone, so its vector depends on nothing but the text; at these lengths a batch
    would save no time.

    Args:
        folder: Folder with model.onnx, tokenizer.json and config.json; the shipped one by default.
        threads: Texts run at once, 1 or more; by default one per available core, 8 at most.
    """

    what = "an exported embedder"

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        super().__init__(folder or MODEL_FOLDER, threads, CACHED_TEXTS)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text: float32, shape (len(texts), 384).

        A text longer than the model reads (256 word pieces, 2 of them markers) is cut into
        windows; its row is the mean of their vectors weighted by word pieces, normalised again.
        Lone surrogates, which are no characters, are read as U+FFFD.

        Raises:
            ModelError: A model file is missing or is not the one that config.json names.
        """
        return self._rows(texts)

    def _width(self, card: dict[str, Any]) -> int:
        return int(card["dim"])

    def _prepare(self, tokenizer: Any, most: int) -> None:
        # The windows of a long text come back as `overflowing`, each with its markers.
        tokenizer.enable_truncation(most)

    def _row(self, item: str, session: Any, tokenizer: Any) -> NDArray[np.float32]:
        import numpy as np

        encoding = tokenizer.encode(replace_surrogates(item))
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
