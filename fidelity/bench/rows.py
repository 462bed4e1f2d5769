"""Labelled rows: a claim, its source, and whether people call everything in it supported."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["BadRowError", "Mark", "Row", "parse_row", "sample_groups", "text_hash", "write_rows"]

UNITS = ("summary", "sentence")
HASH_DIGITS = 16
# Fields of the form that `Row` names; every other one is kept in `extra`.
NAMED = frozenset({
    "dataset", "id", "source_id", "source_group", "group", "source", "claim", "unit", "label", "spans",
    "evidence", "summarizer", "peer_scores", "pair_id", "split",
})  # fmt: skip


class BadRowError(ValueError):
    """A row that is not in the form; the message says why, in a few words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that people marked as unsupported: code points of the claim, half-open."""

    start: int
    end: int
    type: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled claim beside its source.

    Attributes:
        dataset: The set it belongs to.
        id: Unique within its set.
        source_id: Rows with the same one were written from the same source.
        source_group: Near-duplicate sources share it, across sets; intervals and splits go by it.
        unit: "summary" or "sentence".
        label: 1 where everything in the claim is supported by the source, else 0.
        spans: The unsupported places that people marked; None where nobody was asked.
        evidence: Where people marked evidence, in the set's own form; else None.
        summarizer: The system that wrote the claim.
        peer_scores: Published scores of other systems on this very row.
        pair_id: Rows that differ by one edit share it; None where rows are no minimal pairs.
        split: The release's own name for its part.
        extra: Every other field, as it was read.
    """

    dataset: str
    id: str
    source_id: str
    source_group: str
    source: str
    claim: str
    unit: str
    label: int
    spans: tuple[Mark, ...] | None = None
    evidence: Any = None
    summarizer: str | None = None
    peer_scores: Mapping[str, float] = field(default_factory=dict)
    pair_id: str | None = None
    split: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it among all sets."""
        return self.dataset, self.id

    def to_dict(self) -> dict[str, Any]:
        """Return the row in the form that is read."""
        marks = None
        if self.spans is not None:
            marks = [
                {
                    "start": mark.start,
                    "end": mark.end,
                    "text": self.claim[mark.start : mark.end],
                    "type": mark.type,
                }
                for mark in self.spans
            ]
        named = {
            "dataset": self.dataset,
            "split": self.split,
            "id": self.id,
            "source_id": self.source_id,
            "source_group": self.source_group,
            "source": self.source,
            "claim": self.claim,
            "unit": self.unit,
            "label": self.label,
            "spans": marks,
            "evidence": self.evidence,
            "summarizer": self.summarizer,
            "peer_scores": dict(self.peer_scores),
            "pair_id": self.pair_id,
        }
        return {**named, **self.extra}


def text_hash(*texts: str) -> str:
    """Return 16 hex digits that stand for these texts."""
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:HASH_DIGITS]


def parse_row(table: object, dataset: str, number: int) -> Row:
    """Return one row. Raises BadRowError with the reason where it is not in the form.

    Args:
        table: The fields; `source`, `claim` and `label` must be there.
        dataset: The name of its set where it names none.
        number: Its line, which stands for an id where it has none.
    """
    if not isinstance(table, dict):
        raise BadRowError("not a JSON object")
    source, claim = _text(table, "source"), _text(table, "claim")
    label = table.get("label")
    if type(label) is not int or label not in {0, 1}:
        raise BadRowError(
            "no label" if label is None else f"label is {_shown(label)}; expected the number 0 or 1"
        )
    source_hash = text_hash(source)
    unit = _word(table, "unit") or "summary"
    if unit not in UNITS:
        raise BadRowError(f"unit is {_shown(unit)}; expected summary or sentence")
    return Row(
        dataset=_word(table, "dataset") or dataset,
        id=_word(table, "id") or str(number),
        source_id=_word(table, "source_id") or source_hash,
        source_group=_word(table, "source_group") or _word(table, "group") or source_hash,
        source=source,
        claim=claim,
        unit=unit,
        label=label,
        spans=_marks(table.get("spans"), len(claim)),
        evidence=table.get("evidence"),
        summarizer=_word(table, "summarizer"),
        peer_scores=_peers(table.get("peer_scores")),
        pair_id=_word(table, "pair_id"),
        split=_word(table, "split"),
        extra={name: value for name, value in table.items() if name not in NAMED},
    )


def write_rows(rows: Iterable[Row], path: Path) -> int:
    """Write rows as JSON lines (compressed where `path` ends in .gz); return how many.

    The same rows give the same bytes. Raises OSError.
    """
    lines = [json.dumps(row.to_dict(), ensure_ascii=False) + "\n" for row in rows]
    data = "".join(lines).encode("utf-8", "backslashreplace")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return len(lines)


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    if value is None:
        raise BadRowError(f"no {name}")
    if not isinstance(value, str):
        raise BadRowError(f"{name} is {_shown(value)}; expected text")
    if not value.strip():
        raise BadRowError(f"empty {name}")
    return value


def _word(table: Mapping[str, Any], name: str) -> str | None:
    value = table.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadRowError(f"{name} is {_shown(value)}; expected text or a whole number")
    return str(value)


def _marks(value: object, length: int) -> tuple[Mark, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise BadRowError(f"spans is {_shown(value)}; expected a list or null")
    marks = []
    for entry in value:
        places = (entry.get("start"), entry.get("end")) if isinstance(entry, dict) else (None, None)
        start, end = places
        if type(start) is not int or type(end) is not int:
            raise BadRowError(f"a span is {_shown(entry)}; expected start and end as whole numbers")
        if not 0 <= start <= end <= length:
            raise BadRowError(f"span {start}..{end} is outside the claim (0..{length})")
        kinds = entry.get("type")
        # Several annotators' words for one place stand in a list.
        kinds = kinds if isinstance(kinds, list) else [kinds or ""]
        marks.append(Mark(start, end, "|".join(map(str, kinds))))
    return tuple(marks)


def _peers(value: object) -> dict[str, float]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadRowError(f"peer_scores is {_shown(value)}; expected an object or null")
    scores = {}
    for name, score in value.items():
        if score is None:
            continue
        number = isinstance(score, int | float) and not isinstance(score, bool)
        if not number or not abs(score) < float("inf"):
            raise BadRowError(f"peer score {name} is {_shown(score)}; expected a number or null")
        scores[name] = float(score)
    return scores


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= 40 else text[:37] + "..."


def sample_groups(rows: Sequence[Row], most: int, seed: int, least_groups: int = 0) -> list[Row]:
    """Return `most` rows of each set, whole source groups as far as they fit, in order.

    Groups are taken in an order that depends on `seed` and on nothing else; the last one is cut where it
    would be too much. The first `least_groups` groups are taken whole, however many rows that is: a few
    sources say nothing.
    """
    by_set: dict[str, dict[str, list[int]]] = {}
    for at, row in enumerate(rows):
        by_set.setdefault(row.dataset, {}).setdefault(row.source_group, []).append(at)
    kept: list[int] = []
    for groups in by_set.values():
        names = sorted(groups)
        random.Random(seed).shuffle(names)  # noqa: S311 - a sample, no secret
        whole = sum(len(groups[name]) for name in names[:least_groups])
        kept += [at for name in names for at in groups[name]][: max(most, whole)]
    return [rows[at] for at in sorted(kept)]
