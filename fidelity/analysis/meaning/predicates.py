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
        start: Where it begins, in code points of the text; `end` where it ends.
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
class _Sentence:
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
    named = _named(text)
    sentence = _Sentence(text.text, text.tokens, named, text.texts.common, verbs, phrases)
    each = (_predicate(sentence, at) for at in range(1, len(text.tokens) - 1) if at not in named)
    return tuple(one for one in each if one is not None)


def _named(text: AnalysedText) -> Mapping[int, tuple[int, int]]:
    """Return the place of the name that each token is part of, by the token's index."""
    named: dict[int, tuple[int, int]] = {}
    at = 0
    for mention in text.mentions:
        while at < len(text.tokens) and text.tokens[at].word.start < mention.end:
            if text.tokens[at].word.start >= mention.start:
                named[at] = (mention.start, mention.end)
            at += 1
    return named


def verb_group(text: AnalysedText, at: int) -> tuple[int, int]:
    """Return the place of a token with the helping verbs in front of it: "will be closed"."""
    auxiliaries = text.lexicon.negations.auxiliaries if text.lexicon.negations else ()
    end = text.tokens[at].word.end
    while at and text.tokens[at - 1].word.key in auxiliaries:
        at -= 1
    return text.tokens[at].word.start, end


def _predicate(sentence: _Sentence, at: int) -> Predicate | None:
    """Return what is told by the word at this place, if it is a verb or a noun of one."""
    key = sentence.key(at)
    noun = _of_noun(sentence, at) if key in sentence.verbs.nouns else None
    if noun:
        return noun
    behind = at + 1
    while behind - at <= MODIFIERS and sentence.key(behind).isdigit():
        behind += 1
    bound = sentence.verbs.bound.get((key, sentence.key(behind)))
    if bound and key not in sentence.verbs.nouns:
        return _made(sentence, bound[0], (at, behind), (at - 1, behind + 1), turned=bound[1])
    if key in sentence.verbs.forms:
        if _is_noun(sentence, at):
            return None
        passive, told = _voice(sentence, at)
        if passive and not told:
            return None
        last = at + 1 if told else at
        return _made(sentence, sentence.verbs.forms[key], (at, at), (at - 1, last + 1), turned=passive)
    return _unlisted(sentence, at)


def _of_noun(sentence: _Sentence, at: int) -> Predicate | None:
    """Return "Larvik's victory over Skien"; the owner is who did it."""
    bound = sentence.verbs.bound.get((sentence.key(at), sentence.key(at + 1)))
    if bound is None:
        return None
    for passed, place in enumerate(sentence.steps(at, -1)):
        word = sentence.tokens[place].word
        rest = sentence.text[word.end - 2 : word.end + 1]
        if place in sentence.named and any(mark in rest for mark in "'\u2019"):
            return _made(sentence, bound[0], (at, at + 1), (place, at + 2), turned=False)
        if passed >= MODIFIERS:
            break
    return None


def _is_noun(sentence: _Sentence, at: int) -> bool:
    """Whether a form is a noun or adjective here: "the attack", "Larvik's 4-1 defeat", "heavy pressure"."""
    before = sentence.tokens[at - 1].word
    gap = sentence.text[before.end : sentence.tokens[at].word.start]
    owned = before.text[-2:] in OWNED or gap[:1] in {"'", "\u2019"} or not gap.isspace()
    if owned or before.is_number or sentence.key(at - 1) in sentence.phrases.articles:
        return True
    # "pressure" itself is a verb behind a name, a plural or a helping verb only.
    plural = before.text.endswith(sentence.phrases.plural)
    plain = sentence.tokens[at - 1].content and at - 1 not in sentence.named and not plural
    return sentence.key(at) in sentence.verbs.bases and plain


def _unlisted(sentence: _Sentence, at: int) -> Predicate | None:
    """Return a word that looks like a verb with a name on each side: "Larvik outsang Skien"."""
    word = sentence.tokens[at].word
    looks = word.key.endswith(sentence.verbs.endings) and word.text.islower() and sentence.tokens[at].content
    if not looks or word.key in sentence.verbs.symmetric or word.key not in sentence.common:
        return None
    told = _made(sentence, sentence.tokens[at].keys, (at, at), (at - 1, at + 1), turned=False, listed=False)
    named = told is not None and all(
        side and any(token.word.is_capital for token in side) for side in (told.agents, told.patients)
    )
    return told if named else None


