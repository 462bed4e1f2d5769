"""The words around a speaker, and the verbs that report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fidelity.lexicon.cues import Cues

__all__ = ["ReportingVerbs", "Speakers"]


@dataclass(frozen=True)
class ReportingVerbs:
    """Verbs that report what somebody says, in every form, by how much the speaker stands behind it.

    Attributes:
        neutral: The speaker says it, no more.
        strong: The speaker commits to it, or owns up to it.
        weak: The writer, or the speaker, leaves it open whether it is so.
        stance: It is the speaker's own judgement, hope or forecast.
    """

    neutral: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    stance: frozenset[str]

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The name of its list, by verb."""
        lists = {"neutral": self.neutral, "strong": self.strong, "weak": self.weak, "stance": self.stance}
        return {verb: kind for kind, verbs in lists.items() for verb in verbs}


@dataclass(frozen=True)
class Speakers:
    """The words from which it is told who speaks.

    Attributes:
        sourced: Phrases before a speaker that need no verb ("according to").
        listener: Verbs that name whom they are said to before what is said.
        participles: Forms that go before what is said, never before who says it.
        bare: Verbs that what is said may follow without "that".
        complementizer: "that".
        between: What may stand between a speaker and the verb.
        passive: A verb behind one of these has no speaker before it.
        relative: "who".
        pronouns: Of one person who was named.
        nobody: Of no one person who was named.
        determiners: Before a name or role.
        prepositions: Before a name that only belongs to the speaker's role.
        times: Capitals that are no names.
        generic: Speakers in the plural or by trade: a capital makes no name of them.
        titles: Words before a name that are no part of it.
        verbs: What reports.
    """

    sourced: Cues
    listener: frozenset[str]
    participles: frozenset[str]
    bare: frozenset[str]
    complementizer: frozenset[str]
    between: frozenset[str]
    passive: frozenset[str]
    relative: frozenset[str]
    pronouns: frozenset[str]
    nobody: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    times: frozenset[str]
    generic: frozenset[str]
    titles: frozenset[str]
    verbs: ReportingVerbs

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words that have a capital at the start of a sentence only because they stand there."""
        return self.prepositions | self.determiners | self.nobody | self.between

    @cached_property
    def never_turned(self) -> frozenset[str]:
        """Verbs that no speaker stands behind."""
        return self.listener | self.participles
