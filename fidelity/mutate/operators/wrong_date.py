"""Changes a weekday, month, day, year, "last week", length of time or time of day.

The new value is another of its kind, near or far; the source's own other values are among them.
Refuses a date that the source does not name in that form, one that the new value would leave true
(it stands beside the old one in the source, as in "Monday and Tuesday"; "more than three years";
"yesterday" where story and source are not of one day), and weekdays and months that are part of a name.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from fidelity.lexicon.cues import phrase_pattern
from fidelity.mutate.operator import Edit, Pair, in_claim, operator

if TYPE_CHECKING:
    from fidelity.lexicon.dates import Dates

YEAR = re.compile(r"(?<![\w.,$£€-])(1[6-9]\d\d|20[0-4]\d)(?![\w%]|[.,-]\d|-\w)")
CLOCK = re.compile(r"(?<![\w.:,])(\d{1,2})([:.]\d\d)?(\s?)([ap])(\.?m)\b", re.IGNORECASE)
CAPITAL_BEFORE = re.compile(r"[^\W\d_a-z]\w{1,20}\s$")
CAPITAL_BEHIND = re.compile(r"\s[^\W\d_a-z]\w")
# How near to the old value the new one may not stand in the source.
NEAR = 40
DAYS_LEFT = 28
LARGEST = 120


class DateChange(NamedTuple):
    """What stands at `start:end` of a claim, what could stand there, and where the source has it.

    Attributes:
        stated: Matches what the source must hold.
        options: What may stand there instead.
    """

    kind: str
    start: int
    end: int
    stated: str
    options: tuple[str, ...]


@operator("wrong-date", rule="F304")
def wrong_date(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Change one date of a claim that the source states."""
    lists = pair.lexicon.dates
    if lists is None:
        return
    source = pair.source_text
    dated = {pair.story.published, *(part.published for part in pair.sources)}
    for claim in pair.story.heads:
        for change in _changes(claim.text, lists, pair.lexicon.numbers):
            if change.kind == "relative" and len(dated) > 1:
                continue
            there = [match.start() for match in re.finditer(change.stated, source, re.IGNORECASE)]
            if not there:
                continue
            near = [source[max(0, at - NEAR) : at + 2 * NEAR].casefold() for at in there]
            options = [
                option
                for option in change.options
                if not any(re.search(rf"\b{re.escape(option.casefold())}\b", text) for text in near)
            ]
            if options:
                new = rng.choice(options)
                yield Edit(in_claim(claim, change.start, change.end), new, kind=change.kind)


def _changes(text: str, lists: Dates, numbers: Mapping[str, int]) -> Iterator[DateChange]:
    yield from _weekdays(text, lists)
    yield from _months(text, lists)
    yield from _years(text)
    yield from _relatives(text, lists)
    yield from _lengths(text, lists, numbers)
    yield from _clocks(text)


def _weekdays(text: str, lists: Dates) -> Iterator[DateChange]:
    names = lists.weekdays
    for match in phrase_pattern(tuple(names)).finditer(text):
        if not _is_name(text, match):
            others = tuple(_like(match.group(), name) for name in names if name != match.group().lower())
            yield DateChange("weekday", *match.span(), rf"\b{match.group()}\b", others)


def _months(text: str, lists: Dates) -> Iterator[DateChange]:
    """Change a month beside its day, the day beside its month, or a month before its year."""
    # The longest name of each month: the short forms come and go with a house's style.
    names = sorted(lists.months.items(), key=lambda entry: len(entry[0]))
    longer = {number: name for name, number in names}
    numbers = {name: number for number, name in longer.items()}
    dated = (
        rf"\b(?:(?P<before>\d{{1,2}})\s)?(?P<month>{'|'.join(numbers)})\b"
        r"(?:\s(?P<behind>\d{1,2})\b)?(?P<year>,?\s\d{4})?"
    )
    for match in re.finditer(dated, text, re.IGNORECASE):
        side = "before" if match["before"] else "behind"
        day = int(match[side] or 0)
        if not match["year"] and not 1 <= day <= 31:
            continue
        name = match["month"]
        others = tuple(
            _like(name, other)
            for other, number in numbers.items()
            if number != numbers[name.lower()] and day <= calendar.monthrange(2023, number)[1]
        )
        yield DateChange("month", *match.span("month"), rf"\b{name[:3]}", others)
        if 1 <= day <= 31:
            days = tuple(str(other) for other in range(1, DAYS_LEFT + 1) if other != day)
            stated = rf"\b{name[:3]}\w*\.?\s0?{day}\b|\b0?{day}(?:\s|\w\w\s)(?:of\s)?{name[:3]}"
            yield DateChange("day", *match.span(side), stated, days)


