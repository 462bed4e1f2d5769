"""A date, weekday, year, time of day or length of time that the source gives otherwise.

What: where the source says the same thing, it names another time. Days are resolved against the
dates of publication of story and source: "this week" and "on Tuesday" may both be right, and so
is "yesterday" in a story of the day after the source's "today".

Why: the wrong day sends readers to a closed door, and a wrong year makes old news of new.

Flagged: "The ferry sank on Monday." beside "The ferry sank on Tuesday night."

Clean: "The ferry sank this week." beside the same sentence; "two weeks" for "14 days"; "about
three years" for "35 months"; "in June" for "on 26 June".

Known misses: a date that the source leaves out; one that stands in the source for something else
that is told in nearly the same words; "yesterday" for "today" where no date of publication is
known.

Options: company, the share of the words around the date that must stand around the source's.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.dates.counterparts import DateLimits, contrary_date
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Shares are 0..1. All were set by reading findings; benchmarks/results/rules.json says how often those that
# they let through are right.
#
# A passage with this share of the claim's words may be about the claim; one with that share surely is.
ABOUT, SURE = 0.3, 0.6
# So many of the words around the claim's date must stand around the other; one, where the passage is `SURE`.
LEAST = 2
# The share of the words around the claim's date that must stand around the other.
COMPANY = 0.4
# What a date gets on top of its share: in a passage that surely is about the claim; as a version of the
# claim's ("7 May", "8 May").
FIT, VERSION = 0.25, 0.2
# A date that says less than the claim's ("in May") lets it stand, unless its share is smaller by this much.
TIE = 0.05
# Confidence where no word is shared, how much it rises with the share, and where it ends.
LOWEST, RISE, HIGHEST = 0.5, 0.4, 0.95


@rule(
    "F304",
    "wrong-date",
    severity=Severity.WARNING,
    needs=("dates",),
    implies=("F101", "F301"),
    options={"company": COMPANY},
)
def wrong_date(case: ClaimCase) -> Iterator[Finding]:
    """Flag dates of the claim that differ from the one in the same role."""
    about, published = case.correspondence.about(ABOUT), (case.story.published, case.analysed.published)
    limits = DateLimits(LEAST, SURE, case.options["company"], FIT, VERSION, TIE)
    for date in case.text.dates:
        contrary = contrary_date(date, case.text, case.analysed, about, published, limits)
        if contrary is None:
            continue
        share, other = contrary
        sentence = case.sources[other.source].sentences[other.number].text
        theirs = sentence[other.date.start : other.date.end]
        yield case.flag(
            date,
            f'"{case.said(date)}" here, but the source says "{theirs}"',
            confidence=round(min(HIGHEST, LOWEST + RISE * share), 2),
            evidence=case.evidence_of(other),
            help=f'write "{theirs}", or check which of the two is meant',
        )
