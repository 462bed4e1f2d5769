"""A judgement of the story's own in a section that reports.

What: the claim has a word or phrase that does nothing but judge ("sadly", "a masterstroke", "should
be ashamed"), it is nobody's quotation or view, and the source does not judge so.

Why: an opinion between facts borrows their authority; opinion belongs in its own section.

Flagged: "Sadly, the school closes its north wing." beside "The school closes its north wing".

Clean: the same words in quotation marks, in an opinion section, or called somebody's view.

Known misses: judgements in words that also report ("weak", "important"), and irony.

Options: kinds, the kinds of judgement that are flagged: adverbs, judgements, demands.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.meaning.opinions import ADVERBS, DEMANDS, JUDGEMENTS
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# How sure a finding is. Set by reading what `python -m benchmarks.rules --show F103` prints; what it comes to
# is measured in benchmarks/results/rules.json.
CONFIDENCE = 0.8

KINDS = {ADVERBS: "the story's own comment", JUDGEMENTS: "a judgement", DEMANDS: "a demand"}


@rule(
    "F103",
    "opinion-as-fact",
    severity=Severity.WARNING,
    needs=("opinion",),
    implies=("F101",),
    options={"kinds": list(KINDS)},
    choices={"kinds": tuple(KINDS)},
)
def opinion_as_fact(case: ClaimCase) -> Iterator[Finding]:
    """Flag judgements that neither the source nor anybody named in the claim makes."""
    for kind in case.options["kinds"]:
        for opinion in case.text.opinions:
            judged = opinion.keys and opinion.keys <= case.analysed.vocabulary
            if opinion.kind == kind and opinion.own and not judged:
                yield case.flag(
                    opinion,
                    f'"{case.said(opinion)}" is {KINDS[kind]}, which the source does not make',
                    confidence=CONFIDENCE,
                    evidence=case.evidence[:1],
                    help="leave it out, say whose view it is, or move it to an opinion section",
                )
