"""Somebody's forecast, advice or judgement, told in the story's own voice.

What: the one sentence of the source that says the same gives it to a named speaker; the claim says
it without any. Only what a speaker alone can vouch for: the words of the claim that the speaker's
statement shares include a forecast, advice or judgement. A suggestion.

Why: "the bridge will collapse" and "the bridge will collapse, says its builder's rival" are two
stories. Facts that anybody can look up need no name; opinions and forecasts do.

Flagged: "The new bridge will be dangerous." beside "The new bridge will be dangerous, Moss said."

Clean: "The new bridge will be dangerous, its builder's rival said." beside the same.

Known misses: speakers without a name; statements in words that are far from the source's; what a
sentence before the claim attributes.

Options: share, how much of the claim a sentence of the source must hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.correspondence import unnamed_speaker
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F203` prints; benchmarks/results/rules.json has what
# they come to.
#
# How sure a finding is.
CONFIDENCE = 0.6
# A claim of fewer content words is not looked for in the source.
LEAST = 4
# A sentence may be what the claim retells if its share of the claim's words (0..1) is at most this much below
# the best sentence's. Each of them must be a named speaker's.
MARGIN = 0.2


@rule(
    "F203",
    "dropped-attribution",
    severity=Severity.SUGGESTION,
    needs=("outlook", "speakers"),
    options={"share": 0.7},
)
def dropped_attribution(case: ClaimCase) -> Iterator[Finding]:
    """Flag claims that state as their own what one named speaker of the source judges or expects."""
    content, outlook = case.text.content, case.text.outlook
    if len(content) < LEAST or not outlook or case.speech.attributes:
        return
    places = case.correspondence.retold(content, least=case.options["share"], margin=MARGIN)
    theirs = unnamed_speaker(case.correspondence, case.claim, places, outlook)
    if theirs is not None:
        yield from case.flag_all(
            f"the source lets {theirs.name} say this; the story says it itself",
            confidence=CONFIDENCE,
            evidence=case.evidence_of(theirs),
            help=f"say that {theirs.name} says so",
        )
