"""Verbs, and nouns made of them, by which somebody does something to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

__all__ = ["Predicates"]


@dataclass(frozen=True)
class Predicates:
    """Verbs whose two sides differ, with their forms.

    A line of `verbs` is verbs of one meaning, parted by "/", each with its forms. A line of `converse`,
    `prepositional` and `nominal` is forms, the word behind them, and the verb of `verbs` behind "=".

    Attributes:
        verbs: Transitive verbs.
        unchanged: Base forms among them that are the past as well.
        converse: What says the same as a verb with its sides turned: "lost to".
        prepositional: Verbs whose second side stands behind a word of its own.
        nominal: Nouns for a verb, whose owner did it: "victory over".
        symmetric: Words whose two sides are equal.
        endings: Of the past, and of the third person.
        passive: Forms that open a passive.
        agent: What names who did it, in a passive.
        motion: Verbs of motion and of wishing.
    """

    verbs: tuple[str, ...]
    unchanged: frozenset[str]
    converse: tuple[str, ...]
    prepositional: tuple[str, ...]
    nominal: tuple[str, ...]
    symmetric: frozenset[str]
    endings: tuple[str, ...]
    passive: frozenset[str]
    agent: frozenset[str]
    motion: frozenset[str]

    @cached_property
    def forms(self) -> Mapping[str, frozenset[str]]:
        """What each form counts as: the first verb of each line that has it."""
        by_form: dict[str, set[str]] = {}
        for line in self.verbs:
            for form in line.replace("/", " ").split():
                by_form.setdefault(form, set()).add(line.split()[0])
        return MappingProxyType({form: frozenset(verbs) for form, verbs in by_form.items()})

    @cached_property
    def bases(self) -> frozenset[str]:
        """The forms of `verbs` that are no past and no third person."""
        return frozenset(verb.split()[0] for line in self.verbs for verb in line.split("/"))

    @cached_property
    def bound(self) -> Mapping[tuple[str, str], tuple[frozenset[str], bool]]:
        """What a form counts as with the word behind it, and whether its sides are turned."""
        verbs_bound = {}
        for lines, turned in ((self.converse, True), (self.nominal, False), (self.prepositional, False)):
            for line in lines:
                left, _, verb = line.partition(" = ")
                *heads, last = left.split()
                verbs = self.forms.get(verb, frozenset({verb}))
                verbs_bound.update({(head, last): (verbs, turned) for head in heads})
        return MappingProxyType(verbs_bound)

    @cached_property
    def lines(self) -> Mapping[str, str]:
        """The first verb of the line that each form is on; of the last such line where it is on several."""
        return MappingProxyType(
            {form: line.split()[0] for line in self.verbs for form in line.replace("/", " ").split()}
        )

    @cached_property
    def kinds(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """The verb that a form stands for with the word behind it, and the name of the list that has both."""
        named = (
            ("converse", self.converse),
            ("nominal", self.nominal),
            ("prepositional", self.prepositional),
        )
        pairs = {}
        for kind, lines in named:
            for line in lines:
                left, _, verb = line.partition(" = ")
                *heads, last = left.split()
                pairs.update({(head, last): (verb, kind) for head in heads})
        return MappingProxyType(pairs)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The nouns of `nominal`."""
        return frozenset(head for line in self.nominal for head in line.partition(" = ")[0].split()[:-1])
