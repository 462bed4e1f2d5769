"""A passage for a claim, crudely: the sentences of a text that share most with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import fsum

__all__ = ["LEAST_ROOM", "keys", "rarity", "sentence_spans", "shorten", "value"]

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(A-Z0-9])|\n+")
COMMON = frozenset(
    "the a an of in on at to for and or but with by from as is are was were be been it its this that he she"
    " they his her their said says will would has have had not no".split()
)
LEAST_ROOM = 8


def keys(text: str) -> set[str]:
    """Return the beginnings, of five letters, of the words of `text` that are not common."""
    return {word[:5] for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in COMMON}


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` stand, empty ones left out."""
    spans, start = [], 0
    for match in SENTENCE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(start, end) for start, end in spans if text[start:end].strip()]


def value(sentence: set[str], left: set[str], own: set[str], rare: dict[str, float]) -> float:
    """Return what a sentence would add to a passage.

    Args:
        sentence: Its keys.
        left: Keys of the claim that the passage lacks.
        own: All keys of the claim.
        rare: What each of these is worth.
    """
    # Exact sums: a set has no order.
    return fsum(rare[key] for key in left & sentence) + 0.3 * fsum(rare[key] for key in own & sentence)


def rarity(own: set[str], sentences: Sequence[set[str]]) -> dict[str, float]:
    """Return one by the number of sentences that have a key, by key."""
    return {key: 1 / max(1, sum(key in sentence for sentence in sentences)) for key in own}


def shorten(text: str, claim: str, most: int) -> str:
    """Return the sentences of `text` that share most with `claim`, about `most` words, in their order."""
    if len(text.split()) <= most:
        return text
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    own, sets = keys(claim), [keys(sentence) for sentence in sentences]
    rare, left, room = rarity(own, sets), set(own), most
    kept: list[int] = []
    while len(kept) < len(sentences) and room > LEAST_ROOM:
        others = [place for place in range(len(sentences)) if place not in kept]
        best = max(others, key=lambda place: value(sets[place], left, own, rare))
        words = len(sentences[best].split())
        if kept and words > room:
            break
        kept.append(best)
        left -= sets[best]
        room -= words
    return " ".join(sentences[place] for place in sorted(kept))
