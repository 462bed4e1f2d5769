"""A text that is the beginning of a sentence that stands whole elsewhere.

What: a claim that is a proper beginning of another sentence of the story or of the source, and
that cannot end where it does: in mid-word, inside an abbreviation or a number ("as a U." of "as a
U.S.-led bloc"), before the scale of one ("4.2" of "4.2 million"), on a word that no sentence ends
on, or inside of brackets or a quotation that the whole closes.

Why: a template cut the sentence. The whole is at hand, so the fix is safe: every word of it stands
in the story or the source. The story is searched first: its own wording is what was cut.

Flagged: "The town is building a wall along St." beside "The town is building a wall along St.
Anne's quay."

Clean: "The town is building a wall." beside the same sentence: shorter, but whole. So is a cut that
an ellipsis owns up to.

Known misses: a cut that leaves a whole sentence behind ("The town is building a wall along the
quay"), because to leave out the end of a sentence is how summaries are written; a cut sentence
that was reworded first (F401 may see it).

Fix: the whole sentence, safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.beginnings import Passage
from fidelity.analysis.form.copies import whole_of
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import normal
from fidelity.types import Claim, Finding, Fix, Severity, Span

# How sure a finding is: benchmarks/results/rules.json, F402, has no false alarm.
SURE = 0.98


@rule(
    "F402",
    "truncated-copy",
    severity=Severity.ERROR,
    scope=Scope.STORY,
    implies=("F101", "F102", "F401", "F404"),
    version=2,
)
def truncated_copy(case: StoryCase) -> Iterator[Finding]:
    """Flag claims that are the cut beginning of another sentence."""
    for claim in case.story.heads:
        whole = whole_of(case.analysed.texts.of(claim.text), case.analysed_story, spoken=case.spoken)
        if whole is not None:
            yield _finding(case, claim, whole)


def _finding(case: StoryCase, claim: Claim, whole: Passage) -> Finding:
    last = claim.text.split()[-1]
    return case.finding_on(
        claim,
        _span,
        f'the sentence is cut at "{last}"; it stands whole at {_place(case, whole)}',
        confidence=SURE,
        fix=Fix(safe=True, span=_span(claim), replacement=whole.text.text),
        help=f"use the whole sentence: {whole.text.text}",
        **case.shown_by(whole, "prefix"),
    )


def _span(claim: Claim) -> Span:
    """Return the claim's place without the list marker that a template may have left before it."""
    first = normal(claim.text).origins[0]
    return claim.rendered.locate(first, len(claim.text))


def _place(case: StoryCase, whole: Passage) -> str:
    if whole.source is None:
        return f"line {case.line_of(whole.span)}"
    document = case.sources[whole.source].document
    return f"{document.path} line {document.position(whole.span.start).line}"
