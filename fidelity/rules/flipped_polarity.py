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

from collections.abc import Iterator

from fidelity.analysis.correspondence import Turn, TurnLimits, Unfounded, turned_around
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Shares (0..1), set by reading what `python -m benchmarks.rules --show F307` prints; what they come to is
# measured in benchmarks/results/rules.json.
#
# Sentences that hold this much of the claim may show that the source agrees with it; that it disagrees; and
# that it disagrees for certain.
AGREES, DISAGREES, CERTAIN = 0.25, 0.4, 0.5
# With this much of its company around it an opposite counts, although the claim has both sides itself, or the
# two are sides of one event ("bought", "sold").
CLEAR = 0.75
# When a negation of the claim comes from nowhere: `Unfounded` says what each number is.
UNFOUNDED = Unfounded(whole=0.5, alike=0.2, near=5, beside=0.4, some_beside=0.1, most=0.65, same_matter=0.7)

MESSAGES = {
    Turn.OPPOSITE: '"{said}" here, "{theirs}" in the source',
    Turn.NEGATED_HERE: '"{said}" here, but the source says it without a negation',
    Turn.NEGATED_THERE: 'the source negates "{said}" ("{theirs}"), the story does not',
    Turn.UNFOUNDED: '"{said}" here, but the source does not negate this',
}


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
    witnesses = () if case.text.asks else case.correspondence.witnesses(AGREES)
    if not witnesses or witnesses[0].share < DISAGREES:
        return
    share, margin = case.options["share"], case.options["margin"]
    limits = TurnLimits(DISAGREES, share, margin, CLEAR, UNFOUNDED)
    for turned in turned_around(case.correspondence, witnesses, limits):
        certain = turned.share >= case.options["certain"] and turned.witness.share >= CERTAIN
        yield case.flag(
            turned,
            MESSAGES[turned.turn].format(said=turned.said, theirs=turned.theirs),
            severity=case.at_most(Severity.WARNING, unless=certain),
            confidence=turned.share,
            evidence=case.evidence_of(turned.witness),
            help="bring it into line with the passage shown",
        )
