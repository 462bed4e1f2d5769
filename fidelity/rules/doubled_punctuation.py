"""Punctuation that was put twice: "..", ",,", ".;" or a space before a full stop.

What: two marks in a row that no style uses, and a space before a mark where the rest of the story
has none or no other mark. Looks at every text of the story but code, addresses and raw HTML.

Why: a template that adds a full stop to sentences that have one shows on every page it makes.

Flagged: "The bridge opened in May.. Traffic doubled."

Clean: "..." and "…"; "U.S., U.K."; "Really?!"; "etc.,"; a text tokenised throughout (" .").

Known misses: doubled marks over a line break.

Fix: the mark once. Safe, because no word changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.punctuation import slips
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Fix, Severity

# How sure a finding is: of a mark put twice, and of a space before one, which may be meant. Of those on
# faithful stories fewer than half were slips as read (benchmarks/results/rules.json, F502), hence a warning.
TWICE, SPACED = 0.98, 0.9


@rule("F502", "doubled-punctuation", severity=Severity.WARNING, scope=Scope.STORY)
def doubled_punctuation(case: StoryCase) -> Iterator[Finding]:
    """Flag doubled marks, and spaces before marks where they are not the story's habit."""
    for slip in slips(case.story, case.lexicon.abbreviations):
        span = slip.rendered.locate(slip.start, slip.end)
        spaced = slip.marks[0].isspace()
        yield case.finding(
            span,
            f'a space before "{slip.once}"' if spaced else f'doubled punctuation "{slip.marks}"',
            confidence=SPACED if spaced else TWICE,
            fix=Fix(safe=True, span=span, replacement=slip.once),
            help=f'write "{slip.once}"',
        )
