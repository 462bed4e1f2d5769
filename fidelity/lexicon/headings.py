"""Headings: which role they give a section, and what they promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Headings"]


@dataclass(frozen=True, slots=True)
class Headings:
    """Patterns of headings: shell wildcards, in lower case, for the whole heading.

    Attributes:
        roles: By the name of a role, tried in order.
        digest: They promise a selection of what stands elsewhere.
        may_be_none: "None" is an answer to them.
    """

    roles: Mapping[str, tuple[str, ...]]
    digest: tuple[str, ...]
    may_be_none: tuple[str, ...]
