"""Makes a fact of what the source only expects, plans, thinks possible or has from hearsay.

Two kinds. "claim": the hedge of a claim is dropped ("could rise" -> "will rise", "reportedly" left
out). "copied": a hedged sentence of the source is put at the story's end without its hedge, since
few stories hedge.

Refuses where the source states the same plainly, in questions and conditions, and "could" for
"was able to".
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fidelity.mutate.grounds import content, grounds, in_quotes, similar
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.types import Span

# What is replaced, by what; \1 is the words that are a fact afterwards.
ADVERBS = "reportedly|allegedly|possibly|apparently|probably|presumably|perhaps|supposedly|purportedly"
AHEAD = "expected|likely|predicted|projected|forecast|poised|due"
HEARD = r"(?:widely )?(?:believed|thought|understood|said|rumou?red|alleged|reported|reputed)"
BARE = (
    r"((?!not\b|do\b|see\b|hear\b|find\b|get\b|your\b|the\b|n't|have\b|only\b|never\b|no\b|well\b)"
    r"[a-z]+)"
)
DROPS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (
            rf"(?<![Aa]ll [IiWw] )(?<!so )\b(?:could|might|may)(?: well| possibly| potentially)? {BARE}",
            r"will \1",
        ),
        (r"\b(?:may|might) have been\b", "was"),
        (rf"\b(?:is|are) (?:widely )?(?:{AHEAD}) to {BARE}", r"will \1"),
        (
            (
                rf"(?<!the )(?<!The )(?<!\ba )(?<!its )(?<!his )(?<!new )"
                rf"\b(?:hopes?|plans?|intends?|aims?) to {BARE}"
            ),
            r"will \1",
        ),
        (rf"\b(?:is|are) (?:hoping|planning|aiming|considering plans) to {BARE}", r"will \1"),
        (rf"\bis {HEARD} to be\b", "is"),
        (rf"\bare {HEARD} to be\b", "are"),
        (rf"\bwas {HEARD} to be\b", "was"),
        (rf"\bwere {HEARD} to be\b", "were"),
        (rf"\bis {HEARD} to have been\b", "was"),
        (rf"\bare {HEARD} to have been\b", "were"),
        (r"\b(?:appears|seems) to be\b", "is"),
        (r"\b(?:appear|seem) to be\b", "are"),
        (r"\b(?:appears|seems) to have been\b", "was"),
        (rf"\b(?:{ADVERBS}) ([a-z]+(?: [a-z]+)?)", r"\1"),
    )
)
# Any sign that the statement is not the writer's fact for another reason, or is hedged twice.
OTHER = re.compile(
    r"\b(?:if|unless|whether|would|should|can|could|(?-i:may)|might|expect\w*|likely|plan\w*|hop(?:e|es|ed|ing)"
    r"|intend\w*|believ\w*|thought|think\w*|seem\w*|appear\w*|reported\w*|alleged\w*|apparent\w*|possibl\w*"
    r"|probabl\w*|perhaps|presumabl\w*|suppos\w*|purport\w*|rumou?r\w*|aim\w*|predict\w*|forecast\w*|claim\w*"
    r"|suggest\w*|potential\w*|what|who|how|why|warn\w*|fear\w*|doubt\w*|not|n't|never)\b|n['’]t\b",
    re.IGNORECASE,
)
WHOLE = re.compile(r"[A-Z][^\n\"“”]{30,220}[a-z0-9)]\.")
PRONOUN = re.compile(
    r"(?:He|She|It|They|But|And|This|That|These|Those|His|Her|Their|Its|So|Or|Yet|We|I|You)\b"
)
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class _Drop:
    start: int
    end: int
    text: str


@operator("dropped-hedge", rule="F202")
def dropped_hedge(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Drop a hedge of the story, or copy a hedged source sentence without its hedge."""
    for claim in pair.story.heads:
        for drop in _drops(claim.text):
            if _hedged(pair, claim.text) and not _stated(pair, claim.text):
                yield Edit(in_claim(claim, drop.start, drop.end), drop.text, kind="claim")
    if not pair.story.claims:
        return
    end = pair.story.claims[-1].span.end
    for source in pair.sources:
        for sentence in source.sentences:
            text = sentence.text
            if sentence.heading or not WHOLE.fullmatch(text) or PRONOUN.match(text) or _stated(pair, text):
                continue
            drops = list(_drops(text))
            if drops:
                drop = rng.choice(drops)
                copied = f" {text[: drop.start]}{drop.text}{text[drop.end :]}"
                at = drop.start + 1
                yield Edit(Span(end, end), copied, at, at + len(drop.text), "copied")


def _drops(text: str) -> Iterator[_Drop]:
    """Yield every way to make the sentence a fact: it has one hedge, and no other reason for doubt."""
    if text.endswith("?"):
        return
    for pattern, becomes in DROPS:
        for match in pattern.finditer(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            if in_quotes(text, match.start()) or OTHER.search(rest):
                continue
            yield _Drop(*match.span(), match.expand(becomes))


def _hedged(pair: Pair, text: str) -> bool:
    """Whether the source sentences that the claim comes from hedge, as far as their words tell."""
    near = grounds(pair, text, 0.5)
    return bool(near) and all(OTHER.search(sentence) for sentence in near)


def _stated(pair: Pair, text: str) -> bool:
    """Whether a sentence of the source says much the same without any hedge."""
    asked = content(text)
    return any(
        similar(asked, sentence.text) >= ALIKE and not OTHER.search(sentence.text)
        for source in pair.sources
        for sentence in source.sentences
    )
