"""The blocks of the pages about the suite `twins`: what it holds, and the committed results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from benchmarks.tables import results, shown, table
from benchmarks.twins.kinds import KINDS
from fidelity.bench.rows import Row
from fidelity.bench.twins.data import PARTS, held_out, load_twins

__all__ = ["RESULT", "TABLES"]

RESULT = "twins/held-out"
WORD = re.compile(r"[^\W_]+")


def composition() -> str:
    """Return the table of what each part holds."""
    head = (
        "part", "sources", "words a source", "claims", "words a claim", "supported", "twins",
        "words kept: supported", "unsupported",
    )  # fmt: skip
    lines = []
    for part in PARTS:
        rows = [row for row in _release() if row.dataset == part]
        lines.append([
            part,
            f"{_sources(rows):,}",
            _middle({row.source_id: row.source for row in rows}.values()),
            f"{len(rows):,}",
            _middle(row.claim for row in rows),
            f"{sum(row.label for row in rows) / len(rows):.0%}",
            f"{_twins(rows):,}" if _twins(rows) else "–",
            *(f"{_kept([row for row in rows if row.label == label]):.2f}" for label in (1, 0)),
        ])  # fmt: skip
    return table(head, 1, lines)


def held() -> str:
    """Return the table of what is held out."""
    lines = []
    for part in PARTS:
        rows = [row for row in _release() if row.dataset == part]
        kept = [row for row in rows if held_out(row.source_id)]
        twins = f"{_twins(kept):,} of {_twins(rows):,}" if _twins(rows) else "–"
        lines.append([
            part, f"{_sources(kept):,} of {_sources(rows):,}", f"{len(kept):,} of {len(rows):,}", twins,
        ])  # fmt: skip
    return table(("part", "sources", "claims", "twins"), 1, lines)


def kinds() -> str:
    """Return the table of kinds, with how many claims of each a part has."""
    counts = Counter((row.label, row.extra["kind"], row.dataset) for row in _release())
    lines = [
        (
            ("unsupported", "supported")[label],
            f"`{kind}`",
            what,
            *(f"{counts[label, kind, part]:,}" for part in PARTS),
        )
        for (label, kind), what in KINDS.items()
    ]
    return table(("label", "kind", "what it is", *PARTS), 3, lines)


@cache
def _release() -> tuple[Row, ...]:
    return load_twins(None).rows


def _sources(rows: Sequence[Row]) -> int:
    return len({row.source_id for row in rows})


def _twins(rows: Sequence[Row]) -> int:
    return len({row.pair_id for row in rows if row.pair_id is not None})


def _middle(texts: Iterable[str]) -> str:
    """Return the median number of words, and the range."""
    counts = sorted(len(text.split()) for text in texts)
    return f"{counts[len(counts) // 2]:,} ({counts[0]:,} to {counts[-1]:,})"


def _kept(rows: Sequence[Row]) -> float:
    """Return the mean share of a claim's words that stand in its source, case and form as they are."""
    shares = []
    for row in rows:
        known, asked = _words(row.source), WORD.findall(row.claim.lower())
        shares.append(sum(word in known for word in asked) / max(1, len(asked)))
    return sum(shares) / len(shares)


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower()))


def told_apart() -> str:
    """Return a line a system: AUC, twins ranked right, errors on each side of long and forms together."""
    head = (
        "system", "AUC: short", "long", "forms", "twins right: long", "forms", "both",
        "errors on unsupported", "on supported",
    )  # fmt: skip
    lines = []
    for system in _systems():
        parts = {part["part"]: part for part in system["parts"]}
        both = parts["long and forms"]
        lines.append([
            f"`{system['name']}`",
            *(shown(parts[part]["auc"], interval=False) for part in PARTS),
            *(shown(parts[part]["twins_ranked_right"], interval=False) for part in PARTS[1:]),
            shown(both["twins_ranked_right"]),
            shown(both["errors_on_unsupported"]),
            shown(both["errors_on_supported"]),
        ])  # fmt: skip
    if all(system["name"] != "default" for system in _systems()):
        lines.insert(0, ["`default`: run `python -m benchmarks.twins`", *["–"] * (len(head) - 1)])
    return table(head, 1, lines)


def figures() -> str:
    """Return everything about every system and part, with intervals."""
    head = (
        "system", "part", "sources", "claims", "AUC", "twins", "ranked right", "found at 2%",
        "errors on unsupported", "on supported", "errors or warnings on unsupported", "on supported",
    )  # fmt: skip
    lines = [
        [
            f"`{system['name']}`",
            part["part"],
            f"{part['sources']:,}",
            f"{part['claims']:,}",
            shown(part["auc"]),
            f"{part['twins_ranked_right']['rows']:,}",
            shown(part["twins_ranked_right"]),
            shown(part["found_at_false_alarms"]),
            *(
                shown(part[f"{what}_on_{side}"])
                for what in ("errors", "errors_or_warnings")
                for side in ("unsupported", "supported")
            ),
        ]
        for system in _systems()
        for part in system["parts"]
    ]
    return table(head, 2, lines)


def by_kind() -> str:
    """Return every kind, as the first system does on it."""
    first = _systems()[0]
    lines = [
        [
            ("unsupported", "supported")[kind["label"]],
            f"`{kind['kind']}`",
            f"{kind['claims']:,}",
            f"{kind['twins_ranked_right']['rows']:,}",
            shown(kind["twins_ranked_right"]),
            shown(kind["errors"]),
            shown(kind["errors_or_warnings"]),
        ]
        for kind in first["kinds"]
    ]
    head = ("claims that are", "kind", "claims", "twins", "ranked right", "errors", "errors or warnings")
    return f"By `{first['name']}`:\n\n" + table(head, 2, lines)


def compared() -> str:
    """Return the paired tests of the first system against each other one."""
    first = _systems()[0]["name"]
    lines = []
    for other in results(RESULT)["against_the_first"]:
        for name, key in (("twins ranked right", "twins_ranked_right"), ("AUC", "auc")):
            found = other[key]
            if found is not None:
                lines.append([
                    f"`{other['system']}`", other["part"], name,
                    shown(found["theirs"], interval=False), shown(found["ours"], interval=False),
                    shown(found["difference"], sign="+"), "–" if found["p"] is None else f"{found['p']:.3f}",
                ])  # fmt: skip
    head = ("system", "part", "figure", "theirs", f"`{first}`", f"`{first}` − theirs", "p")
    return table(head, 3, lines)


def notes() -> str:
    """Return what must be known to read these tables."""
    result = results(RESULT)
    return "".join(f"- {note}\n" for note in (*result["notes"], f"Made by `{result['command']}`."))


def _systems() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = results(RESULT)["systems"]
    return found


TABLES = {
    "twins-composition": composition, "twins-held-out": held, "twins-kinds": kinds, "twins-short": told_apart,
    "twins": figures, "twins-by-kind": by_kind, "twins-compared": compared, "twins-notes": notes,
}  # fmt: skip
