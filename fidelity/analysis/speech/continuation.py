"""What a speaker went on to say, right behind words that a text quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.analysis.speech.joined import JoinedText
    from fidelity.analysis.speech.verbatim import Match
    from fidelity.lexicon.quoting import Quoting

__all__ = ["clause_behind", "said_up_to"]

# What may stand between the last word quoted and the qualifier.
JOINT = re.compile("[\\s,;:\\-\u2013\u2014]*")
STOPS = re.compile(r"[.!?;](?=\s|$|[\"\u201d\u2019'])|\n")
# Characters in which a speaker may be named before the speech goes on, and of a clause.
INTERRUPTION = 80
CLAUSE = 300


def clause_behind(source: JoinedText, place: Match, cues: Quoting) -> str:
    """Return the clause behind a place that begins with a qualifier ("but", "unless"), or "".

    "" too where that word qualifies nothing: "I do not know if", "nothing but", "but also".
    """
    rest = _speech_behind(source, place)
    joint = JOINT.match(rest)
    qualifier = cues.qualifiers.pattern.match(rest, joint.end() if joint else 0)
    if qualifier is None or words(place.run.said(place.last, place.last))[-1].key in cues.bound:
        return ""
    if any(word.key in cues.excepted for word in words(place.said)):
        return ""
    clause = rest[qualifier.start() :]
    stop = STOPS.search(clause)
    clause = (clause[: stop.start()] if stop else clause).rstrip(" ,")
    inside = words(clause)[len(words(qualifier.group())) :]
    return clause if inside and inside[0].key not in cues.continued else ""


def said_up_to(place: Match, clause: str) -> str:
    """Return what the text says from a place to the end of the clause behind it."""
    start, behind = place.span
    return place.run.text[start : place.run.text.find(clause, behind) + len(clause)]


def _speech_behind(source: JoinedText, place: Match) -> str:
    """Return what the speech goes on with behind a place; "" where it ends there."""
    at, end = place.span[1], len(source.text)
    outer = [quotation for quotation in source.quotations if quotation.depth == 0]
    spoken = next((one for one in outer if one.inner[0] <= at <= one.end), None)
    if spoken and at < spoken.inner[1]:
        end = spoken.inner[1]
    if spoken and not any(char.isalnum() for char in source.text[at : spoken.inner[1]]):
        # '..., " she said, "but ...': the speech goes on in the next quotation of the sentence.
        ahead = next((one for one in outer if one.start >= spoken.end), None)
        between = source.text[at : ahead.inner[0]] if ahead else ""
        if ahead is None or len(between) > INTERRUPTION or STOPS.search(between):
            return ""
        at, end = ahead.inner
    return source.text[at : min(end, at + CLAUSE)]
