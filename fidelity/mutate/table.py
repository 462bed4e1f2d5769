"""What the checker caught of the planted defects, for a terminal: recall by operator, and the misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fidelity.report.cells import plain
from fidelity.types import Document

if TYPE_CHECKING:
    from fidelity.mutate.plant import Mutant
    from fidelity.mutate.score import Recall

__all__ = ["to_table"]

# Characters of the story shown on either side of a defect that was missed.
ROOM = 60


def to_table(rows: Sequence[Recall], path: str) -> str:
    """Return one line an operator, the sum, and every miss with its place in the mutant."""
    names = max(len("operator"), *(len(row.operator.name) for row in rows))
    lines = [f"{'rule':<6}{'operator':<{names + 2}}{'planted':>8}{'found':>8}{'stop the gate':>15}"]
    lines += [
        f"{row.operator.rule:<6}{row.operator.name:<{names + 2}}{row.planted:>8}{row.found:>8}{row.stops:>15}"
        for row in rows
        if row.planted
    ]
    planted, hits = sum(row.planted for row in rows), sum(row.found for row in rows)
    stops = sum(row.stops for row in rows)
    lines.append(f"{'':<6}{'all':<{names + 2}}{planted:>8}{hits:>8}{stops:>15}")
    missed = [mutant for row in rows for mutant in row.missed]
    if missed:
        lines += ["", f"missed ({len(missed)}):"]
        lines += [line for mutant in missed for line in _miss(mutant, path)]
    silent = [row.operator.name for row in rows if not row.planted]
    if silent:
        lines += ["", "no place in this story for: " + ", ".join(silent)]
    return "\n".join(lines) + "\n"


def _miss(mutant: Mutant, path: str) -> Iterator[str]:
    place = Document("", mutant.text, "").position(mutant.span.start)
    kind = f" ({mutant.kind})" if mutant.kind else ""
    yield f"  {mutant.operator.rule} {mutant.id}{kind}  {plain(path)}:{place.line}:{place.column}"
    start, end = mutant.span.start, mutant.span.end
    before = mutant.text[max(0, start - ROOM) : start]
    after = mutant.text[end : end + ROOM]
    shown = mutant.text[start:end]
    if len(shown) > 2 * ROOM:
        shown = f"{shown[:ROOM]} ... {shown[-ROOM:]}"
    marked = f"{before}[{shown}]{after}".replace("\n", " ")
    yield f"      ... {plain(marked).strip()} ..."
    yield f'      was "{plain(mutant.was[: 2 * ROOM])}"'
