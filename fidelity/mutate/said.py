"""What the sources' people say, and a sentence more at the end of a story: for the quotations' operators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fidelity.analysis.speech.persons import is_person
from fidelity.analysis.speech.quotations import QuotationKind
from fidelity.analysis.speech.sentence import SpeakerKind
from fidelity.analysis.speech.speakers import Spoken, Statement
from fidelity.mutate.operator import Edit, Pair
from fidelity.text.words import is_final, words
from fidelity.types import Span

__all__ = [
    "Reported",
    "Said",
    "appended",
    "named_statements",
    "quotations_said",
    "reported_statements",
    "speaker_text",
]

# Words of a quotation that may be put into a story.
LEAST, MOST = 6, 40
# Who says what nobody is named for.
SOMEBODY = "One of the people quoted"
# What would be read as markup, or as the end of the quotation.
MARKUP = frozenset('*_`<>[]()\\#|"“”„«»\n\x00')


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of a source, with its speaker.

    Attributes:
        text: The words between the marks.
        speaker: The name as the source has it.
    """

    text: str
    speaker: str
    source: int
    spoken: Spoken
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class Reported:
    """What a named speaker of a source is reported to say, behind the speaker and the verb.

    Attributes:
        opening: The verb, and "that" where it has one.
        content: What is said, to the end of the sentence.
    """

    source: int
    statement: Statement
    opening: str
    content: str


def reported_statements(pair: Pair) -> Iterator[Reported]:
    """Yield the statements without quotations that could stand in a story as they are."""
    for source, statement in named_statements(pair):
        blotted = pair.analysed.each[source].speech.masked[statement.sentence].text
        sentence = pair.sources[source].sentences[statement.sentence].text
        cue = statement.attribution.cue
        start, end = statement.attribution.content
        content = sentence[start:end].strip()
        leads = statement.speaker.end < cue[0] < cue[1] <= start
        fits = LEAST <= len(words(content)) <= MOST and content.endswith(".") and MARKUP.isdisjoint(content)
        if leads and fits and blotted == sentence:
            yield Reported(source, statement, sentence[cue[0] : start].strip(), content)


def quotations_said(pair: Pair, *, anybody: bool = False) -> Iterator[Said]:
    """Yield the quotations of the sources that could stand in a story as they are.

    With `anybody`, also those whose speaker is not named; they are given to SOMEBODY.
    """
    for number, source in enumerate(pair.analysed.each):
        speech = source.speech
        for spoken in speech.spoken:
            quotation, statement = spoken.quotation, spoken.statement
            text = speech.joined.text[slice(*quotation.inner)].rstrip(" ,.")
            sentence = text[:1].isupper() and text[-1:].isalnum() and MARKUP.isdisjoint(text)
            speaks = quotation.kind is QuotationKind.SPEECH and quotation.whole and not spoken.carried
            if not (speaks and sentence and LEAST <= len(words(text)) <= MOST):
                continue
            if statement and named(pair, statement, number):
                yield Said(text, speaker_text(pair, statement, number), number, spoken, statement)
            elif anybody:
                yield Said(text, SOMEBODY, number, spoken, statement)


def named_statements(pair: Pair) -> Iterator[tuple[int, Statement]]:
    """Yield (source, statement) for each statement whose speaker is a name as it stands."""
    for number, source in enumerate(pair.analysed.each):
        for statement in source.speech.statements:
            if named(pair, statement, number):
                yield number, statement


def named(pair: Pair, statement: Statement, source: int) -> bool:
    """Whether the speaker is a person's name, in capitals, that can be written into a story."""
    if statement.speaker.kind is not SpeakerKind.NAME:
        return False
    name = speaker_text(pair, statement, source)
    return is_person(statement, [pair.analysed.each[source]]) and MARKUP.isdisjoint(name)


def speaker_text(pair: Pair, statement: Statement, source: int) -> str:
    """Return the speaker as the source has it."""
    return statement.speaker_in(pair.analysed.each[source].sentences)


def appended(pair: Pair, sentence: str, start: int, end: int, kind: str) -> Edit | None:
    """Return an edit that puts `sentence` behind the story's last; its `start:end` is the defect."""
    for claim in reversed(pair.story.heads):
        if claim.last and is_final(claim.text):
            place = claim.span.end
            return Edit(Span(place, place), f" {sentence}", start + 1, end + 1, kind)
    return None
