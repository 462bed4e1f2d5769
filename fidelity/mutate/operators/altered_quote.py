"""Changes, leaves out or puts in a word inside a quotation.

The quotation is one of the story that the source has word for word, or one of the source that is put
behind the story's last sentence with its speaker. A word is changed to its opposite, to another
number, or to a word of the source with the same ending; left out where the grammar stays whole; or
put in: degree, certainty, negation.

Refuses titles, quotations of one or two words, and changes after which the source still has the
words, or that only change the spelling.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fidelity.analysis.speech.quotations import QuotationKind
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.said import appended, quotations_said
from fidelity.text.stems import stem
from fidelity.text.words import Word, fold, words

# A quotation needs this many words.
LEAST = 3
# Characters of a word that is changed, at least, and of the ending that its replacement shares.
LONG = 5
ENDING = 3
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class _NewWord:
    """What of a quotation is replaced by what, and which part of that is the defect."""

    start: int
    end: int
    new: str
    low: int
    high: int
    kind: str


@operator("altered-quote", rule="F305")
def altered_quote(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Alter a word of each quotation, and of one that is put in."""
    for claim in pair.story.heads:
        for quotation in pair.analysed.texts.of(claim.text).quotations:
            quoted = claim.text[slice(*quotation.inner)]
            if quotation.depth or not quotation.whole or quotation.kind is QuotationKind.TITLE:
                continue
            if len(words(quoted)) < LEAST or not _verbatim(pair, quoted):
                continue
            at = quotation.inner[0]
            for change in _changes(pair, quoted, rng):
                span = in_claim(claim, at + change.start, at + change.end)
                yield Edit(span, change.new, change.low, change.high, change.kind)
    said = list(quotations_said(pair))
    if said:
        one = rng.choice(said)
        opening = f'{one.speaker} said: "'
        for change in _changes(pair, one.text, rng):
            text = one.text[: change.start] + change.new + one.text[change.end :]
            start = len(opening) + change.start
            edit = appended(pair, f'{opening}{text}."', start + change.low, start + change.high, change.kind)
            if edit:
                yield edit


def _changes(pair: Pair, quoted: str, rng: random.Random) -> Iterator[_NewWord]:
    """Yield one change of each kind that the source does not have."""
    inside = [word for word in words(quoted) if quoted[max(0, word.start - 1) : word.start] not in {"[", "-"}]
    for kinds in (_changed, _dropped, _added):
        changes = [
            change
            for change in kinds(pair, quoted, inside)
            if not _verbatim(pair, quoted[: change.start] + change.new + quoted[change.end :])
        ]
        if changes:
            yield rng.choice(changes)


def _changed(pair: Pair, _quoted: str, inside: list[Word]) -> Iterator[_NewWord]:
    for word in inside:
        new = _another(pair, word)
        if new and stem(new) != stem(word.text):
            yield _NewWord(word.start, word.end, new, 0, len(new), "changed")


def _another(pair: Pair, word: Word) -> str:
    """Return a word that could stand in the place of another and says something else."""
    if word.is_number and word.text.isdigit():
        return str(int(word.text) + 1)
    if word.key in pair.lexicon.stopwords or not word.text.islower() or not word.text.isalpha():
        return ""
    antonyms = pair.lexicon.antonyms
    opposite = antonyms.by_stem.get(word.text, ()) if antonyms is not None else ()
    if opposite:
        return opposite[0] if opposite[0].isalpha() else ""
    if len(word.text) < LONG:
        return ""
    alike = sorted(
        {
            other.text
            for other in words(pair.source_text)
            if other.text.endswith(word.text[-ENDING:]) and other.text.islower() and other.text.isalpha()
        }
        - set(pair.lexicon.stopwords)
    )
    others = [
        other
        for other in alike
        if len(other) >= LONG
        and stem(other) != stem(word.text)
        and (other[0] in VOWELS) == (word.text[0] in VOWELS)  # "a" stays "a"
    ]
    return others[sum(map(ord, word.text)) % len(others)] if others else ""


def _dropped(pair: Pair, quoted: str, inside: list[Word]) -> Iterator[_NewWord]:
    """Leave out an adverb, a negation, or a word between "the" and another content word."""
    droppable = pair.lexicon.quoting.droppable if pair.lexicon.quoting else ()
    determiners = pair.lexicon.speakers.determiners if pair.lexicon.speakers else ()
    for before, word, behind in zip(inside, inside[1:], inside[2:], strict=False):
        if quoted[before.end : word.start] != " " or quoted[word.end : behind.start] != " ":
            continue
        content = word.text.islower() and word.key not in pair.lexicon.stopwords
        described = before.key in determiners and content and behind.key not in pair.lexicon.stopwords
        if fold(word.text) in droppable or (described and behind.text.isalpha()):
            yield _NewWord(word.start, behind.start, "", 0, 0, "dropped")


def _added(pair: Pair, quoted: str, inside: list[Word]) -> Iterator[_NewWord]:
    """Put an adverb in behind an auxiliary or a form of "be"."""
    if pair.lexicon.quoting is None:
        return
    inserted, auxiliaries = pair.lexicon.quoting.inserted, pair.lexicon.quoting.auxiliaries
    for number, (word, behind) in enumerate(pairwise(inside)):
        if word.key in auxiliaries and quoted[word.end : behind.start] == " ":
            new = f" {inserted[number % len(inserted)]}"
            yield _NewWord(
                word.start, word.end, word.text + new, len(word.text) + 1, len(word.text + new), "added"
            )


def _verbatim(pair: Pair, quoted: str) -> bool:
    matches = (source.find(quoted) for source in pair.analysed.each)
    return any(match is not None and match.verbatim for match in matches)
