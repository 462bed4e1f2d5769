"""Documents to claims and sentences: spans only, and the ledger of every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fidelity.lexicon import languages, load_lexicon
from fidelity.lexicon.sentences import Sentences
from fidelity.text.words import is_final, normal, words
from fidelity.types import (
    Block,
    BlockKind,
    Claim,
    Document,
    Ledger,
    Rendered,
    Role,
    Section,
    Sentence,
    Source,
    Span,
    Story,
    TextKind,
)

__all__ = ["split_sentences", "split_source", "split_story"]

CHECKED = frozenset({Role.HEADLINE, Role.CLAIMS, Role.FAQ})
SILENT = frozenset({BlockKind.CODE, BlockKind.HTML})
KINDS = {
    Role.OPINION: TextKind.OPINION,
    Role.BOILERPLATE: TextKind.BOILERPLATE,
    Role.METADATA: TextKind.METADATA,
    Role.SOURCES: TextKind.SOURCES,
}
# sentencex looks for the end of every quotation: its time grows with the square of the text. No
# sentence is longer than the longest window.
WINDOW, LONGEST_WINDOW = 10_000, 20_000
# sentencex 1.0 panics on a wide space between a capital and a full stop ("plan B\u202f.").
PLAIN_SPACES = dict.fromkeys(
    (ord(char) for char in "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " "
) | dict.fromkeys(range(0x2000, 0x200B), " ")
# A longer sentence says more than what it says about the text.
LONGEST_META = 400
QUESTION = re.compile(r"[?\uff1f\u061f][?!.\u2026]*[\s\"'\u201d\u2019)\]\u00bb]*\Z")
ADDRESS = re.compile(r"(?:\w+://|www\.)\S+\Z")
CLOCK = re.compile(r"\b[ap]\.?m\.\Z", re.IGNORECASE)
LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.\Z")
FIRST_WORD = re.compile(r"[^\W_]+")
# An end that sentencex does not see: of a sentence in brackets. More are known of each language.
BRACKETED = re.compile(r"\([^()]*[.!?]\)\s+")
# What is known of sentences in a language without a lexicon.
UNKNOWN = Sentences(frozenset(), frozenset(), ())


def _known(language: str) -> Sentences:
    return load_lexicon(language).sentences if language in languages() else UNKNOWN


def split_sentences(rendered: Rendered, language: str) -> tuple[Rendered, ...]:
    """Cut a block's text into sentences by sentencex, without the white space around them."""
    text = rendered.text
    sentences = []
    for span in _mended(text, _boundaries(text, language), language):
        shown = text[span.start : span.end]
        start = span.end - len(shown.lstrip())
        end = span.start + len(shown.rstrip())
        if start < end:
            sentences.append(rendered.slice(start, end))
    return tuple(sentences)


def _boundaries(text: str, language: str) -> Iterator[Span]:
    """Yield the spans of sentences, reading a bounded window at a time."""
    import sentencex

    text = text.translate(PLAIN_SPACES)
    at, size = 0, WINDOW
    while at < len(text):
        window = text[at : at + size]
        spans = [
            Span(at + boundary["start_index"], at + boundary["end_index"])
            for boundary in sentencex.get_sentence_boundaries(language, window)
        ]
        if at + size < len(text):
            if len(spans) < 2 and size < LONGEST_WINDOW:
                size = LONGEST_WINDOW
                continue
            del spans[1 if len(spans) == 1 else -1 :]  # the window cuts the last one
        yield from spans
        at, size = (spans[-1].end if spans else len(text)), WINDOW


def _mended(text: str, spans: Iterable[Span], language: str) -> Iterator[Span]:
    """Join and cut where sentencex errs: "at 10 a.m. | Monday", "approx. | 30", "(So.) Then"."""
    known = _known(language)
    joined: list[Span] = []
    for span in spans:
        if joined and _goes_on(text[joined[-1].start : span.start], text[span.start : span.end], known):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    for span in joined:
        start = span.start
        while bracketed := BRACKETED.match(text, start, span.end):
            yield Span(start, bracketed.end())
            start = bracketed.end()
        for missed in known.missed.finditer(text, start, span.end):
            yield Span(start, missed.end())
            start = missed.end()
        yield Span(start, span.end)


def _goes_on(before: str, after: str, known: Sentences) -> bool:
    """Whether the full stop that ends `before` is an abbreviation's alone."""
    before = before.rstrip()[-40:]
    first = FIRST_WORD.match(after)
    if first is None:
        return False
    if CLOCK.search(before):
        return first.group().casefold() in known.after_time
    last = LAST_WORD.search(before)
    number = first.group()[0].isdigit()
    return number and last is not None and last.group(1).casefold() in known.before_number


def split_source(document: Document, language: str, furniture: frozenset[int] = frozenset()) -> Source:
    """Cut a source into sentences; blocks in `furniture` are left out and listed."""
    sentences = [
        Sentence(part, heading=block.kind is BlockKind.HEADING)
        for index, block in enumerate(document.blocks)
        if index not in furniture and block.rendered.text
        for part in split_sentences(block.rendered, language)
        if any(char.isalnum() for char in part.text)
    ]
    spans = tuple(document.blocks[index].span for index in sorted(furniture))
    return Source(document, language, tuple(sentences), spans)


