"""Turns a statement around: a negation put in or taken out, or a word changed into its opposite.

Kinds: "negation inserted" ("did not approve", "is no longer"), "negation removed", "antonym", and
"antonym, held back" for pairs that the rules' lists are kept without.

Refuses what has nothing like it in the source, quotations, questions, and an opposite that stands in
the claim or in the source sentences it comes from (both may then be true).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.grounds import grounds, in_quotes
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.opposites import opposites_of
from fidelity.mutate.verbs import COMMON, base_of_past, forms
from fidelity.types import Claim

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NEGATORS = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|fail\w*|refus\w*|den(?:y|ie[sd]|ying)|unable"
    r"|reject\w*|lack\w*|stop\w*|prevent\w*|unlikely|barely|hardly)\b|n['’]t\b",
    re.IGNORECASE,
)
AUXILIARY = re.compile(
    r"(?<=[\w)] )(?:is|are|was|were|will|would|can|has been|have been|had been|should|must)"
    r"(?= (?!not\b|no\b|never\b|only\b|just\b|also\b|to\b)[a-z])"
)
PERFECT = re.compile(r"(?<=[\w)] )(?:has|have|had)(?= [a-z]+(?:ed|wn|en)\b)")
PAST = re.compile(rf"(?<=[\w)] )(?:{'|'.join(sorted({forms(base).past for base in COMMON}))})(?= (?!by\b)\w)")
# In front of a participle, not of the sentence's verb.
PARTICIPLE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|has|have|had|the|a|an|of|to|and|or|who|which|that|by|in|get|got|gets|not|when"
    r"|newly|recently|\d+|its|his|her|their|after|for|with|at|from|on|he|she)$"
)
REMOVED = (
    (
        re.compile(r"\b(is|are|was|were|has|have|had|will|would|could|should|must) not\b(?! only| just)"),
        r"\1",
    ),
    (re.compile(r"\b(is|are|was|were|has|have|had|would|could|should)n['’]t\b"), r"\1"),
    (re.compile(r"\bcan(?:not|['’]t)\b"), "can"),
    (re.compile(r"\bwon['’]t\b"), "will"),
    (re.compile(r"\b(do|does|did)(?: not|n['’]t)\b"), r"\1"),
    (re.compile(r"\bnever\b "), ""),
    (re.compile(r"\b(there (?:is|was)|had|has|with) no\b"), r"\1"),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\b(?:failed|refused) to ([a-z]+)\b"), None),
)
HELD = {False: "antonym", True: "antonym, held back"}
# An opposite changes nothing behind these, or another thing ("at first", "45-year-old", "the remaining").
IDIOM = re.compile(r"\b(?:at|so|as|right|all|no|not|wide|even|very|ever|years?|months?|weeks?)$|-$")
ADJECTIVE = re.compile(r"\b(?:the|a|an|its|his|her|their|of|and|with|newly|in|by)$")
# Words that have this opposite only in front of these, or behind them.
BEHIND = {"more": re.compile(r" (?:than|[a-z]+s)\b"), "fewer": re.compile(r" (?:than|[a-z]+s)\b")}
BEFORE = {"first": re.compile(r"\b(?:the|his|her|its|their)$"), "last": re.compile(r"\b(?:the)$")}


@operator("flipped-polarity", rule="F307")
def flipped_polarity(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Turn claims around, in one place each."""
    for claim in pair.story.heads:
        near = " ".join(grounds(pair, claim.text))
        if not near or claim.text.endswith("?"):
            continue
        inserted = [] if NEGATORS.search(near + claim.text) else list(_inserted(claim, rng))
        if inserted:
            yield rng.choice(inserted)
        yield from _removed(claim, near)
        yield from _opposed(claim, near)


def _inserted(claim: Claim, rng: random.Random) -> Iterator[Edit]:
    for match in (*AUXILIARY.finditer(claim.text), *PERFECT.finditer(claim.text)):
        if in_quotes(claim.text, match.start()):
            continue
        first, _, rest = match.group().partition(" ")
        negator = rng.choice(("not", "not", "never" if first not in {"can", "must"} else "not"))
        text = "cannot" if match.group() == "can" else f"{first} {negator} {rest}".rstrip()
        start = 0 if text == "cannot" else len(first) + 1
        end = len(text) if text == "cannot" else start + len(negator)
        yield Edit(in_claim(claim, *match.span()), text, start, end, "negation inserted")
    for match in PAST.finditer(claim.text):
        before = claim.text[: match.start()].rstrip()
        base = base_of_past(match.group())
        if base is None or PARTICIPLE.search(before) or in_quotes(claim.text, match.start()):
            continue
        text = f"{rng.choice(('did not', 'did not', 'failed to', 'never'))} {base}"
        if text.startswith("never"):
            text = f"never {match.group()}"
        yield Edit(in_claim(claim, *match.span()), text, kind="negation inserted")


def _removed(claim: Claim, near: str) -> Iterator[Edit]:
    """Take a negation out, where the source has one."""
    if not NEGATORS.search(near):
        return
    for pattern, becomes in REMOVED:
        for match in pattern.finditer(claim.text):
            if in_quotes(claim.text, match.start()) or NEGATORS.search(claim.text, match.end()):
                continue
            if becomes == "":  # "never": the word behind it is what turns
                behind = WORD.match(claim.text, match.end())
                if behind:
                    span = in_claim(claim, match.start(), behind.end())
                    yield Edit(span, behind.group(), kind="negation removed")
                continue
            # The place is what the reader meets instead, with the word that it turns.
            text = match.expand(becomes) if becomes else forms(match.group(1)).past
            behind = re.compile(r" [^\W\d_]+(?: [^\W\d_]+)?").match(claim.text, match.end())
            end = behind.end() if behind else match.end()
            span = in_claim(claim, match.start(), end)
            yield Edit(span, text + claim.text[match.end() : end], kind="negation removed")


def _opposed(claim: Claim, near: str) -> Iterator[Edit]:
    """Change a word into its opposite."""
    known = {word.lower() for word in WORD.findall(f"{near} {claim.text}")}
    for match in WORD.finditer(claim.text):
        word = match.group()
        if not word.islower() or in_quotes(claim.text, match.start()) or not _fits(claim.text, match):
            continue
        for change in opposites_of(word):
            if change.word in known:
                continue
            article = re.search(r"\b(an?) $", claim.text[: match.start()])
            start, text = match.start(), change.word
            if article:
                start = article.start()
                text = f"{'an' if change.word[0] in 'aeiou' else 'a'} {change.word}"
            at = len(text) - len(change.word)
            yield Edit(in_claim(claim, start, match.end()), text, at, kind=HELD[change.held_back])


def _fits(text: str, match: re.Match[str]) -> bool:
    """Whether the word is used in the sense that has the opposite, as far as its neighbours tell."""
    word, before = match.group(), text[: match.start()].rstrip(" ")
    if IDIOM.search(before) or (word.endswith(("ed", "ing")) and ADJECTIVE.search(before)):
        return False
    if word in BEHIND and not BEHIND[word].match(text, match.end()):
        return False
    return text[match.end() : match.end() + 1] != "-" and (
        word not in BEFORE or bool(BEFORE[word].search(before))
    )
