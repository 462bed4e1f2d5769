"""Puts a stronger quantifier where the claim and its source have the same one.

Kinds: "how many" (all for some, most for many, many for a few), "how great" (hundreds for dozens, and
dozens for hundreds), "how often" (always for often), "how single" ("the only" for "a").

Refuses a quantifier that the nearest source sentences do not hold of the same noun, one whose
replacement they hold as well, and what is negated or quoted.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from fidelity.mutate.grounds import grounds, in_quotes
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.types import Claim

MANY = {
    "some of": ("all of", "most of"), "some": ("all", "most", "many"),
    "several": ("many", "most", "all"),
    "a few": ("many", "most"), "a number of": ("most", "all"), "a handful of": ("many", "hundreds of"),
    "many of": ("most of", "all of"), "many": ("most", "all"), "most of": ("all of",), "most": ("all",),
    "a majority of": ("all",), "the majority of": ("all",), "nearly all": ("all",), "almost all": ("all",),
    "almost every": ("every",), "part of": ("all of",), "much of": ("all of",), "few": ("many", "most"),
}  # fmt: skip
GREAT = {
    "dozens of": ("hundreds of", "thousands of"), "hundreds of": ("thousands of", "dozens of", "millions of"),
    "thousands of": ("millions of", "hundreds of", "dozens of"),
    "millions of": ("billions of", "thousands of"),
    "scores of": ("hundreds of",), "tens of thousands of": ("millions of", "hundreds of"),
}  # fmt: skip
OFTEN = {
    "sometimes": ("always", "often"), "occasionally": ("often", "always"), "often": ("always",),
    "usually": ("always",), "frequently": ("always",), "rarely": ("often", "usually"),
    "generally": ("always",),
    "regularly": ("constantly",), "typically": ("always",),
}  # fmt: skip
KINDS = (("how many", MANY), ("how great", GREAT), ("how often", OFTEN))
SINGLE = re.compile(r"(?:(?<=\bis )|(?<=\bas )|(?<=\bbe )|(?<=\bwas )|(?<=\bare ))(an?) ([^\W\d_]{4,})\b")
ALONE = re.compile(r"\b(?:first|only|sole|last|one of|unique)\b", re.IGNORECASE)
# Not how many, but about how many or how much: "some 300", "most famous", "the most".
OTHER_USE = re.compile(r" (?:\d|one\b|two\b|three\b|\w+ly\b|other\b|of (?:the )?(?:time|way)\b)")
NEGATED = re.compile(
    r"\b(?:not|no|never|n['’]t|the|than|very|too|so|how|as|at|a|tens of|hundreds of) $", re.IGNORECASE
)


@operator("shifted-quantifier", rule="F206")
def shifted_quantifier(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Shift one quantifier of a claim."""
    for claim in pair.story.heads:
        near = grounds(pair, claim.text, 0.5)
        if not near or claim.text.endswith("?"):
            continue
        for kind, table in KINDS:
            yield from _shifted(claim, near, kind, table, rng)
        yield from _single(claim, near, rng)


def _shifted(
    claim: Claim, near: Sequence[str], kind: str, table: dict[str, tuple[str, ...]], rng: random.Random
) -> Iterator[Edit]:
    text = claim.text
    phrases = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{phrases})\b(?= ([^\W\d_]+))", text, re.IGNORECASE):
        was, noun = match.group(), match.group(1).lower()
        if NEGATED.search(text[max(0, match.start() - 14) : match.start()]) or in_quotes(text, match.start()):
            continue
        if OTHER_USE.match(text, match.end()) or (was.lower() == "most" and not noun.endswith("s")):
            continue
        same = re.compile(rf"\b{re.escape(was)} (?:[^\W\d_]+ )?{re.escape(noun)}\b", re.IGNORECASE)
        if not any(same.search(sentence) for sentence in near):
            continue
        fair = [other for other in table[was.lower()] if not _holds(other, near)]
        if fair:
            now = rng.choice(fair)
            yield Edit(
                in_claim(claim, *match.span()), now.capitalize() if was[0].isupper() else now, kind=kind
            )


def _holds(phrase: str, near: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(phrase)}\b", sentence, re.IGNORECASE) for sentence in near)


def _single(claim: Claim, near: Sequence[str], rng: random.Random) -> Iterator[Edit]:
    """Say "the first" or "the only" for "a"."""
    if ALONE.search(claim.text) or any(ALONE.search(sentence) for sentence in near):
        return
    for match in SINGLE.finditer(claim.text):
        same = re.compile(rf"\b{match.group(1)} {re.escape(match.group(2))}\b", re.IGNORECASE)
        if in_quotes(claim.text, match.start()) or not any(same.search(sentence) for sentence in near):
            continue
        if match.group(2) in {
            "member",
            "total",
            "result",
            "number",
            "part",
            "kind",
            "bit",
            "further",
            "record",
            "long",
        }:
            continue
        now = rng.choice(("the first", "the only"))
        yield Edit(in_claim(claim, *match.span(1)), now, kind="how single")
