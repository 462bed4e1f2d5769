"""Quantities of a text: numbers with what they count, their unit, their rounding and their kind."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fidelity.analysis.quantities.quantity import Bound, Kind, Quantity
from fidelity.text.stems import stem

if TYPE_CHECKING:
    from fidelity.analysis.quantities.numerals import Numeral
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon.numerals import Numerals
    from fidelity.lexicon.quantities import Quantities
    from fidelity.lexicon.units import Units
    from fidelity.text.words import Word

__all__ = ["counted", "quantities"]

# Content words behind a number that may be what it counts.
NOUNS = 3
DASHES = frozenset({"-", "\u2013", "\u2014"})
CLAUSE = re.compile(r"[,;:.!?()\u2014\u2013\"\u201c\u201d\[\]|/]")
SPACES = frozenset({" ", "-", "\u00a0", "\u2011", "\u202f", "", " - ", "- "})
SIGNS = " $\u20ac\u00a3\u00a5~"
FIRST_YEAR, LAST_YEAR = 1500, 2100
# Words of the longest phrase that says how a number is rounded ("in the region of").
LONGEST_BOUND = 4
# A currency before its amount is a sign or a code of three letters: "Euro 2016" is no money.
CODE = 3


def quantities(text: AnalysedText) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in order; those that are no quantities are marked by their kind."""
    lexicon = text.lexicon
    if lexicon.numerals is None or lexicon.quantities is None or lexicon.units is None:
        return ()
    reader = _Reader(text, lexicon.numerals, lexicon.quantities, lexicon.units)
    found: list[Quantity] = []
    items = text.numerals
    singles = [reader.single(item) for item in items]
    at = 0
    while at < len(items):
        item = singles[at]
        if at + 1 < len(items):
            joined = reader.joined(items[at], items[at + 1], item, singles[at + 1])
            if joined is not None:
                found.append(joined)
                at += 2
                continue
        found.append(item)
        at += 1
    return tuple(found)


def counted(text: AnalysedText, end: int) -> tuple[str, ...]:
    """Return the stems of the content words behind `end`: one of the first is what is counted there."""
    tokens, lexicon = text.words, text.lexicon
    within = lexicon.quantities.within if lexicon.quantities is not None else frozenset[str]()
    found: list[str] = []
    first = bisect_left(tokens, end, key=_start)
    for word in tokens[first : first + 2 * NOUNS]:
        if CLAUSE.search(text.text, end, word.start) or word.is_number or len(found) == NOUNS:
            break
        if word.key in lexicon.numbers:
            break
        end = word.end
        if word.key not in lexicon.stopwords:
            found.append(stem(word.key, lexicon.language))
        elif word.key not in within:
            break
    return tuple(found)


def _start(word: Word) -> int:
    return word.start


