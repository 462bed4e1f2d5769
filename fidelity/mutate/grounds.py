"""Where in the source a claim of the story comes from, in plain words: what operators ask first.

Kept apart from the aligner and the rules on purpose: what plants a defect must not see with the eyes
of what looks for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fidelity.mutate.operator import Pair

__all__ = ["content", "grounds", "in_quotes", "similar"]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words so common that to share them says nothing.
COMMON = frozenset(
    """a an the and or but nor of to in on at by for from with without into onto over under between among
    during after before against about through is are was were be been being am has have had do does did
    will would can could shall should may might must that which who whose when where while because although
    if unless than as not its their his her our my your this these those it he she they we you i very so
    such both either each every said says also there then more most one two""".split()
)
QUOTES = re.compile(r"[\"“”]")


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Return the words of `text` that say something, in lower case and without inflection, roughly."""
    return frozenset(
        re.sub(r"(?:ies|ing|ed|es|s|e|'s|’s)$", "", word) if len(word) > 4 else word
        for word in (match.group().lower() for match in WORD.finditer(text))
        if word not in COMMON
    )


def grounds(pair: Pair, text: str, least: float = 0.6, most: int = 3) -> Sequence[str]:
    """Return the source sentences that share most with `text`, best first; none below `least`."""
    asked = content(text)
    if not asked:
        return ()
    scored = [
        (similar(asked, sentence.text), sentence.text)
        for source in pair.sources
        for sentence in source.sentences
    ]
    good = sorted((pair for pair in scored if pair[0] >= least), key=lambda one: -one[0])
    return [text for _, text in good[:most]]


def similar(asked: frozenset[str], text: str) -> float:
    """Return which share of the words `asked` is in `text`, 0..1."""
    return len(asked & content(text)) / len(asked) if asked else 0.0


def in_quotes(text: str, at: int) -> bool:
    """Whether place `at` is inside quotation marks."""
    return len(QUOTES.findall(text, 0, at)) % 2 == 1
