"""Words on known scales and their opposites, looked up in any inflection.

The scales are `[ladders]` of the lexicon; two more, ANTONYM_VERBS and ANTONYM_WORDS, come from the
list of opposites that stands beside a language's words (English: WordNet's antonyms).
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from fidelity.text.pairing import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fidelity.lexicon import Lexicon

__all__ = ["ANTONYM_VERBS", "ANTONYM_WORDS", "Step", "steps_in"]

ANTONYM_VERBS, ANTONYM_WORDS = "antonym_verbs", "antonym_words"
# How the list names the two kinds: verbs are inflected, other words stand as they are.
KINDS = {"verb": ANTONYM_VERBS, "word": ANTONYM_WORDS}


class Step(NamedTuple):
    """Where a word stands: which ladder of which scale, and how far up."""

    scale: str
    ladder: int
    height: int


@lru_cache(maxsize=4096)
def steps_in(text: str, scales: tuple[str, ...], lexicon: Lexicon) -> Mapping[int, frozenset[Step]]:
    """Return the words of `text` that stand on one of `scales`, by index in `pairing.tokens`.

    Forms are looked up whole, not by stem: "important" is no form of "import".
    """
    table = _table(lexicon, scales)
    return {
        at: table[token.word.key] for at, token in enumerate(tokens(text, lexicon)) if token.word.key in table
    }


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
