"""Which speakers are people, and when two names are one person's, as far as a source tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.analysis.speech.sentence import SpeakerKind
from fidelity.analysis.speech.speakers import Speech, Statement, same_name
from fidelity.text.names import alias_keys, capital_runs
from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

# Small words within names.
PARTICLES = frozenset({"de", "la", "von", "van", "der", "den", "di", "du"})

__all__ = ["is_person", "names_in", "same_person"]


def is_person(statement: Statement, sources: Sequence[Speech], lexicon: Lexicon) -> bool:
    """Whether a speaker is named as people are: no role, no organisation or country with spokesmen.

    A capital that only stands at the start of sentences makes no name. Who is told things ("told the
    Courier") may well be the paper that reports them.
    """
    names = statement.names
    if not names or statement.speaker.kind is SpeakerKind.ROLE or statement.speaker.definite:
        return False
    if len(names) == 1:
        known = any(names[0] in _known(source) for source in sources)
        outlet = any(names[0] in _outlets(source, lexicon) for source in sources)
        return known and not outlet and not alias_keys(names, lexicon)
    return not alias_keys(names, lexicon)


def same_person(one: Sequence[str], other: Sequence[str], source: Speech, lexicon: Lexicon) -> bool:
    """Whether two names may be the same person's: as `same_name`, or the source writes them as one.

    "Ruth" and "Ms Calder" are one where the source has "Ruth Calder".
    """
    if same_name(one, other, lexicon):
        return True
    return any(run & set(one) and run & set(other) for run in _full_names(source))


@lru_cache(maxsize=4096)
def names_in(sentence: str) -> frozenset[str]:
    """Return the keys of the capitalised words of a sentence."""
    return frozenset(word.key.casefold() for word in words(sentence) if word.is_capital)


@lru_cache(maxsize=64)
def _known(source: Speech) -> frozenset[str]:
    """Return the keys of the capitalised words that do not begin a sentence."""
    inner = [word for text in source.masked for word in words(text)[1:]]
    return frozenset(word.key.casefold() for word in inner if word.is_capital)


@lru_cache(maxsize=64)
def _outlets(source: Speech, lexicon: Lexicon) -> frozenset[str]:
    """Return the keys of the capitalised words right behind a verb that takes a listener."""
    listener = lexicon.cues.get("speakers", {}).get("listener", ())
    pairs = (pair for text in source.masked for pair in pairwise(words(text)))
    return frozenset(b.key.casefold() for a, b in pairs if a.key in listener and b.is_capital)


@lru_cache(maxsize=64)
def _full_names(source: Speech) -> frozenset[frozenset[str]]:
    """Return the runs of two or more capitalised words, as sets of keys."""
    found = set()
    for text in source.masked:
        inside = words(text)
        for start, end in capital_runs(inside, text):
            # "Calder and Moss" are two.
            joined = any(
                not inside[at].is_capital and inside[at].text not in PARTICLES for at in range(start, end)
            )
            if end - start > 1 and not joined:
                found.add(frozenset(inside[at].key.casefold() for at in range(start, end)))
    return frozenset(found)
