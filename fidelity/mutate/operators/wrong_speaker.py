"""Gives a quotation or a statement to another person of the same source.

The story's own attribution is moved where it names the source's speaker; or a quotation or a
statement of the source is put behind the story's last sentence with somebody else's name. Who gets
it speaks in the source, too.

Refuses people who share a word of their name, who stand in the sentence that is given away, or whom
the source lets say the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.analysis.speech.persons import is_person, same_person
from fidelity.analysis.speech.sentence import SpeakerKind
from fidelity.analysis.speech.speakers import claim_speech
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.said import (
    appended,
    named_statements,
    quotations_said,
    reported_statements,
    speaker_text,
)
from fidelity.text.words import words


@operator("wrong-speaker", rule="F204")
def wrong_speaker(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Move each attribution of the story, and one of the source that is put in."""
    yield from _moved(pair, rng)
    quotations = list(quotations_said(pair))
    if quotations:
        one = rng.choice(quotations)
        names = one.statement.names if one.statement else ()
        other = _other(pair, names, one.source, _around(pair, one.source, *one.spoken.sentences), rng)
        if other:
            edit = appended(pair, f'{other} said: "{one.text}."', 0, len(other), "quote")
            if edit:
                yield edit
    statements = list(reported_statements(pair))
    if statements:
        said = rng.choice(statements)
        at = said.statement.sentence
        other = _other(pair, said.statement.names, said.source, _around(pair, said.source, at, at), rng)
        if other:
            edit = appended(pair, f"{other} {said.opening} {said.content}", 0, len(other), "reported")
            if edit:
                yield edit


def _moved(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    for claim in pair.story.heads:
        said = claim_speech(claim, pair.analysed.texts)
        here = len(said.masked) - 1
        own = [item for item in said.statements if item.sentence == here]
        if len(own) != 1 or own[0].speaker.kind is not SpeakerKind.NAME:
            continue
        speaker = own[0].speaker
        quotes = any(one.statement is own[0] for one in said.spoken)
        # Only what a source lets this speaker say can be taken from them.
        for source, theirs in enumerate(pair.analysed.each):
            speaks = (same_person(item.names, own[0].names, theirs) for item in theirs.speech.statements)
            if not is_person(own[0], [theirs]) or not any(speaks):
                continue
            around = f"{claim.text} {claim.context}"
            other = _other(pair, own[0].names, source, around, rng)
            if other:
                span = in_claim(claim, speaker.start, speaker.end)
                yield Edit(span, other, kind="quote" if quotes else "reported")
            break


def _around(pair: Pair, source: int, first: int, last: int) -> str:
    """Return the source's sentences that are given away: who stands in them may be meant."""
    return " ".join(sentence.text for sentence in pair.sources[source].sentences[first : last + 1])


def _other(pair: Pair, names: tuple[str, ...], source: int, around: str, rng: random.Random) -> str:
    """Return another person who speaks in the source, or "" if there is none."""
    near = {word.key.casefold() for word in words(around)}
    theirs = pair.analysed.each[source]
    others = {
        speaker_text(pair, item, number)
        for number, item in named_statements(pair)
        if number == source and not same_person(item.names, names, theirs) and near.isdisjoint(item.names)
    }
    return rng.choice(sorted(others)) if others else ""
