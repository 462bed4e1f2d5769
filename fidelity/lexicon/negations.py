"""What negates, what only looks like it, and what denies something in itself."""

from __future__ import annotations

from dataclasses import dataclass

from fidelity.lexicon.cues import Cues

__all__ = ["Negations"]


@dataclass(frozen=True, slots=True)
class Negations:
    """Words that turn a statement around.

    Attributes:
        negators: They negate the first content word behind them.
        doubtful_negators: They may negate what is said behind them, or before them.
        no_negators: They look like negators and assert the clause after all.
        determiners: Negators of nouns.
        bare: Negators of a verb only behind a helping verb.
        implicit: Words that deny something themselves.
        auxiliaries: Helping verbs that stand in front of the verb they go with.
    """

    negators: Cues
    doubtful_negators: Cues
    no_negators: Cues
    determiners: frozenset[str]
    bare: frozenset[str]
    implicit: Cues
    auxiliaries: frozenset[str]
