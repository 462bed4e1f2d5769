"""Which sentences give the other side of a matter, and which object to anything at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["is_counter_position", "objects"]


def is_counter_position(text: AnalysedText) -> bool:
    """Whether a sentence of a source gives a position against what the source reports.

    A label does; people who are named for objecting, and verbs of objection, do where somebody says
    so; a mere "but" or "however" does not.
    """
    cues, plain = text.lexicon.counter, _plain(text)
    if cues is None:
        return False
    if cues.label.pattern.match(plain):
        return True
    opposes = cues.people.pattern.search(plain) or cues.objection.pattern.search(plain)
    return bool(opposes and cues.speech.pattern.search(plain))


def objects(text: AnalysedText) -> bool:
    """Whether a claim of a story has any word of objection or contrast."""
    cues, plain = text.lexicon.counter, _plain(text)
    lists = (cues.label, cues.people, cues.objection, cues.contrast) if cues is not None else ()
    return any(words.pattern.search(plain) for words in lists)


def _plain(text: AnalysedText) -> str:
    return text.text.replace("\u2019", "'")
