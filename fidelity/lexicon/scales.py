"""Words on scales, found in any inflection: opposites, and predicates of which one says more than another.

A scale is a list of ladders, a ladder a list of steps, a step the words that stand on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["CONVERSES", "VERBS", "WORDS", "Opposites", "Stages", "Step"]

Ladders = tuple[tuple[tuple[str, ...], ...], ...]
# The scales, by the names that a step has them by.
VERBS, WORDS, CONVERSES, IRREGULAR, STAGES = "verbs", "words", "converses", "irregular", "stages"
LISTED_VERBS, LISTED_WORDS = "listed verbs", "listed words"
# How the file of WordNet's antonyms names its two kinds.
KINDS = {"verb": LISTED_VERBS, "word": LISTED_WORDS}


class Step(NamedTuple):
    """Where a word stands: which ladder of which scale, and how far up, from 0."""

    scale: str
    ladder: int
    height: int


@dataclass(frozen=True)
class Opposites:
    """Words that cannot both hold of one thing: each ladder has two steps.

    Attributes:
        converses: What two sides of one event do.
        verbs: Verbs.
        words: Other words.
        irregular: No opposites: the forms of irregular verbs, the base form first.
        listed: The name of a longer list in `lexicon/words`, of lines "verb LEFT RIGHT", "word LEFT RIGHT".
    """

    converses: Ladders
    verbs: Ladders
    words: Ladders
    irregular: tuple[tuple[str, ...], ...]
    listed: str

    @cached_property
    def steps(self) -> Mapping[str, frozenset[Step]]:
        """Where each form stands. Verbs of the longer list are inflected, its other words are not."""
        by_form: dict[str, set[Step]] = {}
        longer = self._longer()
        forms = {verb: (verb, *listed) for verb, *listed in self.irregular}
        for scale, ladders in ((VERBS, self.verbs), (WORDS, self.words), (CONVERSES, self.converses)):
            _enter(by_form, scale, ladders)
        _enter(by_form, LISTED_VERBS, longer[LISTED_VERBS], forms)
        _enter(by_form, LISTED_WORDS, longer[LISTED_WORDS], inflected=False)
        return MappingProxyType({form: frozenset(steps) for form, steps in by_form.items()})

    @cached_property
    def same_verb(self) -> Mapping[str, frozenset[Step]]:
        """Which irregular verb each form is of."""
        by_form: dict[str, set[Step]] = {}
        _enter(by_form, IRREGULAR, [[forms] for forms in self.irregular])
        return MappingProxyType({form: frozenset(steps) for form, steps in by_form.items()})

    def _longer(self) -> Mapping[str, list[list[list[str]]]]:
        lists: dict[str, list[list[list[str]]]] = {LISTED_VERBS: [], LISTED_WORDS: []}
        file = files("fidelity.lexicon") / "words" / self.listed
        for line in file.read_text("utf-8").splitlines():
            kind, left, right = line.split()
            lists[KINDS[kind]].append([[left], [right]])
        return lists


@dataclass(frozen=True)
class Stages:
    """Predicates from weak to strong.

    Attributes:
        ladders: A step says more than the ones before it, which it entails or goes beyond.
    """

    ladders: Ladders

    @cached_property
    def steps(self) -> Mapping[str, frozenset[Step]]:
        """Where each form stands."""
        by_form: dict[str, set[Step]] = {}
        _enter(by_form, STAGES, self.ladders)
        return MappingProxyType({form: frozenset(steps) for form, steps in by_form.items()})


def _enter(
    by_form: dict[str, set[Step]],
    scale: str,
    ladders: Iterable[Sequence[Sequence[str]]],
    listed: Mapping[str, Sequence[str]] = MappingProxyType({}),
    *,
    inflected: bool = True,
) -> None:
    """Enter every form of every word of a scale; `listed` has irregular forms by the base form."""
    for number, ladder in enumerate(ladders):
        for height, words in enumerate(ladder):
            for word in words:
                more = _inflections(word) if inflected else ()
                for form in (word, *more, *listed.get(word, ())):
                    by_form.setdefault(form, set()).add(Step(scale, number, height))


def _inflections(word: str) -> tuple[str, ...]:
    """Return what may be regular forms of an English word; forms that do not exist do no harm."""
    cut = word[:-1]
    forms = [f"{word}{ending}" for ending in ("s", "es", "ed", "d", "ing")]
    if word.endswith("e"):
        forms.append(f"{cut}ing")
    if word.endswith("y"):
        forms += [f"{cut}ied", f"{cut}ies"]
    if len(word) > 2 and word[-1] not in "aeiouwxy":
        forms += [f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"]
    return tuple(forms)
