"""No passage of the source supports the claim.

What: the calibrated probability that the source supports the claim is below the judge's threshold.
The nearest passage is shown, and the words of the claim that stand nowhere in the source. A
warning: as an error it would be right in fewer than nine of ten cases. With the severity set to
"error", claims below the judge's stricter threshold (or a `threshold` set by hand) are errors.

Why: a claim that the source does not make is what a summary must never add.

Flagged: "The mayor will resign in spring." beside a source that never mentions the mayor's plans.

Clean: a claim fused from two source sentences; a paraphrase whose names and figures are all there.

Known misses: a claim that uses the source's own words to say something else (swapped roles, another
speaker) has the alignment of a supported one.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.rule import ClaimCase, rule
from fidelity.text.matching import claim_words
from fidelity.types import Finding, Severity

SHOWN_WORDS = 6
SHOWN_EVIDENCE = 2


@rule("F101", "unsupported-claim", severity=Severity.WARNING)
def unsupported_claim(case: ClaimCase) -> Iterator[Finding]:
    """Flag a claim whose P(supported) is below the threshold."""
    judgement = case.judgement
    if judgement.p_supported >= case.threshold:
        return
    doubtful = judgement.p_supported >= case.certain_threshold
    missing = _missing_words(case)
    named = ", ".join(f'"{word}"' for word in missing[:SHOWN_WORDS])
    more = f" and {len(missing) - SHOWN_WORDS} more" if len(missing) > SHOWN_WORDS else ""
    yield from case.flag_all(
        "no passage of the source supports this claim "
        f"(probability {judgement.p_supported:.2f}, needed {case.threshold:.2f})",
        severity=min(case.rule.severity, Severity.WARNING) if doubtful else None,
        confidence=1.0 - judgement.p_supported,
        evidence=judgement.evidence[:SHOWN_EVIDENCE],
        help=f"nowhere in the source: {named}{more}" if missing else "compare with the passage shown",
    )


def _missing_words(case: ClaimCase) -> tuple[str, ...]:
    """Return the claim's content words whose keys the source does not know, in order."""
    claim = claim_words(case.claim.text, case.lexicon)
    return tuple(
        dict.fromkeys(
            word.text
            for word, keys in zip(claim.words, claim.keys, strict=True)
            if not case.vocabulary.intersection(keys)
        )
    )
