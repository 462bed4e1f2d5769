"""Swaps who did it with whom it was done to: "The board sued the mayor" for "The mayor sued the board".

Two names, or two short noun phrases, change places around a transitive verb, in the active or the
passive, or around a noun of one ("Larvik's victory over Skien", "Larvik lost to Skien"). Done to the
story's own sentences ("own ..."), and, since few stories have one, to a sentence of the source that
is copied to the story's end ("copied ...").

Refuses verbs whose two sides are equal ("met", "married", "played"), phrases that share a name,
names joined by "and", nouns that cannot act ("the result"), pronouns, questions, quotations, names
with a clause of their own behind them, and deeds that the source tells the other way round somewhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.phrases import (
    POSSESSIVE,
    Read,
    acts,
    ends_with_name,
    owner_before,
    phrase_before,
    phrase_behind,
)
from fidelity.mutate.said import appended
from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

# Kinds in which who did it stands behind the verb.
TURNED = ("passive", "converse")
# A sentence that can stand on its own, without quotation marks and markup.
WHOLE = re.compile(r"[A-Z][^\n\"\u201c\u201d*_`<>\[\]|#]{40,240}[a-z0-9)]\.")


@dataclass(frozen=True, slots=True)
class _Swap:
    """Two phrases that change places, each with its range in the text.

    Attributes:
        verb: The line of the verb.
        straight: Whether who did it stands before the verb.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    kind: str
    verb: str
    straight: bool


