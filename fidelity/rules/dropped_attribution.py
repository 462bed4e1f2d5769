"""Somebody's forecast, advice or judgement, told in the story's own voice.

What: the one sentence of the source that says the same gives it to a named speaker; the claim says
it without any. Only what a speaker alone can vouch for: the words of the claim that the speaker's
statement shares include a forecast, advice or judgement. A suggestion.

Why: "the bridge will collapse" and "the bridge will collapse, says its builder's rival" are two
stories. Facts that anybody can look up need no name; opinions and forecasts do.

Flagged: "The new bridge will be dangerous." beside "The new bridge will be dangerous, Moss said."

Clean: "The new bridge will be dangerous, its builder's rival said." beside the same.

Known misses: speakers without a name; statements in words that are far from the source's; what a
sentence before the claim attributes.

Options: share, how much of the claim a sentence of the source must hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.correspondence import Witness
from fidelity.analysis.speech.persons import is_person
from fidelity.analysis.speech.sentence import SpeakerKind
from fidelity.analysis.speech.speakers import Statement
from fidelity.analysis.tokens import Token
from fidelity.rule import ClaimCase, rule
from fidelity.text.words import words
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F203` prints; what they come to is measured in
# benchmarks/results/rules.json.
CONFIDENCE = 0.6
# Content words that a claim must have to be found again.
LEAST = 4
# Another sentence that holds nearly as much of the claim (this much less) may be what it retells.
MARGIN = 0.2
# The kind of verb that makes a fact of a statement: "announced", "confirmed".
COMMITTED = "strong"


@rule(
    "F203",
    "dropped-attribution",
    severity=Severity.SUGGESTION,
    needs=("outlook", "speakers"),
    options={"share": 0.7},
)
def dropped_attribution(case: ClaimCase) -> Iterator[Finding]:
    """Flag claims that state as their own what one named speaker of the source judges or expects."""
    cues = case.lexicon.outlook
    assert cues is not None
    outlook = [token for token in case.text.tokens if token.word.key in cues.words]
    if len(case.text.content) < LEAST or not outlook:
        return
    said = case.speech
    if said.statements or any(one.sentences[1] == len(said.masked) - 1 for one in said.spoken):
        return
    places = case.correspondence.retold(case.text.content, least=case.options["share"], margin=MARGIN)
    speakers = [_speaker(case, place, outlook) for place in places]
    if not places or None in speakers or not speakers[0]:
        return
    theirs = speakers[0]
    first = places[0]
    name = theirs.speaker_in(case.analysed.each[first.source].sentences)
    yield from case.flag_all(
        f"the source lets {name} say this; the story says it itself",
        confidence=CONFIDENCE,
        evidence=(case.evidence_at(first.source, first.number),),
        help=f"say that {name} says so",
    )


def _speaker(case: ClaimCase, place: Witness, outlook: list[Token]) -> Statement | None:
    """Return the named speaker of a sentence's statement, if the claim does not name them."""
    theirs = case.analysed.each[place.source]
    own = [item for item in theirs.speech.statements if item.sentence == place.number]
    if len(own) != 1 or own[0].speaker.kind is not SpeakerKind.NAME or own[0].attribution.kind == COMMITTED:
        return None
    if not is_person(own[0], [theirs]):
        return None
    start, end = own[0].attribution.content
    held = case.analysed.texts.of(place.text.text[start:end]).tokens
    if not any(token.same(other) for token in outlook for other in held):
        return None
    named = {word.key.casefold() for word in words(f"{case.claim.context} {case.claim.text}")}
    return own[0] if named.isdisjoint(own[0].names) else None
