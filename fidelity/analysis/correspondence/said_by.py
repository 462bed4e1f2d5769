"""Who says in the sources what a claim says, or lets somebody say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.speech.persons import is_person, somebody_else
from fidelity.analysis.speech.sentence import SpeakerKind
from fidelity.analysis.speech.verbatim import quotable
from fidelity.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fidelity.analysis.correspondence.claim import Correspondence, Witness
    from fidelity.analysis.sources import AnalysedSource
    from fidelity.analysis.speech.speakers import Speech, Spoken, Statement
    from fidelity.analysis.tokens import Token
    from fidelity.types import Claim

__all__ = ["SameStatement", "SourceStatement", "another_speaker", "unnamed_speaker"]

# The kind of verb that makes a fact of a statement: "announced", "confirmed".
COMMITTED = "strong"


@dataclass(frozen=True, slots=True)
class SameStatement:
    """When a statement of a claim and one of the sources are the same.

    Attributes:
        whole: Words that a quotation must have to be asked about.
        quoted: With fewer words, the source must quote just these: several people may say a few words alike.
        near: How near the quotation must be to the source's words, 0..1.
        reported: Content words that a reported statement must have.
        share: Of them, how much a sentence of the source must hold, 0..1.
        margin: Another sentence that holds at most this much less may be what is meant, 0..1.
    """

    whole: int
    quoted: int
    near: float
    reported: int
    share: float
    margin: float


@dataclass(frozen=True, slots=True)
class SourceStatement:
    """A statement of a source.

    Attributes:
        source: Index of the source.
        number: Index of its sentence.
        name: The speaker as the source has it.
    """

    source: int
    number: int
    name: str

    @classmethod
    def of(cls, beside: Correspondence, source: int, statement: Statement) -> SourceStatement:
        """Return a statement of one of the sources, by its index."""
        name = statement.speaker_in(beside.sources.each[source].sentences)
        return cls(source, statement.sentence, name)


def another_speaker(
    beside: Correspondence, said: Speech, statement: Statement, limits: SameStatement
) -> SourceStatement | None:
    """Return the statement of somebody else who says in the sources what the claim lets `statement` say.

    None where a place that says the same may be the claim's speaker's, or is nobody's for sure.
    """
    return _quoted(beside, said, statement, limits) or _reported(beside, said, statement, limits)


def _quoted(
    beside: Correspondence, said: Speech, statement: Statement, limits: SameStatement
) -> SourceStatement | None:
    """Return whose words the quotations of a statement are in the source, if somebody else's."""
    other: SourceStatement | None = None
    for one in said.spoken:
        quoted = said.joined.text[slice(*one.quotation.inner)]
        if one.statement is not statement or quotable(quoted) < limits.whole:
            continue
        for number, source in enumerate(beside.sources.each):
            match = source.find(quoted)
            if match is None or match.share < limits.near:
                continue
            place = source.speech.spoken_at(match.span[0])
            theirs = place.statement if place is not None and not place.carried else None
            if place is None or theirs is None:
                return None
            if quotable(quoted) < limits.quoted and _words_quoted(source, place) > match.kept:
                return None
            where = range(place.sentences[0], place.sentences[1] + 1)
            if not somebody_else(statement, theirs, number, beside.sources.each, where):
                return None
            other = SourceStatement.of(beside, number, theirs)
    return other


def _words_quoted(source: AnalysedSource, place: Spoken) -> int:
    return quotable(source.joined.text[slice(*place.quotation.inner)])


def _reported(
    beside: Correspondence, said: Speech, statement: Statement, limits: SameStatement
) -> SourceStatement | None:
    """Return who reports the same in the source, if one sentence holds it and names another."""
    start, end = statement.attribution.content
    # Quotations are left out.
    content = beside.sources.texts.of(said.masked[statement.sentence].text[start:end]).content
    if len(content) < limits.reported:
        return None
    other: SourceStatement | None = None
    for place in beside.retold(content, least=limits.share, margin=limits.margin):
        sources, number = beside.sources.each, place.source
        own = sources[number].speech.statements_in(place.number)
        if not own or not all(somebody_else(statement, item, number, sources, ()) for item in own):
            return None
        other = other or SourceStatement.of(beside, number, own[0])
    return other


def unnamed_speaker(
    beside: Correspondence, claim: Claim, places: Sequence[Witness], outlook: Sequence[Token]
) -> SourceStatement | None:
    """Return the first of the statements in `places`, if each is a named person's whom the claim leaves out.

    Args:
        beside: The claim beside the sources.
        claim: As it stands in the story, with the sentence before it.
        places: The sentences that may be what it retells.
        outlook: Words of the claim; each statement must have one of them.
    """
    speakers = [_only_speaker(beside, claim, place, outlook) for place in places]
    if not speakers or None in speakers:
        return None
    return speakers[0]


def _only_speaker(
    beside: Correspondence, claim: Claim, place: Witness, outlook: Sequence[Token]
) -> SourceStatement | None:
    """Return a sentence's one statement if a person is named for it, whom the claim does not name."""
    theirs = beside.sources.each[place.source]
    own = theirs.speech.statements_in(place.number)
    if len(own) != 1 or own[0].speaker.kind is not SpeakerKind.NAME or own[0].attribution.kind == COMMITTED:
        return None
    if not is_person(own[0], [theirs]):
        return None
    start, end = own[0].attribution.content
    held = beside.sources.texts.of(place.text.text[start:end]).tokens
    if not any(token.same(other) for token in outlook for other in held):
        return None
    named = {word.key.casefold() for word in words(f"{claim.context} {claim.text}")}
    return SourceStatement.of(beside, place.source, own[0]) if named.isdisjoint(own[0].names) else None
