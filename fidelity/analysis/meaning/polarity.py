"""What a text negates: negators of every kind, what they scope over, and what takes them back.

The judge has a reading of its own, as it was fitted (`judge/features/comparison.py`); here verbs of refusal,
"no" and double negation count too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token

__all__ = [
    "Polar",
    "Polarity",
    "denials",
    "denies",
    "is_denied",
    "is_near_negator",
    "is_of_verb",
    "negators",
    "part_around",
    "polarities",
]

# How many words stand at most between a negator and its head, and how many content words it reaches.
NEAR, SCOPE = 3, 6
# How far a negation may stand from a word that it may turn all the same.
AROUND = 5
CLAUSE = re.compile(r"[,;:.!?()\u2014\u2013]")


class Polarity(Enum):
    """Whether a word is negated. DOUBTFUL: further behind a negator, or beside an unsure one."""

    PLAIN = 1
    DOUBTFUL = 2
    NEGATED = 3


@dataclass(frozen=True, slots=True)
class Polar:
    """The polarity of one word, and the place of the negator that scopes over it, or -1.

    A double negation ("did not fail to sign") is PLAIN and has its place all the same.
    """

    polarity: Polarity
    start: int = -1
    end: int = -1


PLAIN = Polar(Polarity.PLAIN)
DOUBTFUL = Polar(Polarity.DOUBTFUL)


def polarities(text: AnalysedText) -> tuple[Polar, ...]:
    """Return the polarity of every word of `text`, in the order of its tokens.

    The first content word behind a negator is negated ("not approve", "no plans", "failed to sign");
    the rest of the clause is doubtful, and so is a whole clause with an unsure negator ("without"). A
    question is doubtful throughout.
    """
    if text.text.rstrip().endswith("?"):
        return (DOUBTFUL,) * len(text.tokens)
    polars = [PLAIN] * len(text.tokens)
    for start, end in text.negators:
        _scope(text, polars, start, end)
    words = text.lexicon.negations
    for cue in words.doubtful_negators.pattern.finditer(_straight(text.text)) if words else ():
        for at in _clause(text, cue.end()):
            polars[at] = DOUBTFUL
    return tuple(polars)


def negators(text: AnalysedText) -> tuple[tuple[int, int], ...]:
    """Return the places of what negates, in order; what only looks like it is left out ("not only")."""
    words = text.lexicon.negations
    if words is None:
        return ()
    plain = _straight(text.text)
    taken = [cue.span() for cue in words.no_negators.pattern.finditer(plain)]
    return tuple(
        cue.span()
        for cue in words.negators.pattern.finditer(plain)
        if not any(start <= cue.start() < end for start, end in taken)
    )


def denies(text: AnalysedText, claim: AnalysedText) -> bool:
    """Whether `text` has any negator, or a word that denies something in itself ("missed", "unpaid").

    Such a word that `claim` has too is no reason for another negation there.
    """
    return bool(text.negators) or not text.denials <= claim.denials


def part_around(text: AnalysedText, word: Token, reach: int) -> AnalysedText:
    """Return the part of a sentence from `reach` tokens before a word to as many behind it.

    The whole sentence where the word is not there, or more than once.
    """
    theirs = text.tokens
    places = [at for at, token in enumerate(theirs) if token.same(word)]
    if len(places) != 1:
        return text
    (at,) = places
    first, last = theirs[max(0, at - reach)], theirs[min(len(theirs) - 1, at + reach)]
    return text.texts.of(text.text[first.word.start : last.word.end])


def is_near_negator(text: AnalysedText, at: int) -> bool:
    """Whether a negation stands a few words before or behind a token: it may be negated after all."""
    low = text.tokens[max(0, at - AROUND)].word.start
    high = text.tokens[min(len(text.tokens) - 1, at + AROUND)].word.end
    return any(low <= start < high for start, _ in text.negators)


def is_denied(text: AnalysedText, word: Token) -> bool:
    """Whether a word is negated anywhere in a text."""
    pairs = zip(text.tokens, text.polarities, strict=True)
    return any(word.same(token) and state.polarity is Polarity.NEGATED for token, state in pairs)


def is_of_verb(text: AnalysedText, start: int, end: int) -> bool:
    """Whether a negator is said of the sentence's verb: "was not ready", but not "soft, not sweet"."""
    words = text.lexicon.negations
    negator = text.text[start:end].casefold()
    if words is None or negator in words.determiners:
        return False
    before = text.texts.of(text.text[:start]).tokens[-1:]
    return negator not in words.bare or any(token.word.key in words.auxiliaries for token in before)


def denials(text: AnalysedText) -> frozenset[str]:
    """Return the words of `text` that deny something in themselves, folded."""
    words = text.lexicon.negations
    lists = (words.doubtful_negators, words.implicit) if words else ()
    return frozenset(word.casefold() for cues in lists for word in cues.pattern.findall(_straight(text.text)))


def _straight(text: str) -> str:
    """Return `text` with straight apostrophes, at the same places."""
    return text.replace("\u2019", "'")


def _clause(text: AnalysedText, start: int) -> list[int]:
    """Return the indices of the content words from the place `start` to the end of the clause."""
    inside: list[int] = []
    last = start
    for at, token in enumerate(text.tokens):
        if token.word.start < start:
            continue
        if len(inside) >= SCOPE or CLAUSE.search(text.text, last, token.word.start):
            break
        last = token.word.end
        if token.content:
            inside.append(at)
    return inside


def _scope(text: AnalysedText, polars: list[Polar], start: int, end: int) -> None:
    """Negate the first content word behind the negator at `start:end`, and doubt the rest of its clause.

    `polars`, one a token, is changed.
    """
    inside = _clause(text, end)
    first = next((at for at, token in enumerate(text.tokens) if token.word.start >= end), 0)
    for number, at in enumerate(inside):
        if number or at - first > NEAR:
            polars[at] = DOUBTFUL
            continue
        before = polars[at]
        even = before.polarity is Polarity.NEGATED or _is_negated(text.tokens, polars, start)
        polars[at] = Polar(Polarity.PLAIN if even else Polarity.NEGATED, start, end)


def _is_negated(tokens: Sequence[Token], polars: Sequence[Polar], start: int) -> bool:
    """Whether the negator at `start` is negated itself: "did not fail to sign"."""
    return any(
        token.word.start == start and polar.polarity is Polarity.NEGATED
        for token, polar in zip(tokens, polars, strict=True)
    )
