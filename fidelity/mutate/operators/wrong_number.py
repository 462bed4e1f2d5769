"""Puts another number, amount or unit where the claim and its source agree on one.

Kinds: "digits" (two changed places, another digit, one more or less, a nought more), "words" ("three"
for "two"), "scale" (billions for millions), "percent" (a share for a count or the other way round,
points for percent), "currency", "unit" (miles for kilometres), "role" (the number of another thing of
the same source).

Refuses years, dates, clock times and codes; numbers that the source sentence does not hold; a new
number that stands anywhere in the source (but for "role", where it must not count the same thing);
and, behind "about" or "more than", a new number so near that it would still be right.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fidelity.mutate.grounds import grounds
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.types import Claim

WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
VALUES = {word: value for value, word in enumerate(WORDS[:19], 2)} | {
    word: 10 * tens for tens, word in enumerate(WORDS[18:], 2)
}
DIGITS = re.compile(
    r"(?<![\w.,:/#-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:/])"
    r"|(?<![\w.,:/#-])\d+(?:\.\d+)?(?![\d:/,]\d|[^\W\d_]{3}|(?![KMB])[A-Z]\b)"
)
SPELLED = re.compile(rf"\b(?:{'|'.join(WORDS)})\b(?!-[a-z]+(?:th|st|nd|rd)\b)", re.IGNORECASE)
MONTHS = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?"
)
DATED_BEFORE = re.compile(rf"\b(?:{MONTHS})\.? *(?:\d+ *(?:[-–]|and|to|,)? *)?$", re.IGNORECASE)
DATED_BEHIND = re.compile(rf" *(?:(?:of|-|and) +)?(?:\d+ +)?(?:{MONTHS})\b", re.IGNORECASE)
CLOCK = re.compile(r" ?(?:[ap]\.?m\b|o'clock|GMT|BST|ET\b)", re.IGNORECASE)
# Numbers that are the number of something: a name.
NAMED = re.compile(r"\b(?:No|no|number|Number|[A-Z][\w’']*)\.? $")
VAGUE = re.compile(
    r"\b(?:about|around|approximately|roughly|some|nearly|almost|over|more than|less than"
    r"|fewer than|at least|up to|at most|under|as many as|as much as|estimated|close to|to|and|or"
    r"|between)(?: an?)? ?[$£€]?$",
    re.IGNORECASE,
)
SCALES = {
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "trillion": "billion",
    "m": "bn",
    "bn": "m",
}
SCALE = re.compile(
    r"(?<=\d)[ -]?(million|billion|thousand|trillion|bn|m)\b|(?<= )(million|billion|trillion)\b"
)
CURRENCIES = (("$", "€"), ("£", "$"), ("€", "£"))
MONEY_WORDS = {"dollars": "euros", "euros": "dollars", "pounds": "dollars", "yen": "dollars"}
UNITS = {
    "km": "miles", "miles": "kilometres", "kilometers": "miles", "kilometres": "miles", "feet": "metres",
    "metres": "feet", "meters": "feet", "hours": "days", "minutes": "hours",
    "days": "weeks", "weeks": "months",
    "months": "years", "years": "months", "kg": "tonnes", "inches": "feet", "seconds": "minutes",
    "acres": "square miles",
}  # fmt: skip
UNIT = re.compile(rf"(?<=\d )(?:{'|'.join(UNITS)})\b|(?<=[a-z] )(?:{'|'.join(UNITS)})\b")
PERCENT = re.compile(r"(?P<number>\d+(?:\.\d+)?) ?(?:%|percent|per cent) of ")
CHANGED = re.compile(
    r"\b(?:rose|fell|up|down|grew|increased|dropped|declined|gained|lost|climbed|jumped)(?: by)? "
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit> ?(?:%|percent|per cent))(?![\w-])"
)
COUNTED = re.compile(r"(?<![\w.,$£€#-])(?P<number>\d{1,2}) (?P<noun>[a-z]{3,}s)\b")
TIMES = frozenset(
    "years months weeks days hours minutes seconds miles yards points times goals dollars pounds".split()
)


@operator("wrong-number", rule="F301")
def wrong_number(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Change one number of a claim, or its unit."""
    for claim in pair.story.heads:
        near = grounds(pair, claim.text, 0.5)
        if not near or claim.text.endswith("?"):
            continue
        for number in _numbers(claim.text):
            if _stands(number.group(), near):
                yield from _changed(pair, claim, number, rng)
        for kind in (_scales, _percents, _currencies, _units):
            yield from kind(claim, near)


