"""Who is said to say something, within one sentence: the verb or phrase, its speaker, what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fidelity.analysis.speech.sentence import BREAK, PHRASE, NamedWords, Speaker, SpeakerKind

__all__ = ["MASK", "Attribution", "attributions", "masked", "subject"]

# Stands for each character in quotation marks: what is in them is no attribution.
MASK = "\x00"
STOP = re.compile("[\x00:;.?!]")
# Parts between commas that an apposition may have ("Moss, a former pilot, now of Ostby, said").
SEGMENTS = 7
# Words in which the one who is told something may be named ("told the paper of his town that").
LISTENER = 9
# Words of a sentence that only says who spoke before it ("Moss said on Monday."), at most.
AFTERTHOUGHT = 8


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker and the words that make one of them.

    Attributes:
        cue: Where the verb or phrase stands; empty for "X:".
        kind: The name of the verb's list in `ReportingVerbs`; empty where there is no verb.
        content: Where what is said stands.
    """

    speaker: Speaker
    cue: tuple[int, int]
    kind: str
    content: tuple[int, int]


def masked(text: str, quoted: tuple[tuple[int, int], ...]) -> str:
    """Return `text` with everything in the ranges `quoted` replaced, character by character."""
    parts = []
    at = 0
    for start, end in quoted:
        parts += [text[at:start], MASK * (end - max(start, at))]
        at = max(at, end)
    return "".join(parts) + text[at:]


