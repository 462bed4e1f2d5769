"""The patterns of dates in one language, made of its word lists. Every repeat in them is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon
    from fidelity.lexicon.dates import Dates

__all__ = ["Grammar", "grammar"]

# How much of the text before a match is asked for a cue.
BEFORE = 24
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|2100)"
DIGITS = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,4}(?:\.\d{1,2})?"
# No number, amount of money or hyphened word goes on at the left.
LEFT = r"(?<![\w.,:/$£€#'’-])"
HOUR = r"(?P<hour>[01]?\d|2[0-4])"


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Patterns by name, in the order in which they take their words, and the lists they are made of.

    Attributes:
        lists: The words of the language.
        hint: What every text with a date has; any other is left unread.
        weekdays: Long and short forms.
        quarters: Words and digits.
        numbers: The value of number words, "a" and "an" included.
        parts: "early", "middle" or "late" by phrase.
    """

    lists: Dates
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    hint: re.Pattern[str]
    weekdays: Mapping[str, int]
    quarters: Mapping[str, int]
    numbers: Mapping[str, int]
    parts: Mapping[str, str]
    stopwords: frozenset[str]
    before_month: re.Pattern[str]
    before_year: re.Pattern[str]
    before_clock: re.Pattern[str]
    definite: re.Pattern[str]
    roughly: re.Pattern[str]

    @staticmethod
    def fields(match: re.Match[str]) -> dict[str, str]:
        """Return the named parts of a match; "hour" and "hour2" are one part said in two ways."""
        named = ((name.rstrip("0123456789"), value) for name, value in match.groupdict().items())
        return {name: value for name, value in named if value is not None}

    def follows(self, match: re.Match[str], cue: re.Pattern[str]) -> bool:
        """Whether the words right before a match are one of a cue's."""
        before = match.string[max(0, match.start() - BEFORE) : match.start()]
        return any(word.end() == len(before.rstrip(" -(")) for word in cue.finditer(before))

    def precedes(self, match: re.Match[str], cue: re.Pattern[str]) -> bool:
        """Whether the words right behind a match are one of a cue's."""
        at = match.end()
        return cue.match(match.string, at + 1 if match.string[at : at + 1] == " " else at) is not None

    def number(self, text: str) -> float:
        """Return the value of digits or of number words."""
        plain = text.casefold().replace(",", "")
        if plain[0].isdigit():
            return float(plain)
        return float(sum(self.numbers[part] for part in re.split(r"[\s-]+", plain)))

    def part_of(self, text: str | None) -> str:
        """Return "early", "middle" or "late" for the words that say so."""
        return self.parts[" ".join(text.casefold().replace("-", " ").split())] if text else ""


@cache
def grammar(lexicon: Lexicon) -> Grammar | None:
    """Return the grammar of a language, or None where it has no lists of dates."""
    lists = lexicon.dates
    if lists is None:
        return None
    kinds = {"early": lists.early, "middle": lists.middle, "late": lists.late}
    parts = {phrase: kind for kind, phrases in kinds.items() for phrase in phrases}
    seen = {
        *lists.months, *lists.weekdays, *lists.seasons, *lists.quarters, *lists.unit_minutes,
        *lists.periods, *lists.deictic, *lists.times_of_day,
    }  # fmt: skip
    return Grammar(
        lists=lists,
        patterns=_patterns(lists, tuple(lexicon.numbers), tuple(parts)),
        hint=re.compile(rf"\d|\b(?:{_any(seen)})\b", re.IGNORECASE),
        weekdays={**lists.weekdays, **lists.short_weekdays},
        quarters={**lists.quarters, **{str(number): number for number in range(1, 5)}},
        numbers={**lexicon.numbers, **dict.fromkeys(lists.single, 1)},
        parts=parts,
        stopwords=lexicon.stopwords,
        before_month=_cue(lists.before_month),
        before_year=_cue(lists.before_year),
        before_clock=_cue(lists.before_clock),
        definite=_cue(lists.definite),
        roughly=_cue(lists.roughly),
    )


