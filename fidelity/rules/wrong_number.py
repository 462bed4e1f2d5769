"""A number, amount, percentage or unit that the source does not hold in the same role.

What: a quantity of the claim that no quantity of the source makes fair, or that the source has
only of another thing, while the place that says the same has another number or another unit.
Words and digits, scales, ranges, "about", "nearly" and "more than", fractions and percentages,
and the trivial conversions (weeks and months, kilometres and miles) count as the same.

Why: a wrong figure is what readers repeat, and what a correction is printed for.

Flagged: "53 towns signed the charter." beside "Mayor Ruth Dahl said that 35 towns signed the
charter."

Clean: "about 35 towns" beside "34 towns"; "nearly half" beside "48 percent"; a sum or a
difference of numbers of the passage; "two reasons" for a list of two; years, dates and clock
times (F304).

Known misses: a small number in words where the source says what is counted in other words; a
number that is also a sum of two others; a wrong number that is right for a like thing in the same
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.quantities.context import situated, with_noun
from fidelity.analysis.quantities.counterparts import Counterpart, Counterparts
from fidelity.analysis.quantities.quantity import Kind, Quantity
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Each number of the source has a share (0..1): how far it stands where the claim's number does. The rival is
# the one with the largest share that says otherwise. The limits were set by reading findings;
# benchmarks/results/rules.json says how often those that they let through are right.
#
# A number that is nowhere in the source is wrong if its rival has this share: a number in general, the score
# of a game, a small number.
RIVAL, SCORE_RIVAL, SMALL_RIVAL = 0.4, 0.6, 0.51
# Up to this a number is small: the claim may have counted what the source names without a number.
SMALL = 12
# A finding on a small number is an error if its rival has this share, else a warning.
CERTAIN_SMALL = 0.72
# A rival of this share is shown as what the source says; with less, only if both count the same thing.
SHOWN = 0.55
# Without such a rival, a number is wrong if the best passage holds this share of the claim's words. If none
# does, it is the claim as a whole that lacks support: F101 says so.
ABOUT = 0.5
# The claim may have computed its number from those of so many of the best passages, unless its rival has this
# share: where both count the same thing, and where they do not.
PASSAGES, CLOSE, SAME_PLACE = 3, 0.6, 0.85
# A number that the source has elsewhere is wrong here if its rival has this share, and so much more than the
# place with the claim's number: for a warning, for an error.
MOVED, MARGIN, CERTAIN_MARGIN = 0.5, 0.2, 0.3
# Confidence: without a rival NOWHERE; with one it rises with its share, from LEAST to 1.
NOWHERE, LEAST = 0.8, 0.4


@rule(
    "F301",
    "wrong-number",
    severity=Severity.ERROR,
    needs=("numerals", "quantities", "units"),
    implies=("F101", "F102"),
)
def wrong_number(case: ClaimCase) -> Iterator[Finding]:
    """Flag quantities of a claim that the source does not hold in their role."""
    if not case.text.comparable:
        return
    about = case.analysed.numbers_of(case.alignment.candidates)
    for mine in case.text.comparable:
        theirs = Counterparts(situated(case.text, mine), case.analysed.quantities.near(mine, about))
        decided = _nowhere(case, theirs) if theirs.fair is None else _moved(theirs, theirs.fair)
        if decided is not None:
            yield _finding(case, mine, *decided)


def _moved(theirs: Counterparts, fair: Counterpart) -> tuple[Counterpart, Severity] | None:
    """Decide about a number that the source has, where another one stands better in the claim's place."""
    mine, rival = theirs.mine, theirs.rival
    if rival is None or rival.share - fair.share < MARGIN or rival.share < MOVED or theirs.add_up:
        return None
    certain = rival.share - fair.share >= CERTAIN_MARGIN
    if mine.is_bare and rival.quantity.nouns:
        return None
    if not certain and (mine.is_bare or mine.kind is Kind.AGE):
        return None
    if mine.is_small(SMALL):
        if not (certain and rival.same_noun and rival.share >= SMALL_RIVAL):
            return None
        certain = rival.share >= CERTAIN_SMALL
    return rival, Severity.ERROR if certain else Severity.WARNING


def _nowhere(case: ClaimCase, theirs: Counterparts) -> tuple[Counterpart | None, Severity] | None:
    """Decide about a number that no quantity of the source makes fair."""
    mine, rival, candidates = theirs.mine, theirs.rival, case.alignment.candidates
    if theirs.add_up:
        return None
    share, alike = (rival.share, rival.same_noun) if rival is not None else (0.0, False)
    shown = rival if alike or share >= SHOWN else None
    if rival is not None and not rival.same_unit:
        return shown, Severity.ERROR
    close = share >= (CLOSE if alike else SAME_PLACE)
    if not close and theirs.derivable(case.analysed.numbers_of(candidates[:PASSAGES])):
        return None
    if mine.is_small(SMALL):
        severity = Severity.ERROR if share >= CERTAIN_SMALL else Severity.WARNING
        return (shown, severity) if alike and share >= SMALL_RIVAL else None
    if rival is not None and share >= (SCORE_RIVAL if mine.kind is Kind.SCORE else RIVAL):
        return shown, Severity.ERROR
    spoken_of = mine.kind is not Kind.SCORE and candidates and candidates[0].lexical >= ABOUT
    return (None, Severity.ERROR) if spoken_of else None


def _finding(case: ClaimCase, mine: Quantity, rival: Counterpart | None, severity: Severity) -> Finding:
    if rival is None:
        return case.flag(
            mine,
            f'"{case.said(mine)}" is nowhere in the source',
            severity=severity,
            confidence=NOWHERE,
            evidence=case.alignment.candidates[:1],
            help="take the number out, or give the one that the source has",
        )
    place = mine.whole if rival.unit_differs else (mine.start, mine.end)
    there = with_noun(rival.quantity, case.analysed.flat[rival.sentence].text)
    return case.flag(
        place,
        f'"{case.said(place)}" is not what the source says: "{there}"',
        severity=severity,
        confidence=round(min(1.0, LEAST + (1.0 - LEAST) * rival.share), 2),
        evidence=(case.evidence_at(*case.analysed.located(rival.sentence)),),
        help="give the number as the passage shown has it",
    )
