"""A negation or an opposite turns the evidence around.

What: the claim says "not" of what the source states, states what the source negates, or has the
opposite of the source's word ("fell" for "rose"), in the same role: among the same words, in a
sentence that holds most of the claim, and no sentence says it as the claim does.

Why: one word turns a faithful summary into its opposite, and nothing else in it looks wrong.

Flagged: "The council rejected the plan." beside "The council approved the plan on Monday."

Clean: "The club lost" beside "the club did not win"; "sales fell in May" beside "sales rose in
April before they fell in May".

Known misses: opposites that are not in the word list, opposites in other words ("turned down"),
negation by a whole clause ("it is untrue that ...").

Options: share, the share of the words around it that must surround its counterpart too; margin, by
how much that must exceed the best place where the source agrees with the claim; certain, the share
from which a finding is an error, and no warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fidelity.analysis.correspondence import (
    Difference,
    Negation,
    Opposite,
    Unfounded,
    Witness,
    difference,
    unfounded_negation,
)
from fidelity.analysis.meaning.polarity import Polarity
from fidelity.analysis.meaning.predicates import verb_group
from fidelity.lexicon.scales import CONVERSES
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F307` prints; what they come to is measured in
# benchmarks/results/rules.json.
# Sentences that hold this much of the claim may show that the source agrees with it, or not; a difference
# is certain only where one holds that much.
AGREES, DISAGREES, CERTAIN = 0.25, 0.4, 0.5
# Opposites that the claim has both of, or that two sides of one event do, count in a place as clear as this.
CLEAR = 0.75
# A negation that comes from nowhere: see the class.
UNFOUNDED = Unfounded(whole=0.5, alike=0.2, near=5, beside=0.4, some_beside=0.1, most=0.65, same_matter=0.7)


@dataclass(frozen=True, slots=True, order=True)
class _Flip:
    """Words of the claim that are turned around, and where the source shows it."""

    start: int
    end: int
    message: str = field(compare=False)
    shown: Difference = field(compare=False)


@rule(
    "F307",
    "flipped-polarity",
    severity=Severity.ERROR,
    needs=("negations", "opposites"),
    implies=("F101", "F102", "F205"),
    options={"share": 0.45, "margin": 0.15, "certain": 0.65},
)
def flipped_polarity(case: ClaimCase) -> Iterator[Finding]:
    """Flag words of a claim whose polarity is turned around."""
    if case.claim.text.rstrip().endswith("?"):
        return
    witnesses = case.correspondence.witnesses(AGREES)
    if not witnesses or witnesses[0].share < DISAGREES:
        return
    done = 0
    for flip in sorted(
        (*_opposed(case, witnesses), *_negated(case, witnesses), *_unfounded(case, witnesses))
    ):
        if flip.start < done:
            continue
        done = flip.end
        witness, share = flip.shown.witness, flip.shown.share
        certain = share >= case.options["certain"] and witness.share >= CERTAIN
        yield case.flag(
            flip,
            flip.message,
            severity=None if certain else case.at_most(Severity.WARNING),
            confidence=share,
            evidence=(case.evidence_at(witness.source, witness.number),),
            help="bring it into line with the passage shown",
        )


def _difference(
    case: ClaimCase, contrary: Opposite | Negation, witnesses: Sequence[Witness]
) -> Difference | None:
    share, margin = case.options["share"], case.options["margin"]
    return difference(case.correspondence, contrary, witnesses, least=DISAGREES, share=share, margin=margin)


def _opposed(case: ClaimCase, witnesses: Sequence[Witness]) -> Iterator[_Flip]:
    """Yield words whose opposite stands in their place."""
    own = case.text.opposites
    for at, steps in own.items():
        opposite = Opposite(case.correspondence, at)
        shown = _difference(case, opposite, witnesses)
        if shown is None:
            continue
        # A text that has both sides itself speaks of two things, unless the place is clear.
        both = any(opposite.turned & other for other in own.values())
        if shown.share >= CLEAR or not (both or {step.scale for step in steps} == {CONVERSES}):
            here, there = case.text.tokens[at].word, shown.witness.text.tokens[shown.at].word
            yield _Flip(here.start, here.end, f'"{here.text}" here, "{there.text}" in the source', shown)


def _negated(case: ClaimCase, witnesses: Sequence[Witness]) -> Iterator[_Flip]:
    """Yield words that are negated on one side only, with no negation near them on the other."""
    text = case.text
    for at, token in enumerate(text.tokens):
        negation = Negation.of(text, at)
        shown = _difference(case, negation, witnesses) if negation else None
        if negation is None or shown is None:
            continue
        start, end = verb_group(text, at)
        if negation.wanted is Polarity.PLAIN:
            start = text.polarities[at].start
            message = f'"{text.text[start:end]}" here, but the source says it without a negation'
        else:
            theirs = shown.witness.text
            negator = theirs.polarities[shown.at]
            said = theirs.text[negator.start : negator.end]
            message = f'the source negates "{token.word.text}" ("{said}"), the story does not'
        yield _Flip(start, end, message, shown)


def _unfounded(case: ClaimCase, witnesses: Sequence[Witness]) -> Iterator[_Flip]:
    """Yield a negation of the claim where no sentence that it may come from denies anything at all."""
    negation = unfounded_negation(case.correspondence, witnesses, UNFOUNDED)
    if negation:
        start, end, head = negation
        message = f'"{case.claim.text[start:end]}" here, but the source does not negate this'
        yield _Flip(start, max(end, head), message, Difference(witnesses[0], 0, witnesses[0].share))