def attributions(sentence: NamedWords) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence whose quotations are `masked`, in order."""
    every = (*_verbs(sentence), *_phrases(sentence), *_labels(sentence))
    return tuple(sorted(every, key=lambda item: item.cue))


def subject(sentence: NamedWords) -> Speaker | None:
    """Return the name that a sentence (quotations `masked`) begins with, or None."""
    run = sentence.by_start.get(0)
    if run is None or not sentence.words or sentence.text[: sentence.words[0].start].strip():
        return None
    return sentence.named(run)


def _verbs(sentence: NamedWords) -> Iterator[Attribution]:
    cues = sentence.cues
    for at, word in enumerate(sentence.words):
        kind = cues.verbs.kinds.get(sentence.keys[at], "")
        if not kind or (word.is_capital and at > 0):
            continue
        front = sentence.gap(at - 1)
        leads = BREAK.search(front) or STOP.search(front) or at == 0
        turned = leads and not sentence.listed(at, cues.never_turned)
        behind = _behind(sentence, at) if turned and sentence.plain(at) else None
        before = None if behind and MASK in front else _before(sentence, at)
        if before:
            content = _content(sentence, at, before)
            if content:
                yield Attribution(before, (word.start, word.end), kind, content)
        elif behind and (MASK in front or at >= 3):
            yield Attribution(behind, (word.start, word.end), kind, (0, word.start))


def _content(sentence: NamedWords, at: int, speaker: Speaker) -> tuple[int, int] | None:
    """Return where what is said stands around "X said"; None where the verb reports nothing."""
    cues = sentence.cues
    word = sentence.words[at]
    end = len(sentence.text)
    reach = LISTENER if sentence.listed(at, cues.listener) else 1
    for further in range(at + 1, min(at + 1 + reach, len(sentence.words))):
        if sentence.listed(further, cues.complementizer):
            return sentence.words[further].end, end
    front = sentence.phrase_start(speaker.start)
    closes = (
        at + 1 == len(sentence.words) or not sentence.plain(at) or sentence.listed(at + 1, cues.prepositions)
    )
    led = MASK in sentence.text[max(0, front - 4) : front]
    trails = front > 0 and BREAK.search(sentence.text[max(0, front - 3) : front])
    if led or (trails and (closes or sentence.listed(at + 1, cues.times))):
        return 0, front
    if MASK in sentence.text[word.end :]:
        return word.end, end
    if not front and closes and len(sentence.words) <= AFTERTHOUGHT:
        return 0, 0
    if sentence.listed(at, cues.bare) and at + 3 < len(sentence.words) and sentence.plain(at):
        return word.end, end
    return None


def _before(sentence: NamedWords, verb: int) -> Speaker | None:
    """Return the speaker before a verb: "X said", "X, a former mayor, said"."""
    at = verb - 1
    while at >= 0 and sentence.plain(at) and sentence.listed(at, sentence.cues.between):
        at -= 1
    if at < 0:
        return None
    if sentence.plain(at):
        return _direct(sentence, at)
    gap = sentence.gap(at)
    if BREAK.search(gap) and not STOP.search(gap):
        run = sentence.by_end.get(at)
        # "The head of the Commission, Ruth Calder, said": the name is the apposition.
        if run and run[1] - run[0] > 1 and BREAK.search(sentence.gap(run[0] - 1)):
            return sentence.named(run)
        return _apposed(sentence, at)
    return None


def _direct(sentence: NamedWords, at: int) -> Speaker | None:
    cues = sentence.cues
    word = sentence.words[at]
    if sentence.listed(at, cues.relative) and at > 0 and "," in sentence.gap(at - 1):
        return _name_ending(sentence, at - 1)
    run = sentence.by_end.get(at)
    if run is None and sentence.listed(at, cues.pronouns):
        return Speaker(word.start, word.end, SpeakerKind.PRONOUN, ())
    if run is None and (sentence.listed(at, cues.passive) or word.is_number):
        return None
    if run:
        named = sentence.named(run)
        if named is None:
            return sentence.role(at)
        return sentence.role(at, run) if sentence.held(run) else named
    return _described(sentence, at)


def _described(sentence: NamedWords, at: int) -> Speaker:
    """Return the speaker of a phrase that ends in a common noun: a role, or "X of the ministry"."""
    for place in range(at - 1, max(-1, at - PHRASE), -1):
        if not sentence.plain(place):
            break
        run = sentence.by_end.get(place)
        if run:
            named = sentence.named(run) if sentence.listed(place + 1, sentence.cues.prepositions) else None
            return named if named and not sentence.held(run) else sentence.role(at, run)
    return sentence.role(at)


def _apposed(sentence: NamedWords, at: int) -> Speaker | None:
    """Return the name before the apposition that ends with word `at`."""
    segments = 0
    for place in range(at - 1, -1, -1):
        gap = sentence.gap(place)
        if STOP.search(gap) and not sentence.plain(place):
            return None
        if BREAK.search(gap):
            named = _name_ending(sentence, place)
            if named:
                return named
            segments += 1
            if segments > SEGMENTS:
                return None
    return None


def _name_ending(sentence: NamedWords, at: int) -> Speaker | None:
    run = sentence.by_end.get(at)
    return None if run is None or sentence.held(run) else sentence.named(run)


def _behind(sentence: NamedWords, verb: int) -> Speaker | None:
    """Return the speaker behind a verb or phrase: "said X", "said former mayor X"."""
    cues = sentence.cues
    name: tuple[int, int] | None = None
    at = verb + 1
    first = at
    while at < min(len(sentence.words), verb + PHRASE):
        if sentence.listed(at, cues.pronouns) and at == first:
            return Speaker(sentence.words[at].start, sentence.words[at].end, SpeakerKind.PRONOUN, ())
        run = sentence.by_start.get(at)
        if run:
            name, at = run, run[1]
        elif name and (sentence.listed(at, cues.prepositions) or sentence.listed(at, cues.times)):
            break
        elif sentence.listed(at, cues.nobody) and at == first:
            return None
        else:
            at += 1
        if at < len(sentence.words) and not sentence.plain(at - 1):
            break
    if name is None:
        if at == first:
            return None
        article = sentence.listed(first, cues.determiners) and first + 1 < at
        return sentence.role(first + 1 if article else first)
    # "said the bank's new manager": what follows the name is the head.
    possessive = sentence.words[name[1] - 1].text.endswith(("'s", "’s"))
    if possessive and name[1] < at:
        return sentence.role(name[1], name)
    held = name[0] > first and sentence.listed(name[0] - 1, cues.prepositions)
    return sentence.role(first, name) if held else sentence.named(name)


def _phrases(sentence: NamedWords) -> Iterator[Attribution]:
    for phrase in sentence.cues.sourced.pattern.finditer(sentence.text):
        verb = next((at for at, word in enumerate(sentence.words) if word.end == phrase.end()), None)
        speaker = _behind(sentence, verb) if verb is not None and sentence.plain(verb) else None
        if speaker is None:
            continue
        leads = phrase.start() == 0 or not sentence.text[: phrase.start()].strip()
        content = (speaker.end, len(sentence.text)) if leads else (0, phrase.start())
        yield Attribution(speaker, phrase.span(), "", content)


def _labels(sentence: NamedWords) -> Iterator[Attribution]:
    """Yield "X:" right before a quotation."""
    for at, run in sentence.by_end.items():
        gap = sentence.gap(at)
        if gap.startswith(":") and MASK in gap[:4] and run[0] == 0:
            named = sentence.named(run)
            if named:
                place = sentence.words[at].end
                yield Attribution(named, (place, place), "", (place + 1, len(sentence.text)))
