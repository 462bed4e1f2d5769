"""What marks the other side of a matter."""

from __future__ import annotations

from dataclasses import dataclass

from fidelity.lexicon.cues import Cues

__all__ = ["CounterPosition"]


@dataclass(frozen=True)
class CounterPosition:
    """The words of a position against what is reported.

    Attributes:
        label: Opens a sentence ("yes, but").
        people: Who are named for what they object to.
        objection: Verbs of objection.
        contrast: Marks nothing in a source, and shows a story's second side.
        speech: Somebody says so.
    """

    label: Cues
    people: Cues
    objection: Cues
    contrast: Cues
    speech: Cues
