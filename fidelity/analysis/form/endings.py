"""Whether the last words of a text can be the end of a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from fidelity.text.dictionary import dictionary
from fidelity.text.words import CLOSERS, is_final, words

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["LEAST_WORDS", "open_end"]

# Marks that open something or join it to what follows.
OPEN_MARKS = ",;([{\u201c\u2018-\u2010\u2011\u2013\u2014&/"
QUOTES = "\"'\u201d\u2019»\u203a"
CURRENCY = frozenset("$\u20ac\u00a3\u00a5")
DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+$")
APOSTROPHE = re.compile("['\u2019]")
# How many words before the end a clause may begin that strands its preposition.
STRANDED_CLAUSE = 6
# ... and how many where the full stop says that the writer thought it whole.
STRANDED_SENTENCE = 9
LEAST_WORDS = 3
LONGEST_ABBREVIATION = 24


def open_end(text: AnalysedText, *, fragment: bool = False) -> str:
    """Return why `text` cannot end where it does, as the end of a sentence, or "" if it can.

    Looks at the last words alone: an abbreviation that needs its noun, a word that no sentence ends
    on, a mark that opens something. With `fragment`, texts beside it go without a full stop too, so
    that only words count on which no fragment ends either.
    """
    end = _End(text)
    if len(end.tokens) < LEAST_WORDS or end.bare.endswith(("...", "\u2026")) or end.is_address:
        return ""
    final = is_final(end.bare)
    if end.stripped[-1] in OPEN_MARKS and not final:
        return f'it ends on "{end.stripped[-1]}"'
    # What is quoted may stop anywhere, and a question on any word.
    in_words = end.tokens[-1].end == len(end.stripped)
    if not in_words or end.bare[-1] in QUOTES or (final and end.bare[-1] != "."):
        return ""
    if end.last in end.lists.never_final:
        return f'no sentence ends on "{end.last}"'
    return end.with_stop() if final else end.without_stop(fragment=fragment)


class _End:
    """The last words of a text, and the lists that tell whether a sentence can end on them."""

    def __init__(self, text: AnalysedText) -> None:
        self.bare = text.text.rstrip()
        self.stripped = self.bare.rstrip(CLOSERS + ".!?").rstrip()
        self.tokens = words(self.stripped)
        self.lists = text.lexicon.endings
        self.abbreviations = text.lexicon.abbreviations
        self.language = text.lexicon.language

    @property
    def last(self) -> str:
        return self.tokens[-1].text

    @property
    def is_address(self) -> bool:
        last = self.bare.rsplit(maxsplit=1)[-1]
        return "://" in last or "www." in last

    def with_stop(self) -> str:
        """Return why a full stop stands where none can, or ""."""
        return self._open_abbreviation() or self._closed_too_soon()

    def without_stop(self, *, fragment: bool) -> str:
        """Return why a full stop is missing, or ""."""
        if self.last in CURRENCY:
            return f'it stops at "{self.last}"'
        missing = self._missing_noun()
        if missing or fragment:
            return missing
        loose = self.last in self.lists.open_without_stop or self.last in self.lists.without_stop
        return f'it stops at "{self.last}"' if loose and not self._is_stranded() else ""

    def _closed_too_soon(self) -> str:
        known = self.lists.missing
        if known is None:
            return ""
        last, before = self.last, self.tokens[-2].text
        if last in known.never_with_stop and f"{before.lower()} {last}" not in known.set_phrases:
            return "" if self._has_before(known.strands) else f'no sentence ends on "{last}"'
        belongs = before.lower() in known.particle_verbs
        if last in known.prepositions and not belongs and not self._has_before(known.strands):
            return f'what follows "{last}" is missing'
        if last in known.clause_subjects and before in known.clause_openers:
            return f'a clause opens with "{before} {last}" and stops'
        return self._missing_noun()

    def _missing_noun(self) -> str:
        """Return why the last word waits for its noun: "a new", "the former", "in New"."""
        known = self.lists.missing
        if known is None:
            return ""
        last, before = self.last, self.tokens[-2].text
        dictionary_words = dictionary(self.language)
        opener = last in known.name_openers and not self.tokens[-2].is_capital
        if opener or (before == "the" and last in known.titled_openers):
            return f'the name behind "{last}" is cut off'
        described = (
            before in known.articles and dictionary_words is not None and last in dictionary_words.adjectives
        )
        if last not in known.nominal and (described or (before == "the" and last in known.attributive)):
            return f'the noun behind "{before} {last}" is missing'
        return ""

    def _has_before(self, wanted: Collection[str]) -> bool:
        # "he's" is "he" too.
        near = self.tokens[:-1][-STRANDED_SENTENCE:]
        return any(APOSTROPHE.split(word.text.lower())[0] in wanted for word in near)

    def _open_abbreviation(self) -> str:
        dotted = DOTTED.search(self.stripped[-LONGEST_ABBREVIATION:])
        text, before = dotted.group() if dotted else self.last, self.tokens[-2]
        if text.lower() not in self.abbreviations.open:
            return ""
        if text[0].isupper() and not dotted:
            # "in the St." is cut, "on Main St." is not; nor is "Plan U.", as "as a U." is.
            cut = self._opens(before.text) if len(text) == 1 else not before.is_capital
        else:
            cut = dotted is not None or text in self.abbreviations.always_short
        return f'it stops at "{text}."' if cut else ""

    def _opens(self, word: str) -> bool:
        return word in self.lists.never_final or word in self.lists.open_without_stop

    def _is_stranded(self) -> bool:
        if self.tokens[0].text.lower() in self.lists.stranding_openers:
            return True
        return any(word.text in self.lists.stranding_clauses for word in self.tokens[-STRANDED_CLAUSE:-2])
