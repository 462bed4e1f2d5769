"""What a block opens with ("Q:", "Why it matters:"), and blocks that are only about the story."""

from __future__ import annotations

import re

from fidelity.lexicon.labels import Labels
from fidelity.text.words import fold, is_final

__all__ = ["find_label", "is_metadata", "opening"]

LABEL = re.compile(r"([^\W\d_][^:.!?\r\n]{0,40}?) ?\d{0,2} ?:(?:\s+|\Z)")
NUMBERED = re.compile(r"([^\W\d_]{1,10}) ?\d{0,2}\.\s+")
LONGEST_METADATA = 300
SENTENCE_WORDS = 8
PARTS = re.compile(r"[|\u00b7\u2022]")
ENTRY = re.compile(r"([^\W\d_][\w /-]{0,30}?) ?:(?: |\Z)(.*)", re.DOTALL)
DATE = re.compile(
    r"(?:[^\W\d_]{3,9}\.?,? )?"
    r"(?:[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,9}\.?,? \d{4}"
    r"|\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    r"(?:[T ,(].{0,30})?"
)
# Capitalised words, initials, and what joins names.
NAMES = re.compile(r"(?:(?:[^\W\d_a-zà-öø-ÿ][\w.'\u2019-]*|and|de|da|van|von|der|&),? ?){1,12}")


def find_label(text: str) -> tuple[str, int]:
    """Return the label before a colon and where the text behind it starts; ("", 0) without one."""
    return _label(LABEL, text)


def opening(text: str, labels: Labels, *, dotted: bool = False) -> tuple[str, int]:
    """Return "question" or "answer" for a text that opens as one, and where it goes on.

    With `dotted`, "Q." counts as "Q:" does. ("", 0) for other texts.
    """
    for pattern in (LABEL, NUMBERED) if dotted else (LABEL,):
        label, end = _label(pattern, text)
        if label in labels.question:
            return "question", end
        if label in labels.answer:
            return "answer", end
    return "", 0


def is_metadata(text: str, labels: Labels) -> bool:
    """Whether a text is nothing but `Key: value` entries with known keys, dates and bylines."""
    if len(text) > LONGEST_METADATA:
        return False
    parts = [part for part in (" ".join(part.split()) for part in PARTS.split(text)) if part]
    return bool(parts) and all(_is_entry(part, labels) for part in parts)


def _label(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    match = pattern.match(text, 0, 80)
    return (fold(match.group(1)).strip(), match.end()) if match else ("", 0)


def _is_entry(part: str, labels: Labels) -> bool:
    keys = labels.metadata
    entry = ENTRY.fullmatch(part)
    if entry and fold(entry.group(1)) in keys:
        value = entry.group(2)
        sentence = len(value.split()) >= SENTENCE_WORDS and is_final(value)
        return not sentence or DATE.fullmatch(value) is not None
    if DATE.fullmatch(part) or _follows(labels.byline, NAMES, part):
        return True
    return _follows(keys, DATE, part)


def _follows(keys: frozenset[str], pattern: re.Pattern[str], part: str) -> bool:
    """Whether `part` is one of `keys` and then what `pattern` describes, without a colon."""
    head = part[:30].lower()
    return any(head.startswith(key + " ") and pattern.fullmatch(part, len(key) + 1) for key in keys)
