"""Whether a text ends before its end, and what the texts around it say it goes on with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.text.words import CLOSERS, Word, is_final, normal, words
from fidelity.types import Role

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon
    from fidelity.types import Source, Span, Story

__all__ = ["Beginnings", "Passage", "Vocabulary", "is_half", "open_end", "passages"]

# Marks that open something or join it to what follows.
OPEN_MARKS = ",;([{\u201c\u2018-\u2010\u2011\u2013\u2014&/"
QUOTES = "\"'\u201d\u2019»\u203a"
CURRENCY = frozenset("$\u20ac\u00a3\u00a5")
DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+$")
LABEL = re.compile(r"[^.!?:\n]{1,40}:\s+(?=\S)")
# What a word may be followed by and still be a word: "plan" is not the first half of "plans".
ENDINGS = frozenset(
    "s es d ed ing ings r er ers or ors st est n ns an ans ion ions ied ies ure ful ment ments ly "
    "al ally ity y able ive ish ism ist ists less ness ship ships hood 's s'".split()
)
PLURALS = frozenset({"s", "es", "'s"})
# How many words before the end a clause may begin that strands its preposition.
STRANDED_CLAUSE = 6
LEAST_WORDS = 3
# So many letters of an unknown word are no chance beginning of another: "govern", not "car".
LONG_HALF = 5


def open_end(text: str, lexicon: Lexicon, *, fragment: bool = False) -> str:
    """Return why `text` cannot end where it does, as the end of a sentence, or "" if it can.

    Looks at the last words alone: an abbreviation that needs its noun, a word that no sentence ends
    on, a mark that opens something. With `fragment`, texts beside it go without a full stop too, so
    that only words count on which no fragment ends either.
    """
    bare = text.rstrip()
    stripped = bare.rstrip(CLOSERS + ".!?").rstrip()
    tokens = words(stripped)
    if len(tokens) < LEAST_WORDS or bare.endswith(("...", "\u2026")):
        return ""
    final = is_final(bare)
    if stripped[-1] in OPEN_MARKS and not final:
        return f'it ends on "{stripped[-1]}"'
    # What is quoted may stop anywhere, and a question on any word.
    if tokens[-1].end != len(stripped) or bare[-1] in QUOTES or (final and bare[-1] != "."):
        return ""
    return _open_word(stripped, tokens, lexicon, final=final, fragment=fragment)


def is_half(partial: str, whole: str, *, known: bool, sure: bool = False) -> bool:
    """Whether `partial`, a beginning of the word `whole`, is no word of its own.

    It is one where the texts use it elsewhere (`known`), or where only an ending is missing; where
    the text is known to be cut (`sure`), only a plural's.
    """
    return not known and whole.casefold()[len(partial) :] not in (PLURALS if sure else ENDINGS)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the story (`source` is None) or of a source, with its place."""

    text: str
    span: Span
    source: int | None
    sentence: int


def passages(story: Story, sources: Sequence[Source]) -> Iterator[Passage]:
    """Yield the story's claims but its headlines, equal ones once, then the sources' sentences.

    A source sentence that opens with a label ("Why it matters: ...") is there without it too.
    """
    for claim in story.heads:
        if claim.section.role is not Role.HEADLINE:
            yield Passage(claim.text, claim.span, None, story.groups[claim.group][0])
    for number, source in enumerate(sources):
        for at, sentence in enumerate(source.sentences):
            yield Passage(sentence.text, sentence.span, number, at)
            label = LABEL.match(sentence.text)
            if label:
                rest = sentence.rendered.slice(label.end(), len(sentence.text))
                yield Passage(rest.text, rest.span, number, at)


class Beginnings:
    """Finds the sentences that go on where another stops, in logarithmic time."""

    def __init__(self, known: Iterable[Passage]) -> None:
        self._known = tuple(known)
        entries = sorted((normal(each.text).text, at) for at, each in enumerate(self._known))
        self._texts = [text for text, _ in entries]
        self._order = [at for _, at in entries]

    def longer_than(self, form: str) -> tuple[Passage, ...]:
        """Return the passages whose normal form begins with `form` and goes on, in their order."""
        found = []
        for at in range(bisect_left(self._texts, form), len(self._texts)):
            if not self._texts[at].startswith(form):
                break
            if len(self._texts[at]) > len(form):
                found.append(self._order[at])
        return tuple(self._known[at] for at in sorted(found))

    def __contains__(self, form: str) -> bool:
        at = bisect_left(self._texts, form)
        return at < len(self._texts) and self._texts[at] == form


