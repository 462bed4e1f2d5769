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

from collections.abc import Iterator

from fidelity.analysis.form.source_counts import stated_counts
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Fix, Severity

# How sure a finding is: the list and the sources given agree; they do not; nothing is listed. Set by reading
# findings; benchmarks/results/rules.json says how often those are right.
AGREED, LISTED, GIVEN = 0.97, 0.7, 0.4
# So many entries of the list are shown.
SHOWN = 3


@rule("F602", "source-count", severity=Severity.WARNING, scope=Scope.STORY)
def source_count(case: StoryCase) -> Iterator[Finding]:
    """Flag stated numbers of sources that the list contradicts."""
    cues = case.in_language(case.lexicon.source_count)
    stated = stated_counts(case.story, cues, case.lexicon.numbers)
    if not stated:
        return
    entries = case.analysed_story.listed_sources
    listed, given = sum(entry.count for entry in entries), len(case.sources)
    for number in stated:
        if number.value == (listed or given):
            continue
        sure = listed == given
        right = number.written(listed, case.lexicon.numbers)
        if listed:
            message = f"it says {number.text}, and {listed} {'is' if listed == 1 else 'are'} listed"
        else:
            message = f"it says {number.text}, and the check was given {given}"
        yield case.finding(
            number.span,
            message,
            confidence=AGREED if sure else LISTED if listed else GIVEN,
            story_evidence=tuple(entry.block.span for entry in entries[:SHOWN]),
            fix=Fix(safe=True, span=number.span, replacement=right) if sure else None,
            help=f"write {listed}" if sure else "count the sources, and list each of them",
            severity=case.at_most(Severity.SUGGESTION, unless=listed > 0),
        )
