"""Puts hearsay into a claim that the source states as a fact, or attributes by name.

Adverbs beside the first verb, at the beginning or at the end; phrases ("according to unconfirmed
reports"); "is said to be" for "is".

Refuses claims that are hedged or relayed already, or whose nearest source sentences leave room for
hearsay: unnamed sources, what is claimed, alleged, believed or reported.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.grounds import grounds, in_quotes
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.verbs import COMMON, forms
from fidelity.types import Claim

LOWERED = frozenset("The A An This These Two Three Some It He She They In On At His Her".split())
ADVERBS = ("reportedly", "allegedly", "purportedly", "supposedly", "apparently", "ostensibly")
OPENERS = (
    "According to unconfirmed reports, ",
    "Reportedly, ",
    "Reports suggest that ",
    "It is rumored that ",
    "Allegedly, ",
    "According to rumors, ",
    "Unconfirmed reports say that ",
    "It is claimed that ",
    "According to some reports, ",
    "Apparently, ",
    "Rumor has it that ",
    "Word is that ",
    "Reports have it that ",
)
CLOSERS = (
    ", according to unconfirmed reports",
    ", reportedly",
    ", according to rumors",
    ", it is claimed",
    ", if reports are to be believed",
    ", or so it is said",
    ", sources say",
)
SAID = {
    "is": "is said to be",
    "are": "are reported to be",
    "was": "was said to be",
    "were": "were believed to be",
    "has been": "is understood to have been",
    "have been": "are alleged to have been",
    "will be": "is rumored to be",
}
PASTS = "|".join(sorted({forms(base).past for base in COMMON if forms(base).past != base}))
# A verb in the middle of a sentence: behind an auxiliary, or a past form behind a noun or name.
AUXILIARY = re.compile(
    r"(?<=[\w)] )(?:was|were|is|are|has been|have been|has|have|had|will be|will)(?= [a-z])"
)
PAST = re.compile(rf"(?<=[\w)] )(?:{PASTS})(?= (?!by\b)\w)")
ROOM = re.compile(
    r"\b(?:reported(?:ly)?|reports?|reporting|alleg\w*|purported\w*|suppos\w*|apparent\w*|rumou?r\w*|unconfirmed"
    r"|claim\w*|believ\w*|thought|suspect\w*|accus\w*|understood|sources?|unnamed|anonym\w*"
    r"|familiar with|is said|are said"
    r"|was said|were said|speculat\w*|seem\w*|appear\w*|likely|probabl\w*|possib\w*|perhaps"
    r"|(?-i:may)|might|could|would"
    r"|suggest\w*|expected|considered|indicat\w*|insist\w*|testif\w*|charged|argu\w*|prosecutors|witness\w*"
    r"|whether|unclear|maintain\w*|tweet\w*|leaked|quoted|ostensib\w*|hint\w*|assert\w*|estimat\w*|denie[sd]|if)\b",
    re.IGNORECASE,
)


@operator("added-hedge", rule="F201")
def added_hedge(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Hedge a claim in one of several ways."""
    for claim in pair.story.heads:
        near = grounds(pair, claim.text)
        if not near or claim.text.endswith("?") or any(ROOM.search(text) for text in (claim.text, *near)):
            continue
        verb = next((match for match in _verbs(claim) if not in_quotes(claim.text, match.start())), None)
        if verb is None:
            continue
        yield from _beside(claim, verb, rng)
        yield from _around(claim, rng)


def _verbs(claim: Claim) -> list[re.Match[str]]:
    matches = [*AUXILIARY.finditer(claim.text), *PAST.finditer(claim.text)]
    return sorted(matches, key=lambda match: match.start())


def _beside(claim: Claim, verb: re.Match[str], rng: random.Random) -> Iterator[Edit]:
    """Put an adverb beside the verb; say "is said to be" for "is"."""
    adverb, said = rng.choice(ADVERBS), verb.group()
    place = in_claim(claim, *verb.span())
    if verb.re is PAST:
        yield Edit(place, f"{adverb} {said}", 0, len(adverb), "adverb")
        return
    first, _, rest = said.partition(" ")
    text = f"{first} {adverb} {rest}".rstrip()
    yield Edit(place, text, len(first) + 1, len(first) + 1 + len(adverb), "adverb")
    if said in SAID:
        yield Edit(place, SAID[said], kind="is said to")


def _around(claim: Claim, rng: random.Random) -> Iterator[Edit]:
    """Hedge the whole sentence, in front or behind."""
    text = claim.text
    head = re.match(r"[^\W\d_]+", text)
    if head and not text.isupper():
        opener = rng.choice(OPENERS)
        lower = head.group() in LOWERED
        word = head.group().lower() if lower else head.group()
        yield Edit(in_claim(claim, *head.span()), f"{opener}{word}", 0, len(opener.rstrip(" ,")), "in front")
    end = re.search(r"[.!]$", text)
    if end:
        closer = rng.choice(CLOSERS)
        yield Edit(in_claim(claim, *end.span()), f"{closer}.", 2, len(closer), "behind")
