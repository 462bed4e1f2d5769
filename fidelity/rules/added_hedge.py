"""A hedge that the source does not have: "reportedly", "allegedly", "is said to", "may" ...

What: the claim is well matched by a passage that states the matter as a fact or attributes it by
name; the claim adds hearsay or doubt of its own.

Why: "35 towns reportedly signed" tells readers that nobody stands behind it. If the source says who
announced it, the hedge is false, and often it is what a model writes when it is not sure.

Flagged: "The two banks reportedly merged." beside "The two banks merged on Monday."

Clean: the same claim beside "The two banks merged, people familiar with the matter said."

Known misses: a hedge where the source hedges or relays another part of the same sentence; a claim
in words of its own.

Options: kinds, the kinds of hedge that are flagged: "hearsay", "doubt", "modal"; recall, the share
of the claim's words, and of those beside the hedge, that a passage must hold to be about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.lexicon.hedges import HEARSAY
from fidelity.rule import ClaimCase, rule
from fidelity.types import Evidence, Finding, Severity

KINDS = (HEARSAY, "doubt", "modal")

# Set by reading what `python -m benchmarks.rules --show F201` prints; benchmarks/results/rules.json has what
# they come to. All but AROUND are 0..1.
#
# A passage with other words than the claim is asked for hedges too, if it is this near in meaning (cosine).
SEMANTIC = 0.7
# So many content words on each side of a hedge are what it is about.
AROUND = 3
# A sentence is about the same if it has this share of them, and of the claim at least this part of what the
# best sentence so far has.
ABOUT, NEXT_BEST = 0.34, 0.5
# A passage with this share of the claim in one sentence says it, whatever stands beside the hedge.
MOST = 0.55
# Confidence: so much more than the alignment's score of the passage shown.
SURER = 0.2


@rule(
    "F201",
    "added-hedge",
    severity=Severity.ERROR,
    version=2,
    options={"kinds": [HEARSAY], "recall": 0.5},
    choices={"kinds": KINDS},
)
def added_hedge(case: ClaimCase) -> Iterator[Finding]:
    """Flag hedges of a claim that none of its evidence makes fair."""
    for kind in case.options["kinds"]:
        for hedge in case.lexicon.hedges.patterns[kind].finditer(case.text.text):
            evidence = _stated(case, kind, hedge)
            if evidence is None:
                continue
            said = hedge.group()
            yield case.flag(
                hedge.span(),
                f'"{said}" is not in the source, which states this without a hedge',
                confidence=evidence.score + SURER,
                evidence=(evidence,),
                help=f'say it without "{said}", or name who says so',
            )


def _stated(case: ClaimCase, kind: str, hedge: re.Match[str]) -> Evidence | None:
    """Return the passage that states the claim without a hedge, or None if any hedges it.

    Every passage that may be about the claim is asked: one that hedges is enough to stay silent.
    """
    best: Evidence | None = None
    most = 0.0
    for evidence in case.evidence:
        close = evidence.lexical >= case.options["recall"]
        if not close and (evidence.semantic or 0.0) < SEMANTIC:
            continue
        passage = case.correspondence.passage(evidence)
        beside = case.correspondence.shares_around(*hedge.span(), passage, AROUND)
        whole = max(witness.share for witness in passage)
        most = max(most, whole)
        about = [
            witness
            for witness, share in zip(passage, beside, strict=True)
            if share >= ABOUT and witness.share >= most * NEXT_BEST
        ]
        # Hearsay about another matter, in the same passage, makes this no hearsay.
        asked = about if kind == HEARSAY else passage
        if any(case.lexicon.hedges.is_fair(kind, witness.text.text) for witness in asked):
            return None
        if close and best is None and (max(beside) >= case.options["recall"] or whole >= MOST):
            best = evidence
    return best
