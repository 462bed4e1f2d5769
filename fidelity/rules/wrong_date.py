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

from collections.abc import Iterator

from fidelity.analysis.dates.agree import Agreement, Likeness
from fidelity.analysis.dates.counterparts import AROUND, DateCounterpart, date_counterparts
from fidelity.analysis.dates.read import DateExpression
from fidelity.analysis.tokens import beside
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# All shares (0..1) were set by reading findings; benchmarks/results/rules.json says how often those that
# they let through are right.
#
# A passage may be about the claim from this share of its words on, and surely is from that on.
ABOUT, SURE = 0.3, 0.6
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
    about = {
        (evidence.source, number): evidence.lexical
        for evidence in case.alignment.candidates
        if evidence.lexical >= ABOUT
        for number in range(evidence.first, evidence.last + 1)
    }
    for date in case.text.dates:
        contrary = _contrary(case, date, about)
        if contrary is None:
            continue
        share, other = contrary
        sentence = case.sources[other.source].sentences[other.number].text
        said, theirs = case.said(date), sentence[other.date.start : other.date.end]
        yield case.flag(
            date,
            f'"{said}" here, but the source says "{theirs}"',
            confidence=round(min(HIGHEST, LOWEST + RISE * share), 2),
            evidence=case.evidence_of(other),
            help=f'write "{theirs}", or check which of the two is meant',
        )


def _contrary(
    case: ClaimCase, mine: DateExpression, about: dict[tuple[int, int], float]
) -> tuple[float, DateCounterpart] | None:
    """Return the source's date in the same role, and its share, if no date there lets the claim's stand."""
    own = beside(case.text, mine.start, mine.end, AROUND)
    if len(own) < LEAST:
        return None
    published = case.story.published, [source.published for source in case.sources]
    dated = list(date_counterparts(mine, own, case.analysed, about, published))
    rivals = [(_share(other, len(own)), other) for other in dated if _may_contradict(other)]
    share, best = max(rivals, key=lambda rival: rival[0], default=(0.0, None))
    if best is None or share < case.options["company"]:
        return None
    for other in dated:
        together = (other.source, other.number) == (best.source, best.number)
        if other.told is Agreement.SAME and (other.shared or together):
            return None
        if other.told is Agreement.OPEN and other.shared / len(own) - TIE >= share:
            return None
    return share, best


def _may_contradict(other: DateCounterpart) -> bool:
    """Whether a date is another one, and may be in the place of the claim's."""
    least = 1 if other.fit >= SURE else LEAST
    return other.told is Agreement.DIFFERENT and other.likeness is not Likeness.NONE and other.shared >= least


def _share(other: DateCounterpart, words: int) -> float:
    """Return how far a date is in the place of the claim's, which has so many words around."""
    more = LIKE * (other.likeness is Likeness.VERSION) + FIT * (other.fit >= SURE)
    return other.shared / words + more
