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

from collections.abc import Iterator, Sequence

from fidelity.analysis.meaning.predicates import Predicate
from fidelity.analysis.tokens import Token
from fidelity.rule import ClaimCase, rule
from fidelity.types import Evidence, Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F308` prints; what they come to is measured in
# benchmarks/results/rules.json.
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
    text = case.claim.text
    for predicate in case.text.predicates:
        agents = _apart(predicate.agents, predicate.patients)
        patients = _apart(predicate.patients, predicate.agents)
        evidence = _turned(case, predicate, agents, patients) if agents and patients else None
        if evidence is None:
            continue
        spans = [token.word for token in (*predicate.agents, *predicate.patients)]
        agent, patient = _text(text, predicate.agents), _text(text, predicate.patients)
        verb = case.said(predicate)
        yield case.flag(
            (
                min(predicate.start, *(word.start for word in spans)),
                max(predicate.end, *(word.end for word in spans)),
            ),
            f'the source has "{agent}" and "{patient}" the other way round of "{verb}"',
            confidence=CONFIDENCE,
            evidence=(evidence,),
            help=f'let "{agent}" and "{patient}" change places',
        )


def _apart(side: Sequence[Token], other: Sequence[Token]) -> tuple[Token, ...]:
    """Return what tells a side from the other: "City" and "United" of two teams of one town."""
    return tuple(token for token in side if not any(token.same(word) for word in other))


def _turned(
    case: ClaimCase, predicate: Predicate, agents: Sequence[Token], patients: Sequence[Token]
) -> Evidence | None:
    """Return the sentence that tells it the other way round, unless one tells it the same way."""
    turned = None
    for witness in case.correspondence.sentences:
        for other in witness.text.predicates:
            if other.listed != predicate.listed or other.verbs.isdisjoint(predicate.verbs):
                continue
            straight = _any_in(agents, other.agent_side), _any_in(patients, other.patient_side)
            crossed = _stands(agents, other.patients, other.patient_side) and _stands(
                patients, other.agents, other.agent_side
            )
            if all(straight):
                return None
            if crossed and not any(straight):
                turned = turned or case.evidence_at(witness.source, witness.number)
    return turned


def _stands(side: Sequence[Token], near: Sequence[Token], reach: Sequence[Token]) -> bool:
    """Whether a side of the claim is one of the evidence's: a name if in reach, a noun if at the verb."""
    return _any_in(side, reach if any(token.word.is_capital for token in side) else near)


def _any_in(side: Sequence[Token], words: Sequence[Token]) -> bool:
    return any(token.same(word) for token in side for word in words)


def _text(text: str, side: Sequence[Token]) -> str:
    return text[min(token.word.start for token in side) : max(token.word.end for token in side)]
