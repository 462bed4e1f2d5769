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
from fidelity.text.matching import claim_words
from fidelity.types import Finding, Severity, Span

SHOWN_WORDS = 6
SHOWN_EVIDENCE = 2
SHOWN_PHRASES = 3
# Characters of the longest phrase that a message quotes whole.
QUOTED = 60


@rule("F101", "unsupported-claim", severity=Severity.WARNING, about=About.CLAIM, version=2)
def unsupported_claim(case: ClaimCase) -> Iterator[Finding]:
    """Flag a claim whose P(supported) is below the threshold, or the words of it that lack support."""
    judgement = case.judgement
    if judgement.p_supported >= case.threshold:
        return
    doubtful = judgement.p_supported >= case.certain_threshold
    missing = _missing_words(case)
    named = ", ".join(f'"{word}"' for word in missing[:SHOWN_WORDS])
    more = f" and {len(missing) - SHOWN_WORDS} more" if len(missing) > SHOWN_WORDS else ""
    marked = judgement.unsupported if has_passage(case.alignment) else ()
    places = [case.claim.rendered.locate(span.start, span.end) for span in marked] or [case.claim.span]
    yield replace(
        case.finding(
            places[0],
            f"no passage of the source supports {_quoted(case.claim.text, marked)} "
            f"(probability {judgement.p_supported:.2f}, needed {case.threshold:.2f})",
            severity=min(case.rule.severity, Severity.WARNING) if doubtful else None,
            confidence=1.0 - judgement.p_supported,
            evidence=judgement.evidence[:SHOWN_EVIDENCE],
            help=f"nowhere in the source: {named}{more}" if missing else "compare with the passage shown",
        ),
        also_at=tuple(places[1:]),
    )


def _quoted(text: str, marked: Sequence[Span]) -> str:
    """Name what lacks support, as the message says it."""
    if not marked:
        return "this claim"
    shown = [f'"{_short(text[span.start : span.end])}"' for span in marked[:SHOWN_PHRASES]]
    if len(marked) > len(shown):
        shown.append(f"{len(marked) - len(shown)} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _short(phrase: str) -> str:
    plain = " ".join(phrase.split())
    return plain if len(plain) <= QUOTED else plain[: QUOTED - 3].rstrip() + "..."


def _missing_words(case: ClaimCase) -> tuple[str, ...]:
    """Return the claim's content words whose keys the source does not know, in order."""
    claim = claim_words(case.claim.text, case.lexicon)
    return tuple(
        dict.fromkeys(
            word.text
            for word, keys in zip(claim.words, claim.keys, strict=True)
            if not case.analysed.vocabulary.intersection(keys)
        )
    )
