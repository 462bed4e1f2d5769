"""Where a sentence can be cut so that nobody takes what is left for a whole one.

Places are chosen by what is known to cut texts: a limit of characters (in mid-word, between words), a
full stop taken for the sentence's end ("U.", "Mr.", "4."), a repair that put a full stop behind
whatever was there. A cut behind a word that ends sentences now and then is refused, and so is half a
word that is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.text.dictionary import dictionary
from fidelity.types import BlockKind, Role, Span

if TYPE_CHECKING:
    from fidelity.mutate.operator import Pair
    from fidelity.types import Claim

__all__ = ["CutPlace", "cuts", "plain_claims"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# No sentence ends on these, with a full stop or without.
NEVER = frozenset(
    "a an the and or nor its their my your our than whose every although unless because if very".split()
)
# Nor, without a full stop, on these; with one only where nothing before can be their object.
JOINING = frozenset("of from with at for into as among between during despite towards via".split())
LOOSE = JOINING | frozenset(
    """to in on by onto against under through without within is are was were be been has have had will
    would could should might must can who which when where while until but not also including these
    those he she they we that""".split()
)
# These make it possible that a word before is the object ("the house they came from"), or that the
# verb stands alone ("than it was"): nothing is cut behind them.
STRANDS = re.compile(
    r"\b(?:wh\w+|how|that|than|as|so|to|be|been|being|is|are|was|were|get\w*|got|i|you|he|she|it|we|they|"
    r"\w+n['’]t|(?:i|you|he|she|it|we|they)['’]\w+)\b",
    re.IGNORECASE,
)
ADJECTIVES = frozenset(
    """new large small big huge major former recent serious significant strong similar different possible
    young old great long further separate special growing rare severe famous popular successful
    important early real political economic financial medical nuclear legal global federal massive
    joint various controversial powerful temporary tiny vast""".split()
)
SCALE = re.compile(r"(?<![\w.,])[$£€]?\d+(?:[.,]\d+)*(?= (?:million|billion|trillion|per cent|percent)\b)")
INITIAL = re.compile(r"\b(?:a|an|the|The) [A-Z]\.(?=[A-Z]\.)")
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Prof|Capt|Lt|Rev)\.(?= [A-Z])|\bvs\.(?= \w)|\be\.g\.(?= )")
DECIMAL = re.compile(r"(?<![\w.,])[$£€]?\d{1,3}\.(?=\d)")
OPENING = re.compile(r"[\"“(](?=\w)")
ENDS = {"“": "”", '"': '"', "(": ")"}
LEAST_WORDS = 4
# Shorter words have no halves to speak of.
LEAST_LETTERS = 6


@dataclass(frozen=True, slots=True)
class CutPlace:
    """One place: the claim's text up to `end` stays; with `stop` a full stop is put behind it."""

    end: int
    kind: str
    stop: bool = False

    def of(self, text: str) -> str:
        """Return what is left of `text`."""
        return text[: self.end] + "." * self.stop

    def last(self, text: str) -> int:
        """Return where the last word of what is left begins."""
        return max(text.rfind(" ", 0, self.end), text.rfind("\n", 0, self.end)) + 1


def plain_claims(pair: Pair) -> Iterator[Claim]:
    """Yield the claims in sentences of text, without markup in them, that end as a sentence does."""
    for claim in pair.story.heads:
        document = pair.story.document
        block = document.blocks[claim.block]
        plain = document.at(block.rendered.span).split() == block.rendered.text.split()
        ends = claim.text.rstrip().endswith((".", "!", "?", ".”", '."'))
        if plain and ends and claim.section.role is not Role.HEADLINE and block.kind is not BlockKind.FIELD:
            yield claim


def cuts(pair: Pair, claim: Claim) -> Iterator[CutPlace]:
    """Yield the places where the claim can be cut, by kind."""
    text = claim.text
    places = [word for word in WORD.finditer(text) if len(text[: word.start()].split()) >= LEAST_WORDS]
    quoted = _inside(text)
    for word in places[:-1]:
        if any(span.start < word.end() <= span.end for span in quoted):
            continue
        yield from _behind(text, word)
        yield from _halves(pair, text, word)
    for kind, pattern in (("abbreviation", INITIAL), ("abbreviation", TITLE), ("decimal", DECIMAL)):
        for place in pattern.finditer(text):
            yield from _at(text, place.end(), kind)
    for place in SCALE.finditer(text):
        if place.group().lstrip("$£€") not in re.findall(r"[\d.,]*\d", SCALE.sub("", pair.source_text)):
            yield from _at(text, place.end(), "scale")
            yield from _at(text, place.end(), "scale", stop=True)
    for span in quoted:
        spaces = [at for at in range(span.start + 2, span.end) if text[at] == " " and text[at - 1].isalnum()]
        for end in spaces[:1] + spaces[-1:]:
            yield from _at(text, end, "bracket" if text[span.start] == "(" else "quotation")


def _at(text: str, end: int, kind: str, *, stop: bool = False) -> Iterator[CutPlace]:
    if len(text[:end].split()) > LEAST_WORDS and text[end:].strip(" .!?\"'”’)"):
        yield CutPlace(end, kind, stop)


def _behind(text: str, word: re.Match[str]) -> Iterator[CutPlace]:
    """Yield cuts between two words."""
    if text[word.end()] != " ":
        return
    last, before = word.group(), text[: word.start()]
    article = before.endswith((" a ", " an "))
    if article and last in ADJECTIVES:
        yield CutPlace(word.end(), "modifier")
        yield CutPlace(word.end(), "modifier", stop=True)
    if last in NEVER and not before.endswith((" just ", " as ", " what ")):
        yield CutPlace(word.end(), "function word")
        yield CutPlace(word.end(), "function word", stop=True)
    elif last in LOOSE and not STRANDS.search(before[-60:]) and not before.endswith((" a ", " an ", " the ")):
        yield CutPlace(word.end(), "function word")
        if last in JOINING and not before.endswith((" in ", " went ", " came ", " stood ")):
            yield CutPlace(word.end(), "function word", stop=True)


def _halves(pair: Pair, text: str, word: re.Match[str]) -> Iterator[CutPlace]:
    """Yield cuts within a word, where its first half is no word."""
    whole, known = word.group(), dictionary(pair.story.language)
    if known is None or len(whole) < LEAST_LETTERS or not whole.isalpha() or not whole.islower():
        return
    if not text[word.start() - 1].isspace():
        return
    for size in range(2, len(whole) - 1):
        half = whole[:size]
        if half not in known and half not in pair.vocabulary:
            yield CutPlace(word.start() + size, "mid-word")
            if size > 3:
                yield CutPlace(word.start() + size, "mid-word", stop=True)


def _inside(text: str) -> list[Span]:
    """Return the quotations and brackets, without their closing mark."""
    spans = []
    at = 0
    for opening in OPENING.finditer(text):
        end = text.find(ENDS[opening.group()], opening.end())
        if opening.start() >= at and end > 0:
            spans.append(Span(opening.start(), end))
            at = end + 1
    return spans
