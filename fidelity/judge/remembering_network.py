"""A network with a memory: each pair is read once, in this run and in later ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fidelity.memory import Memory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fidelity.protocols import Network

__all__ = ["RememberingNetwork"]


class RememberingNetwork:
    """Asks `inner` for pairs that it has not read before; safe to pickle, one process at a time each.

    With `file` the logits outlive the run (see `Memory`).
    """

    def __init__(self, inner: Network, file: Path | None = None) -> None:
        self.inner, self.file = inner, file
        self._memory = Memory(file)

    def __reduce__(self) -> tuple[type[RememberingNetwork], tuple[Network, Path | None]]:
        return RememberingNetwork, (self.inner, self.file)

    @property
    def signature(self) -> str:
        """The inner network's signature: the logits are its own."""
        return self.inner.signature

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return one row per pair, as `inner` does: float32, shape (len(pairs), 3).

        Raises InputError where the file is no such memory, or cannot be read or written.
        """
        if not pairs:
            return self.inner.logits(pairs)
        return self._memory.rows(self.signature, pairs, "\0".join, self.inner.logits)

    def save(self) -> None:
        """Write what waits for the file; without a file there is nothing to do."""
        self._memory.save()
