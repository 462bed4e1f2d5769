"""A statement or a quotation that the source gives to somebody else.

What: the claim names who says something, in quotation marks or not. The place in the source where
the same is said names another speaker. Both must be names: a role ("the minister"), an organisation
that the source puts beside its spokesman, and whoever else stands in that sentence of the source
count as the same.

Why: what counts in a statement is who makes it. Words in the wrong mouth are a correction, and
sometimes a lawsuit.

Flagged: "Moss said the bridge would close." beside "Ruth Calder said the bridge would close. Ivan
Moss spoke of the harbour."

Clean: "The mayor said the bridge would close." beside the same.

Known misses: speakers who share a name; a speaker who is only named by a pronoun that may mean two
people; statements in words that are far from the source's.

Options: share, how much of what the claim reports a sentence of the source must hold to be the
same statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.speech.persons import is_person, somebody_else
from fidelity.analysis.speech.speakers import Speech, Statement
from fidelity.analysis.speech.verbatim import quotable
from fidelity.analysis.tokens import Token
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F204` prints; what they come to is measured in
# benchmarks/results/rules.json.
CONFIDENCE = 0.85
# Several people may say a few words alike: below this, the source must quote just these words ...
QUOTED = 4
# ... and below this nothing is asked.
WHOLE = 3
# A quotation must be this near to the source's words.
NEAR = 0.75
# Content words that a reported statement must have.
REPORTED = 4
# Another sentence that holds nearly as much of the statement (this much less) may be what is meant.
MARGIN = 0.2
# Statements of a claim that are looked at: it is no sentence that has more.
MANY = 32


@rule(
    "F204",
    "wrong-speaker",
    severity=Severity.ERROR,
    needs=("speakers",),
    implies=("F101", "F102", "F302", "F303", "F308"),
    options={"share": 0.6},
)
def wrong_speaker(case: ClaimCase) -> Iterator[Finding]:
    """Flag speakers of a claim who are not the source's."""
    said = case.speech
    here = len(said.masked) - 1
    quoting = {id(one.statement) for one in said.spoken}
    for statement in said.statements[:MANY]:
        if statement.sentence != here or not statement.names or not statement.certain:
            continue
        if not is_person(statement, case.analysed.each):
            continue
        other = _quoted(case, said, statement) if id(statement) in quoting else None
        other = other or _reported(case, said, statement)
        if other:
            yield _finding(case, statement, *other)


def _finding(case: ClaimCase, statement: Statement, source: int, theirs: Statement) -> Finding:
    speaker = statement.speaker
    name = theirs.speaker_in(case.analysed.each[source].sentences)
    ours = case.said(speaker)
    return case.flag(
        speaker,
        f'the source gives this to {name}, not to "{ours}"',
        confidence=CONFIDENCE,
        evidence=(case.evidence_at(source, theirs.sentence),),
        help=f'name {name} as the speaker, or quote what "{ours}" said',
    )


def _quoted(case: ClaimCase, said: Speech, statement: Statement) -> tuple[int, Statement] | None:
    """Return whose words the quotations of a statement are in the source, if somebody else's."""
    other: tuple[int, Statement] | None = None
    for one in said.spoken:
        if one.statement is not statement:
            continue
        quoted = said.joined.text[slice(*one.quotation.inner)]
        if quotable(quoted) < WHOLE:
            continue
        for number, source in enumerate(case.analysed.each):
            match = source.find(quoted)
            if match is None or match.share < NEAR:
                continue
            place = source.speech.spoken_at(match.span[0])
            if place is None or place.statement is None or place.carried:
                return None
            whole = source.joined.text[slice(*place.quotation.inner)]
            if quotable(quoted) < QUOTED and quotable(whole) > match.kept:
                return None
            where = range(place.sentences[0], place.sentences[1] + 1)
            if not somebody_else(statement, place.statement, number, case.analysed.each, where):
                return None
            other = (number, place.statement)
    return other


def _reported(case: ClaimCase, said: Speech, statement: Statement) -> tuple[int, Statement] | None:
    """Return who reports the same in the source, if one sentence holds it and names another."""
    content = _content(case, said, statement)
    if len(content) < REPORTED:
        return None
    other: tuple[int, Statement] | None = None
    for place in case.correspondence.retold(content, least=case.options["share"], margin=MARGIN):
        sources, number = case.analysed.each, place.source
        own = [item for item in sources[number].speech.statements if item.sentence == place.number]
        if not own or not all(somebody_else(statement, item, number, sources, ()) for item in own):
            return None
        other = other or (number, own[0])
    return other


def _content(case: ClaimCase, said: Speech, statement: Statement) -> tuple[Token, ...]:
    """Return the content words of what a statement reports, quotations left out."""
    start, end = statement.attribution.content
    return case.analysed.texts.of(said.masked[statement.sentence].text[start:end]).content
