"""Which role a heading or label names: "Nauti's Take" is opinion, "Key Points" holds claims."""

from __future__ import annotations

import fnmatch
import re

from fidelity.config import Config
from fidelity.lexicon.headings import Headings
from fidelity.text.words import fold
from fidelity.types import Role

__all__ = ["LONGEST_TITLE", "HeadingRoles"]

LONGEST_TITLE = 200
NUMBERING = re.compile(r"(?:(?:\d{1,2}|[ivx]{1,4})[.):]\s|\d{1,2}[\ufe0f\u20e3]+)")
WILDCARDS = re.compile(r"[*?\[]")


class HeadingRoles:
    """Heading patterns: the user's in their order, then the lexicon's names, then its wildcards."""

    def __init__(self, headings: Headings, config: Config) -> None:
        self._own = [(_pattern(pattern), role) for pattern, role in config.roles.items()]
        self._names: dict[str, Role] = {}
        self._wildcards: list[tuple[re.Pattern[str], bool, Role]] = []
        for role, names in headings.roles.items():
            for name in names:
                if WILDCARDS.search(name):
                    self._wildcards.append((_pattern(name), name.endswith("*"), Role(role)))
                else:
                    self._names.setdefault(name, Role(role))

    def of(self, heading: str, *, closed: bool = False) -> Role | None:
        """Return the role that a heading names, if any.

        A story's title may open like a section ("Analysis: ...", "About ..."): with `closed`, the
        lexicon's patterns with an open end are left out.
        """
        if len(heading) > LONGEST_TITLE:
            return None
        name = _bare(fold(heading))
        numbering = NUMBERING.match(name)
        name = _bare(name[numbering.end() :]) if numbering else name
        if not name:
            return None
        for pattern, role in self._own:
            if pattern.match(name):
                return role
        if name in self._names:
            return self._names[name]
        for pattern, open_ended, role in self._wildcards:
            if not (closed and open_ended) and pattern.match(name):
                return role
        return None


def _pattern(wildcards: str) -> re.Pattern[str]:
    return re.compile(fnmatch.translate(_bare(fold(wildcards), keep="*?[]")))


def _bare(text: str, keep: str = "") -> str:
    """Strip marks, emoji and white space around a heading's words."""
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in keep):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in keep + "\u20e3"):
        end -= 1
    return text[start:end]
