"""How messages quote: long texts shortened, and words in a row named."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["clipped", "first_words", "listed", "shortened"]


def shortened(text: str, longest: int) -> str:
    """Return a text, or of one with more than `longest` characters the words that fit, and dots."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " ..."


def clipped(text: str, longest: int) -> str:
    """Return a text with at most `longest` characters, dots included, cut in mid-word if need be."""
    return text if len(text) <= longest else text[: longest - 3].rstrip() + "..."


def first_words(text: str, most: int) -> str:
    """Return the first `most` words of a text, and dots where it has more."""
    words = text.split()
    return " ".join(words[:most]) + " ..." * (len(words) > most)


def listed(names: Sequence[str], most: int, joint: str = " and ") -> str:
    """Return names in quotation marks, the first `most` of them, and how many more there are.

    `joint` stands before the last where all are named.
    """
    shown = [f'"{name}"' for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return joint.join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)
