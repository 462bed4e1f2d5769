"""Files to labelled rows: JSON lines, CSV and Parquet. A bad row is told with its place, and counted."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import sys
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fidelity.bench.cards import cards
from fidelity.bench.rows import BadRowError, Row, parse_row
from fidelity.errors import InputError, MissingExtraError, nearest

__all__ = ["Loaded", "Rejected", "file_content", "json_rows", "load", "load_file", "set_files"]

JSON_LINES = (".jsonl", ".jsonl.gz")
TABLES = (".csv", ".parquet")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: file, 1-based line (of a Parquet file: row), reason."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read.

    Attributes:
        rows: In the order of the files, sets by name.
        rejected: Every row that was not taken.
        sha256: By set, of the content of its file before any compression.
    """

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    sha256: dict[str, str]


def load(data: Path, names: Sequence[str] = ()) -> Loaded:
    """Read a folder of sets (`*.jsonl`, `*.jsonl.gz`, or a folder that has `labelled/`), or one file.

    Args:
        data: The folder; or a JSON lines, CSV or Parquet file with `source`, `claim` and `label`.
        names: The sets to take. Without: of a folder, the evaluation sets that are known and every
            set without a card; of a file, all.

    Raises:
        InputError: Nothing there, an unknown set, or a file that cannot be read.
        MissingExtraError: Parquet without pandas and pyarrow.
    """
    if not data.is_dir():
        loaded = load_file(data)
        if not names:
            return loaded
        sets = {row.dataset for row in loaded.rows}
        _demand_known(names, sets, data)
        kept = tuple(row for row in loaded.rows if row.dataset in names)
        return Loaded(kept, loaded.rejected, loaded.sha256)
    files = set_files(data)
    if names:
        _demand_known(names, files, data)
        chosen = [name for name in files if name in names]
    else:
        known = cards()
        chosen = [name for name in files if name not in known or known[name].evaluation] or list(files)
    parts = [load_file(files[name]) for name in chosen]
    return _demand_unique(parts)


def set_files(data: Path) -> dict[str, Path]:
    """Return the files of a folder's sets by name, sorted. Raises InputError where there is none."""
    folder = data / "labelled" if (data / "labelled").is_dir() else data
    files: dict[str, Path] = {}
    try:
        entries = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(f"{data.as_posix()}: cannot be read ({error.strerror or error})") from error
    for path in entries:
        name = _stem(path)
        if not path.name.endswith(JSON_LINES):
            continue
        if name in files:
            raise InputError(f"{path.as_posix()}: stands beside {files[name].name}; keep one of the two")
        files[name] = path
    if not files:
        raise InputError(f"{folder.as_posix()}: no *.jsonl or *.jsonl.gz with labelled rows in this folder")
    return files


def load_file(path: Path) -> Loaded:
    """Read one file; its suffix says its form. Raises as `load` does."""
    if not path.name.endswith((*JSON_LINES, *TABLES)):
        raise InputError(
            f"{path.as_posix()}: expected a folder, or a file that ends in {', '.join(JSON_LINES + TABLES)}"
        )
    data = file_content(path)
    reader = {".csv": _csv_rows, ".parquet": _parquet_rows}.get(path.suffix, json_rows)
    rows: list[Row] = []
    rejected: list[Rejected] = []
    lines: dict[tuple[str, str], int] = {}
    for line, table in reader(data, path):
        row = _row(table, _stem(path), line)
        if isinstance(row, Row) and lines.setdefault(row.key, line) != line:
            row = BadRowError(f"id {row.id!r} was used at line {lines[row.key]} already")
        if isinstance(row, Row):
            rows.append(row)
        else:
            rejected.append(Rejected(path.as_posix(), line, str(row)))
    digest = hashlib.sha256(data).hexdigest()
    counts = Counter(row.dataset for row in rows)
    return Loaded(tuple(rows), tuple(rejected), dict.fromkeys(counts, digest))


