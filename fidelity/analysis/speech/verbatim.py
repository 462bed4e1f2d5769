"""Is a quotation in the source word for word, and where is it nearest if not?

Words are compared in lower case, without dots and marks: typographic form, white space, the case of
the first letter and final punctuation are free. An ellipsis in the quotation stands for anything, so
its parts must follow each other; words in brackets stand for a few words of the source. What the
source says in two quotations around its own words (`"One," she said, "two"`) may be quoted as one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from fidelity.analysis.speech.joined import SEPARATOR, JoinedText, Run, Spelling, key_of
from fidelity.text.words import words

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

__all__ = ["Difference", "Match", "find_quotation", "place_of", "quotable"]

# What stands for words left out, and what the writer put in, the rest of its word included.
GAP = re.compile(
    r"[\[(]?(?:\.\s?\.\s?\.\.?|\u2026)[\])]?|(?<!\w)\w{0,40}\[[^\]\[]{1,80}\]\w*|\([^()]{1,40}\)"
)
# Words of the source that a bracket may stand for, at most.
BRACKET = 12
# A part is looked for in this many places at most.
PLACES = 64
# Words of a quotation that are used to find its place.
NEEDLE = 64
# Words on each side of the place found that may belong to it.
MARGIN = 4

_Block = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a quotation departs from the source.

    Attributes:
        start: In the quotation's text.
        end: Likewise; equal to `start` where words of the source are missing.
        theirs: What the source has there, maybe nothing.
    """

    start: int
    end: int
    theirs: str


@dataclass(frozen=True, slots=True)
class Match:
    """The best place of a quotation.

    Attributes:
        run: The words that were searched.
        first: Index in `run` of the place's first word.
        last: Of its last word, included.
        share: How much of both is equal, 0..1.
        differences: None where the quotation is verbatim.
        kept: How many words are equal.
        parts: How many parts the quotation has; one where it leaves nothing out.
    """

    run: Run
    first: int
    last: int
    share: float
    differences: tuple[Difference, ...]
    kept: int
    parts: int

    @property
    def verbatim(self) -> bool:
        """Whether every word of the quotation stands in the source, in order."""
        return not self.differences

    @property
    def span(self) -> tuple[int, int]:
        """Where the place stands in the joined text."""
        return self.run.places[self.first][1], self.run.places[self.last][2]

    @property
    def said(self) -> str:
        """What the text has there."""
        return self.run.said(self.first, self.last)

    @property
    def sentences(self) -> tuple[int, int]:
        """The first and the last sentence of the place."""
        return self.run.places[self.first][0], self.run.places[self.last][0]


@dataclass(frozen=True, slots=True)
class _Part:
    keys: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    bracket: bool  # a bracket, not an ellipsis, stands before it


def quotable(quoted: str) -> int:
    """Return how many words of a quotation are asked of the source: those outside brackets."""
    return sum(len(part.keys) for part in _parts(quoted))


def find_quotation(quoted: str, source: JoinedText) -> Match | None:
    """Return the best place of a quotation's words; None where it has no words or the source none.

    Asked of sentences (`AnalysedSentences.find`), it is looked for once.
    """
    parts = _parts(quoted)
    if not parts:
        return None
    for run in (source.plain, source.spoken):
        place = _verbatim(parts, run)
        if place:
            return Match(run, *place, 1.0, (), quotable(quoted), len(parts))
    near = (_nearest(parts, run, source.spelling) for run in (source.plain, source.spoken))
    return max((match for match in near if match), key=lambda match: match.share, default=None)


def place_of(difference: Difference, inner: tuple[int, int], text: AnalysedText) -> tuple[int, int]:
    """Return where in `text` a difference shows, whose quotation stands at `inner`.

    That is the words that differ; where words of the source are missing, the words on both sides.
    """
    start, end = inner[0] + difference.start, inner[0] + difference.end
    if words(text.text[start:end]):
        return start, end
    around = [word for word in text.words if inner[0] <= word.start < inner[1]]
    before = [word.start for word in around if word.end <= start]
    behind = [word.end for word in around if word.start >= end]
    return before[-1] if before else start, behind[0] if behind else end


