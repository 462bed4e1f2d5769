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

import re
from collections.abc import Iterator

from fidelity.lexicon.cues import Cues
from fidelity.rule import ClaimCase, rule
from fidelity.text.words import words
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F103` prints; what they come to is measured in
# benchmarks/results/rules.json.
CONFIDENCE = 0.8

KINDS = ("adverbs", "judgements", "demands")
QUOTE = re.compile(r"[\"\u201c\u201d\u00ab\u00bb`]|(?<!\w)['\u2018]|['\u2019](?!\w)")
WHAT = {"adverbs": "the story's own comment", "judgements": "a judgement", "demands": "a demand"}


@rule(
    "F103",
    "opinion-as-fact",
    severity=Severity.WARNING,
    needs=("opinion",),
    implies=("F101",),
    options={"kinds": list(KINDS)},
    choices={"kinds": KINDS},
)
def opinion_as_fact(case: ClaimCase) -> Iterator[Finding]:
    """Flag judgements that neither the source nor anybody named in the claim makes."""
    cues = case.lexicon.opinion
    assert cues is not None
    lists = {"adverbs": cues.adverbs, "judgements": cues.judgements, "demands": cues.demands}
    for kind in case.options["kinds"]:
        for match in lists[kind].pattern.finditer(case.claim.text):
            if _judged(case, match.group()) or _reported(case, match.start(), kind, cues.attributed):
                continue
            yield case.flag(
                match.span(),
                f'"{match.group()}" is {WHAT[kind]}, which the source does not make',
                confidence=CONFIDENCE,
                evidence=case.evidence[:1],
                help="leave it out, say whose view it is, or move it to an opinion section",
            )


def _judged(case: ClaimCase, said: str) -> bool:
    """Whether the source has the words that judge, not only the small ones around them."""
    content = [word.key for word in words(said) if word.key not in case.lexicon.stopwords]
    return bool(content) and all(key in case.analysed.vocabulary for key in content)


def _reported(case: ClaimCase, at: int, kind: str, attributed: Cues) -> bool:
    """Whether it stands in quotation marks, or is said to be somebody's view."""
    # An adverb in front of the sentence is the writer's, whoever speaks in it.
    whole = case.claim.text if kind != "adverbs" else case.claim.text[:at]
    return bool(QUOTE.search(case.claim.text, 0, at) or attributed.pattern.search(whole))
