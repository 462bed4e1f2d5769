"""Puts a judgement into a story that reports: in front of a claim, behind it, or as a sentence.

Kinds: "adverb" ("Sadly, ..."), "apposition" (", a masterstroke."), "sentence" ("This is a wake-up
call."), "demand" ("The government must act now.").

Refuses stories whose source uses the same words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.types import Claim, Span

ADVERBS = (
    "Sadly",
    "Unfortunately",
    "Thankfully",
    "Disappointingly",
    "Outrageously",
    "Regrettably",
    "Fortunately",
    "Shockingly",
    "Predictably",
    "Encouragingly",
    "Inexcusably",
    "Mercifully",
)
APPOSITIONS = (
    "a masterstroke",
    "a disgrace",
    "a brilliant move",
    "which is simply wrong",
    "a welcome step",
    "a terrible mistake",
    "a betrayal of everyone involved",
    "which was long overdue",
    "an absolute scandal",
    "a remarkable achievement",
    "a stroke of genius",
    "a shameful episode",
    "which nobody could excuse",
    "an inspiring example for us all",
)
SENTENCES = (
    "This is a wake-up call.",
    "It is a disgrace.",
    "That was a masterstroke.",
    "This is nothing short of a scandal.",
    "It is hard to imagine a more foolish decision.",
    "This is wonderful news for everybody.",
    "The whole affair is deeply troubling.",
    "It is a shame that it took so long.",
    "This sets a dangerous precedent.",
    "Nobody can be proud of this.",
    "It is an inspiring story of courage and hope.",
    "This is a step in the right direction.",
)
DEMANDS = (
    "The authorities should be ashamed.",
    "This must never happen again.",
    "Those responsible should resign at once.",
    "Everyone ought to take notice.",
    "Politicians need to wake up.",
    "We should all be grateful for that.",
)
LOWERED = frozenset(
    """
    The A An This These Two Three Some It He She They In On At His Her As When While After For Over But More
    """.split()
)


@operator("opinion-as-fact", rule="F103")
def opinion_as_fact(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Add one judgement to a claim, or behind the last one."""
    source = pair.source_text.lower()
    for claim in pair.story.heads:
        yield from _adverb(claim, rng.choice(ADVERBS), source)
        end = re.search(r"[.!]$", claim.text)
        said = rng.choice(APPOSITIONS)
        if end and not _known(said, source):
            yield Edit(in_claim(claim, *end.span()), f", {said}.", 2, len(said) + 2, "apposition")
    if pair.story.claims:
        last = pair.story.claims[-1].span.end
        for kind, choices in (("sentence", SENTENCES), ("demand", DEMANDS)):
            said = rng.choice(choices)
            if pair.story.document.text[:last].rstrip().endswith((".", "!")) and not _known(said, source):
                yield Edit(Span(last, last), f" {said}", 1, len(said) + 1, kind)


def _adverb(claim: Claim, adverb: str, source: str) -> Iterator[Edit]:
    first = re.match(r"[^\W\d_]+", claim.text)
    if first and first.group()[0].isupper() and not _known(adverb, source):
        word = first.group().lower() if first.group() in LOWERED else first.group()
        yield Edit(in_claim(claim, *first.span()), f"{adverb}, {word}", 0, len(adverb), "adverb")


def _known(said: str, source: str) -> bool:
    """Whether the source has the longest word of the judgement itself."""
    return max(re.findall(r"[a-z-]+", said.lower()), key=len) in source
