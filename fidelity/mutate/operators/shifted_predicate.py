"""Says more than the source: "killed" for "injured", "convicted of" for "charged with".

Kinds: "verb" for one verb in the same form, "phrase" for several words, certainty among them ("is
certain to" for "may"); ", held back" where the rules' lists are kept without the pair.

Refuses where the stronger word stands in the claim or in the source sentences it comes from, where
the result would not be English ("planned to" for "completed to"), and quotations.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.grounds import grounds, in_quotes
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.opposites import phrases, stronger_than
from fidelity.types import Claim

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# A stronger verb does not take what the weaker one takes.
TAKES = re.compile(r" (?:to|as|that|for|with|over|into|how|whether|from|up|off|out|back|away|n['’]t)\b")
# Not the verb, but a noun or adjective of the same form.
NOUN = re.compile(
    r"\b(?:the|a|an|its|his|her|their|this|that|no|of|in|for|at|on|with|under|per|each|new|first)$",
    re.IGNORECASE,
)
# Behind these "may" and "could" are something else than a forecast.
MODAL = re.compile(r"\b(?:may|might|could)$")
NOT_AFTER = re.compile(r" (?:not|never|have|only|no|well|also|possibly|potentially|even)\b")


@operator("shifted-predicate", rule="F205")
def shifted_predicate(pair: Pair, _: random.Random) -> Iterator[Edit]:
    """Replace a predicate by a stronger one."""
    for claim in pair.story.heads:
        near = " ".join(grounds(pair, claim.text)).lower()
        if near and not claim.text.endswith("?"):
            yield from _verbs(claim, near)
            yield from _phrases(claim, near)


def _verbs(claim: Claim, near: str) -> Iterator[Edit]:
    for match in WORD.finditer(claim.text):
        before, behind = claim.text[: match.start()].rstrip(), claim.text[match.end() :]
        changes = stronger_than(match.group())
        if not changes or NOUN.search(before) or TAKES.match(behind) or in_quotes(claim.text, match.start()):
            continue
        for change in changes:
            if not _known(change.word, near, claim):
                kind = "verb, held back" if change.held_back else "verb"
                yield Edit(in_claim(claim, *match.span()), change.word, kind=kind)


def _phrases(claim: Claim, near: str) -> Iterator[Edit]:
    for weak, change in phrases():
        match = re.search(rf"\b{weak}\b(?!-)", claim.text)
        if not match or in_quotes(claim.text, match.start()):
            continue
        if NOUN.search(claim.text[: match.start()].rstrip()):
            continue
        if MODAL.search(match.group()) and NOT_AFTER.match(claim.text, match.end()):
            continue
        key = next(
            word
            for word in change.word.split()
            if word not in {"is", "are", "has", "have", "about", "will", "were"}
        )
        if not _known(key, near, claim):
            kind = "phrase, held back" if change.held_back else "phrase"
            yield Edit(in_claim(claim, *match.span()), change.word, kind=kind)


def _known(word: str, near: str, claim: Claim) -> bool:
    """Whether the stronger word is there already, in any form."""
    root = word[: max(4, len(word) - 3)]
    return re.search(rf"\b{root}", f"{near} {claim.text.lower()}") is not None
