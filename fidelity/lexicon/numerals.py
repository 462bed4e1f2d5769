"""Words that are numbers, parts of one, or multiply one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Numerals"]


@dataclass(frozen=True)
class Numerals:
    """How a language writes numbers.

    Attributes:
        single: In front of a word that is a number: "a dozen".
        of: Behind a part of a whole, and between a day and its month.
        ordinal: Endings of digits that are a place in a row.
        half: Words that are a half.
        whole: What stands behind a half that is a share.
        counted_half: What stands before a half that is none: of a game, or of another noun.
        and_a_half: Phrases that add a half to the number before them.
        vague: Plural nouns that count what a scale word leaves vague.
        weak: Number words that are other words more often.
        scales: What a scale word multiplies the number before it by.
        groups: Values of words that are a number behind "a", or alone.
        exact_groups: Those of `groups` that say how many, and no more.
        fractions: Values of parts of one.
    """

    single: frozenset[str]
    of: frozenset[str]
    ordinal: tuple[str, ...]
    half: frozenset[str]
    whole: frozenset[str]
    counted_half: frozenset[str]
    and_a_half: tuple[str, ...]
    vague: frozenset[str]
    weak: frozenset[str]
    exact_groups: frozenset[str]
    scales: Mapping[str, float]
    groups: Mapping[str, float]
    fractions: Mapping[str, float]

    @cached_property
    def half_behind(self) -> re.Pattern[str]:
        """What matches " and a half" right behind a number."""
        return re.compile(r"[ -](?:" + "|".join(map(re.escape, self.and_a_half)) + r")\b", re.IGNORECASE)
