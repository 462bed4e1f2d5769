"""A hedge that the source does not have: "reportedly", "allegedly", "is said to", "may" ...

What: the claim is well matched by a passage that states the matter as a fact or attributes it by
name; the claim adds hearsay or doubt of its own.

Why: "35 towns reportedly signed" tells readers that nobody stands behind it. If the source says who
announced it, the hedge is false, and often it is what a model writes when it is not sure.

Flagged: "The two banks reportedly merged." beside "The two banks merged on Monday."

Clean: the same claim beside "The two banks merged, people familiar with the matter said."

Known misses: a hedge where the source hedges another part of the same passage, or relays what is
claimed, told or reported; a claim in words of its own.

Options: kinds, the kinds of hedge that are flagged: "hearsay", "doubt", "modal"; recall, the share
of the claim's words, and of those beside the hedge, that a passage must hold to be about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.rule import ClaimCase, rule
from fidelity.text.matching import ClaimWords, SentenceIndex, claim_words
from fidelity.text.words import phrase_pattern
from fidelity.types import Evidence, Finding, Severity

# Which cues in a passage make a kind of hedge fair.
FAIR = {"hearsay": "hearsay", "doubt": "doubt", "modal": "doubt"}

# A passage this near in meaning (cosine) is asked for hedges even if it has other words.
SEMANTIC = 0.7
# Content words on each side of the hedge that are what it is about.
AROUND = 3


@rule(
    "F201",
    "added-hedge",
    severity=Severity.ERROR,
    options={"kinds": ["hearsay"], "recall": 0.5},
    choices={"kinds": tuple(FAIR)},
)
def added_hedge(case: ClaimCase) -> Iterator[Finding]:
    """Flag hedges of a claim that none of its evidence makes fair."""
    for kind in case.options["kinds"]:
        pattern = phrase_pattern(case.lexicon.hedges[kind])
        for found in pattern.finditer(case.claim.text):
            evidence = _stated(case, kind, found)
            if evidence is None:
                continue
            said = found.group()
            yield case.flag(
                *found.span(),
                f'"{said}" is not in the source, which states this without a hedge',
                confidence=min(1.0, evidence.score + 0.2),
                evidence=(evidence,),
                help=f'say it without "{said}", or name who says so',
            )


def _stated(case: ClaimCase, kind: str, hedge: re.Match[str]) -> Evidence | None:
    """Return the passage that states the claim without a hedge, or None if any hedges it.

    Every passage that may be about the claim is asked: one that hedges is enough to stay silent.
    """
    fair = phrase_pattern(case.lexicon.source_hedges[FAIR[kind]])
    own = phrase_pattern(case.lexicon.hedges[kind])
    best: Evidence | None = None
    for evidence in case.judgement.evidence:
        close = evidence.lexical >= case.options["recall"]
        if not close and (evidence.semantic or 0.0) < SEMANTIC:
            continue
        text = case.text_of(evidence)
        if fair.search(text) or own.search(text):
            return None
        if close and best is None and _states(case, hedge, evidence):
            best = evidence
    return best


def _states(case: ClaimCase, hedge: re.Match[str], evidence: Evidence) -> bool:
    """Whether one sentence of the passage holds most of the words around the hedge."""
    around = claim_words(case.claim.text, case.lexicon)
    before = [at for at, word in enumerate(around.words) if word.end <= hedge.start()]
    behind = [at for at, word in enumerate(around.words) if word.start >= hedge.end()]
    near = [*before[-AROUND:], *behind[:AROUND]]
    asked = ClaimWords(tuple(around.words[at] for at in near), tuple(around.keys[at] for at in near))
    sentences = case.sources[evidence.source].sentences[evidence.first : evidence.last + 1]
    index = SentenceIndex([sentence.text for sentence in sentences], case.lexicon)
    ((found, _),) = index.matches([asked])
    return bool(near) and float((found > 0).mean(axis=0).max()) >= case.options["recall"]
