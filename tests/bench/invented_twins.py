"""A small suite of twins about an invented quay, in the form of the release."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

SOURCE = (
    "The quay of Ellerbrook was closed on Monday after a barge struck its north end. Two people were hurt. "
    "Harbour master Ines Okafor said the repair may cost 8 million pounds. The council approved a wall in "
    "May, and rejected a second one in June. The ferry to Osmund Isle sails from the south end until then."
)
# The first two are held out (their SHA-1 ends in 0 or 8), the third is not.
HELD, ALSO_HELD, OTHER = "quay-09", "quay-10", "quay-00"


def claim(text: str, label: int, kind: str, **more: Any) -> dict[str, Any]:
    """One claim as it stands in a file."""
    return {"text": text, "label": label, "kind": kind, "evidence": ["The council approved"], **more}


def claims() -> list[dict[str, Any]]:
    """Two twins."""
    return [
        claim("The council approved a wall in May.", 1, "verbatim-light", twin=1),
        claim("The council approved a wall in July.", 0, "wrong-date", twin=1, wrong="July"),
        claim("The repair cost 8 million pounds.", 0, "dropped-hedge", twin=2, wrong="cost"),
        claim("The repair may cost 8 million pounds.", 1, "paraphrase", twin=2),
    ]


def source(name: str, *, twins: bool = True) -> dict[str, Any]:
    """One source as it stands in a file."""
    found = claims()
    if not twins:
        found = [{key: value for key, value in entry.items() if key != "twin"} for entry in found]
    return {"id": name, "genre": "local news", "source": f"{name}. {SOURCE}", "claims": found}


def write_suite(folder: Path, names: tuple[str, ...] = (HELD, ALSO_HELD, OTHER)) -> Path:
    """Write the three parts, each with a source of every name."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("short", "long", "forms"):
        write_part(folder, part, [source(f"{name}", twins=part != "short") for name in names])
    return folder


def write_part(folder: Path, part: str, sources: list[Any]) -> None:
    """Write one part, whatever its lines hold."""
    lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in sources)
    (folder / f"{part}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
