"""Abbreviations: which full stops end no sentence."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Abbreviations"]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations without their last full stop, in lower case.

    Attributes:
        open: They need a following word.
        closed: Their full stop may end a sentence too.
        always_short: They are no words in lower case.
        counted: A number follows them; None where any abbreviation may have one behind it.
    """

    open: frozenset[str]
    closed: frozenset[str]
    always_short: frozenset[str]
    counted: frozenset[str] | None = None
