"""A memory of what models returned: rows of float32 by key, kept in this process and in a file."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fidelity.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Memory"]

Asked = TypeVar("Asked")

KEPT = 16_384
"""Rows kept in this process, least recently used dropped first: 25 MB at 384 dimensions."""
WAITING = 2_000
"""New rows that may wait for the file."""
PATIENCE = 120.0
"""Seconds to wait while another process writes to the same file."""
ASKED_AT_ONCE = 500
TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


class Memory:
    """Rows by the hash of a model's signature and of what it was asked; one process at a time each.

    With `file` (an SQLite database) the rows outlive the run. Several processes and several models may
    share the file. No text is stored, and another model is never answered with this one's rows. Rows
    are kept as they are, float32: what comes out does not depend on what is remembered.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._known: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()
        self._waiting: dict[bytes, NDArray[np.float32]] = {}

    def __reduce__(self) -> tuple[type[Memory], tuple[Path | None]]:
        return Memory, (self.file,)

    def rows(
        self,
        signature: str,
        asked: Sequence[Asked],
        texts: Callable[[Asked], str],
        model: Callable[[Sequence[Asked]], NDArray[np.float32]],
    ) -> NDArray[np.float32]:
        """Return one row for each of `asked` (at least one); `model` is called for what is new.

        Args:
            signature: Of the model: its name and hash.
            asked: What the model takes.
            texts: One of `asked` as a text that stands for it alone.
            model: Returns one row for each of what it is given.

        Raises InputError where the file is no such memory, or cannot be read or written.
        """
        import numpy as np

        start = signature.encode() + b"\0"
        keys = [hashlib.sha256(start + texts(one).encode("utf-8", "surrogatepass")).digest() for one in asked]
        rows = self._recall(set(keys))
        new = {key: one for key, one in zip(keys, asked, strict=True) if key not in rows}
        if new:
            fresh = dict(zip(new, model(list(new.values())), strict=True))
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
        pairs = [(key, row.tobytes()) for key, row in self._waiting.items()]
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

        stored = []
        try:
            with closing(self._open()) as base:
                base.execute(TABLE)
                for at in range(0, len(keys), ASKED_AT_ONCE):
                    part = keys[at : at + ASKED_AT_ONCE]
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
                    stored += base.execute(query, part).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        return [(key, np.frombuffer(row, dtype=np.float32)) for key, row in stored]

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
