"""What stands in and around the phrases on both sides of a verb."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NounPhrases"]


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """Words that open, join and close phrases.

    Attributes:
        adverbs: Endings of adverbs.
        between: What may stand between a verb and the noun on its side.
        plural: Ends of plurals, behind which the base form is a verb.
        oblique: Function words that open the next phrase and are no stop words.
        articles: What opens a phrase.
        auxiliaries: Helping verbs between a phrase and the verb.
        openers: Behind these a clause begins.
        links: What joins the parts of a phrase.
        joining: What joins two phrases.
        no_part: Endings of words that are no part of a plain phrase.
        relative: What opens a clause about the name before it.
        helping: What shows, behind a name, that it begins a clause.
        pointing: With these a sentence points back to the one before it.
        actors: Heads of phrases that can act and be acted on.
    """

    adverbs: tuple[str, ...]
    between: frozenset[str]
    plural: tuple[str, ...]
    oblique: frozenset[str]
    articles: frozenset[str]
    auxiliaries: frozenset[str]
    openers: frozenset[str]
    links: frozenset[str]
    joining: frozenset[str]
    no_part: tuple[str, ...]
    relative: frozenset[str]
    helping: frozenset[str]
    pointing: frozenset[str]
    actors: frozenset[str]
