"""What is quoted, how it may be spelt, and where a quotation is cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fidelity.lexicon.cues import Cues

__all__ = ["Quoting"]


@dataclass(frozen=True)
class Quoting:
    """The words with which quotations are read, compared and altered.

    Attributes:
        elided: Words that drop their beginning: the mark before them is an apostrophe.
        spellings: Parts of British spellings with what they are in American English, in this order.
        inserted: Words that misquotations put in ...
        auxiliaries: ... behind one of these.
        droppable: Words that may be left out of a quotation without breaking its grammar.
        qualifiers: What turns what was said before it, at the start of a clause.
        bound: Behind these it does not.
        excepted: Nor behind these at any distance.
        continued: Nor before these.
    """

    elided: frozenset[str]
    spellings: Mapping[str, str]
    inserted: tuple[str, ...]
    auxiliaries: frozenset[str]
    droppable: frozenset[str]
    qualifiers: Cues
    bound: frozenset[str]
    excepted: frozenset[str]
    continued: frozenset[str]