def _row(table: object, name: str, line: int) -> Row | BadRowError:
    if isinstance(table, BadRowError):
        return table
    try:
        return parse_row(table, name, line)
    except BadRowError as error:
        return error


def _demand_known(names: Sequence[str], known: Collection[str], data: Path) -> None:
    for name in names:
        if name not in known:
            raise InputError(f"{data.as_posix()}: no set {name!r}{nearest(name, known)}")


def _demand_unique(parts: Sequence[Loaded]) -> Loaded:
    """Join files. Raises InputError where two of them say they are the same set."""
    sha256: dict[str, str] = {}
    for part in parts:
        for name, digest in part.sha256.items():
            if name in sha256:
                raise InputError(f"two files hold rows of the set {name!r}; keep each set in one file")
            sha256[name] = digest
    rows = tuple(row for part in parts for row in part.rows)
    return Loaded(rows, tuple(bad for part in parts for bad in part.rejected), sha256)


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").rpartition(".")[0]


def file_content(path: Path) -> bytes:
    """Return what a file holds, uncompressed where its name ends in .gz. Raises InputError."""
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix == ".gz" else data
    except FileNotFoundError as error:
        raise InputError(f"{path.as_posix()}: no such file or folder") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path.as_posix()}: cannot be read ({reason})") from error


def json_rows(data: bytes, path: Path) -> Iterator[tuple[int, object]]:  # noqa: ARG001 - a reader's form
    """Yield the 1-based line and the value of each JSON line; a BadRowError for what is none."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            table = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as error:
            yield number, BadRowError(f"not UTF-8 at byte {error.start} of the line")
        except (ValueError, RecursionError) as error:
            yield number, BadRowError(f"not JSON ({error})")
        else:
            yield number, table


def _csv_rows(data: bytes, path: Path) -> Iterator[tuple[int, object]]:
    """Read with the standard library, which knows its line; pandas would read "NA" as no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.as_posix()}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    before = csv.field_size_limit(sys.maxsize)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = next(reader, [])
        _demand_columns(header, path)
        at = reader.line_num + 1
        for fields in reader:
            if fields:
                yield at, _csv_row(header, fields)
            at = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path.as_posix()}:{reader.line_num}: not CSV ({error})") from error
    finally:
        csv.field_size_limit(before)


def _csv_row(header: Sequence[str], fields: Sequence[str]) -> dict[str, Any] | BadRowError:
    if len(fields) != len(header):
        return BadRowError(f"{len(fields)} fields; the header has {len(header)}")
    table: dict[str, Any] = {name: value for name, value in zip(header, fields, strict=True) if value}
    if str(table.get("label", "")).strip() in {"0", "1"}:
        table["label"] = int(table["label"])
    return table


def _parquet_rows(data: bytes, path: Path) -> Iterator[tuple[int, object]]:
    try:
        import pandas as pd

        frame = pd.read_parquet(io.BytesIO(data))
    except ImportError as error:
        raise MissingExtraError(f"{path.as_posix()}: Parquet", "bench") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path.as_posix()}: not Parquet ({error})") from error
    _demand_columns([str(name) for name in frame.columns], path)
    for number, record in enumerate(frame.to_dict(orient="records"), start=1):
        table = {str(name): _plain(value) for name, value in record.items()}
        table = {name: value for name, value in table.items() if value is not None}
        yield number, table


def _plain(value: Any) -> Any:
    """Return a cell as JSON would hold it: no numpy, no NaN."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, dict):
        return {str(name): _plain(entry) for name, entry in value.items()}
    missing = value is None or value != value or type(value).__name__ == "NAType"  # noqa: PLR0124 - NaN
    return None if missing else value


def _demand_columns(header: Sequence[str], path: Path) -> None:
    for name in ("source", "claim", "label"):
        if name not in header:
            given = ", ".join(header) or "none"
            raise InputError(f"{path.as_posix()}: no column {name!r}; the columns are: {given}")
