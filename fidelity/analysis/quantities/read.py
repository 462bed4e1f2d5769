"""Quantities of a text: numbers with what they count, their unit, their rounding and their kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fidelity.analysis.quantities.kinds import DASHES, kind_of
from fidelity.analysis.quantities.neighbours import Neighbours, counted
from fidelity.analysis.quantities.numerals import JOINTS
from fidelity.analysis.quantities.quantity import NOT_COMPARED, Bound, Kind, Quantity

if TYPE_CHECKING:
    from fidelity.analysis.quantities.numerals import Numeral
    from fidelity.analysis.text import AnalysedText
    from fidelity.text.words import Word

__all__ = ["comparable", "quantities"]

SIGNS = " $\u20ac\u00a3\u00a5~"
# How a number is rounded is looked for in this many characters before and behind it, in phrases of so many
# words at most ("in the region of").
BEFORE, BEHIND, LONGEST_BOUND = 30, 12, 4
# "9-2" is a score up to here; greater numbers are part of a name.
GREATEST_SCORE = 200
# A currency before its amount is a sign or a code of three letters: "Euro 2016" is no money.
CODE = 3


def quantities(text: AnalysedText) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in order; those that are no quantities are marked by their kind."""
    lexicon = text.lexicon
    if lexicon.numerals is None or lexicon.quantities is None or lexicon.units is None:
        return ()
    beside = Neighbours(text, lexicon.numerals, lexicon.quantities, lexicon.units)
    read: list[Quantity] = []
    items = text.numerals
    singles = [_single(item, beside) for item in items]
    at = 0
    while at < len(items):
        item = singles[at]
        if at + 1 < len(items):
            joined = _joined(items[at], items[at + 1], item, singles[at + 1], beside)
            if joined is not None:
                read.append(joined)
                at += 2
                continue
        read.append(item)
        at += 1
    return tuple(read)


def comparable(text: AnalysedText) -> tuple[Quantity, ...]:
    """Return the quantities of `text` that say something which another text could have otherwise.

    Left out are dates, parts of names, a "one" that counts nothing, and words that do not say how many
    ("a number of").
    """
    known = text.lexicon.numerals
    vague = known.groups.keys() - known.exact_groups if known is not None else frozenset()
    return tuple(
        quantity
        for quantity in text.quantities
        if quantity.kind not in NOT_COMPARED
        and not quantity.is_pronoun
        and text.text[quantity.start : quantity.end].lower() not in vague
    )


def _single(item: Numeral, beside: Neighbours) -> Quantity:
    """Return one numeral as a quantity."""
    dimension, factor, unit = _unit(item, beside)
    end = max(item.end, unit[1]) if unit else item.end
    quantity = Quantity(
        item.value, item.value, item.start, item.end, Kind.COUNT, dimension, factor, unit,
        counted(beside.analysed, end), _bound(item.start, end, beside), item.readings, item.spelled,
    )  # fmt: skip
    if item.share:
        quantity = replace(quantity, dimension="share")
    return replace(quantity, kind=kind_of(item, quantity, beside))


def _joined(
    first: Numeral, second: Numeral, left: Quantity, right: Quantity, beside: Neighbours
) -> Quantity | None:
    """Return two numerals as a range or a score, or None if they are two quantities."""
    between = beside.units.between_ends.fullmatch(beside.text, first.end, second.start)
    if between is None or first.ordinal or second.ordinal or first.share or second.share:
        return None
    word = between.group(1).lower()
    low, high = first.value, second.value
    skip = {Kind.CODE, Kind.CLOCK, Kind.YEAR}
    if left.kind in skip or right.kind in skip:
        return None
    if first.scale == 1 and second.scale > 1 and low <= high / second.scale:
        low *= second.scale
    tight = word in DASHES and (low >= high or beside.text[first.end : second.start] == word)
    if not (tight or _ranges(first, word, low < high, beside)):
        return None
    kind = right.kind if left.kind is not Kind.DATE else Kind.DATE
    if tight and not right.dimension and kind is Kind.COUNT and (low >= high or not right.nouns):
        kind = Kind.SCORE if max(low, high) <= GREATEST_SCORE else Kind.CODE
    if left.dimension and right.dimension and left.dimension != right.dimension:
        return None
    unit = right.unit or left.unit
    dimension = right.dimension or left.dimension
    factor = right.factor if right.dimension else left.factor
    return replace(
        right, low=low, high=high, start=first.start, kind=kind, unit=unit,
        dimension=dimension, factor=factor, bound=left.bound, readings=(low, high),
    )  # fmt: skip


def _ranges(first: Numeral, word: str, rising: bool, beside: Neighbours) -> bool:
    """Whether `word` between two numbers makes them one range."""
    if not rising:
        return False
    if word in DASHES:
        return True
    before = beside.before(first.start)
    if word not in beside.cues.ranges.to or (before and before.key in beside.cues.ranges.opening):
        return False
    between = before is not None and before.key in beside.cues.ranges.between
    return word != "and" or between


def _unit(item: Numeral, beside: Neighbours) -> tuple[str, float, tuple[int, int] | None]:
    """Find the unit behind the numeral, or the currency before it."""
    before = beside.before(item.start)
    if (
        before
        and before.key.lower() in beside.units.named
        and beside.text[before.end : item.start] in {"", " ", "-"}
    ):
        dimension, factor = beside.units.named[before.key.lower()]
        code = (before.is_capital and len(before.text) <= CODE) or not before.text.isalpha()
        if dimension.startswith("money_") and code:
            return dimension, factor, (before.start, before.end)
    sign = beside.text[max(0, item.start - 2) : item.start]
    if sign.rstrip() in beside.cues.lost_signs and sign.endswith(" "):
        return "?", 1.0, (item.start - 2, item.start - 1)
    behind = beside.behind(item.end)
    for width in (2, 1):
        part = behind[:width]
        if len(part) < width or any(
            beside.text[end:start] not in JOINTS
            for end, start in zip([item.end, *(w.end for w in part)], [w.start for w in part], strict=False)
        ):
            continue
        key = " ".join(word.key.lower() for word in part)
        if key in beside.units.named and not (
            width == 1 and len(key) == 1 and _spaced(item, part[0], beside)
        ):
            return (*beside.units.named[key], (part[0].start, part[-1].end))
        # "5 million US dollars", "5 Canadian dollars".
        last = part[-1].key.lower()
        named = width == 2 and part[0].key not in beside.lexicon.stopwords
        if named and beside.units.named.get(last, ("", 0.0))[0].startswith("money_"):
            return (*beside.units.named[last], (part[0].start, part[1].end))
    return "", 1.0, None


def _spaced(item: Numeral, word: Word, beside: Neighbours) -> bool:
    """Whether a dash or the like stands between a number and a unit of letters."""
    return word.text.isalpha() and beside.text[item.end : word.start] not in {"", " "}


def _bound(start: int, end: int, beside: Neighbours) -> Bound:
    """Return how a number is rounded that stands, its unit included, at `start:end`."""
    before = beside.text[max(0, start - BEFORE) : start].lower().rstrip(SIGNS).split()
    if before and before[-1] in beside.numerals.single:
        before.pop()
    rounding = beside.cues.rounding
    for width in range(min(LONGEST_BOUND, len(before)), 0, -1):
        name = rounding.by_phrase.get(" ".join(before[-width:]).lstrip("(\"'\u201c\u2018"))
        if name is not None:
            return Bound(name)
    ahead = beside.text[end : end + BEHIND].lower().lstrip()
    behind = (name for name, phrases in rounding.behind.items() if ahead.startswith(phrases))
    return Bound(next(behind, Bound.EXACT))