def _patterns(
    lists: Dates, numbers: Sequence[str], parts: Sequence[str]
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = rf"(?P<month>{_any(lists.months)})\b(?:\.(?=\s?\d))?"
    long_day = rf"(?P<weekday>{_any(lists.weekdays)})\b"
    any_day = rf"(?P<weekday>{_any([*lists.weekdays, *lists.short_weekdays])})\b\.?"
    day = rf"(?P<day>\d{{1,2}})(?:{_any(lists.ordinal)})?(?![\d:%]|[,.]\d)"
    of = rf"(?:(?:{_any(lists.of)})\s+)?"
    part = rf"(?:(?P<part>{_any(parts)})[\s-]+)?"
    small = _any(numbers)
    number = rf"(?:{DIGITS}|(?:{small})(?:-(?:{small}))?)"
    unit = rf"(?P<unit>{_any(lists.unit_minutes)})\b"
    named_half = rf"(?P<half2>\s+(?:{_any(lists.half)}))?"
    half = rf"(?P<half>\s+(?:{_any(lists.half)}))?"
    relation = rf"{part}(?P<relation>{_any(lists.relation)})[\s-]+"
    half_day = rf"(?P<half_day>{_any([*lists.morning, *lists.evening])})(?!\w)"
    zone = rf"(?P<zone>{_any(lists.zones)})\b"
    minute = r"[:.](?P<minute>[0-5]\d)(?![\d:])"
    quarter_words = rf"(?:{_any(lists.quarter)})\b"
    to = rf"(?:\s(?:{_any(lists.to)})\s|\s?[–—-]\s?)"
    table = {
        "iso": rf"\b{YEAR}-(?P<month>0\d|1[0-2])-(?P<day>[0-3]\d)(?!\d)",
        "numeric": rf"{LEFT}(?P<one>\d{{1,2}})([/.])(?P<two>\d{{1,2}})\2{YEAR}\b",
        "day_first": rf"{LEFT}(?:{any_day}\s?,?\s+)?{day}\s+{of}{month}(?:\s?,?\s+{YEAR}(?!\w|-\d))?",
        "month_first": (
            rf"\b(?:{any_day}\s?,?\s+)?{month}\s+{day}(?:\s?[–-]\s?(?P<last_day>\d{{1,2}})(?!\d))?"
            rf"(?:\s?,?\s+{YEAR}(?!\w|-\d))?"
        ),
        "month_year": rf"\b{part}{month},?\s+{of}{YEAR}\b",
        "deictic": rf"\b(?:{_any(lists.deictic)})\b",
        "relative": (
            rf"\b{relation}(?:(?P<unit>{_any(lists.periods)})|{long_day}"
            rf"|(?P<season>{_any(lists.seasons)})|(?P<month>{_any(lists.months)}))\b"
        ),
        "ago": (rf"{LEFT}(?P<amount>{number}|{_any(lists.single)})\s+{unit}\s+(?:{_any(lists.ago)})\b"),
        "age": rf"{LEFT}(?P<amount>{number})[\s-]+{unit}\s?-?\s?(?P<old>{_any(lists.old)})\b",
        "clock": (
            rf"{LEFT}(?:{HOUR}(?:{minute})?\s?{half_day}(?:\s+{zone})?"
            rf"|(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\d:])(?:\s+(?P<zone2>{_any(lists.zones)})\b)?"
            rf"|(?P<hour3>(?:{small})|[01]?\d)\s(?P<oclock>{_any(lists.oclock)})"
            rf"|(?P<hour4>[01]\d|2[0-4])(?P<minute4>[0-5]\d)\s(?P<zone4>{_any(lists.zones)})\b"
            rf"|(?P<word>{_any(lists.times_of_day)})\b)"
        ),
        "length": (
            rf"{LEFT}(?P<amount>{number})(?:{to}(?P<upto>{number}))?{half}"
            rf"(?:\s|\s?-\s?){unit}{named_half}"
        ),
        "quarter": (
            rf"\b(?:(?P<quarter>{_any(lists.quarters)})[\s-]+{quarter_words}|Q(?P<quarter2>[1-4])\b)"
            rf"(?:,?\s+{of}{YEAR}\b)?"
        ),
        "season": rf"\b{part}(?P<season>{_any(lists.seasons)})\s+{of}{YEAR}\b",
        "decade": rf"\b{part}(?P<decade>1[5-9]\d0|20\d0)['’]?s\b",
        "weekday": rf"\b{long_day}(?:\s+(?:{_any(lists.day_part)})\b)?",
        "month": rf"\b{part}(?P<month>{_any(lists.months)})\b",
        "year": rf"{LEFT}{part}{YEAR}(?:[–/-](?P<last>\d{{4}}|\d{{2}}))?(?![\w%]|[.,:]\d|-\d)",
    }
    return tuple((name, re.compile(source, re.IGNORECASE)) for name, source in table.items())


def _any(words: Iterable[str]) -> str:
    """Return the alternatives, longest first, with any white space between their words."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _cue(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’])(?:{_any(words)})(?!\w)", re.IGNORECASE)
