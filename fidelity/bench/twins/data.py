"""The released files to rows: where they are looked for, what a line holds, which sources are held out."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fidelity.bench.loading import file_content, json_rows
from fidelity.bench.rows import BadRowError, Row, parse_row
from fidelity.errors import InputError, nearest

__all__ = ["FOLDER", "PARTS", "TITLE", "VERSION", "Twins", "held_out", "load_twins", "sample_sources"]

VERSION = "1.0"
TITLE = f"twins {VERSION}"
FOLDER = f"twins-{VERSION}"
PARTS = ("short", "long", "forms")
# Of each part's JSON lines, before compression: whoever compresses them anew has the same release.
SHA256 = {
    "short": "8e36cfde01be5be1d8a2bd30a67a366854eaea4df7ac44d200128a90a37a9c5a",
    "long": "7c974c12b2e1b41047260c032d3ed995bd67d12732c24f34788d4c7657f99d59",
    "forms": "a4319e009221e46d1df2f6b076dc037f6f678d99a4044a07bd5710e55a51f110",
}
# Where a checkout or an unpacked sdist has them; a wheel comes without.
CHECKOUT = Path(__file__).resolve().parents[3] / "benchmarks" / "data" / FOLDER
EIGHTHS = 8


@dataclass(frozen=True, slots=True)
class Twins:
    """What was read.

    Attributes:
        rows: A claim each. `dataset` is the part, `id` is SOURCE/n with n from 1 in the order of the
            file, `pair_id` is SOURCE/twin (None where the claim has none), `extra["kind"]` says what kind
            of right or wrong claim it is.
        sha256: By part, of its JSON lines before compression.
    """

    rows: tuple[Row, ...]
    sha256: Mapping[str, str]

    @property
    def released(self) -> bool:
        """Whether these are the files of the release."""
        return all(SHA256[part] == digest for part, digest in self.sha256.items())


def held_out(source: str) -> bool:
    """Whether no network that ships learns from a source: the SHA-1 of its id ends in 0 or 8, in hex."""
    return int(hashlib.sha1(source.encode()).hexdigest(), 16) % EIGHTHS == 0  # noqa: S324 - a split, no secret


def load_twins(
    data: Path | None, parts: Sequence[str] = (), *, fall_back: bool = False, checkout: Path = CHECKOUT
) -> Twins:
    """Read the parts.

    Args:
        data: A folder that holds them, or that holds the release's folder; None for the checkout's.
        parts: Which; empty for all.
        fall_back: Whether the checkout's files will do where `data` has none.
        checkout: Where a checkout has them.

    Raises:
        InputError: No files there, an unknown part, or a line that is not in the form.
    """
    for part in parts:
        if part not in PARTS:
            raise InputError(f"no part {part!r} in the suite twins{nearest(part, PARTS)}")
    wanted = [part for part in PARTS if part in (parts or PARTS)]
    folder = _folder(data, checkout if data is None or fall_back else None)
    rows: list[Row] = []
    sha256 = {}
    for part in wanted:
        path = _file(folder, part)
        if path is None:
            raise InputError(f"{folder.as_posix()}: no {part}.jsonl.gz; the suite is {', '.join(PARTS)}")
        content = file_content(path)
        sha256[part] = hashlib.sha256(content).hexdigest()
        rows += _rows(content, path, part)
    return Twins(tuple(rows), sha256)


def sample_sources(rows: Sequence[Row], number: int, seed: int) -> list[Row]:
    """Return the rows of so many sources of each part, in order; which ones depends on the seed alone."""
    kept: set[tuple[str, str]] = set()
    for part in PARTS:
        names = sorted({row.source_id for row in rows if row.dataset == part})
        random.Random(seed).shuffle(names)  # noqa: S311 - a sample, no secret
        kept |= {(part, name) for name in names[:number]}
    return [row for row in rows if (row.dataset, row.source_id) in kept]


def _folder(data: Path | None, checkout: Path | None) -> Path:
    places = [] if data is None else [data, data / FOLDER]
    places += [] if checkout is None else [checkout]
    for place in places:
        if any(_file(place, part) is not None for part in PARTS):
            return place
    looked = ", ".join(place.as_posix() for place in places)
    raise InputError(
        f"the suite {TITLE} is not there: no {PARTS[0]}.jsonl.gz in {looked}; give its folder with --data "
        "(the wheel comes without it: it stands in the repository under benchmarks/data)"
    )


def _file(folder: Path, part: str) -> Path | None:
    for suffix in (".jsonl.gz", ".jsonl"):
        path = folder / (part + suffix)
        if path.is_file():
            return path
    return None


def _rows(content: bytes, path: Path, part: str) -> list[Row]:
    rows: list[Row] = []
    lines: dict[str, int] = {}
    for line, table in json_rows(content, path):
        try:
            found = list(_claims(table, part))
        except BadRowError as error:
            raise InputError(f"{path.as_posix()}:{line}: {error}") from error
        source = found[0].source_id
        if lines.setdefault(source, line) != line:
            raise InputError(
                f"{path.as_posix()}:{line}: id {source!r} was used at line {lines[source]} already"
            )
        rows += found
    if not rows:
        raise InputError(f"{path.as_posix()}: no source in this file")
    return rows


def _claims(table: object, part: str) -> Iterator[Row]:
    """Yield the claims of one source. Raises BadRowError where it is not in the form."""
    if isinstance(table, BadRowError):
        raise table
    if not isinstance(table, dict):
        raise BadRowError("not a JSON object")
    source, claims = table.get("id"), table.get("claims")
    if not isinstance(source, str) or not source:
        raise BadRowError("no id, or one that is no text")
    if not isinstance(claims, list) or not claims:
        raise BadRowError("no claims, or no list of them")
    labels: dict[int, list[int]] = {}
    for number, claim in enumerate(claims, start=1):
        try:
            row = _claim(claim, f"{source}/{number}", source, table.get("source"), part)
        except BadRowError as error:
            raise BadRowError(f"claim {number}: {error}") from error
        if row.pair_id is not None:
            labels.setdefault(claim["twin"], []).append(row.label)
        yield row
    for twin, pair in labels.items():
        if sorted(pair) != [0, 1]:
            raise BadRowError(f"twin {twin} has labels {pair}; expected one claim of each label")


def _claim(claim: object, key: str, source: str, text: object, part: str) -> Row:
    if not isinstance(claim, dict):
        raise BadRowError("not a JSON object")
    kind, twin = claim.get("kind"), claim.get("twin")
    if not isinstance(kind, str) or not kind:
        raise BadRowError("no kind")
    if twin is not None and type(twin) is not int:
        raise BadRowError("twin is no whole number")
    said, wrong = claim.get("text"), claim.get("wrong")
    if not isinstance(said, str) or not said.strip():
        raise BadRowError("no text")
    table: dict[str, Any] = {
        "dataset": part,
        "id": key,
        "source_id": source,
        "source_group": source,
        "source": text,
        "claim": said,
        "unit": "sentence",
        "label": claim.get("label"),
        "spans": _marked(said, wrong) if isinstance(wrong, str) else None,
        "evidence": claim.get("evidence"),
        "pair_id": None if twin is None else f"{source}/{twin}",
        "kind": kind,
    }
    return parse_row(table, part, 0)


def _marked(claim: str, wrong: str) -> list[dict[str, int]]:
    start = claim.find(wrong)
    if start < 0 or not wrong:
        raise BadRowError(f"wrong words {wrong!r} do not stand in the claim")
    return [{"start": start, "end": start + len(wrong)}]
