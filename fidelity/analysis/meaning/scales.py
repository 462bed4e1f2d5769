"""Words on known scales and their opposites, looked up in any inflection.

The scales are `[ladders]` of the lexicon; two more, ANTONYM_VERBS and ANTONYM_WORDS, come from the
list of opposites that stands beside a language's words (English: WordNet's antonyms).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon import Lexicon

__all__ = [
    "ANTONYM_VERBS",
    "ANTONYM_WORDS",
    "CONVERSES",
    "IRREGULAR",
    "OPPOSITES",
    "STAGES",
    "Step",
    "below",
    "steps_in",
    "turned",
]

ANTONYM_VERBS, ANTONYM_WORDS = "antonym_verbs", "antonym_words"
CONVERSES = "converses"
# What is looked up together: opposites, the stages of news, and the forms of irregular verbs.
OPPOSITES = ("opposite_verbs", "opposite_words", ANTONYM_VERBS, ANTONYM_WORDS, CONVERSES)
STAGES = ("predicates",)
IRREGULAR = ("irregular",)
# How the list names the two kinds: verbs are inflected, other words stand as they are.
KINDS = {"verb": ANTONYM_VERBS, "word": ANTONYM_WORDS}


class Step(NamedTuple):
    """Where a word stands: which ladder of which scale, and how far up."""

    scale: str
    ladder: int
    height: int


def steps_in(text: AnalysedText, scales: tuple[str, ...]) -> Mapping[int, frozenset[Step]]:
    """Return the words of `text` that stand on one of `scales`, by index in its tokens.

    Forms are looked up whole, not by stem: "important" is no form of "import".
    """
    table = _table(text.lexicon, scales)
    return {at: table[token.word.key] for at, token in enumerate(text.tokens) if token.word.key in table}


def below(low: frozenset[Step], high: frozenset[Step], *, equal: bool = False) -> bool:
    """Whether on any ladder the first stands below the second (or beside it), on none above."""
    pairs = [(one, two) for one in low for two in high if one[:2] == two[:2]]
    return any(
        one.height < two.height or (equal and one.height == two.height) for one, two in pairs
    ) and not any(one.height > two.height or (not equal and one.height == two.height) for one, two in pairs)


def turned(steps: frozenset[Step]) -> frozenset[Step]:
    """Return the opposites of steps on ladders of two."""
    return frozenset(step._replace(height=1 - step.height) for step in steps)


@cache
def _table(lexicon: Lexicon, scales: tuple[str, ...]) -> Mapping[str, frozenset[Step]]:
    table: dict[str, set[Step]] = {}
    irregular = _irregular(lexicon)
    for scale in scales:
        ladders = (*lexicon.ladders.get(scale, ()), *_antonyms(lexicon.language).get(scale, ()))
        for number, ladder in enumerate(ladders):
            for height, words in enumerate(ladder):
                step = Step(scale, number, height)
                for word in words:
                    listed = irregular.get(word, ()) if scale == ANTONYM_VERBS else ()
                    more = () if scale == ANTONYM_WORDS else _inflections(word)
                    for form in (word, *more, *listed):
                        table.setdefault(form, set()).add(step)
    return {form: frozenset(steps) for form, steps in table.items()}


@cache
def _antonyms(language: str) -> Mapping[str, Sequence[Sequence[Sequence[str]]]]:
    """Return the listed opposites of a language as ladders of two steps; none where there is no list."""
    file = files("fidelity.lexicon") / "words" / f"{language}.opposites.txt"
    found: dict[str, list[list[list[str]]]] = {}
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        kind, left, right = line.split()
        found.setdefault(KINDS[kind], []).append([[left], [right]])
    return found


@cache
def _irregular(lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    """Return all forms of the irregular verbs, by their base form."""
    return {words[0]: words for (words,) in lexicon.ladders.get("irregular", ())}


def _inflections(word: str) -> tuple[str, ...]:
    """Return what may be regular forms of an English word; forms that do not exist do no harm."""
    cut = word[:-1]
    found = [f"{word}{ending}" for ending in ("s", "es", "ed", "d", "ing")]
    if word.endswith("e"):
        found.append(f"{cut}ing")
    if word.endswith("y"):
        found += [f"{cut}ied", f"{cut}ies"]
    if len(word) > 2 and word[-1] not in "aeiouwxy":
        found += [f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"]
    return tuple(found)
