"""How sure a text is: its hedges and boosters, how strong they are, and what they scope over.

Kinds, words and strengths are data (`lexicon/en/certainty.toml`), of the kinds that Hyland, Metadiscourse
(2005), describes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token

__all__ = ["Hedge", "boosted", "guards", "hedges", "outlook"]

# What ends the clause that a hedge scopes over.
CLAUSE = re.compile(r"[;:()\u2014\u2013]|[,.!?]\s")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A cue of uncertainty.

    Attributes:
        start, end: Its place in the text.
        kind: "modal", "expectation", "doubt", "seeming", "rumour" or "hearsay".
        strength: 0..1, how far it takes a statement from a fact.
        head: Index (in the text's tokens) of the first content word that it scopes over.
    """

    start: int
    end: int
    kind: str
    strength: float
    head: int


def hedges(text: AnalysedText) -> tuple[Hedge, ...]:
    """Return the hedges of `text` that scope over words behind them, in order."""
    certainty = text.lexicon.certainty
    plain = text.text.replace("\u2019", "'")
    if certainty is None or "?" in plain:
        return ()
    result = []
    for kind, cues in certainty.kinds.items():
        for cue in cues.pattern.finditer(plain):
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
                result.append(Hedge(*cue.span(), kind, certainty.strengths[kind], head))
    return tuple(sorted(result, key=lambda hedge: (hedge.start, -hedge.end)))


def boosted(text: AnalysedText) -> bool:
    """Whether `text` stresses how sure it is ("certainly", "is bound to")."""
    certainty = text.lexicon.certainty
    return certainty is not None and certainty.booster.pattern.search(text.text) is not None


def guards(text: AnalysedText) -> frozenset[str]:
    """Return every cue of `text` that leaves room, folded: hedges, conditions, plans, somebody's view."""
    certainty = text.lexicon.certainty
    cues = {
        " ".join(cue.group().casefold().split())
        for kind in ((*certainty.kinds.values(), certainty.guard) if certainty else ())
        for cue in kind.pattern.finditer(text.text.replace("\u2019", "'"))
        if not _is_name(cue)
    }
    return frozenset(cues | ({"?"} if text.text.rstrip().endswith("?") else set()))


def _is_name(cue: re.Match[str]) -> bool:
    """Whether a cue is capitalised inside a sentence: the month of May."""
    return (
        cue.start() > 0 and cue.group()[0].isupper() and cue.string[: cue.start()].rstrip()[-1:] not in ".!?:"
    )


def outlook(text: AnalysedText) -> tuple[Token, ...]:
    """Return the words of `text` that forecast, advise or judge, in order."""
    cues = text.lexicon.outlook
    return tuple(token for token in text.tokens if cues is not None and token.word.key in cues.words)
