"""Where a text is cut: in mid-word, in mid-number, inside of brackets or a quotation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fidelity.text.dictionary import dictionary
from fidelity.text.words import is_final, words
from fidelity.types import Role

if TYPE_CHECKING:
    from fidelity.analysis.form.beginnings import Passage
    from fidelity.analysis.form.vocabulary import Vocabulary
    from fidelity.analysis.story import AnalysedStory
    from fidelity.analysis.text import AnalysedText
    from fidelity.types import Claim

__all__ = ["LEAST_WORDS", "Truncation", "truncated_inside", "truncated_word", "truncation"]

# A shorter text may be anything.
LEAST_WORDS = 4
# So many letters no word has are half a word, at an open end and before a full stop.
LEAST_HALF, LEAST_HALF_CLOSED = 2, 3


@dataclass(frozen=True, slots=True)
class Truncation:
    """What says that a text is cut.

    Attributes:
        reason: In words.
        shown: A passage that goes on where the text stops.
        inside: Whether it ends inside of brackets or a quotation.
        sure: Whether it leaves no sentence behind; a full stop that is missing may be a slip.
    """

    reason: str
    shown: Passage | None = None
    inside: bool = False
    sure: bool = True

    def start(self, text: AnalysedText) -> int:
        """Return where the end of a cut text begins: its last word, or the mark that is open."""
        start = text.words[-1].start
        return min([start, *(mark.at for mark in text.open_marks)]) if self.inside else start


def truncation(claim: Claim, story: AnalysedStory, siblings: int, *, spoken: bool) -> Truncation | None:
    """Return what says that a claim is cut, the surest first, with a passage that goes on if there is one.

    Args:
        claim: One of `story`.
        story: What the claim is held against.
        siblings: How many texts beside it must have the full stop that it lacks; 0 never asks for one.
        spoken: Whether the lexicon is of the story's language: another language's words mean other things,
            "an." ends many a German sentence.
    """
    text = story.sources.texts.of(claim.text)
    cut = _truncation(claim, text, story, siblings, spoken=spoken)
    if cut is None or cut.shown is not None:
        return cut
    return replace(cut, shown=story.vocabulary.going_on(text.words))


def _truncation(
    claim: Claim, text: AnalysedText, story: AnalysedStory, siblings: int, *, spoken: bool
) -> Truncation | None:
    habits, cut = story.ending_habits, None
    if spoken:
        reason = text.open_fragment_end if habits.has_fragments_beside(claim) else text.open_end
        if reason:
            return None if habits.is_listed(claim) else Truncation(reason)
        if claim.section.role is not Role.HEADLINE:
            cut = truncated_word(text, story.vocabulary)
    if cut is None and claim.last:
        cut = truncated_inside(text)
    if cut is not None or not habits.stands_out(claim, siblings):
        return cut
    # It may end where a sentence or a line of a source ends: a caption has no full stop.
    if story.vocabulary.ends_on(text.words) or text.normal.text in story.sources.lines:
        return None
    return Truncation("it has no full stop, the texts beside it have one", sure=False)


def truncated_word(text: AnalysedText, vocabulary: Vocabulary) -> Truncation | None:
    """Return what says that the last word or number is the first half of another."""
    bare, tokens = text.text.rstrip(), text.words
    if len(tokens) < LEAST_WORDS or tokens[-1].end != len(bare.removesuffix(".")):
        return None
    last = tokens[-1]
    if last.is_number:
        return _in_a_number(text, vocabulary)
    no_word = _ends_on_no_word(text, vocabulary)
    whole = None if is_final(bare) and not no_word else vocabulary.whole_word(tokens)
    if whole is not None:
        return Truncation(f'"{last.text}" is the beginning of "{whole[0]}"', whole[1])
    return Truncation(f'"{last.text}" is half a word') if no_word else None


def truncated_inside(text: AnalysedText) -> Truncation | None:
    """Return what says that a text without a full stop ends inside of a quotation or of brackets."""
    if is_final(text.text) or len(text.words) < LEAST_WORDS:
        return None
    for mark in text.open_marks:
        behind = words(text.text[mark.at :])
        if behind:
            what = "quotation" if mark.is_quote else "bracket"
            reason = f'it ends inside the {what} that opens before "{behind[0].text}"'
            return Truncation(reason, inside=True)
    return None


def _ends_on_no_word(text: AnalysedText, vocabulary: Vocabulary) -> bool:
    """Whether the last word is none that anybody knows, but the beginning of one."""
    bare, last = text.text.rstrip(), text.words[-1]
    known, final = dictionary(text.lexicon.language), is_final(bare)
    least = LEAST_HALF_CLOSED if final else LEAST_HALF
    if known is None or len(last.text) < least or not (last.text.isalpha() and last.text.islower()):
        return False
    # "17th", "bbc.com", "b***".
    apart = bare[last.start - 1].isspace() or (bare[last.start - 1] == "-" and not final)
    if not apart or last.text in text.lexicon.endings.whole_words:
        return False
    if last.text in known or vocabulary.knows(last, text.words):
        return False
    # In a text without capitals an unknown word may be a name.
    return vocabulary.goes_on(last) or (not bare.islower() and known.is_beginning(last.text, 1))


def _in_a_number(text: AnalysedText, vocabulary: Vocabulary) -> Truncation | None:
    """Return what says that the source's number has decimals or a scale that this one lost."""
    last = text.words[-1]
    whole = vocabulary.whole_number(text.words)
    if whole is not None:
        return Truncation(f'"{last.text}" is the beginning of "{whole[0]}"', whole[1])
    behind = vocabulary.behind(last)
    if behind and behind <= text.lexicon.endings.scales:
        return Truncation(f'the source says "{last.text} {min(behind)}"')
    return None
