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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fidelity.analysis.quantities.agree import agrees, derivable, same_unit, same_value, summed
from fidelity.analysis.quantities.context import NOUN, SituatedQuantity, share_of_situation, situated
from fidelity.analysis.quantities.quantity import Kind, Quantity
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# What is no quantity, or is another rule's (F304).
OTHERS = frozenset({Kind.YEAR, Kind.DATE, Kind.CLOCK, Kind.CODE})
# These stand for none but their own kind.
SPECIAL = frozenset({Kind.AGE, Kind.ORDINAL, Kind.SCORE, Kind.LABEL})
# Numbers up to this may be a count of things that the source names without a number.
SMALL = 12
# The claim is about a passage that holds this share of its words; else it is F101's to say.
ABOUT = 0.5
# How much of the role (0..1) another number must share to stand in the claim's place, and to be shown
# as what the source says there ...
RIVAL, SMALL_RIVAL, CERTAIN_SMALL, SHOWN = 0.4, 0.51, 0.72, 0.55
# ... by how much better than the place where the source has the claim's number, which is enough for a
# warning and for an error ...
MARGIN, CERTAIN_MARGIN = 0.2, 0.3
# ... and from where on nobody needs to ask whether the claim computed its number: where the same
# thing is counted, and elsewhere.
CLOSE, SAME_PLACE = 0.6, 0.85
# The same number of something else stands in the claim's place; it cannot share what is counted.
MIXED = 0.45


@dataclass(frozen=True, slots=True)
class _Place:
    """A quantity of the source with the share of the claim's role that it has."""

    share: float
    situated: SituatedQuantity

    @property
    def quantity(self) -> Quantity:
        return self.situated.quantity


@rule(
    "F301",
    "wrong-number",
    severity=Severity.ERROR,
    needs=("numerals", "quantities", "units"),
    implies=("F101", "F102"),
)
def wrong_number(case: ClaimCase) -> Iterator[Finding]:
    """Flag quantities of a claim that the source does not hold in their role."""
    asked = [q for q in case.text.quantities if _asks(q, case)]
    if not asked:
        return
    known = case.analysed.quantities
    about = _sentences(case, len(case.alignment.candidates))
    for quantity in asked:
        mine = situated(case.text, quantity)
        places = [_Place(share_of_situation(mine, theirs), theirs) for theirs in known.near(quantity, about)]
        found = _judged(case, quantity, places)
        if found is not None:
            yield _finding(case, quantity, *found)


def _asks(quantity: Quantity, case: ClaimCase) -> bool:
    """Whether a number of the claim says something that a source could have otherwise."""
    if quantity.kind in OTHERS:
        return False
    words = case.claim.text[quantity.start : quantity.end].lower()
    groups = case.lexicon.numerals.groups if case.lexicon.numerals is not None else {}
    return not _pronoun(quantity) and (words not in groups or words == "dozen")


def _pronoun(quantity: Quantity) -> bool:
    """Whether it is a "one" that mostly counts nothing: "one of them", "one day"."""
    return quantity.spelled and quantity.low <= 1 and quantity.kind in {Kind.COUNT, Kind.MEASURE}


def _judged(
    case: ClaimCase, mine: Quantity, places: Sequence[_Place]
) -> tuple[_Place | None, Severity] | None:
    """Return what stands in the quantity's place instead and how sure that is, or None if all is well."""
    fair = max((p for p in places if agrees(mine, p.quantity)), key=_share, default=None)
    others = [p for p in places if _stands_for(mine, p.quantity)]
    rival = max(others, key=lambda place: (place.share, _same_noun(mine, place)), default=None)
    mixed = max((p for p in places if _other_unit(mine, p.quantity)), key=_share, default=None)
    if mixed is not None and mixed.share >= (MIXED if rival is None else max(MIXED, rival.share - NOUN)):
        rival = mixed
    if rival is not None and summed(
        mine, [p.quantity for p in places if p.situated.sentence == rival.situated.sentence]
    ):
        return None
    if fair is None:
        found = _nowhere(case, mine, rival, places)
        weak = found is not None and rival is not None and rival.share < SHOWN and not _same_noun(mine, rival)
        return (None, found[1]) if found and weak else found
    if rival is None or rival.share - fair.share < MARGIN or rival.share < 0.5:
        return None
    margin = rival.share - fair.share
    bare = not (mine.nouns or mine.dimension)
    if (bare and rival.quantity.nouns) or (margin < CERTAIN_MARGIN and (bare or mine.kind is Kind.AGE)):
        return None
    certain = margin >= CERTAIN_MARGIN
    if _small(mine):
        if not (certain and _same_noun(mine, rival) and rival.share >= SMALL_RIVAL):
            return None
        certain = rival.share >= CERTAIN_SMALL
    return rival, Severity.ERROR if certain else Severity.WARNING


