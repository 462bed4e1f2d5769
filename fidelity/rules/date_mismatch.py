"""Dates of the story itself that cannot all hold.

What: the day of publication in front matter and the one in the byline differ; an update comes
before the publication; a source is dated later than the story that was made from it.

Why: readers and search engines show one of the dates, and an archive sorts by it. A source from
the future says that one of the two is wrong.

Flagged: `date: 2026-06-26` in front matter beside "Published: 2026-06-25".

Clean: a source of the day before; "Last updated" a week after; a source one day later, which may
be the same day in another time zone; a story without dates.

Known misses: dates in texts of the story, which F304 compares with the source; a source whose
address holds no day.

Options: slack_days, by how many days a source may be later than the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.dates.mismatches import Clash, mismatches
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Severity

# Which of two days is wrong, nobody can tell; that one is, is plain. Set by reading findings.
CONFIDENCE = 0.95

MESSAGES = {
    Clash.TWO_PUBLICATIONS: "published {day} here, but {right} in line {line}",
    Clash.UPDATED_BEFORE: "updated {day}, before it was published ({right}, line {line})",
    Clash.SOURCE_AFTER: "a source of {day}, which is after the story ({right}, line {line})",
}


@rule("F603", "date-mismatch", severity=Severity.WARNING, scope=Scope.STORY, options={"slack_days": 1})
def date_mismatch(case: StoryCase) -> Iterator[Finding]:
    """Flag a second date of publication, an update before it, and sources that come after."""
    for one in mismatches(case.story, case.analysed.texts, case.options["slack_days"]):
        day, right, line = one.line.day, one.right.day, case.line_of(one.right.span)
        yield case.finding(
            one.line.span,
            MESSAGES[one.clash].format(day=day, right=right, line=line),
            confidence=CONFIDENCE,
            story_evidence=(one.right.span,),
            help="find out which of the two days is right, and give it in both places",
        )
