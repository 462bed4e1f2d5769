"""How sure a text is: its hedges and boosters, how strong they are, and what they scope over.

Kinds and words are data (`[cues.certainty]`, strengths `[values.certainty]`), of the kinds
that Hyland, Metadiscourse (2005), describes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fidelity.lexicon.cues import phrase_pattern

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon import Lexicon

__all__ = ["Hedge", "boosted", "guards", "hedges"]

# What ends the clause that a hedge scopes over.
CLAUSE = re.compile(r"[;:()\u2014\u2013]|[,.!?]\s")
# Kinds that scope over the words behind them; the others, over the whole sentence.
FORWARD = ("modal", "expectation", "doubt", "seeming", "rumour", "hearsay")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A cue of uncertainty.

    Attributes:
        start, end: Its place in the text.
        kind: "modal", "expectation", "doubt", "seeming", "rumour" or "hearsay".
        strength: 0..1, how far it takes a statement from a fact.
        head: Index (in the text's tokens) of the first content word that it scopes over.
        reach: Where its scope ends in the text.
    """

    start: int
    end: int
    kind: str
    strength: float
    head: int
    reach: int


def hedges(text: AnalysedText) -> tuple[Hedge, ...]:
    """Return the hedges of `text` that scope over words behind them, in order."""
    strengths = text.lexicon.values.get("certainty", {})
    result = []
    plain = text.text.replace("\u2019", "'")
    for kind in () if "?" in plain else FORWARD:
        pattern = _pattern(text.lexicon, kind)
        if pattern is None:
            continue
        for cue in pattern.finditer(plain):
            if _is_name(cue):
                continue
            stop = CLAUSE.search(plain, cue.end())
            reach = stop.start() if stop else len(plain)
            head = next(
                (
                    at
                    for at, token in enumerate(text.tokens)
                    if cue.end() <= token.word.start < reach and token.content and len(token.word.text) > 1
                ),
                None,
            )
            if head is not None:
                result.append(Hedge(*cue.span(), kind, strengths.get(kind, 0.5), head, reach))
    return tuple(sorted(result, key=lambda hedge: (hedge.start, -hedge.end)))


def boosted(text: AnalysedText) -> bool:
    """Whether `text` stresses how sure it is ("certainly", "is bound to")."""
    pattern = _pattern(text.lexicon, "booster")
    return bool(pattern and pattern.search(text.text))


def guards(text: AnalysedText) -> frozenset[str]:
    """Return every cue of `text` that leaves room, folded: hedges, conditions, plans, somebody's view."""
    patterns = (_pattern(text.lexicon, kind) for kind in (*FORWARD, "guard"))
    found = {
        " ".join(cue.group().casefold().split())
        for pattern in patterns
        if pattern
        for cue in pattern.finditer(text.text.replace("\u2019", "'"))
        if not _is_name(cue)
    }
    return frozenset(found | ({"?"} if text.text.rstrip().endswith("?") else set()))


def _is_name(cue: re.Match[str]) -> bool:
    """Whether a cue is capitalised inside a sentence: the month of May."""
    return (
        cue.start() > 0 and cue.group()[0].isupper() and cue.string[: cue.start()].rstrip()[-1:] not in ".!?:"
    )


@cache
def _pattern(lexicon: Lexicon, kind: str) -> re.Pattern[str] | None:
    cues = lexicon.cues.get("certainty", {}).get(kind, ())
    return phrase_pattern(cues) if cues else None
