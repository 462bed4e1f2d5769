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

from fidelity.analysis.correspondence import Difference, Negation, Opposite, Witness, difference, share_held
from fidelity.analysis.meaning.polarity import Polarity, denies, is_denied, is_of_verb, part_around
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
# A negation that comes from nowhere: how much of the claim one sentence must hold ...
UNFOUNDED = 0.5
# ... and how many of the words beside the negation; fewer if it holds nearly all of the claim.
BESIDE, SOME_BESIDE, MOST = 0.4, 0.1, 0.65
# Sentences that hold nearly as much of the claim are asked, too.
ALIKE = 0.2
# A sentence with a negation and this share of the words beside the claim's speaks of the same matter.
SAME_MATTER = 0.7
# How many words on each side stand beside a negation.
NEAR = 5


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
            flip.start,
            flip.end,
            flip.message,
            severity=None if certain else min(Severity.WARNING, case.rule.severity),
            confidence=min(1.0, share),
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
    text, best = case.text, witnesses[0]
    if len(text.negators) != 1 or best.share < UNFOUNDED:
        return
    ((start, end),) = text.negators
    mine = text.tokens
    head = next((at for at, token in enumerate(mine) if token.word.start >= end and token.content), None)
    if head is None or not is_of_verb(text, start, end):
        return
    asked = [witness.text for witness in witnesses if witness.share >= best.share - ALIKE]
    if any(denies(part_around(other, mine[head], 2 * NEAR), text) for other in asked):
        return
    around = [token for token in (*mine[:head][-NEAR:], *mine[head : head + NEAR]) if token.content]
    least = SOME_BESIDE if best.share >= MOST else BESIDE
    if share_held(around, best.text) < least or any(
        is_denied(other, mine[head]) or share_held(around, other) >= SAME_MATTER
        for other in case.analysed.negated
    ):
        return
    message = f'"{text.text[start:end]}" here, but the source does not negate this'
    yield _Flip(start, max(end, mine[head].word.end), message, Difference(best, 0, best.share))
