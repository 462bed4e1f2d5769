"""Who speaks in a text: the speaker of each statement, and of each quotation.

`attribution.py` reads the sentences one by one; here pronouns are resolved to the speaker named
last, and quotations are given to the statement they belong to. Where a sentence is nothing but a
quotation and nobody is said to speak in it, the one who spoke before it goes on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.speech.attribution import Attribution, attributions, masked, subject
from fidelity.analysis.speech.sentence import NamedWords, Speaker, SpeakerKind
from fidelity.types import Claim

if TYPE_CHECKING:
    from fidelity.analysis.sentences import AnalysedSentences
    from fidelity.analysis.speech.joined import JoinedText
    from fidelity.analysis.speech.quotations import Quotation
    from fidelity.analysis.text import AnalysedText, Texts
    from fidelity.types import Claim

__all__ = ["Speech", "Spoken", "Statement", "claim_speech", "speech"]

# A sentence with no more letters and digits outside its quotations than this is nothing but quotation.
BARE = 3
# Statements of one sentence that are looked at: it is no sentence that has more.
MANY = 32
# Characters of a sentence that only says who spoke before it ("Calder said on Monday."), at most.
NAMING = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution in a row of sentences.

    Attributes:
        sentence: The sentence it stands in.
        attribution: Its parts, with offsets of that sentence.
        names: The keys of the speaker's name, of whom a pronoun stands for; empty if not known.
        certain: Whether the names are the text's own, or a pronoun's that can mean nobody else.
    """

    sentence: int
    attribution: Attribution
    names: tuple[str, ...]
    certain: bool

    @property
    def speaker(self) -> Speaker:
        """The speaker as the sentence has it."""
        return self.attribution.speaker

    def speaker_in(self, sentences: Sequence[AnalysedText]) -> str:
        """Return the speaker as the sentences have it; of a pronoun, the name of whom it stands for."""
        if self.speaker.kind is SpeakerKind.PRONOUN:
            return " ".join(key.capitalize() for key in self.names)
        return sentences[self.sentence].text[self.speaker.start : self.speaker.end]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation with its speaker.

    Attributes:
        quotation: With offsets of the joined text.
        sentences: The first and last sentence it stands in.
        statement: Whose words it is, or None.
        carried: Whether the statement belongs to a quotation before it.
    """

    quotation: Quotation
    sentences: tuple[int, int]
    statement: Statement | None
    carried: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Everything that is said in a row of sentences.

    Attributes:
        joined: The sentences joined, ready to be searched.
        masked: The sentences with their quotations blotted out.
    """

    joined: JoinedText
    masked: tuple[AnalysedText, ...]
    statements: tuple[Statement, ...]
    spoken: tuple[Spoken, ...]

    @property
    def attributes(self) -> bool:
        """Whether it says who says something, or its last sentence holds a quotation."""
        last = len(self.masked) - 1
        return bool(self.statements) or any(one.sentences[1] == last for one in self.spoken)

    def statements_in(self, sentence: int) -> tuple[Statement, ...]:
        """Return the statements of one of the sentences, in order."""
        return tuple(one for one in self.statements if one.sentence == sentence)

    def spoken_at(self, place: int) -> Spoken | None:
        """Return the quotation in which an offset of the joined text stands."""
        return next((one for one in self.spoken if one.quotation.start <= place < one.quotation.end), None)


def speech(row: AnalysedSentences) -> Speech:
    """Return who says what in sentences that follow each other."""
    blotted = tuple(_blotted(row))
    cues = row.texts.lexicon.speakers
    statements = tuple(_statements(NamedWords(text, cues) for text in blotted)) if cues else ()
    return Speech(row.joined, blotted, statements, tuple(_spoken(row, blotted, statements)))


def claim_speech(claim: Claim, texts: Texts) -> Speech:
    """Return who says what in a claim, which is the last sentence; the one before it may come first."""
    row = texts.in_order(claim.context, claim.text) if claim.context else texts.in_order(claim.text)
    return row.speech


def _blotted(row: AnalysedSentences) -> Iterator[AnalysedText]:
    number = 0
    outer = [quotation for quotation in row.joined.quotations if quotation.depth == 0]
    for start, sentence in zip(row.joined.starts, row.sentences, strict=True):
        text = sentence.text
        end = start + len(text)
        while number < len(outer) and outer[number].end <= start:
            number += 1
        here = []
        reach = number
        while reach < len(outer) and outer[reach].start < end:
            here.append((max(0, outer[reach].start - start), min(len(text), outer[reach].end - start)))
            reach += 1
        yield row.texts.of(masked(text, tuple(here)))


def _statements(blotted: Iterable[NamedWords]) -> Iterator[Statement]:
    last: tuple[str, ...] = ()
    certain = True
    for number, sentence in enumerate(blotted):
        named = False
        for attribution in attributions(sentence):
            speaker = attribution.speaker
            if speaker.kind is SpeakerKind.NAME:
                last, certain, named = speaker.names, True, True
                yield Statement(number, attribution, last, certain=True)
            elif speaker.kind is SpeakerKind.PRONOUN:
                yield Statement(number, attribution, last, certain=certain and bool(last))
            else:
                yield Statement(number, attribution, (), certain=False)
        first = None if named else subject(sentence)
        if first and not set(first.names) & set(last):
            # Another person (or thing) comes in: whom a pronoun means is a guess from here on.
            last, certain = first.names, False


def _spoken(
    row: AnalysedSentences, blotted: Sequence[AnalysedText], statements: Sequence[Statement]
) -> Iterator[Spoken]:
    source = row.joined
    by_sentence: dict[int, list[Statement]] = {}
    for each in statements:
        by_sentence.setdefault(each.sentence, []).append(each)
    bare = [_bare(text.text) for text in blotted]
    before: Spoken | None = None
    for quotation in source.quotations:
        if quotation.depth:
            continue
        first = bisect_right(source.starts, quotation.inner[0]) - 1
        last = bisect_right(source.starts, quotation.inner[1] - 1) - 1
        own = [*by_sentence.get(first, []), *(by_sentence.get(last, []) if last > first else [])]
        statement = _nearest(source, quotation, own)
        if (
            statement is None
            and last + 1 < len(blotted)
            and not row.opens[last + 1]
            and len(blotted[last + 1].text) <= NAMING
        ):
            statement = next(iter(by_sentence.get(last + 1, [])), None)
        carried = False
        if statement is None and before and before.sentences[1] >= first - 1 and bare[first]:
            statement, carried = before.statement, True
        before = Spoken(quotation, (first, last), statement, carried)
        yield before


def _bare(blotted: str) -> bool:
    return sum(char.isalnum() for char in blotted) <= BARE


def _nearest(source: JoinedText, quotation: Quotation, own: Sequence[Statement]) -> Statement | None:
    return min(own[:MANY], key=lambda item: _distance(source, quotation, item)) if own else None


def _distance(source: JoinedText, quotation: Quotation, statement: Statement) -> int:
    """Return how many characters part a quotation from a speaker or the verb, whichever is nearer."""
    offset = source.starts[statement.sentence]
    parts = [(statement.speaker.start, statement.speaker.end), statement.attribution.cue]
    gaps = [max(start + offset - quotation.end, quotation.start - end - offset, 0) for start, end in parts]
    return min(gaps)
