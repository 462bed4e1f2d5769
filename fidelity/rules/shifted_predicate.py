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

from fidelity.analysis.correspondence import Counterpart, Witness
from fidelity.analysis.meaning.polarity import Polarity
from fidelity.analysis.meaning.scales import below
from fidelity.lexicon.scales import Step
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F205` prints; what they come to is measured in
# benchmarks/results/rules.json.
# Sentences that hold this much of the claim may show that the source says the same, or less.
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
    own = case.text.stages
    if not own or case.claim.text.rstrip().endswith("?"):
        return
    witnesses = case.correspondence.witnesses(AGREES)
    for at, steps in own.items():
        plain = case.text.polarities[at].polarity is Polarity.PLAIN
        weaker = _weaker(case, witnesses, at, steps) if plain else None
        if weaker is None:
            continue
        witness, place = weaker
        here, there = case.text.tokens[at].word, witness.text.tokens[place.at].word
        yield case.flag(
            here.start,
            here.end,
            f'"{here.text}" says more than the source, which has "{there.text}"',
            confidence=min(1.0, place.share),
            evidence=(case.evidence_at(witness.source, witness.number),),
            help=f'say "{there.text}", or another word that goes no further',
        )


def _weaker(
    case: ClaimCase, witnesses: tuple[Witness, ...], at: int, steps: frozenset[Step]
) -> tuple[Witness, Counterpart] | None:
    """Return the place that has a lower step in the role of word `at`; None if any has as much."""
    own = case.text.tokens[at]
    best: tuple[Witness, Counterpart] | None = None
    for witness in witnesses:
        if witness.share < DISAGREES:
            continue
        theirs, states = witness.text.tokens, witness.text.polarities
        low = [
            place
            for place, other in witness.text.stages.items()
            if below(other, steps)
            and states[place].polarity is Polarity.PLAIN
            and not theirs[place].same(own)
        ]
        place = case.correspondence.counterpart(at, witness.text, low)
        if place and place.share >= case.options["share"] and (best is None or place.share > best[1].share):
            best = witness, place
    if best is None:
        return None
    for witness in witnesses:
        there = witness.text.stages
        as_much = [
            place
            for place, token in enumerate(witness.text.tokens)
            if token.same(own) or below(steps, there.get(place, frozenset()), equal=True)
        ]
        place = case.correspondence.counterpart(at, witness.text, as_much)
        if place and place.share > best[1].share - case.options["margin"]:
            return None
    return best
