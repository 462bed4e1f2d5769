"""Source lines: how a page names what it was written from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from fidelity.lexicon.cues import Cues

__all__ = ["SourceLines"]

# At the start of a line or of an entry, before a name: a number counts the sources.
LABELLED = r"(?:^|[|(\u00b7\u2022\n]\s*)(?:{labels})\s*:\s*(?!\d+\b)\w"


@dataclass(frozen=True)
class SourceLines:
    """Lines that name a source.

    Attributes:
        label: What opens one, without the colon.
        unlinkable: Words of a source that no page holds.
    """

    label: tuple[str, ...]
    unlinkable: Cues

    @cached_property
    def labelled(self) -> re.Pattern[str]:
        """What finds a label with a name behind it."""
        return re.compile(LABELLED.format(labels="|".join(map(re.escape, self.label))), re.IGNORECASE)