class _Reader:
    """Reads what stands around the numerals of one text."""

    def __init__(self, analysed: AnalysedText, numerals: Numerals, cues: Quantities, units: Units) -> None:
        self.analysed = analysed
        self.text = analysed.text
        self.lexicon = lexicon = analysed.lexicon
        self.numerals = numerals
        self.cues = cues
        self.tokens = analysed.words
        self.starts = [word.start for word in self.tokens]
        self.ends = [word.end for word in self.tokens]
        self.dates = lexicon.dates
        self.units = units.named
        self.between_ends = units.between_ends

    def single(self, item: Numeral) -> Quantity:
        """Return one numeral as a quantity."""
        dimension, factor, unit = self._unit(item)
        end = max(item.end, unit[1]) if unit else item.end
        quantity = Quantity(
            item.value, item.value, item.start, item.end, Kind.COUNT, dimension, factor, unit,
            counted(self.analysed, end), self._bound(item.start, end), item.readings, item.spelled,
        )  # fmt: skip
        if item.share:
            quantity = replace(quantity, dimension="share")
        return replace(quantity, kind=self._kind(item, quantity))

    def joined(self, first: Numeral, second: Numeral, left: Quantity, right: Quantity) -> Quantity | None:
        """Return two numerals as a range or a score, or None if they are two quantities."""
        between = self.between_ends.fullmatch(self.text, first.end, second.start)
        if between is None or first.ordinal or second.ordinal or first.share or second.share:
            return None
        word = between.group(1).lower()
        low, high = first.value, second.value
        skip = {Kind.CODE, Kind.CLOCK, Kind.YEAR}
        if left.kind in skip or right.kind in skip:
            return None
        if first.scale == 1 and second.scale > 1 and low <= high / second.scale:
            low *= second.scale
        tight = word in DASHES and (low >= high or self.text[first.end : second.start] == word)
        if not (tight or self._ranges(first, word, low < high)):
            return None
        kind = right.kind if left.kind is not Kind.DATE else Kind.DATE
        if tight and not right.dimension and kind is Kind.COUNT and (low >= high or not right.nouns):
            kind = Kind.SCORE if max(low, high) <= 200 else Kind.CODE
        if left.dimension and right.dimension and left.dimension != right.dimension:
            return None
        unit = right.unit or left.unit
        dimension = right.dimension or left.dimension
        factor = right.factor if right.dimension else left.factor
        return replace(
            right, low=low, high=high, start=first.start, kind=kind, unit=unit,
            dimension=dimension, factor=factor, bound=left.bound, readings=(low, high),
        )  # fmt: skip

    def _ranges(self, first: Numeral, word: str, rising: bool) -> bool:
        """Whether `word` between two numbers makes them one range."""
        if not rising:
            return False
        if word in DASHES:
            return True
        before = self._before(first.start)
        if word not in self.cues.ranges.to or (before and before.key in self.cues.ranges.opening):
            return False
        between = before is not None and before.key in self.cues.ranges.between
        return word != "and" or between

    def _before(self, start: int) -> Word | None:
        at = bisect_right(self.ends, start) - 1
        return self.tokens[at] if at >= 0 else None

    def _behind(self, end: int) -> Sequence[Word]:
        at = bisect_left(self.starts, end)
        return self.tokens[at : at + 3]

    def _unit(self, item: Numeral) -> tuple[str, float, tuple[int, int] | None]:
        """Find the unit behind the numeral, or the currency before it."""
        before = self._before(item.start)
        if (
            before
            and before.key.lower() in self.units
            and self.text[before.end : item.start] in {"", " ", "-"}
        ):
            dimension, factor = self.units[before.key.lower()]
            code = (before.is_capital and len(before.text) <= CODE) or not before.text.isalpha()
            if dimension.startswith("money_") and code:
                return dimension, factor, (before.start, before.end)
        sign = self.text[max(0, item.start - 2) : item.start]
        if sign.rstrip() in self.cues.lost_signs and sign.endswith(" "):
            return "?", 1.0, (item.start - 2, item.start - 1)
        behind = self._behind(item.end)
        for width in (2, 1):
            part = behind[:width]
            if len(part) < width or any(
                self.text[end:start] not in SPACES
                for end, start in zip(
                    [item.end, *(w.end for w in part)], [w.start for w in part], strict=False
                )
            ):
                continue
            key = " ".join(word.key.lower() for word in part)
            if key in self.units and not (width == 1 and len(key) == 1 and self._spaced(item, part[0])):
                return (*self.units[key], (part[0].start, part[-1].end))
            # "5 million US dollars", "5 Canadian dollars".
            last = part[-1].key.lower()
            named = width == 2 and part[0].key not in self.lexicon.stopwords
            if named and self.units.get(last, ("", 0.0))[0].startswith("money_"):
                return (*self.units[last], (part[0].start, part[1].end))
        return "", 1.0, None

    def _spaced(self, item: Numeral, word: Word) -> bool:
        return word.text.isalpha() and self.text[item.end : word.start] not in {"", " "}

    def _bound(self, start: int, end: int) -> Bound:
        before = self.text[max(0, start - 30) : start].lower().rstrip(SIGNS).split()
        if before and before[-1] in self.numerals.single:
            before.pop()
        rounding = self.cues.rounding
        for width in range(min(LONGEST_BOUND, len(before)), 0, -1):
            name = rounding.by_phrase.get(" ".join(before[-width:]).lstrip("(\"'\u201c\u2018"))
            if name is not None:
                return Bound(name)
        ahead = self.text[end : end + 12].lower().lstrip()
        behind = (name for name, phrases in rounding.behind.items() if ahead.startswith(phrases))
        return Bound(next(behind, Bound.EXACT))

    def _kind(self, item: Numeral, quantity: Quantity) -> Kind:
        if not item.spelled and self._is_clock(item):
            return Kind.CLOCK
        if not item.spelled and self._is_code(item, quantity):
            return Kind.CODE
        if self._is_day(item):
            return Kind.DATE
        if item.share or item.ordinal:
            return Kind.SHARE if item.share else Kind.ORDINAL
        return self._plain_kind(item, quantity)

    def _plain_kind(self, item: Numeral, quantity: Quantity) -> Kind:
        dimension = quantity.dimension
        written = self.text[item.start : item.end]
        kind = Kind.COUNT
        if dimension.startswith("money_"):
            kind = Kind.MONEY
        elif dimension in {"share", "points"}:
            kind = Kind(dimension)
        elif self._is_age(item, quantity):
            kind = Kind.AGE
        elif dimension:
            kind = Kind.MEASURE
        elif len(written) == 4 and written.isdigit() and FIRST_YEAR <= item.value <= LAST_YEAR:
            kind = Kind.COUNT if self._counts(item) else Kind.YEAR
        elif self._is_label(item, quantity):
            kind = Kind.LABEL
        return kind

    def _counts(self, item: Numeral) -> bool:
        """Whether a number that could be a year counts what is behind it: "1700 passengers"."""
        before, behind = self._before(item.start), self._behind(item.end)
        if not behind or self.text[item.end : behind[0].start] != " " or behind[0].is_capital:
            return False
        dated = self.dates.dated_nouns if self.dates else ()
        noun = behind[0].key
        named = before is not None and (before.key in self.cues.before_year or before.text[0].isdigit())
        return noun in self.cues.people or (
            noun.endswith("s") and noun not in dated and not named and len(noun) > 3
        )

    def _is_clock(self, item: Numeral) -> bool:
        text, start, end = self.text, item.start, item.end
        if re.match(r"[:.]\d\d(?!\d)", text[end : end + 4]) and text[end : end + 1] == ":":
            return True
        if text[start - 1 : start] == ":" and text[start - 2 : start - 1].isdigit():
            return True
        behind = self._behind(end)
        return bool(behind) and behind[0].text.lower().rstrip(".") in self.cues.clock and item.value < 25

    def _is_code(self, item: Numeral, quantity: Quantity) -> bool:
        """Whether the digits belong to a name: "A320", "F-16", "4G", "24/7", "1.2.3", "#1"."""
        text, start, end = self.text, item.start, item.end
        left, right = text[max(0, start - 2) : start], text[end : end + 2]
        if left[-1:].isalpha() or left[-1:] in {"#", "@", "/", "_", "&"} or right[:1] in {"/", "_", "&"}:
            return not (quantity.unit and quantity.unit[1] == start)
        before = self._before(start)
        if left[1:] in DASHES and before is not None and before.text.isdigit() and len(before.text) == 4:
            return True  # the second year of "2018-19"
        if len(left) == 2 and left[1] in "-.\u2013" and left[0].isalnum():
            return left[1] != "\u2013" and not left[0].isdigit()
        if right[:1] == "." and right[1:2].isdigit():
            return True
        attached = right[:1].isalpha() and not (quantity.unit and quantity.unit[0] == end)
        return attached and not item.readings

    def _is_day(self, item: Numeral) -> bool:
        """Whether it is a day of a month: "26 June", "June 26", "the 26th of June"."""
        if self.dates is None or item.value > 31 or item.value < 1 or item.scale > 1:
            return False
        months = self.dates.months
        before, behind = self._before(item.start), self._behind(item.end)
        if before and before.text.lower().rstrip(".") in months:
            gap = self.text[before.end : item.start]
            if gap.strip() in {"", ".", ","} and (before.is_capital or not quantity_behind(behind)):
                return True
        if behind and behind[0].key in self.numerals.of:
            behind = behind[1:]
        if not behind or behind[0].key.lower() not in months:
            return False
        ambiguous = behind[0].key.lower() in self.dates.ambiguous_months
        return behind[0].is_capital or not ambiguous

    def _is_age(self, item: Numeral, quantity: Quantity) -> bool:
        text, cues = self.text, self.cues
        if not 0 < item.value < 125:
            return False
        front = text[max(0, item.start - 14) : item.start].lower().rstrip(" :")
        if any(front.endswith(f" {cue}") or front == cue for cue in cues.aged):
            return True
        if quantity.dimension == "measure_time" and quantity.unit:
            ahead = text[quantity.unit[1] : quantity.unit[1] + 10].lower().lstrip(" -\u2011")
            return any(ahead.startswith(old.lstrip("-")) for old in cues.old)
        before, after = text[max(0, item.start - 2) : item.start], text[item.end : item.end + 2].strip()
        name = self._before(item.start)
        opened = name is not None and (before.strip() in {",", "("} or before in {" ,", ", "})
        return opened and after[:1] in {",", ")", "."} and not quantity.dimension and not item.spelled

    def _is_label(self, item: Numeral, quantity: Quantity) -> bool:
        """Whether it belongs to the name before it: "Article 50", "No. 1", "Season Three"."""
        before = self._before(item.start)
        if before is None:
            return False
        gap = self.text[before.end : item.start]
        if before.key.lower() in self.cues.number_sign and gap in {" ", ". ", "."}:
            return gap != " " or before.is_capital or len(before.key) > 2
        inside = before.start > 0 and before.is_capital and gap == " "
        return inside and not quantity.nouns and before.key not in self.lexicon.stopwords


def quantity_behind(behind: Sequence[Word]) -> bool:
    """Whether a plain word follows, which a number in front may count."""
    return bool(behind) and behind[0].text.isalpha()
