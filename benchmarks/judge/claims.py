"""Aligned rows to one table of claims: features, what the network is shown, and its logits.

All lie in a folder outside the repository, one file each, in the same order of claims: `claims.json`
(the rows), `features.npy`, `pairs.jsonl.gz`, and `logits-NAME.npy` for every network that was asked.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.judge.data import Aligned, Row, read_aligned
from fidelity.judge.features import FEATURES, features
from fidelity.judge.model import NETWORK, network_columns
from fidelity.judge.passages import closest_sentence, joined_passage, reading_of
from fidelity.lexicon import load_lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Truth = NDArray[np.bool_]

__all__ = ["Claims", "load_claims", "network_name", "read_pairs", "write_claims"]


@dataclass(frozen=True)
class Claims:
    """Every claim of every row.

    Attributes:
        rows: The rows.
        row: Of each claim, the place of its row; ascending.
        columns: By name (FEATURES, and NETWORK where a network was asked), one value a claim.
        verbatim: Which claims stand in the source word for word.
    """

    rows: tuple[Row, ...]
    row: Whole
    columns: dict[str, Floats]
    verbatim: Truth

    @cached_property
    def dataset(self) -> NDArray[np.str_]:
        """The set of each row."""
        return np.array([row.dataset for row in self.rows])

    @cached_property
    def group(self) -> NDArray[np.str_]:
        """The source group of each row."""
        return np.array([row.group for row in self.rows])

    @cached_property
    def label(self) -> Whole:
        """The label of each row."""
        return np.array([row.label for row in self.rows], dtype=np.int64)

    @cached_property
    def count(self) -> Whole:
        """How many claims each row has."""
        return np.bincount(self.row, minlength=len(self.rows))

    @cached_property
    def read(self) -> Truth:
        """Which rows a network has read: every claim but those that stand in the source word for word."""
        if NETWORK[0] not in self.columns:
            return np.zeros(len(self.rows), dtype=bool)
        missing = np.isnan(self.columns[NETWORK[0]]) & ~self.verbatim
        return np.asarray(np.bincount(self.row, weights=missing, minlength=len(self.rows)) == 0)

    def of(self, rows: Truth) -> Whole:
        """Return the places of the claims of those rows that are marked in `rows`."""
        return np.flatnonzero(rows[self.row])


def write_claims(aligned: Path, folder: Path) -> None:
    """Compute the features of all that was aligned, and the pairs that a network is to be shown."""
    known = load_lexicon("en").judge
    vectors: list[Floats] = []
    rows: list[dict[str, object]] = []
    with gzip.open(folder / "pairs.jsonl.gz", "wt", encoding="utf-8", compresslevel=3) as file:
        for part in _by_source(read_aligned(aligned)):
            source = part[0].source
            alignments = [alignment for row in part for alignment in row.alignments]
            vectors += features(alignments, [source], known)
            rows += [{**vars(row.row), "verbatim": row.verbatim} for row in part]
            for alignment in alignments:
                joined = joined_passage(alignment.candidates, [source])
                shown = (joined, closest_sentence(alignment, [source]), reading_of(alignment.claim, known))
                file.write(json.dumps(shown, ensure_ascii=False) + "\n")
    np.save(folder / "features.npy", np.array(vectors))
    table = {"features": FEATURES, "rows": rows}
    (folder / "claims.json").write_text(json.dumps(table), encoding="utf-8")


def load_claims(folder: Path, network: str | None = None) -> Claims:
    """Read what `write_claims` wrote, with the logits of the network called `network`.

    Raises ValueError where the features are those of another version.
    """
    table = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    if tuple(table["features"]) != FEATURES:
        raise ValueError(f"{folder}: features of another version; compute them anew with --features")
    marks = [row.pop("verbatim") for row in table["rows"]]
    columns = dict(zip(FEATURES, np.load(folder / "features.npy").T, strict=True))
    if network is not None:
        logits = np.load(folder / f"logits-{network}.npy")
        with np.errstate(invalid="ignore"):  # what it was not asked for is NAN, and stays so
            columns |= dict(zip(NETWORK, network_columns(logits).T, strict=True))
    return Claims(
        rows=tuple(Row(**row) for row in table["rows"]),
        row=np.repeat(np.arange(len(marks)), [len(part) for part in marks]),
        columns=columns,
        verbatim=np.array([mark for part in marks for mark in part], dtype=bool),
    )


def read_pairs(folder: Path) -> list[tuple[str, str, str]]:
    """Return the (joined passage, closest sentence, claim) of every claim, in order."""
    with gzip.open(folder / "pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        return [(joined, close, claim) for joined, close, claim in map(json.loads, file)]


def network_name(network: Path) -> str:
    """Return a name for the network in a folder: 12 hex digits of its weights' hash."""
    digest = hashlib.sha256()
    for path in sorted(network.rglob("*")):
        if path.suffix in {".safetensors", ".bin", ".onnx"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _by_source(aligned: Iterator[Aligned]) -> Iterator[Sequence[Aligned]]:
    """Yield rows of one source together: what is known of it is worked out once."""
    for _, part in groupby(aligned, key=lambda row: id(row.source)):
        yield list(part)
