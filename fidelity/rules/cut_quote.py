"""A quotation that stops where its speaker went on with "but", "unless", "if" ...

What: a quotation of the claim is in the source word for word, and right behind its last word, in
the same sentence of the same speech, a word of condition, exception or concession follows. The
claim and the sentence behind it do not go on to say what follows.

Why: "We will keep the school open" is a promise; "we will keep the school open if the state pays"
is none. Nothing in the quotation is false, and still it says what nobody said.

Flagged: '"We will keep the school open," she said.' beside '"We will keep the school open unless
the roof falls in," she said.'

Clean: '"We will keep the school open," she said, unless the roof falls in.' beside the same.

Known misses: a qualifier in the next sentence of the speech, or behind more words that were cut;
a qualification without such a word.

Options: shortest, the words a quotation must have; goes_on, the share of the qualifying clause's
words that the claim must hold to have said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.analysis.correspondence import share_held
from fidelity.analysis.speech.joined import JoinedText
from fidelity.analysis.speech.quotations import Quotation
from fidelity.analysis.speech.verbatim import Match, quotable
from fidelity.lexicon.quoting import Quoting
from fidelity.rule import ClaimCase, rule
from fidelity.text.words import words
from fidelity.types import Finding, Fix, Severity

# What may stand between the last word quoted and the qualifier.
JOINT = re.compile("[\\s,;:\\-\u2013\u2014]*")
STOPS = re.compile(r"[.!?;](?=\s|$|[\"\u201d\u2019'])|\n")
# Characters in which a speaker may be named before the speech goes on, and of a clause.
INTERRUPTION = 80
CLAUSE = 300
# Characters of a clause that a message shows.
SHOWN = 60


@rule(
    "F306",
    "cut-quote",
    severity=Severity.WARNING,
    needs=("quoting",),
    options={"shortest": 4, "goes_on": 0.4},
)
def cut_quote(case: ClaimCase) -> Iterator[Finding]:
    """Flag verbatim quotations that stop before a qualifier of the same sentence."""
    cues = case.lexicon.quoting
    assert cues is not None
    text = case.claim.text
    for quotation in case.text.quotations:
        quoted = text[slice(*quotation.inner)]
        if quotation.depth or quotable(quoted) < case.options["shortest"]:
            continue
        for number, source in enumerate(case.analysed.each):
            match = source.find(quoted)
            if match is None or not match.verbatim:
                continue
            clause = _clause_behind(source.joined, match, cues)
            if clause and not _goes_on(case, quotation, clause):
                yield _finding(case, quotation, match, number, clause)
            break


def _finding(case: ClaimCase, quotation: Quotation, match: Match, source: int, clause: str) -> Finding:
    shown = clause if len(clause) <= SHOWN else clause[:SHOWN].rsplit(" ", 1)[0] + " ..."
    start = match.run.places[match.first][1]
    end = match.run.text.find(clause, match.run.places[match.last][2]) + len(clause)
    whole = match.run.text[start:end]
    fix = None
    if match.parts == 1 and not set(whole) & set('"“”'):
        fix = Fix(safe=True, span=case.claim.rendered.locate(*quotation.inner), replacement=whole)
    return case.flag(
        quotation.start,
        quotation.end,
        f'the speaker went on: "{shown}"',
        confidence=0.8,
        evidence=(case.evidence_at(source, *match.sentences),),
        fix=fix,
        help="quote the sentence to its end, or say what the speaker added",
    )


def _clause_behind(theirs: JoinedText, match: Match, cues: Quoting) -> str:
    """Return the clause behind a place that begins with a qualifier, or ""."""
    at = match.run.places[match.last][2]
    last = words(match.run.said(match.last, match.last))[-1].key
    spoken = next((q for q in theirs.quotations if q.depth == 0 and q.inner[0] <= at <= q.end), None)
    end = len(theirs.text)
    if spoken and at < spoken.inner[1]:
        end = spoken.inner[1]
    if spoken and not any(char.isalnum() for char in theirs.text[at : spoken.inner[1]]):
        # '..., " she said, "but ...': the speech goes on in the next quotation of the sentence.
        ahead = next((q for q in theirs.quotations if q.depth == 0 and q.start >= spoken.end), None)
        between = theirs.text[at : ahead.inner[0]] if ahead else ""
        if ahead is None or len(between) > INTERRUPTION or STOPS.search(between):
            return ""
        at, end = ahead.inner
    rest = theirs.text[at : min(end, at + CLAUSE)]
    joint = JOINT.match(rest)
    found = cues.qualifiers.pattern.match(rest, joint.end() if joint else 0)
    if found is None or last in cues.bound:
        return ""
    quoted = {word.key for word in words(match.run.said(match.first, match.last))}
    if not quoted.isdisjoint(cues.excepted):
        return ""
    clause = rest[found.start() :]
    stop = STOPS.search(clause)
    clause = (clause[: stop.start()] if stop else clause).rstrip(" ,")
    inside = words(clause)[len(words(found.group())) :]
    return clause if inside and inside[0].key not in cues.continued else ""


def _goes_on(case: ClaimCase, quotation: Quotation, clause: str) -> bool:
    """Whether the claim, or the one behind it in its block, holds the words of the clause."""
    number = next(at for at, claim in enumerate(case.story.claims) if claim.id == case.claim.id)
    said = case.claim.text[: quotation.start] + " " + case.claim.text[quotation.end :]
    ahead = case.story.claims[number + 1 : number + 2]
    said += "".join(f" {claim.text}" for claim in ahead if claim.block == case.claim.block)
    behind = case.analysed.texts.of(clause)
    held = share_held(behind.content or behind.tokens, case.analysed.texts.of(said))
    return held >= float(case.options["goes_on"])
