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

from fidelity.analysis.dates.agree import Agreement, Likeness, agreement, likeness
from fidelity.analysis.dates.read import DateExpression
from fidelity.analysis.tokens import Token, beside
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# All shares (0..1) were set by reading findings; benchmarks/results/rules.json says how often those that
# they let through are right.
#
# A passage may be about the claim from this share of its words on, and surely is from that on.
ABOUT, SURE = 0.3, 0.6
# Content words on each side of the claim's date, and of the source's, which orders them differently.
AROUND, REACH = 4, 8
# Of the claim's words this many stand beside another date that is in its place; one where `SURE`.
LEAST = 2
# The share of words around the claim's date that must stand around the other.
COMPANY = 0.4
# What a date gets on top of its share: in a passage that surely is about the claim; as a version of the
# claim's ("7 May", "8 May").
FIT, LIKE = 0.25, 0.2
# A date that says less than the claim's lets it stand, unless it fits worse by this much.
TIE = 0.05
# Confidence where nothing is shared, how it rises with the share, and where it ends.
LOWEST, RISE, HIGHEST = 0.5, 0.4, 0.95


@rule(
    "F304",
    "wrong-date",
    severity=Severity.WARNING,
    needs=("dates",),
    implies=("F101", "F301"),
    options={"company": COMPANY},
)
def wrong_date(case: ClaimCase) -> Iterator[Finding]:
    """Flag dates of the claim that differ from the one in the same role."""
    text = case.claim.text
    for date in case.text.dates:
        rival = _contrary(case, date)
        if rival is None:
            continue
        sentence = case.sources[rival.source].sentences[rival.sentence]
        said, theirs = text[date.start : date.end], sentence.text[rival.date.start : rival.date.end]
        yield case.flag(
            date.start,
            date.end,
            f'"{said}" here, but the source says "{theirs}"',
            confidence=round(min(HIGHEST, LOWEST + RISE * rival.share), 2),
            evidence=(case.evidence_at(rival.source, rival.sentence),),
            help=f'write "{theirs}", or check which of the two is meant',
        )


@dataclass(frozen=True, slots=True)
class _Rival:
    """A date of the source, and which share of the words around the claim's date it has too."""

    share: float
    source: int
    sentence: int
    date: DateExpression
    told: Agreement


def _contrary(case: ClaimCase, mine: DateExpression) -> _Rival | None:
    """Return the source's date in the same role if no date there lets the claim's stand."""
    own = beside(case.text, mine.start, mine.end, AROUND)
    if len(own) < LEAST:
        return None
    dated = list(_compared(case, mine, own))
    rivals = [rival for rival in dated if rival.told is Agreement.DIFFERENT]
    best = max(rivals, key=lambda rival: rival.share, default=None)
    if best is None or best.share < case.options["company"]:
        return None
    for other in dated:
        together = (other.source, other.sentence) == (best.source, best.sentence)
        if other.told is Agreement.SAME and (other.share > 0 or together):
            return None
        if other.told is Agreement.OPEN and other.share - TIE >= best.share:
            return None
    return best


def _compared(case: ClaimCase, mine: DateExpression, own: Sequence[Token]) -> Iterator[_Rival]:
    """Yield the source's dates of the claim's kind; of those that differ, what may be its role."""
    about = _about(case)
    for number, source in enumerate(case.analysed.each):
        for at, theirs in source.dates:
            if theirs.kind is not mine.kind:
                continue
            told = agreement(mine, theirs, case.story.published, case.sources[number].published)
            fit = about.get((number, at), 0.0)
            if told is Agreement.DIFFERENT and not fit:
                continue
            near = beside(source.sentences[at], theirs.start, theirs.end, REACH)
            shared = sum(any(token.same(other) for other in near) for token in own)
            share = shared / len(own)
            if told is Agreement.DIFFERENT:
                alike = likeness(mine, theirs)
                if alike is Likeness.NONE or shared < (1 if fit >= SURE else LEAST):
                    continue
                share += LIKE * (alike is Likeness.VERSION) + FIT * (fit >= SURE)
            yield _Rival(share, number, at, theirs, told)


def _about(case: ClaimCase) -> dict[tuple[int, int], float]:
    """Return the sentences, by source and number, that may be about the claim, and how surely."""
    return {
        (evidence.source, number): evidence.lexical
        for evidence in case.alignment.candidates
        if evidence.lexical >= ABOUT
        for number in range(evidence.first, evidence.last + 1)
    }
