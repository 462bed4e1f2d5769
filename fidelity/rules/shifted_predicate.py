"""The claim's verb says more than the source's: "killed" for "injured", "convicted" for "charged".

What: on a known scale of predicates the claim's word stands above the word that the evidence has in
its role, and no sentence has the claim's own step there.

Why: one step up a scale is the difference between a suspicion and a sentence, a plan and a fact.

Flagged: "The council banned cars on Quay Street." beside "The council restricted cars ...".

Clean: "35 towns backed the charter" beside "35 towns signed the charter": who signs it backs it.
What the source's word entails is never flagged, nor are opposites, which F307 names.

Known misses: scales that are not in the lexicon; a stronger predicate in several words ("took over"
for "talked to").

Options: share, the share of the words around it that must surround the source's word too; margin,
by how much that must exceed the best place where the source has the claim's step.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.correspondence import Weaker, difference
from fidelity.analysis.meaning.polarity import Polarity
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F205` prints; benchmarks/results/rules.json has what
# they come to. Both are shares, 0..1.
#
# How much of the claim a sentence must hold to show that the source says as much, and that it says less.
AGREES, DISAGREES = 0.25, 0.35


@rule(
    "F205",
    "shifted-predicate",
    severity=Severity.WARNING,
    needs=("stages", "negations"),
    implies=("F101",),
    options={"share": 0.35, "margin": 0.3},
)
def shifted_predicate(case: ClaimCase) -> Iterator[Finding]:
    """Flag predicates that stand above the source's on a scale."""
    if case.text.asks:
        return
    witnesses = case.correspondence.witnesses(AGREES)
    share, margin = case.options["share"], case.options["margin"]
    for at in case.text.stages:
        if case.text.polarities[at].polarity is not Polarity.PLAIN:
            continue
        weaker = Weaker(case.text, at)
        less = difference(case.correspondence, weaker, witnesses, least=DISAGREES, share=share, margin=margin)
        if less is None:
            continue
        here, there = case.text.tokens[at].word, less.witness.text.tokens[less.at].word
        yield case.flag(
            here,
            f'"{here.text}" says more than the source, which has "{there.text}"',
            confidence=less.share,
            evidence=case.evidence_of(less.witness),
            help=f'say "{there.text}", or another word that goes no further',
        )