def _years(text: str) -> Iterator[DateChange]:
    for match in YEAR.finditer(text):
        year = int(match.group())
        near = [*range(year - 10, year), *range(year + 1, year + 11)]
        yield DateChange("year", *match.span(), rf"\b{year}\b", tuple(map(str, near)))


def _relatives(text: str, lists: Dates) -> Iterator[DateChange]:
    """Turn "last" into "next", "yesterday" into "tomorrow"."""
    days = {word: value for word, value in lists.deictic.items() if " " not in word}
    for match in phrase_pattern(tuple(days)).finditer(text):
        if match.start() and match.group()[0].isupper():
            continue  # a name
        value = days[match.group().lower()]
        others = tuple(_like(match.group(), word) for word, other in days.items() if other != value)
        yield DateChange("relative", *match.span(), rf"\b{match.group()}\b", others)
    sides = lists.relation
    periods = "|".join([*lists.periods, *lists.seasons])
    for match in re.finditer(rf"\b({'|'.join(sides)})\s({periods})\b", text, re.IGNORECASE):
        value = sides[match.group(1).lower()]
        plain = {side: word for word, side in reversed(list(sides.items()))}  # "this", "last", "next"
        others = tuple(_like(match.group(1), word) for other, word in plain.items() if other != value)
        # The other word must not be near the phrase at all: "this year and next".
        yield DateChange("relative", *match.span(1), rf"\b{match.group()}\b", others)


def _lengths(text: str, lists: Dates, named: Mapping[str, int]) -> Iterator[DateChange]:
    """Change how many or which units of time; not where the number is only a bound."""
    units = sorted(lists.unit_minutes, key=len, reverse=True)
    pattern = rf"(?<![\w.,$£€-])(\d{{1,3}}|{'|'.join(named)})([\s-]){'(' + '|'.join(units) + ')'}\b"
    aged = re.compile(rf"[\s-]+(?:{'|'.join(lists.old)})\b", re.IGNORECASE)
    for match in re.finditer(pattern, text, re.IGNORECASE):
        before = text[max(0, match.start() - 30) : match.start()]
        if any(bound.end() == len(before.rstrip()) for bound in lists.roughly.pattern.finditer(before)):
            continue
        number, _, unit = match.groups()
        value = int(number) if number.isdigit() else named[number.lower()]
        words = [str(value), *(word for word, other in named.items() if other == value)]
        forms, others = _forms(unit.lower(), lists)
        stated = rf"\b(?:{'|'.join(words)})[\s-](?:{'|'.join(forms)})\b"
        if value == 1 or value > LARGEST:
            continue
        yield DateChange("duration", *match.span(1), stated, tuple(_amounts(number, value, named)))
        if not aged.match(text, match.end()):
            yield DateChange("duration", *match.span(3), stated, others)


def _forms(unit: str, lists: Dates) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the singular and plural of a unit of time, and the other units in its number."""
    for same in (lists.units, lists.units_plural):
        if unit in same:
            at = same.index(unit)
            return (lists.units[at], lists.units_plural[at]), (*same[:at], *same[at + 1 :])
    return (unit,), ()


def _amounts(written: str, value: int, named: Mapping[str, int]) -> Iterable[str]:
    """Yield other numbers of the size, in digits or words as the old one is written."""
    near = [other for other in range(2, 3 * value + 3) if abs(other - value) > 0.15 * value]
    if written.isdigit():
        return map(str, near)
    return (_like(written, word) for word, other in named.items() if other in near)


def _clocks(text: str) -> Iterator[DateChange]:
    for match in CLOCK.finditer(text):
        hour, minute, gap, half, rest = (part or "" for part in match.groups())
        if not 1 <= int(hour) <= 12:
            continue
        stated = rf"\b0?{hour}{re.escape(minute)}"
        hours = [f"{other}{minute}{gap}{half}{rest}" for other in range(1, 13) if other != int(hour)]
        turned = _like(half, "a" if half in "pP" else "p")
        yield DateChange(
            "clock", *match.span(), stated, (*hours, *[f"{hour}{minute}{gap}{turned}{rest}"] * 4)
        )


def _like(old: str, new: str) -> str:
    """Write `new` with the capitals of `old`."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new.capitalize() if old[:1].isupper() else new.lower()


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a weekday is part of a name, as in "Good Friday" or "the Saturday Post"."""
    return bool(CAPITAL_BEFORE.search(text[: match.start()][-24:]) or CAPITAL_BEHIND.match(text, match.end()))
