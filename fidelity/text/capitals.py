"""Capitalised words in a row, and the acronyms that they make."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.text.words import Word

__all__ = ["JOINERS", "acronyms", "capital_runs"]

# Small words within names and the names of bodies.
JOINERS = frozenset({"of", "the", "for", "and", "de", "la", "von", "van", "der", "den", "di", "du"})


def capital_runs(tokens: Sequence[Word], text: str) -> tuple[tuple[int, int], ...]:
    """Return the index ranges of capitalised words in a row, small joining words included."""
    runs = []
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital:
            at += 1
            continue
        end = at + 1
        probe = end
        while probe < len(tokens) and _joined(text, tokens[probe - 1], tokens[probe]):
            if tokens[probe].is_capital:
                end = probe + 1
            elif tokens[probe].text not in JOINERS:
                break
            probe += 1
        runs.append((at, end))
        at = end
    return tuple(runs)


def acronyms(tokens: Sequence[Word], runs: Sequence[tuple[int, int]]) -> tuple[tuple[str, int, int], ...]:
    """Return two or more capitalised words of each run with the acronym that their initials make.

    Tuples of (acronym, first index, index behind the last); sub-runs of a longer run count too, so
    that "The European Union" gives EU.
    """
    made = []
    for start, end in runs:
        inner = [at for at in range(start, end) if tokens[at].is_capital]
        for low in range(len(inner)):
            for high in range(low + 2, min(len(inner), low + 6) + 1):
                letters = "".join(tokens[at].text[0] for at in inner[low:high])
                made.append((letters, inner[low], inner[high - 1] + 1))
    return tuple(made)


def _joined(text: str, left: Word, right: Word) -> bool:
    return (
        text[left.end : right.start].strip(" \u00a0-") in {"", "'s", "’s"}
        and "\n" not in text[left.end : right.start]
    )
