"""Who did it and whom it was done to have changed places.

What: two names or nouns stand on the two sides of the same verb in claim and evidence, the other
way round: "Arsenal beat Chelsea" beside "Chelsea beat Arsenal". A passive is turned back first; so
are "lost to" for "beat" and "Chelsea's victory over Arsenal". Names are matched by surname, acronym
and alias, verbs by a list of forms and of verbs that mean the same.

Why: every word of the claim is in the source, and it says the opposite of what happened.

Flagged: "The board sued the mayor." beside "The mayor sued the board."

Clean: "The board was sued by the mayor" beside the same; verbs whose sides are equal ("met",
"married", "played"); a source that tells both.

Known misses: the same told in other words, beyond the list of verbs; pronouns; nouns that are far
from the verb; sides that are named otherwise than in the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.correspondence import swapped
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# How sure a finding is. Set by reading what `python -m benchmarks.rules --show F308` prints; what it comes to
# is measured in benchmarks/results/rules.json.
CONFIDENCE = 0.75


@rule(
    "F308",
    "swapped-roles",
    severity=Severity.WARNING,
    needs=("predicates", "noun_phrases"),
    implies=("F101", "F102"),
)
def swapped_roles(case: ClaimCase) -> Iterator[Finding]:
    """Flag a verb whose two sides stand the other way round in the evidence."""
    for verb in swapped(case.correspondence):
        yield case.flag(
            verb,
            f'the source has "{verb.agent}" and "{verb.patient}" the other way round of "{verb.verb}"',
            confidence=CONFIDENCE,
            evidence=case.evidence_of(verb.witness),
            help=f'let "{verb.agent}" and "{verb.patient}" change places',
        )
