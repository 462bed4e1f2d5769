"""A section that repeats another, whole or nearly.

What: a section of two sentences or more whose every sentence stands in another section of the
story too, word for word or nearly, in any order. Where the other says no more than it, that is a
warning; where it repeats a part of a longer one ("Why it matters" says two sentences of the summary
again), a suggestion.

Why: a template was filled twice with one text; the second heading promises what is not there.

Flagged: "Key Points" with the four items of "Summary".

Clean: a TL;DR or other digest that takes items from the summary; a FAQ, whose answers quote it; a
section that says the same in other words.

Known misses: a section of one sentence; a repetition in other words; in a story of over 600
sentences, one that is not word for word; anything in a story of over 300 sections.

Options: similar, how alike two sentences must be to count as the same, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.bodies import Body
from fidelity.analysis.form.repeats import Repeat, repeats
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Severity

# How alike (0..1) two sentences are that say the same; and how sure a finding is, of a section that says as
# much as the other and of one that says a part of it. Set by reading findings: none stood on faithful stories
# (benchmarks/results/rules.json, F501).
SIMILAR = 0.9
EQUAL, PART = 0.95, 0.8


@rule(
    "F501",
    "duplicate-section",
    severity=Severity.WARNING,
    scope=Scope.STORY,
    options={"similar": SIMILAR},
)
def duplicate_section(case: StoryCase) -> Iterator[Finding]:
    """Flag sections that say nothing which another does not say."""

    def is_digest(body: Body) -> bool:
        """Whether the heading promises no more than a selection; nobody knows for a foreign language."""
        return not case.spoken or body.heading is None or body.is_headed(case.lexicon.headings.digest)

    sections, similar = case.analysed_story.bodies, case.options["similar"]
    for repeat in repeats(case.story, sections, case.analysed.texts, similar, selects=is_digest):
        yield _finding(case, repeat)


def _finding(case: StoryCase, repeat: Repeat) -> Finding:
    title, place = repeat.other.section.title, repeat.other.span
    what = "repeats" if repeat.equal else "says nothing but a part of"
    return case.finding(
        repeat.body.span,
        f'"{repeat.body.section.title}" {what} "{title}" at line {case.line_of(place)}',
        confidence=EQUAL if repeat.equal else PART,
        story_evidence=(place,),
        help="take it out, or write what its heading promises",
        severity=case.at_most(Severity.SUGGESTION, unless=repeat.equal),
    )
