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

from fidelity.rule import ClaimCase, rule
from fidelity.text.pairing import tokens
from fidelity.text.polarity import Polarity, polarities
from fidelity.text.roles import Place, Witness, best_place, witnesses
from fidelity.text.scales import Step, steps_in
from fidelity.types import Finding, Severity

SCALES = ("predicates",)
# Sentences that hold this much of the claim may show that the source says the same, or less.
AGREES, DISAGREES = 0.25, 0.35


@rule(
    "F205",
    "shifted-predicate",
    severity=Severity.WARNING,
    needs=("language",),
    implies=("F101",),
    options={"share": 0.35, "margin": 0.3},
)
def shifted_predicate(case: ClaimCase) -> Iterator[Finding]:
    """Flag predicates that stand above the source's on a scale."""
    text, lexicon = case.claim.text, case.lexicon
    own = steps_in(text, SCALES, lexicon)
    if not own or text.rstrip().endswith("?"):
        return
    found = witnesses(text, case.alignment.candidates, case.sources, lexicon, AGREES)
    states = polarities(text, lexicon)
    for at, steps in own.items():
        weaker = _weaker(case, found, at, steps) if states[at].polarity is Polarity.PLAIN else None
        if weaker is None:
            continue
        witness, place = weaker
        here, there = tokens(text, lexicon)[at].word, tokens(witness.text, lexicon)[place.at].word
        yield case.flag(
            here.start,
            here.end,
            f'"{here.text}" says more than the source, which has "{there.text}"',
            confidence=min(1.0, place.share),
            evidence=(case.evidence_at(witness.source, witness.number),),
            help=f'say "{there.text}", or another word that goes no further',
        )


def _weaker(
    case: ClaimCase, found: tuple[Witness, ...], at: int, steps: frozenset[Step]
) -> tuple[Witness, Place] | None:
    """Return the place that has a lower step in the role of word `at`; None if any has as much."""
    lexicon = case.lexicon
    mine = tokens(case.claim.text, lexicon)
    best: tuple[Witness, Place] | None = None
    for witness in found:
        if witness.share < DISAGREES:
            continue
        theirs, states = tokens(witness.text, lexicon), polarities(witness.text, lexicon)
        low = [
            place
            for place, other in steps_in(witness.text, SCALES, lexicon).items()
            if _below(other, steps)
            and states[place].polarity is Polarity.PLAIN
            and not theirs[place].same(mine[at])
        ]
        place = best_place(mine, at, theirs, low)
        if place and place.share >= case.options["share"] and (best is None or place.share > best[1].share):
            best = witness, place
    if best is None:
        return None
    for witness in found:
        theirs = tokens(witness.text, lexicon)
        there = steps_in(witness.text, SCALES, lexicon)
        as_much = [
            place
            for place, token in enumerate(theirs)
            if token.same(mine[at]) or _below(steps, there.get(place, frozenset()), equal=True)
        ]
        place = best_place(mine, at, theirs, as_much)
        if place and place.share > best[1].share - case.options["margin"]:
            return None
    return best


def _below(low: frozenset[Step], high: frozenset[Step], *, equal: bool = False) -> bool:
    """Whether on any ladder the first stands below the second (or beside it), on none above."""
    pairs = [(one, two) for one in low for two in high if one[:2] == two[:2]]
    return any(
        one.height < two.height or (equal and one.height == two.height) for one, two in pairs
    ) and not any(one.height > two.height or (not equal and one.height == two.height) for one, two in pairs)
