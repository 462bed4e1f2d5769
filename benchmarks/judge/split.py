"""Who learns from which rows: source groups that are held back, and those of the zero-shot sets.

The network never trains on a group that is held back, so its logits are honest there: the stack, its
calibration and every in-domain figure use these groups alone.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fidelity.bench.cards import ZERO_SHOT, cards

__all__ = ["HELD_BACK", "group_of", "held_back", "zero_shot_groups"]

HELD_BACK = 3
"""Of every ten source groups, so many are held back from the network."""


def held_back(group: str) -> bool:
    """Whether the network must not see rows of this source group; depends on its name alone."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 10 < HELD_BACK


def group_of(dataset: str, row: Mapping[str, Any]) -> str:
    """Return a row's source group; one made from the source's text (or `premise`) where it names none."""
    named = row.get("source_group")
    if named:
        return str(named)
    text = row["source"] if row.get("source") is not None else row["premise"]
    return f"{dataset}-{hashlib.sha256(str(text).encode()).hexdigest()[:12]}"


def zero_shot_groups(data: Path) -> frozenset[str]:
    """Return every source group of the zero-shot evaluation sets in `data`/labelled.

    Only the groups' names are read; rows of these groups in other sets must not be learnt from, or the
    sets would not be zero-shot. Raises OSError where a set's file is missing.
    """
    groups: set[str] = set()
    for name, card in cards().items():
        if card.standing != ZERO_SHOT:
            continue
        with gzip.open(data / "labelled" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            groups.update(group_of(name, json.loads(line)) for line in file)
    return frozenset(groups)
