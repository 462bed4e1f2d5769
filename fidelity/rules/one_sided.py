"""A story that leaves out the other side which its source reports.

What: the source gives a position against what it reports ("Yes, but: ...", "Critics say ...", "the
union rejected the plan"); no claim of the story shares more than a small part of it, and the story
has no word of objection of its own.

Why: every sentence may be true and the story still be one party's.

Flagged: a story of the council's plan alone, beside a source in which residents object to it.

Clean: a story that mentions the objection in any words of contrast or dispute; one of a sentence or
two; a source with one side.

Known misses: an objection without a word that marks it; a story that names critics of another
matter.

Options: least, the weighted share of the words of a counter-position, 0 to 1, that counts as
telling it; claims, how many claims a story needs before it can be expected to give both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Severity

# How sure a finding is. Set by reading what `python -m benchmarks.rules --show F702` prints; what it comes to
# is measured in benchmarks/results/rules.json.
CONFIDENCE = 0.5
# Sentences of the source that are shown, at most.
SHOWN = 2


@rule(
    "F702",
    "one-sided",
    severity=Severity.SUGGESTION,
    needs=("counter",),
    scope=Scope.STORY,
    options={"least": 0.3, "claims": 3},
)
def one_sided(case: StoryCase) -> Iterator[Finding]:
    """Flag a story without the counter-position that a source reports."""
    told = case.analysed_story.coverage
    if len(told.claims) < case.options["claims"] or any(text.objects for text in told.texts):
        return
    for number, source in enumerate(case.analysed.each):
        places = [at for at, sentence in enumerate(source.sentences) if sentence.is_counter_position]
        sentences = [source.sentences[at] for at in places]
        if not sentences or max(told.shares(sentences)) >= case.options["least"]:
            continue
        yield case.finding(
            told.claims[0].span,
            "the source reports an objection; the story gives one side only",
            confidence=CONFIDENCE,
            evidence=tuple(case.evidence_at(number, at) for at in places[:SHOWN]),
            help="give the other side a sentence, or make sure that it does not belong here",
        )
        return
