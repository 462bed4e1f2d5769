"""Who speaks in a text: the speaker of each statement, and of each quotation.

`attribution.py` reads the sentences one by one; here pronouns are resolved to the speaker named
last, and quotations are given to the statement they belong to. A quotation without a statement of
its own is spoken by the speaker before it where it only goes on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fidelity.analysis.speech.attribution import Attribution, attributions, masked, subject
from fidelity.analysis.speech.quotations import Quotation
from fidelity.analysis.speech.sentence import Speaker, SpeakerKind
from fidelity.analysis.speech.verbatim import SourceWords, source_words
from fidelity.text.names import alias_keys
from fidelity.types import Claim, Source

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

__all__ = ["Speech", "Spoken", "Statement", "claim_speech", "same_name", "source_speech", "speech"]

# Characters besides its quotations that a sentence of nothing else may have.
MARKS = 3
# Statements of one sentence that are looked at: it is no sentence that has more.
MANY = 32
# Characters of a sentence that only says who spoke ("Calder said on Monday.").
AFTERTHOUGHT = 60


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
        words: The sentences joined, ready to be searched.
        masked: The sentences with their quotations blotted out.
    """

    words: SourceWords
    masked: tuple[str, ...]
    statements: tuple[Statement, ...]
    spoken: tuple[Spoken, ...]


@lru_cache(maxsize=512)
def speech(sentences: tuple[str, ...], breaks: tuple[bool, ...], lexicon: Lexicon) -> Speech:
    """Return who says what. `breaks` says of each sentence whether it opens a paragraph."""
    source = source_words(sentences, breaks, lexicon)
    blotted = tuple(_blotted(source, sentences))
    statements = tuple(_statements(blotted, lexicon))
    return Speech(source, blotted, statements, tuple(_spoken(source, blotted, breaks, statements)))


def source_speech(source: Source, lexicon: Lexicon) -> Speech:
    """Return who says what in a source; its paragraphs are its blocks."""
    return _source_speech(_Same(source), lexicon)


def claim_speech(claim: Claim, lexicon: Lexicon) -> Speech:
    """Return who says what in a claim, which is the last sentence; the one before it may come first."""
    sentences = (claim.context, claim.text) if claim.context else (claim.text,)
    return speech(sentences, (True, False)[: len(sentences)], lexicon)


# Hashing a source means hashing every character's place in it; its identity will do.
@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    source: Source

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.source is self.source

    def __hash__(self) -> int:
        return id(self.source)


@lru_cache(maxsize=32)
def _source_speech(one: _Same, lexicon: Lexicon) -> Speech:
    starts = [block.span.start for block in one.source.document.blocks]
    blocks = [bisect_right(starts, sentence.span.start) for sentence in one.source.sentences]
    breaks = tuple(at == 0 or blocks[at - 1] != block for at, block in enumerate(blocks))
    return speech(tuple(sentence.text for sentence in one.source.sentences), breaks, lexicon)


def same_name(one: Sequence[str], other: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether two speakers may be the same: a word in common, an acronym, names for one thing."""
    if set(one) & set(other):
        return True
    for short, long in ((one, other), (other, one)):
        if len(short) == 1 and len(long) > 1 and short[0] == "".join(key[0] for key in long):
            return True
    mine = {key.casefold() for _, keys in alias_keys(one, lexicon).values() for key in keys}
    theirs = {key.casefold() for _, keys in alias_keys(other, lexicon).values() for key in keys}
    return bool((mine | set(one)) & theirs or (theirs | set(other)) & mine)


def _blotted(source: SourceWords, sentences: Sequence[str]) -> Iterator[str]:
    number = 0
    outer = [quotation for quotation in source.quotations if quotation.depth == 0]
    for at, text in enumerate(sentences):
        start, end = source.starts[at], source.starts[at] + len(text)
        while number < len(outer) and outer[number].end <= start:
            number += 1
        here = []
        reach = number
        while reach < len(outer) and outer[reach].start < end:
            here.append((max(0, outer[reach].start - start), min(len(text), outer[reach].end - start)))
            reach += 1
        yield masked(text, tuple(here))


def _statements(blotted: Sequence[str], lexicon: Lexicon) -> Iterator[Statement]:
    last: tuple[str, ...] = ()
    certain = True
    for number, text in enumerate(blotted):
        named = False
        for attribution in attributions(text, lexicon):
            speaker = attribution.speaker
            if speaker.kind is SpeakerKind.NAME:
                last, certain, named = speaker.names, True, True
                yield Statement(number, attribution, last, certain=True)
            elif speaker.kind is SpeakerKind.PRONOUN:
                yield Statement(number, attribution, last, certain=certain and bool(last))
            else:
                yield Statement(number, attribution, (), certain=False)
        first = None if named else subject(text, lexicon)
        if first and not set(first.names) & set(last):
            # Another person (or thing) comes in: whom a pronoun means is a guess from here on.
            last, certain = first.names, False


def _spoken(
    source: SourceWords, blotted: Sequence[str], breaks: Sequence[bool], statements: Sequence[Statement]
) -> Iterator[Spoken]:
    by_sentence: dict[int, list[Statement]] = {}
    for each in statements:
        by_sentence.setdefault(each.sentence, []).append(each)
    bare = [_bare(text) for text in blotted]
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
            and not breaks[last + 1]
            and len(blotted[last + 1]) <= AFTERTHOUGHT
        ):
            statement = next(iter(by_sentence.get(last + 1, [])), None)
        carried = False
        if statement is None and before and before.sentences[1] >= first - 1 and bare[first]:
            statement, carried = before.statement, True
        before = Spoken(quotation, (first, last), statement, carried)
        yield before


def _bare(blotted: str) -> bool:
    return sum(char.isalnum() for char in blotted) <= MARKS


def _nearest(source: SourceWords, quotation: Quotation, own: Sequence[Statement]) -> Statement | None:
    return min(own[:MANY], key=lambda item: _distance(source, quotation, item)) if own else None


def _distance(source: SourceWords, quotation: Quotation, statement: Statement) -> int:
    """Return how many characters part a quotation from a speaker or the verb, whichever is nearer."""
    offset = source.starts[statement.sentence]
    parts = [(statement.speaker.start, statement.speaker.end), statement.attribution.cue]
    gaps = [max(start + offset - quotation.end, quotation.start - end - offset, 0) for start, end in parts]
    return min(gaps)