@operator("swapped-roles", rule="F308")
def swapped_roles(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Swap the two sides of one verb of each claim, and of source sentences put at the end."""
    for claim in pair.story.heads:
        swaps = [
            swap for swap in _swaps(pair.analysed.texts.of(claim.text)) if not _told(pair, claim.text, swap)
        ]
        if swaps and not claim.text.endswith("?"):
            swap = rng.choice(swaps)
            place = in_claim(claim, swap.left[0], swap.right[1])
            yield Edit(place, _swapped(pair.analysed.texts.of(claim.text), swap), kind=f"own {swap.kind}")
    for source in pair.analysed.each:
        for sentence, analysed in zip(source.source.sentences, source.sentences, strict=True):
            text = sentence.text
            if sentence.heading or not WHOLE.fullmatch(text) or _points_back(analysed):
                continue
            swaps = [swap for swap in _swaps(analysed) if not _told(pair, text, swap)]
            if swaps:
                swap = rng.choice(swaps)
                (start, _), (_, end) = swap.left, swap.right
                new = _swapped(analysed, swap)
                whole = f"{text[:start]}{new}{text[end:]}"
                edit = appended(pair, whole, start, start + len(new), f"copied {swap.kind}")
                if edit:
                    yield edit


def _points_back(text: AnalysedText) -> bool:
    phrases = text.lexicon.noun_phrases
    return phrases is not None and text.words[0].text.lower() in phrases.pointing


def _swapped(analysed: AnalysedText, swap: _Swap) -> str:
    text, lexicon = analysed.text, analysed.lexicon
    (start, low), (high, end) = swap.left, swap.right
    left, middle, right = text[start:low], text[low:high], text[high:end]
    owner = next((ending for ending in POSSESSIVE if middle.startswith(ending)), None)
    if start == 0:
        right = right[0].upper() + right[1:]
        named = any(mention.start == start for mention in analysed.mentions)
        titles = lexicon.speakers.titles if lexicon.speakers else ()
        opens = left.split()[0].lower()
        articles = lexicon.noun_phrases.articles if lexicon.noun_phrases else ()
        if opens in articles or not (named or owner or opens in titles):
            left = left[0].lower() + left[1:]
    return right + middle + left


def _swaps(text: AnalysedText) -> list[_Swap]:
    """Return what can be swapped in a sentence."""
    verbs, phrases = text.lexicon.predicates, text.lexicon.noun_phrases
    if verbs is None or phrases is None:
        return []
    read = Read(
        text.text, text.words, text.mentions, text.texts.common, text.lexicon.stopwords, verbs, phrases
    )
    return [swap for at in range(len(read.tokens)) if (swap := _swap(read, at)) is not None]


def _swap(read: Read, at: int) -> _Swap | None:
    """Return what can be swapped around word `at`."""
    told = _construction(read, at)
    if told is None:
        return None
    verb, kind, before, behind = told
    if before < 0 or behind >= len(read.tokens) or not read.text[read.tokens[behind - 1].end :][:1].isspace():
        return None
    left = owner_before(read, before) if kind == "nominal" else phrase_before(read, before)
    right = phrase_behind(read, behind)
    if left is None or right is None or _shared(read, left, right):
        return None
    named = all(ends_with_name(read, side) for side in (left, right))
    if not all(
        ends_with_name(read, side) or (acts(read, side) and kind != "other verb") for side in (left, right)
    ):
        return None
    return _Swap(left, right, kind or ("names" if named else "phrases"), verb, kind not in TURNED)


def _construction(read: Read, at: int) -> tuple[str, str, int, int] | None:
    """Return the verb that word `at` tells, its kind, and where its sides end and begin."""
    form, lines, bound = read.tokens[at].text, read.verbs.lines, read.verbs.kinds
    before, behind, kind = at - 1, at + 1, ""
    key = (form, read.tokens[behind].text) if behind < len(read.tokens) else ("", "")
    by = read.is_on(behind, read.verbs.agent)
    if key in bound:
        verb, kind = bound[key]
        behind += 1
    elif form in lines:
        verb = lines[form]
        passive = read.is_on(before, read.verbs.passive)
        # "praised by" and "was praised"; the base form, which goes with a plural only.
        base = form in read.verbs.bases and form not in read.verbs.unchanged
        if passive != by or (base and not read.is_on(before, read.phrases.auxiliaries)):
            return None
        if passive:
            before, behind, kind = before - 1, behind + 1, "passive"
    elif _is_other_verb(read, at):
        verb, kind = form, "other verb"
    else:
        return None
    while kind != "nominal" and read.is_on(before, read.phrases.auxiliaries):
        before -= 1
    return verb, kind, before, behind


def _is_other_verb(read: Read, at: int) -> bool:
    """Whether a word off the list is a verb in the past between two names."""
    word = read.tokens[at]
    past = word.text.endswith(read.verbs.endings[0]) and word.text.islower()
    refused = read.verbs.symmetric | read.verbs.motion
    if not past or read.is_function(at) or read.is_on(at, refused):
        return False
    behind = at + 1 + read.is_on(at + 1, read.phrases.articles)
    start = read.tokens[behind].start if behind < len(read.tokens) else -1
    beside = [name for name in read.names if name.end == word.start - 1 or name.start == start]
    return len(beside) == 2 and word.key in read.common


def _shared(read: Read, left: tuple[int, int], right: tuple[int, int]) -> bool:
    mine, theirs = (
        {word.key for word in words(read.text[low:high])} - read.phrases.articles
        for low, high in (left, right)
    )
    return not mine.isdisjoint(theirs)


def _told(pair: Pair, text: str, swap: _Swap) -> bool:
    """Whether the source tells the deed the other way round somewhere, as far as order and voice say."""
    mine, theirs = (words(text[low:high])[-1].key for low, high in (swap.left, swap.right))
    verbs = pair.lexicon.predicates
    if verbs is None:
        return False
    for sentence in pair.analysed.flat:
        if sentence.text == text:
            continue
        keys = [word.key for word in sentence.words]
        if mine not in keys or theirs not in keys:
            continue
        for at, word in enumerate(sentence.words):
            if verbs.lines.get(word.text, word.text) != swap.verb:
                continue
            straight = not (at + 1 < len(keys) and keys[at + 1] in verbs.agent)
            first, last = (mine, theirs) if straight == swap.straight else (theirs, mine)
            if last in keys[:at] and first in keys[at:]:
                return True
    return False
