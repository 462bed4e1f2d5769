"""A story that leaves out what its source opens with.

What: none of the source's first statements, title aside, has a counterpart in the story's body: no
claim, nor two that stand together, holds more than a small share of their words.

Why: news stands first. A summary without it may be true in every sentence and miss the point.

Flagged: a source that opens on "The council voted to close the bridge", a story of its history
alone.

Clean: the same lead in other words, as long as names, numbers or some words are shared; a story of
several sources that covers the lead of one.

Known misses: a lead whose words stand in the story in another sense; sources that open on a scene.

Options: statements, how many of the first count as the lead; least, the weighted share of their
words, 0 to 1, that one claim or two adjacent ones must hold of one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.correspondence.coverage import lead
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F701` prints; benchmarks/results/rules.json has what
# they come to.
#
# A story of fewer claims is not asked: it has no room for a lead.
LEAST_CLAIMS = 2
# How sure a finding is: a lead may be left out on purpose.
CONFIDENCE = 0.6


@rule(
    "F701",
    "lead-not-covered",
    severity=Severity.SUGGESTION,
    needs=("language",),
    scope=Scope.STORY,
    options={"statements": 3, "least": 0.2},
)
def lead_not_covered(case: StoryCase) -> Iterator[Finding]:
    """Flag a story that covers the lead of none of its sources."""
    told = case.analysed_story.coverage
    if len(told.claims) < LEAST_CLAIMS:
        return
    leads = [
        (number, lead(source, case.options["statements"])) for number, source in enumerate(case.analysed.each)
    ]
    leads = [(number, places) for number, places in leads if places]
    for number, places in leads:
        sentences = [case.analysed.each[number].sentences[at] for at in places]
        if max(told.shares(sentences)) >= case.options["least"]:
            return
    if leads:
        number, places = leads[0]
        yield case.finding(
            told.claims[0].span,
            "nothing in the story says what the source opens with",
            confidence=CONFIDENCE,
            evidence=(case.evidence_at(number, places[0]),),
            help="say it, or make sure that it is left out on purpose",
        )
