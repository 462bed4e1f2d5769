"""The patterns of dates in one language, made of its word lists. Every repeat in them is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon

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
    """Patterns by name, in the order in which they take their words, and the tables they refer to.

    Attributes:
        hint: What every text with a date has; any other is left unread.
        noun: A lower-case word right behind a number.
        ambiguous: Months that are other words where they are not capitalised.
    """

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    hint: re.Pattern[str]
    noun: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    quarters: dict[str, int]
    deictic: Mapping[str, float]
    relation: Mapping[str, float]
    periods: Mapping[str, float]
    units: Mapping[str, float]
    oclock: Mapping[str, float]
    numbers: Mapping[str, float]
    ambiguous: frozenset[str]
    dated_nouns: frozenset[str]
    stopwords: frozenset[str]
    evening: frozenset[str]
    parts: Mapping[str, str]
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
        return any(found.end() == len(before.rstrip(" -(")) for found in cue.finditer(before))

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
    cues, values = lexicon.cues.get("dates"), lexicon.values
    if cues is None or "months" not in values:
        return None
    whole = {name: {key: int(value) for key, value in values[name].items()} for name in WHOLE}
    numbers = {**lexicon.numbers, **dict.fromkeys(cues["single"], 1)}
    parts = {phrase: kind for kind in ("early", "middle", "late") for phrase in cues[kind]}
    seen = {
        *whole["months"], *whole["weekdays"], *whole["seasons"], *whole["quarters"], *values["time_units"],
        *values["time_periods"], *values["deictic"], *values["oclock"],
    }  # fmt: skip
    return Grammar(
        patterns=_patterns(lexicon, parts),
        hint=re.compile(rf"\d|\b(?:{_any(seen)})\b", re.IGNORECASE),
        noun=re.compile(r"[ -]([^\W\d_]{2,30})\b"),
        months=whole["months"],
        weekdays={**whole["weekdays"], **whole["short_weekdays"]},
        seasons=whole["seasons"],
        quarters={**whole["quarters"], **{str(number): number for number in range(1, 5)}},
        deictic=values["deictic"],
        relation=values["time_relation"],
        periods=values["time_periods"],
        units=values["time_units"],
        oclock=values["oclock"],
        numbers=numbers,
        ambiguous=frozenset(cues["ambiguous_months"]),
        dated_nouns=frozenset(cues["dated_nouns"]),
        stopwords=lexicon.stopwords,
        evening=frozenset(cues["evening"]),
        parts=parts,
        before_month=_cue(cues["before_month"]),
        before_year=_cue(cues["before_year"]),
        before_clock=_cue(cues["before_clock"]),
        definite=_cue(cues["definite"]),
        roughly=_cue(cues["roughly"]),
    )


WHOLE = ("months", "weekdays", "short_weekdays", "seasons", "quarters")


def _patterns(lexicon: Lexicon, parts: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    cues, values = lexicon.cues["dates"], lexicon.values
    month = rf"(?P<month>{_any(values['months'])})\b(?:\.(?=\s?\d))?"
    long_day = rf"(?P<weekday>{_any(values['weekdays'])})\b"
    any_day = rf"(?P<weekday>{_any([*values['weekdays'], *values['short_weekdays']])})\b\.?"
    day = rf"(?P<day>\d{{1,2}})(?:{_any(cues['ordinal'])})?(?![\d:%]|[,.]\d)"
    of = rf"(?:(?:{_any(cues['of'])})\s+)?"
    part = rf"(?:(?P<part>{_any(parts)})[\s-]+)?"
    small = _any(lexicon.numbers)
    number = rf"(?:{DIGITS}|(?:{small})(?:-(?:{small}))?)"
    unit = rf"(?P<unit>{_any(values['time_units'])})\b"
    named_half = rf"(?P<half2>\s+(?:{_any(cues['half'])}))?"
    half = rf"(?P<half>\s+(?:{_any(cues['half'])}))?"
    relation = rf"{part}(?P<relation>{_any(values['time_relation'])})[\s-]+"
    half_day = rf"(?P<half_day>{_any([*cues['morning'], *cues['evening']])})(?!\w)"
    zone = rf"(?P<zone>{_any(cues['zones'])})\b"
    minute = r"[:.](?P<minute>[0-5]\d)(?![\d:])"
    quarter_words = rf"(?:{_any(cues['quarter'])})\b"
    to = rf"(?:\s(?:{_any(cues['to'])})\s|\s?[–—-]\s?)"
    table = {
        "iso": rf"\b{YEAR}-(?P<month>0\d|1[0-2])-(?P<day>[0-3]\d)(?!\d)",
        "numeric": rf"{LEFT}(?P<one>\d{{1,2}})([/.])(?P<two>\d{{1,2}})\2{YEAR}\b",
        "day_first": rf"{LEFT}(?:{any_day}\s?,?\s+)?{day}\s+{of}{month}(?:\s?,?\s+{YEAR}(?!\w|-\d))?",
        "month_first": (
            rf"\b(?:{any_day}\s?,?\s+)?{month}\s+{day}(?:\s?[–-]\s?(?P<last_day>\d{{1,2}})(?!\d))?"
            rf"(?:\s?,?\s+{YEAR}(?!\w|-\d))?"
        ),
        "month_year": rf"\b{part}{month},?\s+{of}{YEAR}\b",
        "deictic": rf"\b(?:{_any(values['deictic'])})\b",
        "relative": (
            rf"\b{relation}(?:(?P<unit>{_any(values['time_periods'])})|{long_day}"
            rf"|(?P<season>{_any(values['seasons'])})|(?P<month>{_any(values['months'])}))\b"
        ),
        "ago": (rf"{LEFT}(?P<amount>{number}|{_any(cues['single'])})\s+{unit}\s+(?:{_any(cues['ago'])})\b"),
        "age": rf"{LEFT}(?P<amount>{number})[\s-]+{unit}\s?-?\s?(?P<old>{_any(cues['old'])})\b",
        "clock": (
            rf"{LEFT}(?:{HOUR}(?:{minute})?\s?{half_day}(?:\s+{zone})?"
            rf"|(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\d:])(?:\s+(?P<zone2>{_any(cues['zones'])})\b)?"
            rf"|(?P<hour3>(?:{small})|[01]?\d)\s(?P<oclock>{_any(cues['oclock'])})"
            rf"|(?P<hour4>[01]\d|2[0-4])(?P<minute4>[0-5]\d)\s(?P<zone4>{_any(cues['zones'])})\b"
            rf"|(?P<word>{_any(values['oclock'])})\b)"
        ),
        "length": (
            rf"{LEFT}(?P<amount>{number})(?:{to}(?P<upto>{number}))?{half}"
            rf"(?:\s|\s?-\s?){unit}{named_half}"
        ),
        "quarter": (
            rf"\b(?:(?P<quarter>{_any(values['quarters'])})[\s-]+{quarter_words}|Q(?P<quarter2>[1-4])\b)"
            rf"(?:,?\s+{of}{YEAR}\b)?"
        ),
        "season": rf"\b{part}(?P<season>{_any(values['seasons'])})\s+{of}{YEAR}\b",
        "decade": rf"\b{part}(?P<decade>1[5-9]\d0|20\d0)['’]?s\b",
        "weekday": rf"\b{long_day}(?:\s+(?:{_any(cues['day_part'])})\b)?",
        "month": rf"\b{part}(?P<month>{_any(values['months'])})\b",
        "year": rf"{LEFT}{part}{YEAR}(?:[–/-](?P<last>\d{{4}}|\d{{2}}))?(?![\w%]|[.,:]\d|-\d)",
    }
    return tuple((name, re.compile(source, re.IGNORECASE)) for name, source in table.items())


def _any(words: Iterable[str]) -> str:
    """Return the alternatives, longest first, with any white space between their words."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _cue(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’])(?:{_any(words)})(?!\w)", re.IGNORECASE)
