"""An embedder with a memory: each text is embedded once, in this run and in later ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fidelity.memory import Memory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fidelity.protocols import Embedder

__all__ = ["RememberingEmbedder"]


class RememberingEmbedder:
    """Asks `inner` for what it has not embedded before; safe to pickle, one process at a time each.

    With `file` the vectors outlive the run (see `Memory`).
    """

    def __init__(self, inner: Embedder, file: Path | None = None) -> None:
        self.inner, self.file = inner, file
        self._memory = Memory(file)

    def __reduce__(self) -> tuple[type[RememberingEmbedder], tuple[Embedder, Path | None]]:
        return RememberingEmbedder, (self.inner, self.file)

    @property
    def name(self) -> str:
        """The inner embedder's name."""
        return self.inner.name

    @property
    def signature(self) -> str:
        """The inner embedder's signature: the vectors are its own."""
        return self.inner.signature

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, as `inner` does: float32, shape (len(texts), dimension).

        Raises InputError where the file is no such memory, or cannot be read or written.
        """
        if not texts:
            return self.inner.embed(texts)
        return self._memory.rows(self.signature, texts, str, self.inner.embed)

    def save(self) -> None:
        """Write what waits for the file; without a file there is nothing to do."""
        self._memory.save()
