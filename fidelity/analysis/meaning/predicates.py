"""Who does what to whom in a sentence: its verbs with the two sides of each, a passive turned back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.analysis.names.common import CommonWords
    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token
    from fidelity.lexicon.noun_phrases import NounPhrases
    from fidelity.lexicon.predicates import Predicates

__all__ = ["Predicate", "predicates", "verb_group"]

# Content words on each side of a verb that may be part of its sides.
REACH = 8
# Over these no side of a verb reaches.
BREAKS = frozenset(';:.!?()[]\u2014\u2013|\n",\u201c\u201d')
# Between a verb and its side, at most: articles, auxiliaries.
BETWEEN = 4
# Between an owner and what is owned ("Larvik's second 3-0 win"), and inside "lost 3-0 to".
MODIFIERS = 4
OWNED = ("'s", "\u2019s")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, or a noun made of one, with what stands on its sides.

    Attributes:
        verbs: What it counts as: equal for verbs of one line of the list, whatever their form.
        listed: Whether the list of verbs has it; otherwise its sides are names.
        agents: The name or noun nearest on the side of who does it; empty where there is none.
        patients: The same of whom it is done to.
        agent_side: All content words in reach on that side; `patient_side` likewise.
    """

    start: int
    end: int
    verbs: frozenset[str]
    listed: bool
    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    agent_side: tuple[Token, ...]
    patient_side: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence: its text and tokens, the name each token belongs to, and the lists of its language."""

    text: str
    tokens: Sequence[Token]
    named: Mapping[int, tuple[int, int]]
    common: CommonWords
    verbs: Predicates
    phrases: NounPhrases

    def key(self, at: int) -> str:
        """Return a word as the lists have it, "" beyond the ends."""
        return self.tokens[at].word.text.lower() if 0 <= at < len(self.tokens) else ""

    def steps(self, at: int, step: int) -> Iterator[int]:
        """Yield the places before (step -1) or behind (1) place `at`, up to the next break."""
        place = at + step
        while 0 <= place < len(self.tokens):
            left, right = (place - step, place) if step > 0 else (place, place - step)
            gap = self.text[self.tokens[left].word.end : self.tokens[right].word.start]
            if not BREAKS.isdisjoint(gap):
                return
            yield place
            place += step


def predicates(text: AnalysedText) -> tuple[Predicate, ...]:
    """Return the verbs of a sentence that have something on both sides, in order."""
    verbs, phrases = text.lexicon.predicates, text.lexicon.noun_phrases
    if verbs is None or phrases is None:
        return ()
    found = text.tokens
    spans = [(mention.start, mention.end) for mention in text.mentions]
    named: dict[int, tuple[int, int]] = {}
    at = 0
    for start, end in spans:
        while at < len(found) and found[at].word.start < end:
            if found[at].word.start >= start:
                named[at] = (start, end)
            at += 1
    read = _Read(text.text, found, named, text.texts.common, verbs, phrases)
    each = (_predicate(read, at) for at in range(1, len(found) - 1) if at not in named)
    return tuple(one for one in each if one is not None)


def verb_group(text: AnalysedText, at: int) -> tuple[int, int]:
    """Return the place of a token with the helping verbs in front of it: "will be closed"."""
    auxiliaries = text.lexicon.negations.auxiliaries if text.lexicon.negations else ()
    end = text.tokens[at].word.end
    while at and text.tokens[at - 1].word.key in auxiliaries:
        at -= 1
    return text.tokens[at].word.start, end


def _predicate(read: _Read, at: int) -> Predicate | None:
    """Return what is told by the word at this place, if it is a verb or a noun of one."""
    key = read.key(at)
    noun = _of_noun(read, at) if key in read.verbs.nouns else None
    if noun:
        return noun
    behind = at + 1
    while behind - at <= MODIFIERS and read.key(behind).isdigit():
        behind += 1
    bound = read.verbs.bound.get((key, read.key(behind)))
    if bound and key not in read.verbs.nouns:
        return _made(read, bound[0], (at, behind), (at - 1, behind + 1), turned=bound[1])
    if key in read.verbs.forms:
        if _is_noun(read, at):
            return None
        passive, told = _voice(read, at)
        if passive and not told:
            return None
        last = at + 1 if told else at
        return _made(read, read.verbs.forms[key], (at, at), (at - 1, last + 1), turned=passive)
    return _unlisted(read, at)


def _of_noun(read: _Read, at: int) -> Predicate | None:
    """Return "Larvik's victory over Skien"; the owner is who did it."""
    bound = read.verbs.bound.get((read.key(at), read.key(at + 1)))
    if bound is None:
        return None
    for passed, place in enumerate(read.steps(at, -1)):
        word = read.tokens[place].word
        rest = read.text[word.end - 2 : word.end + 1]
        if place in read.named and any(mark in rest for mark in "'\u2019"):
            return _made(read, bound[0], (at, at + 1), (place, at + 2), turned=False)
        if passed >= MODIFIERS:
            break
    return None


def _is_noun(read: _Read, at: int) -> bool:
    """Whether a form is a noun or adjective here: "the attack", "Larvik's 4-1 defeat", "heavy pressure"."""
    before = read.tokens[at - 1].word
    gap = read.text[before.end : read.tokens[at].word.start]
    owned = before.text[-2:] in OWNED or gap[:1] in {"'", "\u2019"} or not gap.isspace()
    if owned or before.is_number or read.key(at - 1) in read.phrases.articles:
        return True
    # "pressure" itself is a verb behind a name, a plural or a helping verb only.
    plural = before.text.endswith(read.phrases.plural)
    plain = read.tokens[at - 1].content and at - 1 not in read.named and not plural
    return read.key(at) in read.verbs.bases and plain


def _unlisted(read: _Read, at: int) -> Predicate | None:
    """Return a word that looks like a verb with a name on each side: "Larvik outsang Skien"."""
    word = read.tokens[at].word
    looks = word.key.endswith(read.verbs.endings) and word.text.islower() and read.tokens[at].content
    if not looks or word.key in read.verbs.symmetric or word.key not in read.common:
        return None
    told = _made(read, read.tokens[at].keys, (at, at), (at - 1, at + 1), turned=False, listed=False)
    named = told is not None and all(
        side and any(token.word.is_capital for token in side) for side in (told.agents, told.patients)
    )
    return told if named else None


def _voice(read: _Read, at: int) -> tuple[bool, bool]:
    """Return whether a verb is in the passive, and whether the passive names who did it."""
    told = read.key(at + 1) in read.verbs.agent
    before = [place for place in (at - 1, at - 2) if place >= 0]
    return told or any(read.key(place) in read.verbs.passive for place in before), told


def _made(
    read: _Read,
    verbs: frozenset[str],
    span: tuple[int, int],
    sides: tuple[int, int],
    *,
    turned: bool,
    listed: bool = True,
) -> Predicate | None:
    """Return the predicate whose sides begin at these places, going outwards."""
    low, high = sides
    if high >= len(read.tokens) or low < 0:
        return None
    near = tuple(_near(read, low + 1, -1)), tuple(_near(read, high - 1, 1))
    far = tuple(_reach(read, low + 1, -1)), tuple(_reach(read, high - 1, 1))
    if not far[0] or not far[1]:
        return None
    (agents, patients), (agent_side, patient_side) = (near[::-1], far[::-1]) if turned else (near, far)
    start, end = read.tokens[span[0]].word.start, read.tokens[min(span[1], len(read.tokens) - 1)].word.end
    return Predicate(start, end, verbs, listed, agents, patients, agent_side, patient_side)


def _near(read: _Read, at: int, step: int) -> list[Token]:
    """Return the whole name next to a place, or the head of the noun phrase next to it.

    Behind a verb, words between it and a name are taken for the name's title: "beat champions Skien".
    """
    phrase: list[Token] = []
    for passed, place in enumerate(read.steps(at, step)):
        if place in read.named:
            if phrase and step < 0:
                break
            span = read.named[place]
            name = [token for other, token in _around(read, place) if read.named.get(other) == span]
            return name + _noun_behind(read, place) if step > 0 else name
        if read.tokens[place].content and read.key(place) not in read.phrases.oblique:
            if step < 0 and read.key(place).endswith(read.phrases.adverbs):
                continue
            phrase.append(read.tokens[place])
            if step < 0:
                break
        elif phrase or passed >= BETWEEN or read.key(place) not in read.phrases.between:
            break
    return phrase[-1:]


def _noun_behind(read: _Read, place: int) -> list[Token]:
    """Return "government" of "the Welsh government", for the first word of a name behind an article."""
    last = place
    while read.named.get(last + 1) == read.named[place]:
        last += 1
    if read.key(place - 1) not in read.phrases.articles or last + 1 >= len(read.tokens):
        return []
    head = read.tokens[last + 1]
    touches = read.text[read.tokens[last].word.end : head.word.start].isspace()
    return [head] if touches and head.content else []


def _around(read: _Read, place: int) -> Iterator[tuple[int, Token]]:
    """Yield the content words about a place, in order: where the rest of its name stands."""
    for at in range(max(0, place - REACH), min(len(read.tokens), place + REACH + 1)):
        if read.tokens[at].content:
            yield at, read.tokens[at]


def _reach(read: _Read, at: int, step: int) -> list[Token]:
    """Return the content words in reach on one side of a place."""
    found = [read.tokens[place] for place in read.steps(at, step) if read.tokens[place].content]
    return found[:REACH]
