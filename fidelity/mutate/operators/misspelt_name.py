"""Misspells a name of the source: a letter doubled, dropped, swapped with the next, or replaced.

Refuses results that are words, that the source holds, or that differ in a final "s" alone; names of
less than five letters, of which another spelling is another name; and the first letter, which is
seldom the one that goes wrong.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.text.words import words

KINDS = ("doubled", "dropped", "swapped", "replaced")
SHORTEST = 5
# What a letter is taken for: sounds alike, or stands beside it on the keyboard.
ALIKE = {
    "a": "ei", "b": "pv", "c": "ks", "d": "t", "e": "ai", "f": "v", "g": "jh", "h": "g", "i": "ye", "j": "g",
    "k": "c", "l": "rk", "m": "n", "n": "m", "o": "ua", "p": "b", "q": "k", "r": "lt", "s": "zc", "t": "dr",
    "u": "oi", "v": "wf", "w": "v", "x": "ks", "y": "ie", "z": "s",
}  # fmt: skip


@operator("misspelt-name", rule="F303")
def misspelt_name(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Misspell one name of each claim."""
    known = {word.text.casefold() for word in words(pair.source_text)}
    for claim in pair.story.heads:
        names = [
            name.word
            for mention in pair.analysed.texts.of(claim.text).mentions
            for name in mention.words
            if name.word.text.casefold() in known and _may_be_misspelt(name.word.text)
        ]
        if not names:
            continue
        word = rng.choice(names)
        kind = rng.choice(KINDS)
        wrong = _misspell(word.text, kind, rng)
        lower = wrong.casefold()
        if lower in known or lower.rstrip("s") == word.text.casefold().rstrip("s"):
            continue
        if lower in pair.analysed.texts.common:
            continue
        yield Edit(in_claim(claim, word.start, word.end), wrong, kind=kind)


def _may_be_misspelt(text: str) -> bool:
    """Whether a word is long enough, and no acronym, whose letters are no spelling."""
    return len(text) >= SHORTEST and text.isalpha() and text[1:].islower()


def _misspell(text: str, kind: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(text) - (kind == "swapped"))
    if kind == "doubled":
        return text[:at] + text[at] + text[at:]
    if kind == "dropped":
        return text[:at] + text[at + 1 :]
    if kind == "swapped":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice(ALIKE.get(text[at], "x")) + text[at + 1 :]
