"""Placeholders: what stands where a text or a value is to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from fidelity.lexicon.cues import Cues

__all__ = ["Placeholders"]

# Quotation marks and hyphens beside it make it a word that somebody speaks of.
PRINTED = r"(?<![\w\"'\u201c\u2018-])(?:{values})(?![\w\"'\u201d\u2019-])"


@dataclass(frozen=True)
class Placeholders:
    """Texts and values that are none.

    Attributes:
        never: Shell wildcards for a section's whole text: nobody writes one of these.
        answers: ... these are an answer to some headings.
        printed: A missing value as programs print it.
        plain: Phrases with such a word in which it is plain English.
    """

    never: tuple[str, ...]
    answers: tuple[str, ...]
    printed: tuple[str, ...]
    plain: Cues

    @cached_property
    def missing_value(self) -> re.Pattern[str]:
        """What finds one of `printed`, as it is written, outside quotation marks."""
        return re.compile(PRINTED.format(values="|".join(map(re.escape, self.printed))))
