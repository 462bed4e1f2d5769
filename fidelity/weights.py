"""What every model that ships in the package needs: its files verified, its results remembered."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from fidelity.errors import ModelError

__all__ = ["MAX_THREADS", "REMEDY", "Recent", "available_cores", "read_card", "verified", "verify"]

MAX_THREADS = 8
REMEDY = "reinstall the package, or export the model again"

Card = TypeVar("Card")
Key = TypeVar("Key")
Value = TypeVar("Value")


def read_card(path: Path, what: str, make: Callable[[dict[str, Any]], Card]) -> Card:
    """Return what `make` makes of a model's config.json.

    Raises ModelError where it cannot be read or is not the configuration of `what`.
    """
    data = _read(path)
    try:
        return make(json.loads(data))
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not the configuration of {what} ({error}); {REMEDY}") from error


def verified(path: Path, sha256: str) -> bytes:
    """Return the bytes of a model file. Raises ModelError when they are not the ones of its card."""
    data = _read(path)
    _demand(path, hashlib.sha256(data).hexdigest(), sha256)
    return data


def verify(path: Path, sha256: str) -> None:
    """Check a model file that is not to be held in memory. Raises ModelError as `verified` does."""
    try:
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error
    _demand(path, digest, sha256)


def available_cores() -> int:
    """Return how many cores this process may use."""
    with contextlib.suppress(AttributeError):  # absent on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Recent(Generic[Key, Value]):
    """Results by what they are of; at most `size`, least recently used dropped first.

    Safe to share between threads. Iterates over what is kept, least recently used first.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def __iter__(self) -> Iterator[Key]:
        return iter(list(self._kept))

    def recall(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Return what is known of `keys`."""
        known = {}
        with self._lock:
            for key in keys:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    known[key] = self._kept[key]
        return known

    def remember(self, results: Iterable[tuple[Key, Value]]) -> None:
        """Keep `results`."""
        with self._lock:
            self._kept.update(results)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ModelError:
    return ModelError(f"{path}: cannot be read ({error.strerror}); {REMEDY}")


def _demand(path: Path, digest: str, sha256: str) -> None:
    if digest != sha256:
        raise ModelError(f"{path}: sha256 is {digest[:12]}…, config.json says {sha256[:12]}…; {REMEDY}")
