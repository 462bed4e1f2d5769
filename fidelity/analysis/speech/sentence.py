"""The words of one sentence, the names among them, and what stands between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fidelity.text.capitals import JOINERS

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon.speakers import Speakers

__all__ = ["BREAK", "PHRASE", "NamedWords", "Speaker", "SpeakerKind"]

# Between two words that belong together; a full stop behind an initial or a title.
PLAIN = re.compile(r"[ \u00a0]+|[ \u00a0]*-[ \u00a0]*|\.[ \u00a0]+")
BREAK = re.compile(r"[,()\u2013\u2014]| - ")
# Words that a phrase before a name or verb may have, at most.
PHRASE = 12


class SpeakerKind(StrEnum):
    """How a speaker is spoken of."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the sentence has it.

    Attributes:
        names: The keys of the name, titles left out; of a role, of the name that stands with it
            ("the State Department spokesman"), maybe none.
        definite: Whether an article stands before the name, or it is all capitals: an organisation
            ("the White House", "CNN"), or what somebody is called ("the Frenchman").
    """

    start: int
    end: int
    kind: SpeakerKind
    names: tuple[str, ...]
    definite: bool = False


class NamedWords:
    """The words of one sentence with its runs of capitals.

    Attributes:
        text: The sentence.
        cues: What is known of the words around a speaker.
        words: Its words, in order.
        keys: Their keys in lower case.
        by_start: The run of capitals that begins with a word: (first, behind the last).
        by_end: The run that ends with it.
        inside: The run that it stands in.
    """

    def __init__(self, sentence: AnalysedText, cues: Speakers) -> None:
        self.text = sentence.text
        self.cues = cues
        self.words = sentence.words
        self.keys = [word.key.casefold() for word in self.words]
        self._stopwords = sentence.lexicon.stopwords
        self.by_end: dict[int, tuple[int, int]] = {}
        self.by_start: dict[int, tuple[int, int]] = {}
        self.inside: dict[int, tuple[int, int]] = {}
        for run in self._runs():
            self.by_start[run[0]] = self.by_end[run[1] - 1] = run
            self.inside.update(dict.fromkeys(range(*run), run))

    def gap(self, at: int) -> str:
        """Return what stands between word `at` and the next."""
        behind = self.words[at + 1].start if at + 1 < len(self.words) else len(self.text)
        return self.text[self.words[at].end : behind] if at >= 0 else self.text[: self.words[0].start]

    def plain(self, at: int) -> bool:
        """Whether nothing but white space parts word `at` from the next."""
        return PLAIN.fullmatch(self.gap(at)) is not None

    def phrase_start(self, start: int) -> int:
        """Return where the words begin that nothing parts from the one at offset `start`."""
        at = bisect_left(self.words, start, key=lambda word: word.start)
        low = max(0, at - PHRASE)
        while at > low and self.plain(at - 1):
            at -= 1
        return self.words[at].start

    def listed(self, at: int, cues: frozenset[str]) -> bool:
        """Whether there is a word `at`, and it is one of `cues`."""
        return 0 <= at < len(self.keys) and self.keys[at] in cues

    def held(self, run: tuple[int, int]) -> bool:
        """Whether a run stands behind a preposition: "a spokesman for the Fisheries Office"."""
        at = run[0] - 1
        if at > 0 and self.plain(at) and self.listed(at, self.cues.determiners):
            at -= 1
        return at >= 0 and self.plain(at) and self.listed(at, self.cues.prepositions)

    def named(self, run: tuple[int, int]) -> Speaker | None:
        """Return a run as a speaker with a name; None where its capital makes no name of it."""
        keys = [self.keys[at] for at in range(*run) if self.words[at].is_capital]
        bare = [key for key in keys if key not in self.cues.titles]
        start = self.words[run[0]].start
        if not bare or (run[1] - run[0] == 1 and self.listed(run[0], self.cues.generic)):
            return None
        article = run[0] > 0 and self.plain(run[0] - 1) and self.listed(run[0] - 1, self.cues.determiners)
        definite = article or (run[1] - run[0] == 1 and self.words[run[0]].text.isupper())
        return Speaker(start, self.words[run[1] - 1].end, SpeakerKind.NAME, tuple(bare), definite)

    def role(self, at: int, run: tuple[int, int] | None = None) -> Speaker:
        """Return word `at` as a role, with the name of whom it is a role for."""
        names = tuple(self.keys[i] for i in range(*run) if self.words[i].is_capital) if run else ()
        return Speaker(self.words[at].start, self.words[at].end, SpeakerKind.ROLE, names)

    def _runs(self) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(self.words):
            if not self._capital(at):
                at += 1
                continue
            end = probe = at + 1
            while probe < len(self.words) and self._joined(probe - 1):
                if self._capital(probe):
                    end = probe + 1
                elif self.words[probe].text not in JOINERS or self.words[probe - 1].text == "and":
                    break
                probe += 1
            yield at, end
            at = end

    def _capital(self, at: int) -> bool:
        word = self.words[at]
        if not word.is_capital or self.keys[at] in self.cues.times:
            return False
        return at > 0 or not (self.keys[0] in self._stopwords or self.keys[0] in self.cues.no_names)

    def _joined(self, at: int) -> bool:
        word = self.words[at]
        if word.text.endswith(("'s", "’s")):
            return False
        gap = self.gap(at)
        if gap.startswith("."):
            return gap.strip() == "." and (len(word.text) == 1 or self.listed(at, self.cues.titles))
        return PLAIN.fullmatch(gap) is not None