class Vocabulary:
    """The words of a story and its sources, and what follows which."""

    def __init__(self, known: Iterable[Passage]) -> None:
        self._counts: Counter[str] = Counter()
        self._places: dict[str, Passage] = {}
        self._runs: dict[tuple[str, ...], Passage] = {}
        for passage in known:
            keys = [word.key for word in words(passage.text)]
            self._counts.update(keys)
            for key in (*keys, *map(" ".join, pairwise(keys))):
                self._places.setdefault(key, passage)
            for at in range(len(keys) - LEAST_WORDS):
                if passage.source is not None:
                    self._runs.setdefault(tuple(keys[at : at + LEAST_WORDS]), passage)
        self._sorted = sorted(self._places)

    def knows(self, word: Word, inside: Sequence[Word]) -> bool:
        """Whether `word` stands anywhere but in the text whose words are `inside`."""
        return self._counts[word.key] > sum(other.key == word.key for other in inside)

    def whole_word(self, tokens: Sequence[Word]) -> tuple[str, Passage] | None:
        """Return the word that the last of `tokens` is the first half of, with a place of it.

        A word behind the same word comes first; any other must have `LONG_HALF` letters in common.
        """
        before, last = tokens[-2], tokens[-1]
        if not last.text.isalpha() or last.text.isupper() or self.knows(last, tokens):
            return None
        return self._longer(f"{before.key} {last.key}", last.key) or (
            self._longer(last.key, last.key) if len(last.key) >= LONG_HALF else None
        )

    def _longer(self, beginning: str, partial: str) -> tuple[str, Passage] | None:
        for at in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            found = self._sorted[at]
            if not found.startswith(beginning):
                return None
            whole = found[len(beginning) - len(partial) :]
            if " " not in whole and whole != partial and is_half(partial, whole, known=False):
                return whole, self._places[found]
        return None

    def going_on(self, tokens: Sequence[Word]) -> Passage | None:
        """Return the source sentence with the three words before the last, and more behind them."""
        return self._runs.get(tuple(word.key for word in tokens[-LEAST_WORDS - 1 : -1]))

    def ends_on(self, tokens: Sequence[Word]) -> bool:
        """Whether a source sentence ends on the same four words, or a line that lost its end does.

        The latter is told by a capital word right behind them.
        """
        passage = self.going_on(tokens)
        if passage is None:
            return False
        keys = [word.key for word in tokens[-LEAST_WORDS - 1 :]]
        there = words(passage.text)
        for at in range(len(there) - len(keys) + 1):
            if [word.key for word in there[at : at + len(keys)]] == keys:
                behind = there[at + len(keys) :]
                gap = passage.text[there[at + len(keys) - 1].end :][:2]
                return not behind or (gap[:1].isspace() and gap[1:].isupper())
        return False


def _open_word(
    stripped: str, tokens: Sequence[Word], lexicon: Lexicon, *, final: bool, fragment: bool
) -> str:
    last = tokens[-1].text
    if last in lexicon.never_final:
        return f'no sentence ends on "{last}"'
    if final:
        return _open_abbreviation(stripped, tokens[-1], tokens[-2], lexicon)
    loose = last in lexicon.open_without_stop and not fragment and not _stranded(tokens, lexicon)
    return f'it stops at "{last}"' if loose or last in CURRENCY else ""


def _open_abbreviation(stripped: str, last: Word, before: Word, lexicon: Lexicon) -> str:
    dotted = DOTTED.search(stripped)
    text = dotted.group() if dotted else last.text
    if text.lower() not in lexicon.open_abbreviations:
        return ""
    if text[0].isupper() and not dotted:
        # "in the St." is cut, "on Main St." is not; nor is "Plan U.", as "as a U." is.
        cut = _opens(before, lexicon) if len(text) == 1 else not before.is_capital
    else:
        cut = dotted is not None or text in lexicon.always_short
    return f'it stops at "{text}."' if cut else ""


def _opens(word: Word, lexicon: Lexicon) -> bool:
    return word.text in lexicon.never_final or word.text in lexicon.open_without_stop


def _stranded(tokens: Sequence[Word], lexicon: Lexicon) -> bool:
    if tokens[0].text.lower() in lexicon.stranding_openers:
        return True
    return any(word.text in lexicon.stranding_clauses for word in tokens[-STRANDED_CLAUSE:-2])
