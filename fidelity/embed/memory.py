"""An embedder with a memory: each text is embedded once, in this run and in later ones."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from fidelity.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fidelity.protocols import Embedder

__all__ = ["RememberingEmbedder"]

KEPT = 16_384
"""Vectors kept in this process, least recently used dropped first: 25 MB at 384 dimensions."""
WAITING = 2_000
"""New vectors that may wait for the file."""
PATIENCE = 120.0
"""Seconds to wait while another process writes to the same file."""
ASKED_AT_ONCE = 500
TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


class RememberingEmbedder:
    """Asks `inner` for what it has not embedded before; safe to pickle, one process at a time each.

    With `file` (an SQLite database) the vectors outlive the run. Several processes may share the file.
    Keys are hashes of the embedder's signature and the text, so that no text is stored and another
    model is never answered with this one's vectors. Vectors are kept as they are, float32: what comes
    out does not depend on what is remembered.
    """

    def __init__(self, inner: Embedder, file: Path | None = None) -> None:
        self.inner, self.file = inner, file
        self._known: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()
        self._waiting: dict[bytes, NDArray[np.float32]] = {}

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
        import numpy as np

        if not texts:
            return self.inner.embed(texts)
        start = self.signature.encode()
        keys = [
            hashlib.sha256(start + b"\0" + text.encode("utf-8", "surrogatepass")).digest() for text in texts
        ]
        rows = self._recall(set(keys))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in rows}
        if new:
            fresh = dict(zip(new, self.inner.embed(list(new.values())), strict=True))
            rows.update(fresh)
            if self.file is not None:
                self._waiting.update(fresh)
        self._keep(rows)
        if len(self._waiting) >= WAITING:
            self.save()
        return np.stack([rows[key] for key in keys])

    def save(self) -> None:
        """Write what waits for the file; without a file there is nothing to do."""
        if self.file is None or not self._waiting:
            return
        pairs = [(key, vector.tobytes()) for key, vector in self._waiting.items()]
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as base, base:
                base.execute(TABLE)
                base.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", pairs)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        self._waiting.clear()

    def _recall(self, keys: set[bytes]) -> dict[bytes, NDArray[np.float32]]:
        rows = {}
        for key in sorted(keys):
            row = self._known.get(key)
            if row is not None:
                self._known.move_to_end(key)
                rows[key] = row
        rest = sorted(keys - rows.keys())
        if rest and self.file is not None and self.file.exists():
            rows.update(self._stored(rest))
        return rows

    def _stored(self, keys: Sequence[bytes]) -> Iterable[tuple[bytes, NDArray[np.float32]]]:
        import numpy as np

        found = []
        try:
            with closing(self._open()) as base:
                base.execute(TABLE)
                for at in range(0, len(keys), ASKED_AT_ONCE):
                    part = keys[at : at + ASKED_AT_ONCE]
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
                    found += base.execute(query, part).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        return [(key, np.frombuffer(vector, dtype=np.float32)) for key, vector in found]

    def _keep(self, rows: dict[bytes, NDArray[np.float32]]) -> None:
        self._known.update(rows)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def _open(self) -> sqlite3.Connection:
        assert self.file is not None
        return sqlite3.connect(self.file, timeout=PATIENCE)

    def _unusable(self, error: Exception) -> InputError:
        assert self.file is not None
        return InputError(
            f"{self.file.as_posix()}: cannot be used as a memory of embeddings ({error}); "
            "give a new file, or one that was written as such"
        )
