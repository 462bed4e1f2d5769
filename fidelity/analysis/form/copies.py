"""Whether a text is the beginning of another, cut where that one does not end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fidelity.analysis.form.truncation import LEAST_WORDS
from fidelity.analysis.form.vocabulary import is_half
from fidelity.text.words import is_final, words

if TYPE_CHECKING:
    from fidelity.analysis.form.beginnings import Passage
    from fidelity.analysis.form.vocabulary import Vocabulary
    from fidelity.analysis.story import AnalysedStory
    from fidelity.analysis.text import AnalysedText

__all__ = ["is_cut_of", "whole_of"]

# A cut that owns up to itself.
ELLIPSES = ("...", "\u2026")
APOSTROPHES = "'\u2019"
# A dash parts what stands on its two sides; a hyphen joins it.
HYPHENS = "-\u2010\u2011"
WORD_REST = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
# "J." of "J. K. Calder"; "No." of "No. 5". A capital word may be the next sentence's.
INITIALS = re.compile(r"\.\s(?:[^\W\d_]\.|[a-z])")
COUNTED = re.compile(r"\.\s\d")


def whole_of(text: AnalysedText, story: AnalysedStory, *, spoken: bool) -> Passage | None:
    """Return the first whole sentence of the story or its sources that `text` is a cut of.

    `spoken`: the lexicon is of the language that they are in; else only marks and letters tell.
    """
    if len(text.words) < LEAST_WORDS or text.text.rstrip().endswith(ELLIPSES):
        return None
    for passage in story.beginnings.longer_than(text):
        whole = passage.text
        if not is_final(whole.text) or (spoken and whole.open_end):
            continue
        if is_cut_of(text, whole, story.vocabulary, spoken=spoken):
            return passage
    return None


def is_cut_of(text: AnalysedText, whole: AnalysedText, vocabulary: Vocabulary, *, spoken: bool) -> bool:
    """Whether `text` stops where `whole`, whose beginning it is in normal form, has no end.

    `spoken`: the lexicon is of the language that they are in; else only marks and letters tell.
    """
    at = whole.normal.origins[len(text.normal.text) - 1] + 1
    rest = whole.text[at:]
    if not is_final(text.text) and len(text.open_marks) > len(whole.open_marks):
        return True
    if spoken and (text.open_end or _loses_scale(text, rest)):
        return True
    mark, behind = rest[:1], rest[1:]
    if mark.isalnum():
        return spoken and _is_split(text, rest, vocabulary)
    if mark and mark in APOSTROPHES:
        return behind[:1].isalnum() and not behind.startswith(("s ", "s-"))
    if mark == ",":
        return text.words[-1].is_number and behind[:1].isdigit()
    joined = mark == "." or (mark != "" and mark in HYPHENS)
    return joined and (behind[:1].isalnum() or _ends_on_abbreviation(text, rest))


def _loses_scale(text: AnalysedText, rest: str) -> bool:
    """Whether the text ends on a number whose "million" or "percent" comes next in the whole."""
    following, scales = words(rest)[:1], text.lexicon.endings.scales
    return text.words[-1].is_number and rest[:1].isspace() and any(word.text in scales for word in following)


def _is_split(text: AnalysedText, rest: str, vocabulary: Vocabulary) -> bool:
    """Whether the last word is the first half of a word that `rest` goes on with."""
    last, ending = text.words[-1], WORD_REST.match(rest)
    if ending is None:
        return last.is_number
    whole = last.key + ending.group().casefold()
    return is_half(last.key, whole, known=vocabulary.knows(last, text.words), sure=not is_final(text.text))


def _ends_on_abbreviation(text: AnalysedText, rest: str) -> bool:
    """Whether the text ends on an abbreviation that the sentence goes on behind."""
    known = text.lexicon.abbreviations
    last = text.text.rstrip().rstrip(".").split()[-1]
    if not last.isalpha() or last.lower() in known.closed:
        return False
    if len(last) == 1:
        return last.isupper() and INITIALS.match(rest) is not None
    return COUNTED.match(rest) is not None and (known.counted is None or last.lower() in known.counted)
