"""A passage of the source says otherwise.

What: the calibrated probability that the best passage contradicts the claim reaches the judge's
threshold, and a difference can be named: a negation or an opposite. A warning; an error where the
claim is below the judge's stricter threshold for support, too.

Why: a claim that turns the source around does more harm than one that adds to it.

Flagged: "The council rejected the plan." beside "The council approved the plan."

Clean: a claim about another event in the same words; a rounded number.

Known misses: opposites that are not in the word list, numbers that differ (F101 sees some),
contradictions that need reading several sentences, and roles or speakers that are swapped.

Options: certain_is_error, whether the certain ones are errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.rule import ClaimCase, rule
from fidelity.types import Evidence, Finding, Severity


@rule(
    "F102",
    "contradicted-claim",
    severity=Severity.WARNING,
    implies=("F101",),
    options={"certain_is_error": True},
)
def contradicted_claim(case: ClaimCase) -> Iterator[Finding]:
    """Flag a claim whose P(contradicted) reaches the threshold, with the difference."""
    judgement = case.judgement
    if judgement.p_contradicted < case.contradiction_threshold or not judgement.evidence:
        return
    best = judgement.evidence[0]
    difference = _difference(case, best)
    if not difference:
        return
    certain = judgement.p_supported < case.certain_threshold
    yield from case.flag_all(
        f"the source says otherwise: {difference}",
        severity=Severity.ERROR if certain and case.options["certain_is_error"] else None,
        confidence=judgement.p_contradicted,
        evidence=(best,),
        help="bring the claim into line with the passage shown",
    )


def _difference(case: ClaimCase, best: Evidence) -> str:
    """Name an opposite or a negation in which the claim differs, sentence by sentence."""
    for sentence in case.sentences_of(best):
        turned = case.difference(sentence.text)
        if turned is not None:
            here, there = turned
            return f'"{there}" there, "{here}" here' if there else f'"{here}" is negated in one of the two'
    return ""
