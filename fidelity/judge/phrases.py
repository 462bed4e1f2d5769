"""A sentence cut into phrases: what can be marked, or left out, without cutting a name or a number in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.judge.features.numbers import numbers
from fidelity.text.capitals import capital_runs
from fidelity.text.words import Word, words

if TYPE_CHECKING:
    from fidelity.lexicon.judge import JudgeWords

__all__ = ["Phrase", "phrases"]

# Between two words of a sentence: the end of a phrase.
BORDER = re.compile(r"[,;:.!?()\[\]\"\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014\u2026|]|--")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that belong together, with the function words that lead to it.

    Attributes:
        begin: Where its first word starts, a preposition or conjunction: `begin:end` is what to
            leave out of the sentence.
        start: Where what it says starts, a negation or helping verb included: `start:end` is
            what to mark.
        end: Where its last word with content ends.
    """

    begin: int
    start: int
    end: int


def phrases(text: str, known: JudgeWords) -> tuple[Phrase, ...]:
    """Return the phrases of a text in order; every word with content is in exactly one.

    A phrase ends at punctuation, before a function word, and between a name and a word that is
    part of none. Names ("Bank of England"), numbers with their scale ("4.2 million") and words joined
    by a hyphen stay whole.
    """
    tokens = words(text)
    content = [word.key not in known.stopwords and not word.key.endswith("n't") for word in tokens]
    kept, counted = _names_and_numbers(text, tokens, known)
    runs: list[list[int]] = []
    for at in range(len(tokens)):
        if not at or (at not in kept and _parts(text, tokens, at, content, at in counted)):
            runs.append([])
        runs[-1].append(at)
    helping = {*(known.auxiliaries or ()), *known.negators}
    cut = []
    for run in runs:
        inner = [at for at in run if content[at]]
        if not inner:
            continue
        first = inner[0]
        while first > run[0] and _helps(tokens[first - 1], helping):
            first -= 1
        cut.append(Phrase(tokens[run[0]].start, tokens[first].start, tokens[inner[-1]].end))
    return tuple(cut)


def _names_and_numbers(
    text: str, tokens: Sequence[Word], known: JudgeWords
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices of words that must not be parted from the one before, and where numbers start."""
    kept = {at for start, end in capital_runs(tokens, text) for at in range(start + 1, end)}
    places = {word.start: at for at, word in enumerate(tokens)}
    counted = set()
    for number in numbers(text, known):
        at = places[number.start]
        counted.add(at)
        at += 1
        while at < len(tokens) and tokens[at].start < number.end:
            kept.add(at)
            at += 1
    return frozenset(kept), frozenset(counted)


def _parts(text: str, tokens: Sequence[Word], at: int, content: Sequence[bool], counted: bool) -> bool:
    """Whether a phrase ends before word `at`."""
    left, right = tokens[at - 1], tokens[at]
    gap = text[left.end : right.start]
    if BORDER.search(gap):
        return True
    if not content[at - 1] or not any(char.isspace() for char in gap):
        return False
    if not content[at]:
        return True
    return left.text.islower() if counted else left.is_capital and right.text.islower()


def _helps(word: Word, helping: set[str]) -> bool:
    return word.key in helping or word.key.endswith("n't")