def _voice(sentence: _Sentence, at: int) -> tuple[bool, bool]:
    """Return whether a verb is in the passive, and whether the passive names who did it."""
    told = sentence.key(at + 1) in sentence.verbs.agent
    before = [place for place in (at - 1, at - 2) if place >= 0]
    return told or any(sentence.key(place) in sentence.verbs.passive for place in before), told


def _made(
    sentence: _Sentence,
    verbs: frozenset[str],
    span: tuple[int, int],
    sides: tuple[int, int],
    *,
    turned: bool,
    listed: bool = True,
) -> Predicate | None:
    """Return a predicate, or None where it has nothing on a side.

    Args:
        sentence: Where it stands.
        verbs: What it counts as.
        span: Index of its first token, and of its last.
        sides: Index of the nearest token of the side before it, and of the one behind it.
        turned: Whether who did it stands behind it.
        listed: Whether the list of verbs has it.
    """
    low, high = sides
    if high >= len(sentence.tokens) or low < 0:
        return None
    near = tuple(_near(sentence, low + 1, -1)), tuple(_near(sentence, high - 1, 1))
    far = tuple(_reach(sentence, low + 1, -1)), tuple(_reach(sentence, high - 1, 1))
    if not far[0] or not far[1]:
        return None
    (agents, patients), (agent_side, patient_side) = (near[::-1], far[::-1]) if turned else (near, far)
    start, end = (
        sentence.tokens[span[0]].word.start,
        sentence.tokens[min(span[1], len(sentence.tokens) - 1)].word.end,
    )
    return Predicate(start, end, verbs, listed, agents, patients, agent_side, patient_side)


def _near(sentence: _Sentence, at: int, step: int) -> list[Token]:
    """Return the whole name next to a place, or the head of the noun phrase next to it.

    Behind a verb, words between it and a name are taken for the name's title: "beat champions Skien".
    """
    phrase: list[Token] = []
    for passed, place in enumerate(sentence.steps(at, step)):
        if place in sentence.named:
            if phrase and step < 0:
                break
            span = sentence.named[place]
            name = [token for other, token in _around(sentence, place) if sentence.named.get(other) == span]
            return name + _noun_behind(sentence, place) if step > 0 else name
        if sentence.tokens[place].content and sentence.key(place) not in sentence.phrases.oblique:
            if step < 0 and sentence.key(place).endswith(sentence.phrases.adverbs):
                continue
            phrase.append(sentence.tokens[place])
            if step < 0:
                break
        elif phrase or passed >= BETWEEN or sentence.key(place) not in sentence.phrases.between:
            break
    return phrase[-1:]


def _noun_behind(sentence: _Sentence, place: int) -> list[Token]:
    """Return the noun right behind a name with an article: "government" of "the Welsh government".

    `place` is the name's first word.
    """
    last = place
    while sentence.named.get(last + 1) == sentence.named[place]:
        last += 1
    if sentence.key(place - 1) not in sentence.phrases.articles or last + 1 >= len(sentence.tokens):
        return []
    head = sentence.tokens[last + 1]
    touches = sentence.text[sentence.tokens[last].word.end : head.word.start].isspace()
    return [head] if touches and head.content else []


def _around(sentence: _Sentence, place: int) -> Iterator[tuple[int, Token]]:
    """Yield the content words about a place, in order: where the rest of its name stands."""
    for at in range(max(0, place - REACH), min(len(sentence.tokens), place + REACH + 1)):
        if sentence.tokens[at].content:
            yield at, sentence.tokens[at]


def _reach(sentence: _Sentence, at: int, step: int) -> list[Token]:
    """Return the content words in reach on one side of a place."""
    words = [sentence.tokens[place] for place in sentence.steps(at, step) if sentence.tokens[place].content]
    return words[:REACH]
