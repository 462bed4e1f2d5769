"""A date, weekday, year, time of day or length of time that the source gives otherwise.

What: where the source says the same thing, it names another time. Days are resolved against the
dates of publication of story and source: "this week" and "on Tuesday" may both be right, and so
is "yesterday" in a story of the day after the source's "today".

Why: the wrong day sends readers to a closed door, and a wrong year makes old news of new.

Flagged: "The ferry sank on Monday." beside "The ferry sank on Tuesday night."

Clean: "The ferry sank this week." beside the same sentence; "two weeks" for "14 days"; "about
three years" for "35 months"; "in June" for "on 26 June".

Known misses: a date that the source leaves out; one that stands in the source for something else
that is told in nearly the same words; "yesterday" for "today" where no date of publication is
known.

Options: company, the share of the words around the date that must stand around the source's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.dates.periods import Agreement, Likeness, agreement, likeness
from fidelity.analysis.dates.read import DateExpression
from fidelity.analysis.tokens import Token
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText

# Passages with less of the claim's words than this are not about it.
ABOUT = 0.3
# Content words on each side of the claim's date, and of the source's.
AROUND, REACH = 4, 8
LEAST = 2
TIE = 0.05
# A passage with this share of the claim's words is about it; a date in it needs less company.
SURE = 0.6
FIT = 0.25
# A date that has a part in common with the claim's is a version of it sooner than another date.
LIKE = 0.2


@rule(
    "F304",
    "wrong-date",
    severity=Severity.WARNING,
    needs=("dates",),
    implies=("F101", "F301"),
    options={"company": 0.4},
)
def wrong_date(case: ClaimCase) -> Iterator[Finding]:
    """Flag dates of the claim that differ from the one in the same role."""
    text = case.claim.text
    for expression in case.text.dates:
        other = _contrary(case, expression)
        if other is None:
            continue
        sentence = case.sources[other.source].sentences[other.sentence]
        said = text[expression.start : expression.end]
        theirs = sentence.text[other.expression.start : other.expression.end]
        yield case.flag(
            expression.start,
            expression.end,
            f'"{said}" here, but the source says "{theirs}"',
            confidence=round(min(0.95, 0.5 + 0.4 * other.share), 2),
            evidence=(case.evidence_at(other.source, other.sentence),),
            help=f'write "{theirs}", or check which of the two is meant',
        )


@dataclass(frozen=True, slots=True)
class _Rival:
    """A date of the source, and which share of the words around the claim's date it has too."""

    share: float
    source: int
    sentence: int
    expression: DateExpression
    told: Agreement


def _contrary(case: ClaimCase, mine: DateExpression) -> _Rival | None:
    """Return the source's date in the same role if no date there lets the claim's stand."""
    own = _beside(case.text.tokens, mine, AROUND)
    if len(own) < LEAST:
        return None
    dated = list(_compared(case, mine, own))
    rivals = [rival for rival in dated if rival.told is Agreement.DIFFERENT]
    best = max(rivals, key=lambda rival: rival.share, default=None)
    if best is None or best.share < case.options["company"]:
        return None
    for other in dated:
        beside = (other.source, other.sentence) == (best.source, best.sentence)
        if other.told is Agreement.SAME and (other.share > 0 or beside):
            return None
        # What says less lets the claim stand where it fits better than what contradicts.
        if other.told is Agreement.OPEN and other.share - TIE >= best.share:
            return None
    return best


def _compared(case: ClaimCase, mine: DateExpression, own: Sequence[Token]) -> Iterator[_Rival]:
    """Yield the source's dates of the claim's kind; of those that differ, what may be its role."""
    about = _about(case)
    for source, whole in enumerate(case.analysed.each):
        for number, theirs in whole.dates:
            if theirs.kind is not mine.kind:
                continue
            told = agreement(mine, theirs, case.story.published, whole.source.published)
            fit = about.get((source, number), 0.0)
            if told is Agreement.DIFFERENT and not fit:
                continue
            shared = _shared(own, whole.sentences[number], theirs)
            share = shared / len(own)
            if told is Agreement.DIFFERENT:
                alike = likeness(mine, theirs)
                if alike is Likeness.NONE or shared < (1 if fit >= SURE else LEAST):
                    continue
                share += LIKE * (alike is Likeness.VERSION) + FIT * (fit >= SURE)
            yield _Rival(share, source, number, theirs, told)


def _about(case: ClaimCase) -> dict[tuple[int, int], float]:
    """Return the sentences, by source and number, that may be about the claim, and how surely."""
    return {
        (evidence.source, number): evidence.lexical
        for evidence in case.alignment.candidates
        if evidence.lexical >= ABOUT
        for number in range(evidence.first, evidence.last + 1)
    }


def _shared(own: Sequence[Token], text: AnalysedText, place: DateExpression) -> int:
    """Return how many of `own` stand around a date of the source."""
    beside = _beside(text.tokens, place, REACH)
    return sum(any(token.same(other) for other in beside) for token in own)


def _beside(found: Sequence[Token], place: DateExpression, around: int) -> tuple[Token, ...]:
    """Return the nearest content words on both sides of a date, its own left out."""
    left = [token for token in found if token.content and token.word.end <= place.start]
    right = [token for token in found if token.content and token.word.start >= place.end]
    return (*left[-around:], *right[:around])
