"""What kind of number a numeral is: an amount, a share, an age, a year, a part of a name ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fidelity.analysis.quantities.quantity import Kind, Quantity

if TYPE_CHECKING:
    from fidelity.analysis.quantities.neighbours import Neighbours
    from fidelity.analysis.quantities.numerals import Numeral
    from fidelity.text.words import Word

__all__ = ["DASHES", "kind_of"]

DASHES = frozenset({"-", "\u2013", "\u2014"})
FIRST_YEAR, LAST_YEAR = 1500, 2100
# No hour of a day, and no age of a person.
HOURS, AGES = 25, 125
# A phrase in front of an age is looked for in this many characters, one behind its unit in so many.
AGED, OLD = 14, 10


def kind_of(item: Numeral, quantity: Quantity, beside: Neighbours) -> Kind:
    """Return the kind of a numeral that is read as `quantity` but for its kind."""
    if not item.spelled and _is_clock(item, beside):
        return Kind.CLOCK
    if not item.spelled and _is_code(item, quantity, beside):
        return Kind.CODE
    if _is_day(item, beside):
        return Kind.DATE
    if item.share or item.ordinal:
        return Kind.SHARE if item.share else Kind.ORDINAL
    return _plain_kind(item, quantity, beside)


def _plain_kind(item: Numeral, quantity: Quantity, beside: Neighbours) -> Kind:
    """Return the kind of a number that is no time, part of a name, day, share or place in a row."""
    dimension = quantity.dimension
    written = beside.text[item.start : item.end]
    kind = Kind.COUNT
    if dimension.startswith("money_"):
        kind = Kind.MONEY
    elif dimension in {"share", "points"}:
        kind = Kind(dimension)
    elif _is_age(item, quantity, beside):
        kind = Kind.AGE
    elif dimension:
        kind = Kind.MEASURE
    elif len(written) == 4 and written.isdigit() and FIRST_YEAR <= item.value <= LAST_YEAR:
        kind = Kind.COUNT if _counts(item, beside) else Kind.YEAR
    elif _is_label(item, quantity, beside):
        kind = Kind.LABEL
    return kind


def _counts(item: Numeral, beside: Neighbours) -> bool:
    """Whether a number that could be a year counts what is behind it: "1700 passengers"."""
    before, behind = beside.before(item.start), beside.behind(item.end)
    if not behind or beside.text[item.end : behind[0].start] != " " or behind[0].is_capital:
        return False
    dated = beside.lexicon.dates.dated_nouns if beside.lexicon.dates else ()
    noun = behind[0].key
    named = before is not None and (before.key in beside.cues.before_year or before.text[0].isdigit())
    return noun in beside.cues.people or (
        noun.endswith("s") and noun not in dated and not named and len(noun) > 3
    )


def _is_clock(item: Numeral, beside: Neighbours) -> bool:
    """Whether it is a time of day: "10:30", "9 am"."""
    text, start, end = beside.text, item.start, item.end
    if re.match(r"[:.]\d\d(?!\d)", text[end : end + 4]) and text[end : end + 1] == ":":
        return True
    if text[start - 1 : start] == ":" and text[start - 2 : start - 1].isdigit():
        return True
    behind = beside.behind(end)
    return bool(behind) and behind[0].text.lower().rstrip(".") in beside.cues.clock and item.value < HOURS


def _is_code(item: Numeral, quantity: Quantity, beside: Neighbours) -> bool:
    """Whether the digits belong to a name: "A320", "F-16", "4G", "24/7", "1.2.3", "#1"."""
    text, start, end = beside.text, item.start, item.end
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    if left[-1:].isalpha() or left[-1:] in {"#", "@", "/", "_", "&"} or right[:1] in {"/", "_", "&"}:
        return not (quantity.unit and quantity.unit[1] == start)
    before = beside.before(start)
    if left[1:] in DASHES and before is not None and before.text.isdigit() and len(before.text) == 4:
        return True  # the second year of "2018-19"
    if len(left) == 2 and left[1] in "-.\u2013" and left[0].isalnum():
        return left[1] != "\u2013" and not left[0].isdigit()
    if right[:1] == "." and right[1:2].isdigit():
        return True
    attached = right[:1].isalpha() and not (quantity.unit and quantity.unit[0] == end)
    return attached and not item.readings


def _is_day(item: Numeral, beside: Neighbours) -> bool:
    """Whether it is a day of a month: "26 June", "June 26", "the 26th of June"."""
    if beside.lexicon.dates is None or item.value > 31 or item.value < 1 or item.scale > 1:
        return False
    months = beside.lexicon.dates.months
    before, behind = beside.before(item.start), beside.behind(item.end)
    if before and before.text.lower().rstrip(".") in months:
        gap = beside.text[before.end : item.start]
        if gap.strip() in {"", ".", ","} and (before.is_capital or not _plain_word(behind)):
            return True
    if behind and behind[0].key in beside.numerals.of:
        behind = behind[1:]
    if not behind or behind[0].key.lower() not in months:
        return False
    ambiguous = behind[0].key.lower() in beside.lexicon.dates.ambiguous_months
    return behind[0].is_capital or not ambiguous


def _is_age(item: Numeral, quantity: Quantity, beside: Neighbours) -> bool:
    """Whether it is an age: "aged nine", "34-year-old", "Tom Iversen, 38, said"."""
    text, cues = beside.text, beside.cues
    if not 0 < item.value < AGES:
        return False
    front = text[max(0, item.start - AGED) : item.start].lower().rstrip(" :")
    if any(front.endswith(f" {cue}") or front == cue for cue in cues.aged):
        return True
    if quantity.dimension == "measure_time" and quantity.unit:
        ahead = text[quantity.unit[1] : quantity.unit[1] + OLD].lower().lstrip(" -\u2011")
        return any(ahead.startswith(old.lstrip("-")) for old in cues.old)
    before, after = text[max(0, item.start - 2) : item.start], text[item.end : item.end + 2].strip()
    name = beside.before(item.start)
    opened = name is not None and (before.strip() in {",", "("} or before in {" ,", ", "})
    return opened and after[:1] in {",", ")", "."} and not quantity.dimension and not item.spelled


def _is_label(item: Numeral, quantity: Quantity, beside: Neighbours) -> bool:
    """Whether it belongs to the name before it: "Article 50", "No. 1", "Season Three"."""
    before = beside.before(item.start)
    if before is None:
        return False
    gap = beside.text[before.end : item.start]
    if before.key.lower() in beside.cues.number_sign and gap in {" ", ". ", "."}:
        return gap != " " or before.is_capital or len(before.key) > 2
    inside = before.start > 0 and before.is_capital and gap == " "
    return inside and not quantity.nouns and before.key not in beside.lexicon.stopwords


def _plain_word(behind: Sequence[Word]) -> bool:
    """Whether a plain word follows, which a number in front may count."""
    return bool(behind) and behind[0].text.isalpha()