def _numbers(text: str) -> list[re.Match[str]]:
    """Return the numbers that are neither date, time, year nor code."""
    matches = [*DIGITS.finditer(text), *SPELLED.finditer(text)]
    return [match for match in matches if not _dated(text, match)]


def _dated(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    year = word.isdigit() and len(word) == 4 and 1000 <= int(word) <= 2100
    before, behind = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    day = DATED_BEFORE.search(before) or DATED_BEHIND.match(behind)
    named = NAMED.search(before) if match.start() > 12 else None
    return bool(year or day or CLOCK.match(behind) or named or behind[:2] in {"th", "st", "nd", "rd", "'s"})


def _stands(number: str, near: Sequence[str]) -> bool:
    pattern = _pattern(number)
    return any(pattern.search(text) for text in near[:2])


def _pattern(number: str) -> re.Pattern[str]:
    """Return what finds a number in digits or in words, not within another."""
    forms = {re.escape(number.lower())}
    if number.lower() in VALUES:
        forms.add(str(VALUES[number.lower()]))
    forms |= {word for word, value in VALUES.items() if number == str(value)}
    return re.compile(
        rf"(?<![\w.,])(?:{'|'.join(sorted(forms))})(?![\d]|[.,]\d|-?[^\W\d_]{{3,}}(?<!year)(?<!old))",
        re.IGNORECASE,
    )


def _changed(pair: Pair, claim: Claim, number: re.Match[str], rng: random.Random) -> Iterator[Edit]:
    """Write another value, or that of another thing of the source."""
    was = number.group()
    vague = VAGUE.search(claim.text[max(0, number.start() - 24) : number.start()]) is not None
    spelled = was.lower() in VALUES
    values = list(_other_words(was) if spelled else _other_digits(was, rng))
    rng.shuffle(values)
    for value in values:
        if _far(was, value, vague=vague) and not _pattern(value).search(pair.source_text):
            yield Edit(in_claim(claim, *number.span()), value, kind="words" if spelled else "digits")
            break
    other = _of_another(pair, claim, number, rng)
    if other and _far(was, other, vague=vague):
        yield Edit(in_claim(claim, *number.span()), other, kind="role")


def _other_words(was: str) -> Iterator[str]:
    for word in WORDS[:10] if VALUES[was.lower()] <= 12 else WORDS[8:]:
        if word != was.lower():
            yield word.capitalize() if was[0].isupper() else word


def _other_digits(was: str, rng: random.Random) -> Iterator[str]:
    """Yield what a slip or an invention makes of digits."""
    plain = [at for at, char in enumerate(was) if char.isdigit()]
    for left, right in pairwise(plain):
        if was[left] != was[right] and not (left == 0 and was[right] == "0"):
            yield was[:left] + was[right] + was[left + 1 : right] + was[left] + was[right + 1 :]
            break
    at = rng.choice(plain)
    yield was[:at] + str((int(was[at]) + rng.randint(1, 8)) % 9 + 1) + was[at + 1 :]
    if was.isdigit():
        yield str(int(was) + rng.choice((1, 2, 3, 5, 10)))
        yield f"{was}0"
        if int(was) > 4:
            yield str(int(was) - rng.choice((1, 2, 3)))


def _far(was: str, now: str, *, vague: bool) -> bool:
    """Whether the new number says something else, even where the old one is rounded."""
    old, new = _value(was), _value(now)
    if not new or not old or old == new:
        return False
    return not vague or not 0.4 < new / old < 2.2


def _value(written: str) -> float:
    return float(VALUES.get(written.lower()) or written.replace(",", ""))


def _of_another(pair: Pair, claim: Claim, number: re.Match[str], rng: random.Random) -> str:
    """Return a number that the source has of another thing than the one that is counted here."""
    noun = re.match(r"[ -]([^\W\d_]{3,})", claim.text[number.end() :])
    if noun is None or number.group().lower() in VALUES:
        return ""
    stem = noun.group(1).lower()[:5]
    others = []
    for source in pair.sources:
        for sentence in source.sentences:
            for other in _numbers(sentence.text):
                behind = sentence.text[other.end() : other.end() + 40].lower()
                counts = re.match(r"[ -][^\W\d_]{3,}", behind)
                if other.group()[0].isdigit() and counts and _value(other.group()) > 1:
                    others.append((other.group(), stem in behind))
    same = {value for value, alike in others if alike}
    fair = sorted({value for value, _ in others} - same - {number.group()})
    fair = [value for value in fair if not _pattern(value).search(claim.text) and "." not in value]
    return rng.choice(fair) if fair else ""


def _scales(claim: Claim, near: Sequence[str]) -> Iterator[Edit]:
    for match in SCALE.finditer(claim.text):
        word = match.group(1) or match.group(2)
        start, end = match.span(1 if match.group(1) else 2)
        front = claim.text[max(0, start - 12) : start].split()[-1:] or [""]
        number = re.search(r"[\d.,]+$|[a-z]+$", front[0] or "", re.IGNORECASE)
        if (
            len(word) < 3
            and claim.text[max(0, start - 9) : start].count("$")
            + claim.text[max(0, start - 9) : start].count("£")
            == 0
        ):
            continue
        if (
            number
            and any(number.group() in text for text in near)
            and all(SCALES[word] not in text for text in near)
        ):
            yield Edit(in_claim(claim, start, end), SCALES[word], kind="scale")


def _percents(claim: Claim, near: Sequence[str]) -> Iterator[Edit]:
    text = claim.text
    for match in PERCENT.finditer(text):
        number = match.group("number")
        if number.isdigit() and int(number) > 1 and _stands(number, near):
            yield Edit(in_claim(claim, *match.span()), f"{number} of ", 0, len(number), "percent")
    for match in CHANGED.finditer(text):
        number = match.group("number")
        if _stands(number, near) and not any("point" in sentence for sentence in near):
            now = f"{number} percentage points"
            yield Edit(in_claim(claim, match.start("number"), match.end("unit")), now, kind="percent")
    for match in COUNTED.finditer(text):
        number = match.group("number")
        if match.group("noun") not in TIMES and _stands(number, near) and _counts(match, near):
            now = f"{number} percent of {match.group('noun')}"
            yield Edit(in_claim(claim, *match.span()), now, 0, len(f"{number} percent"), "percent")


def _counts(match: re.Match[str], near: Sequence[str]) -> bool:
    """Whether the source counts the same thing right behind the number."""
    return any(re.search(rf"\b{match.group('number')} (?:\w+ )?{match.group('noun')}", text) for text in near)


def _currencies(claim: Claim, near: Sequence[str]) -> Iterator[Edit]:
    text = claim.text
    for sign, other in CURRENCIES:
        for match in re.finditer(rf"(?<![A-Z]){re.escape(sign)}(?=(\d[\d.,]*\d|\d))", text):
            if any(f"{sign}{match.group(1)}" in sentence for sentence in near) and not _has_money(
                other, near
            ):
                end = match.end() + len(match.group(1))
                yield Edit(in_claim(claim, match.start(), end), f"{other}{match.group(1)}", kind="currency")
    for word, other in MONEY_WORDS.items():
        for match in re.finditer(rf"(?:(?<=\d )|(?<=ion ))({word})\b", text):
            if any(word in sentence for sentence in near) and not _has_money(other, near):
                yield Edit(in_claim(claim, *match.span()), other, kind="currency")


def _has_money(other: str, near: Sequence[str]) -> bool:
    signs = {"dollars": "$", "euros": "€", "pounds": "£"}
    return any(other in sentence or signs.get(other, other) in sentence for sentence in near)


def _units(claim: Claim, near: Sequence[str]) -> Iterator[Edit]:
    """Change what is measured in, where the number stays."""
    for match in UNIT.finditer(claim.text):
        word = claim.text[: match.start()].split()[-1]
        if not (word.lower() in VALUES or word.replace(",", "").replace(".", "").isdigit()):
            continue
        pair = re.compile(rf"\b{re.escape(word)}[ -]{match.group()}\b", re.IGNORECASE)
        if any(pair.search(text) for text in near) and all(UNITS[match.group()] not in text for text in near):
            start = match.start() - len(word) - 1
            yield Edit(in_claim(claim, start, match.end()), f"{word} {UNITS[match.group()]}", kind="unit")
