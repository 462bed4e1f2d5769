"""Labelled rows about an invented town, with every kind of mark that a set may have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fidelity.bench.rows import Row, parse_row

SOURCES = (
    (
        "The council of Ellerbrook opened the harbour wall on 4 May. It cost 8 million pounds. "
        "Ines Okafor counted 22 boats behind it."
    ),
    (
        "Two storms closed the pier of Wendle Bay in January. The ferry to Osmund Isle stopped nine days. "
        "Nobody was hurt."
    ),
    (
        "The library of Tarn Hollow lends garden tools since autumn. Most readers ask for ladders. "
        "Its head, Bram Oduya, bought forty spades."
    ),
    (
        "A baker in Quill Street won the county prize for rye bread. The jury praised the crust. "
        "She will open a second shop."
    ),
)
RIGHT = (
    "The harbour wall of Ellerbrook cost 8 million pounds.",
    "The ferry to Osmund Isle stopped nine days.",
    "Most readers of the library ask for ladders.",
    "The jury praised the crust.",
)
WRONG = (
    "Angry fishermen burned the town hall and fled to Norway.",
    "A whale swallowed the lighthouse keeper on Sunday night.",
    "The library sold its books to a bank in Geneva.",
    "The baker was arrested for stealing eleven horses.",
)


def table(number: int, label: int, **more: Any) -> dict[str, Any]:
    """One row as it stands in a file: source and claim `number`, right or wrong."""
    claim = (RIGHT if label else WRONG)[number]
    return {
        "dataset": "town",
        "id": f"{number}-{label}",
        "source_id": f"s{number}",
        "source_group": f"g{number}",
        "source": SOURCES[number],
        "claim": claim,
        "unit": "sentence",
        "label": label,
        "spans": [] if label else [{"start": 0, "end": len(claim), "text": claim, "type": "invented"}],
        "summarizer": f"system-{number}",
        "pair_id": f"p{number}",
        "peer_scores": {"coin": 0.25 * number, "oracle": float(label), "liar": 1.0 - label, "few": None},
        **more,
    }


def tables() -> list[dict[str, Any]]:
    """All rows of the invented set."""
    return [table(number, label) for number in range(len(SOURCES)) for label in (1, 0)]


def rows() -> list[Row]:
    """All rows of the invented set, parsed."""
    return [parse_row(entry, "town", line) for line, entry in enumerate(tables(), start=1)]


def write(path: Path, entries: list[dict[str, Any]] | None = None) -> Path:
    """Write rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(entry, ensure_ascii=False) for entry in (tables() if entries is None else entries)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