def _nowhere(
    case: ClaimCase, mine: Quantity, rival: _Place | None, places: Sequence[_Place]
) -> tuple[_Place | None, Severity] | None:
    """Decide about a number that no quantity of the source makes fair."""
    share = rival.share if rival is not None else 0.0
    alike = rival is not None and _same_noun(mine, rival)
    if rival is not None and not same_unit(mine, rival.quantity):
        return rival, Severity.ERROR
    if share < (CLOSE if alike else SAME_PLACE) and derivable(mine, _evidence(case, places)):
        return None
    if _small(mine):
        severity = Severity.ERROR if share >= CERTAIN_SMALL else Severity.WARNING
        return (rival, severity) if alike and share >= SMALL_RIVAL else None
    least = 0.6 if mine.kind is Kind.SCORE else RIVAL
    if rival is not None and share >= least:
        return rival, Severity.ERROR
    candidates = case.alignment.candidates
    if mine.kind is not Kind.SCORE and candidates and candidates[0].lexical >= ABOUT:
        return None, Severity.ERROR
    return None


def _evidence(case: ClaimCase, places: Sequence[_Place]) -> list[Quantity]:
    """Return the quantities of the passages that the claim may come from."""
    wanted = _sentences(case, 3)
    return [p.quantity for p in places if p.situated.sentence in wanted]


def _sentences(case: ClaimCase, most: int) -> frozenset[int]:
    """Return the sentences of the best passages, counted through all sources."""
    starts = case.analysed.starts
    passages = case.alignment.candidates[:most]
    return frozenset(starts[e.source] + at for e in passages for at in range(e.first, e.last + 1))


def _share(place: _Place) -> float:
    return place.share


def _stands_for(mine: Quantity, theirs: Quantity) -> bool:
    """Whether the other number could stand in the place of this one, and says otherwise."""
    if theirs.kind in OTHERS or not same_unit(mine, theirs) or same_value(mine, theirs) or _pronoun(theirs):
        return False
    return mine.kind is theirs.kind or not {mine.kind, theirs.kind} & SPECIAL


def _other_unit(mine: Quantity, theirs: Quantity) -> bool:
    """Whether it is the same number of something else: "35 percent" for "35 towns"."""
    if {mine.kind, theirs.kind} & (OTHERS | SPECIAL) or same_unit(mine, theirs):
        return False
    return mine.low == theirs.low and mine.high == theirs.high


def _small(mine: Quantity) -> bool:
    plain = mine.kind in {Kind.COUNT, Kind.ORDINAL, Kind.SCORE} and not mine.dimension
    return plain and mine.high <= SMALL and mine.kind is not Kind.SCORE


def _same_noun(mine: Quantity, place: _Place) -> bool:
    if mine.kind is not place.quantity.kind:
        return False
    ours, theirs = mine.nouns, place.quantity.nouns
    return bool(set(ours[:1]) & set(theirs[:2]) or set(ours[:2]) & set(theirs[:1]))


def _finding(case: ClaimCase, mine: Quantity, rival: _Place | None, severity: Severity) -> Finding:
    span = (mine.start, mine.end)
    if rival is None:
        said = case.claim.text[mine.start : mine.end]
        return case.flag(
            *span,
            f'"{said}" is nowhere in the source',
            severity=severity,
            confidence=0.8,
            evidence=case.alignment.candidates[:1],
            help="take the number out, or give the one that the source has",
        )
    theirs = rival.quantity
    if not same_unit(mine, theirs) or (mine.low == theirs.low and mine.factor != theirs.factor):
        span = mine.whole
    said = case.claim.text[span[0] : span[1]]
    source, sentence = case.analysed.located(rival.situated.sentence)
    there = _phrase(theirs, case.analysed.flat[rival.situated.sentence].text)
    return case.flag(
        *span,
        f'"{said}" is not what the source says: "{there}"',
        severity=severity,
        confidence=round(min(1.0, 0.4 + 0.6 * rival.share), 2),
        evidence=(case.evidence_at(source, sentence),),
        help="give the number as the passage shown has it",
    )


def _phrase(theirs: Quantity, text: str) -> str:
    """Return the source's number with its unit, or with what it counts."""
    start, end = theirs.whole
    if theirs.nouns and theirs.unit is None:
        word = text[end:].split()[:1]
        behind = text.find(word[0], end) + len(word[0]) if word else end
        end = max(end, behind)
    return text[start:end].rstrip(" ,;:.!?)\"'”’")
