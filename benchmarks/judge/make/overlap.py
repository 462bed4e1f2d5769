"""Which sources of the silver set tell the same story as a source that evaluation must not have seen."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["read_rows", "shares_text", "shingles"]

WIDTH = 8
SHARED = 0.2


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def shingles(text: str) -> frozenset[str]:
    """Return every run of 8 words, lower case."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[at : at + WIDTH]) for at in range(len(words) - WIDTH + 1))


def shares_text(text: str, known: Iterable[str] | frozenset[str]) -> bool:
    """Return whether more than a fifth of the runs of 8 words of `text` are in `known`."""
    own = shingles(text)
    return bool(own) and len(own.intersection(known)) > SHARED * len(own)
