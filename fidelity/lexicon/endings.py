"""Endings: the words that no sentence ends on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Endings", "MissingWords"]


@dataclass(frozen=True, slots=True)
class MissingWords:
    """What tells that the noun, the name or the clause behind the last word is missing.

    Attributes:
        never_with_stop: No sentence with a full stop ends on them ...
        set_phrases: ... but as the end of one of these.
        prepositions: They end a sentence only where their noun stands further ahead ...
        strands: ... which one of these among the words before shows ...
        particle_verbs: ... or where they belong to one of these, right before them.
        clause_openers: Behind one of these ...
        clause_subjects: ... one of these opens a clause.
        articles: A noun follows them and an adjective.
        attributive: These are no nouns behind "the".
        nominal: Adjectives that stand for a noun now and then.
        name_openers: First words of names of two.
        titled_openers: ... that are so behind "the" alone.
    """

    never_with_stop: frozenset[str]
    set_phrases: frozenset[str]
    prepositions: frozenset[str]
    strands: frozenset[str]
    particle_verbs: frozenset[str]
    clause_openers: frozenset[str]
    clause_subjects: frozenset[str]
    articles: frozenset[str]
    attributive: frozenset[str]
    nominal: frozenset[str]
    name_openers: frozenset[str]
    titled_openers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Endings:
    """Words, as they are written, on which a text ends that is cut.

    Attributes:
        never_final: No sentence ends on them.
        open_without_stop: Nor, without a full stop, on these: words before a noun or a clause.
        stranding_openers: A text that begins with one may end on its preposition.
        stranding_clauses: ... and so may a clause.
        without_stop: Without a full stop no sentence ends on these either.
        scales: They follow a number and belong to it.
        whole_words: Words that the dictionary lacks.
        missing: None where it is not known of the language.
    """

    never_final: frozenset[str]
    open_without_stop: frozenset[str]
    stranding_openers: frozenset[str]
    stranding_clauses: frozenset[str]
    without_stop: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()
    whole_words: frozenset[str] = frozenset()
    missing: MissingWords | None = None
