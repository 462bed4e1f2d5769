"""Sentences one after the other, analysed: what only their order tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from fidelity.analysis.speech.joined import joined
from fidelity.analysis.speech.persons import People
from fidelity.analysis.speech.speakers import speech
from fidelity.analysis.speech.verbatim import find_quotation

if TYPE_CHECKING:
    from fidelity.analysis.speech.joined import JoinedText
    from fidelity.analysis.speech.speakers import Speech
    from fidelity.analysis.speech.verbatim import Match
    from fidelity.analysis.text import AnalysedText, Texts

__all__ = ["AnalysedSentences"]


class AnalysedSentences:
    """Sentences one after the other: those of a source, or a claim behind the one before it.

    Attributes:
        sentences: In order.
        opens: Whether each opens a paragraph.
        texts: Where they are analysed.
    """

    def __init__(self, sentences: Sequence[AnalysedText], opens: Sequence[bool], texts: Texts) -> None:
        self.sentences = tuple(sentences)
        self.opens = tuple(opens)
        self.texts = texts
        self._found: dict[str, Match | None] = {}

    @cached_property
    def joined(self) -> JoinedText:
        """They as one text, ready to be searched."""
        return joined(self)

    @cached_property
    def speech(self) -> Speech:
        """Who says what in them."""
        return speech(self)

    @cached_property
    def people(self) -> People:
        """What they tell of the people in them."""
        return People(self)

    def find(self, quoted: str) -> Match | None:
        """Return the best place of a quotation's words in them; None where nothing is near."""
        if quoted not in self._found:
            self._found[quoted] = find_quotation(quoted, self.joined)
        return self._found[quoted]
