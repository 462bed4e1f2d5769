"""No passage of the source supports the claim.

What: the calibrated probability that the source supports the claim is below the judge's threshold.
Where the judge can say which words lack support, these are marked: the most important ones first,
the others under `also_at`. Where nearly all of them do, or no passage is about the claim, the whole
claim is marked. The nearest passage is shown, and the words that stand nowhere in the source. A
warning: as an error it would be right in fewer than nine of ten cases. With the severity set to
"error", claims below the judge's stricter threshold (or a `threshold` set by hand) are errors.

Why: a claim that the source does not make is what a summary must never add.

Flagged: "The mayor will resign in spring." beside a source that never mentions the mayor's plans.

Clean: a claim fused from two source sentences; a paraphrase whose names and figures are all there.

Known misses: a claim that uses the source's own words to say something else (swapped roles, another
speaker) has the alignment of a supported one. The words marked are those that the passages lack, or
that the network could do without: in a paraphrase that may be a synonym beside the real defect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fidelity.rule import About, ClaimCase, has_passage, rule
from fidelity.types import Finding, Severity, Span
from fidelity.wording import clipped, listed

# At most so many are shown: words that the source lacks, passages, phrases that lack support.
SHOWN_WORDS, SHOWN_EVIDENCE, SHOWN_PHRASES = 6, 2, 3
# So many characters of a phrase are quoted in a message.
QUOTED = 60


@rule("F101", "unsupported-claim", severity=Severity.WARNING, about=About.CLAIM, version=2)
def unsupported_claim(case: ClaimCase) -> Iterator[Finding]:
    """Flag a claim whose P(supported) is below the threshold, or the words of it that lack support."""
    judgement = case.judgement
    if judgement.p_supported >= case.threshold:
        return
    certain = judgement.p_supported < case.certain_threshold
    missing = case.correspondence.missing
    named = listed(missing, SHOWN_WORDS, joint=", ")
    marked = judgement.unsupported if has_passage(case.alignment) else ()
    places = [case.claim.rendered.locate(span.start, span.end) for span in marked] or [case.claim.span]
    finding = case.finding(
        places[0],
        f"no passage of the source supports {_named(case, marked)} "
        f"(probability {judgement.p_supported:.2f}, needed {case.threshold:.2f})",
        severity=case.at_most(Severity.WARNING, unless=certain),
        confidence=1.0 - judgement.p_supported,
        evidence=judgement.evidence[:SHOWN_EVIDENCE],
        help=f"nowhere in the source: {named}" if missing else "compare with the passage shown",
    )
    yield replace(finding, also_at=tuple(places[1:]))


def _named(case: ClaimCase, marked: Sequence[Span]) -> str:
    """Name what lacks support, as the message says it."""
    phrases = [clipped(" ".join(case.said(span).split()), QUOTED) for span in marked]
    return listed(phrases, SHOWN_PHRASES) if phrases else "this claim"