def _parts(quoted: str) -> tuple[_Part, ...]:
    """Cut a quotation where it leaves out or puts in."""
    parts: list[_Part] = []
    at = 0
    bracket = True
    for gap in (*GAP.finditer(quoted), None):
        inside = words(quoted[at : gap.start() if gap else len(quoted)])
        if inside:
            keys = tuple(key_of(word.text) for word in inside)
            spans = tuple((word.start + at, word.end + at) for word in inside)
            parts.append(_Part(keys, spans, bracket))
            bracket = True
        if gap:
            # One ellipsis between two parts leaves the gap open.
            bracket = bracket and any(char.isalnum() for char in gap.group())
            at = gap.end()
    return tuple(parts)


def _verbatim(parts: Sequence[_Part], run: Run) -> tuple[int, int] | None:
    """Return the first place at which all parts stand in order."""
    begin = 0
    for _ in range(PLACES):
        start = _find(parts[0], run, begin)
        if start is None:
            return None
        end = start + len(parts[0].keys)
        for part in parts[1:]:
            here = _find(part, run, end)
            if here is None or (part.bracket and here - end > BRACKET):
                break
            end = here + len(part.keys)
        else:
            return start, end - 1
        begin = start + 1
    return None


def _find(part: _Part, run: Run, begin: int) -> int | None:
    if begin >= len(run.keys):
        return None
    needle = SEPARATOR + SEPARATOR.join(part.keys) + SEPARATOR
    at = run.joined.find(needle, run.starts[begin] - len(SEPARATOR))
    return None if at < 0 else bisect_right(run.starts, at + len(SEPARATOR)) - 1


def _nearest(parts: Sequence[_Part], run: Run, spelling: Spelling) -> Match | None:
    """Align each part with the words of the source that are most like it."""
    if not run.keys:
        return None
    differences: list[Difference] = []
    edges = []
    equal = total = 0
    for part in parts:
        low, high = _window(part.keys, run)
        blocks = list(_blocks(part.keys, run.keys[low:high]))
        same = [block for block in blocks if block[0] == "equal"]
        if same:
            # What the window has outside the first and the last equal word is not missing.
            edges += [low + same[0][3], low + same[-1][4] - 1]
        kept = sum(end - start for _, start, end, _, _ in same)
        changed = list(_differences(part, run, low, blocks, spelling))
        differences += changed
        equal += kept
        total += len(part.keys) + sum(len(words(difference.theirs)) for difference in changed) + kept
    if not edges:
        return None
    return Match(run, min(edges), max(edges), 2 * equal / total, tuple(differences), equal, len(parts))


def _window(keys: tuple[str, ...], run: Run) -> tuple[int, int]:
    """Return the words of the run that are most like `keys`, with a margin."""
    needle = keys[:NEEDLE]
    if len(needle) >= len(run.keys):
        return 0, len(run.keys)
    likest = fuzz.partial_ratio_alignment(needle, run.keys)
    if likest is None:
        return 0, 0
    start = likest.dest_start - likest.src_start
    return max(0, start - MARGIN), min(len(run.keys), start + len(keys) + MARGIN)


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Block]:
    """Yield (kind, our start, our end, their start, their end) in order; a change is one block."""
    pending: _Block | None = None
    for step in Levenshtein.opcodes(ours, theirs):
        low, high, begin, end = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            if pending:
                yield pending
            pending = None
            yield "equal", low, high, begin, end
        elif pending:
            pending = ("change", pending[1], high, pending[3], end)
        else:
            pending = ("change", low, high, begin, end)
    if pending:
        yield pending


def _differences(
    part: _Part, run: Run, low: int, blocks: Sequence[_Block], spelling: Spelling
) -> Iterator[Difference]:
    for number, (tag, start, end, begin, stop) in enumerate(blocks):
        if tag == "equal":
            continue
        theirs = run.keys[low + begin : low + stop]
        # Outside the equal words is the margin: only as many count as stand in place of ours.
        edge = number in {0, len(blocks) - 1}
        spare = max(0, len(theirs) - (end - start))
        if number == 0:
            theirs = theirs[spare:]
        elif number == len(blocks) - 1:
            theirs = theirs[: len(theirs) - spare]
        if spelling.alike(part.keys[start:end], theirs, edge=edge):
            continue
        first = low + begin + (spare if number == 0 else 0)
        said = run.said(first, first + len(theirs) - 1) if theirs else ""
        if start == end:
            before, behind = part.spans[start - 1][1], part.spans[min(start, len(part.spans) - 1)][0]
            yield Difference(before, max(before, behind), said)
        else:
            yield Difference(part.spans[start][0], part.spans[end - 1][1], said)
