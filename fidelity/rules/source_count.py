"""A number of sources that is not the number of sources listed.

What: `sources_count: 3` in front matter, a line "Sources: 3", "This article is a synthesis of three
sources", beside a list of sources with fewer or more entries. Where the list and the sources given
to the check agree, the stated number is wrong; where nothing is listed, a number that differs from
the sources given is a suggestion.

Why: readers take the number for how well a story is founded; a template's constant is not that.

Flagged: "Sources: 3" above a list of one.

Clean: "a synthesis of 1 sources" (bad grammar, right number); "Sources: Reuters"; "he cited three
sources" in a claim.

Known misses: a list in which two entries are one source; numbers above ninety-nine in words.

Fix: the number listed, safe where it is also the number of sources given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.analysis.form.bodies import listed_sources
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import BlockKind, Finding, Fix, Role, Severity, Span

if TYPE_CHECKING:
    from fidelity.lexicon.source_count import SourceCount

KEYS = frozenset({"sources_count", "source_count", "num_sources", "number_of_sources", "sources", "nsources"})
# How sure a finding is: the list and the sources given agree; they do not; nothing is listed. Set by reading
# findings; benchmarks/results/rules.json says how often those are right.
AGREED, LISTED, GIVEN = 0.97, 0.7, 0.4
DIGITS = re.compile(r"\d{1,3}")
# Sections that speak of the story itself; elsewhere the sentence must say that it does.
ABOUT_ITSELF = frozenset({Role.BOILERPLATE, Role.METADATA, Role.SOURCES})


@dataclass(frozen=True, slots=True)
class _Stated:
    span: Span
    text: str
    value: int


@rule("F602", "source-count", severity=Severity.WARNING, scope=Scope.STORY)
def source_count(case: StoryCase) -> Iterator[Finding]:
    """Flag stated numbers of sources that the list contradicts."""
    stated = [*_fields(case), *_texts(case)]
    if not stated:
        return
    entries = listed_sources(case.story)
    listed, given = sum(entry.count for entry in entries), len(case.sources)
    for number in stated:
        if number.value == (listed or given):
            continue
        sure = listed == given
        if listed:
            message = f"it says {number.text}, and {listed} {_is(listed)} listed"
        else:
            message = f"it says {number.text}, and the check was given {given}"
        yield case.finding(
            number.span,
            message,
            confidence=AGREED if sure else LISTED if listed else GIVEN,
            story_evidence=tuple(entry.block.span for entry in entries[:3]),
            fix=Fix(safe=True, span=number.span, replacement=_written(number, listed, case))
            if sure
            else None,
            help=f"write {listed}" if sure else "count the sources, and list each of them",
            severity=None if listed else min(case.rule.severity, Severity.SUGGESTION),
        )


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _written(number: _Stated, count: int, case: StoryCase) -> str:
    """Return `count` as the wrong number is written: in digits, or in a word where there is one."""
    if number.text.isdigit():
        return str(count)
    named = [word for word, value in case.lexicon.numbers.items() if value == count]
    word = named[0] if named else str(count)
    return word.capitalize() if number.text[0].isupper() else word


def _fields(case: StoryCase) -> Iterator[_Stated]:
    document = case.story.document
    for entry in document.fields:
        if entry.key.lower().replace("-", "_") not in KEYS or len(entry.values) != 1:
            continue
        value = _value(entry.values[0].strip(), case.lexicon.numbers)
        if value is not None:
            # The value stands behind the key, in quotes or without.
            raw = document.at(entry.span)
            at = entry.span.start + raw.rindex(entry.values[0].strip())
            yield _Stated(Span(at, at + len(entry.values[0].strip())), entry.values[0].strip(), value)


def _texts(case: StoryCase) -> Iterator[_Stated]:
    cues, numbers = case.lexicon.source_count, case.lexicon.numbers
    if not case.spoken or cues is None:
        return
    label, phrase, itself = _patterns(cues, numbers)
    for block, role in zip(case.story.document.blocks, case.story.roles, strict=True):
        if block.kind is BlockKind.FIELD or not block.rendered.text:
            continue
        text = block.rendered.text
        found = list(label.finditer(text)) if role is Role.METADATA else []
        if role in ABOUT_ITSELF or itself.search(text):
            found += phrase.finditer(text)
        for match in found:
            value = _value(match.group(1), numbers)
            if value is not None:
                yield _Stated(block.rendered.locate(*match.span(1)), match.group(1), value)


def _value(text: str, numbers: Mapping[str, int]) -> int | None:
    return int(text) if DIGITS.fullmatch(text) else numbers.get(text.lower())


def _patterns(
    cues: SourceCount, numbers: Iterable[str]
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for "Sources: 3", "a synthesis of 3 sources", and "this article"."""
    label, founded, nouns, itself = map(_one_of, (cues.label, cues.founded, cues.nouns, cues.itself))
    number = rf"(\d{{1,3}}|{_one_of(numbers)})"
    return (
        re.compile(rf"\b(?:{label}) ?: ?{number}(?=\s*(?:$|[|\n\u00b7\u2022,;]))", re.IGNORECASE),
        re.compile(rf"\b(?:{founded}) {number}(?: [\w-]{{1,20}}){{0,2}} (?:{nouns})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{itself})\b", re.IGNORECASE),
    )


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, phrases))