def split_story(
    document: Document,
    sections: Sequence[Section],
    roles: Sequence[Role],
    structure: Sequence[bool],
    leads: Sequence[int],
    language: str,
) -> Story:
    """Cut a story into claims, group equal ones, and account for every character.

    Args:
        document: The story.
        sections: Covering it, in order.
        roles: The role that governs each block.
        structure: Per block, whether it asserts nothing: a heading that names a section, or, with
            a lead, a question or sub-heading.
        leads: Per block, the length of a label that is no part of its first sentence.
        language: For the sentence splitter.
    """
    claims: list[Claim] = []
    unchecked: list[Span] = []
    keys: dict[str, int] = {}
    starts = [section.span.start for section in sections]
    for index, block in enumerate(document.blocks):
        if structure[index] or not _holds_claims(block, roles[index]):
            continue
        owner = sections[max(0, bisect_right(starts, block.span.start) - 1)]
        section = _section(block, roles[index], owner)
        parts = split_sentences(block.rendered.slice(leads[index], len(block.rendered.text)), language)
        context = ""
        for place, part in enumerate(parts):
            if _asserts(part.text, block) and not _speaks_of_itself(part.text, language):
                group = keys.setdefault(normal(part.text).text, len(keys))
                claims.append(Claim("", part, section, index, group, context, place == len(parts) - 1))
            elif block.kind is not BlockKind.FIELD:
                unchecked.append(part.span)
            context = part.text
    claims.sort(key=lambda claim: claim.span)
    groups = _groups(claims, document)
    number = {index: group for group, members in enumerate(groups) for index in members}
    named = tuple(
        replace(claim, id=f"c{index + 1}", group=number[index]) for index, claim in enumerate(claims)
    )
    unchecked += _silent(document, roles, structure, leads)
    names_section = [flag and not lead for flag, lead in zip(structure, leads, strict=True)]
    ledger = _ledger(document, roles, names_section, named, unchecked)
    return Story(document, language, tuple(sections), named, groups, tuple(roles), tuple(leads), ledger)


def _holds_claims(block: Block, role: Role) -> bool:
    if role not in CHECKED or block.kind in SILENT:
        return False
    return block.kind is not BlockKind.HEADING or role is Role.HEADLINE


def _asserts(text: str, block: Block) -> bool:
    """Whether a sentence can be true or false: no question, and enough words to say something."""
    if QUESTION.search(text[-40:]) or ADDRESS.match(text):
        return False
    tokens = words(text)
    if not any(word.text[0].isalpha() for word in tokens):
        return False
    if is_final(text):
        return len(tokens) >= 2
    return len(tokens) >= 3 and block.kind is not BlockKind.CELL


def _speaks_of_itself(text: str, language: str) -> bool:
    """Whether a sentence only leads in or refuses ("Here is a summary:"): it asserts nothing."""
    lexicon = load_lexicon(language if language in languages() else "en")
    return len(text) <= LONGEST_META and any(
        pattern.fullmatch(text) for pattern in lexicon.sentences.leads_in
    )


def _section(block: Block, role: Role, owner: Section) -> Section:
    if block.kind is BlockKind.FIELD:
        return Section(role, f"front matter: {block.name}", block.span)
    return owner if owner.role is role else Section(role, owner.heading, owner.span)


def _groups(claims: Sequence[Claim], document: Document) -> tuple[tuple[int, ...], ...]:
    """Group equal claims by first place; text in the body goes before front matter."""
    members: dict[int, list[int]] = {}
    for index, claim in enumerate(claims):
        members.setdefault(claim.group, []).append(index)

    def in_front(index: int) -> bool:
        return document.blocks[claims[index].block].kind is BlockKind.FIELD

    ordered = [tuple(sorted(group, key=lambda index: (in_front(index), index))) for group in members.values()]
    return tuple(sorted(ordered, key=lambda group: claims[group[0]].span))


def _silent(
    document: Document, roles: Sequence[Role], structure: Sequence[bool], leads: Sequence[int]
) -> Iterator[Span]:
    """Yield what stands among claims and is not read for any: headings, questions, code, markup."""
    for index, block in enumerate(document.blocks):
        if roles[index] not in CHECKED or block.kind is BlockKind.FIELD:
            continue
        if block.kind in SILENT:
            if not document.text.startswith("<!--", block.span.start):
                yield block.span
        elif structure[index]:
            if leads[index]:
                yield block.rendered.span
        elif not _holds_claims(block, roles[index]):
            yield block.rendered.span


def _ledger(
    document: Document,
    roles: Sequence[Role],
    names_section: Sequence[bool],
    claims: Sequence[Claim],
    unchecked: Sequence[Span],
) -> Ledger:
    """Paint every code point: front matter, then blocks by role, then sentences.

    What none of them covers is boilerplate: white space, markup, headings that name a section.
    """
    kinds = list(TextKind)
    paint = bytearray([kinds.index(TextKind.BOILERPLATE)]) * len(document.text)

    def fill(spans: Iterable[Span], kind: TextKind) -> None:
        for span in spans:
            paint[span.start : span.end] = bytes([kinds.index(kind)]) * len(span)

    fill(document.front, TextKind.METADATA)
    for block, role, named in zip(document.blocks, roles, names_section, strict=True):
        if role in KINDS and block.kind is not BlockKind.FIELD and not named:
            fill([block.span], KINDS[role])
    fill(unchecked, TextKind.UNCHECKED)
    fill((claim.span for claim in claims), TextKind.CLAIM)
    return Ledger({kind: paint.count(number) for number, kind in enumerate(kinds)})
