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

from collections.abc import Iterator

from fidelity.analysis.correspondence import share_held
from fidelity.analysis.speech.continuation import clause_behind, said_up_to
from fidelity.analysis.speech.quotations import Quotation
from fidelity.analysis.speech.verbatim import Match, quotable
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Fix, Severity
from fidelity.wording import shortened

# How sure a finding is. Set by reading what `python -m benchmarks.rules --show F306` prints; what it comes to
# is measured in benchmarks/results/rules.json.
CONFIDENCE = 0.8
# So many characters of a clause are quoted in a message.
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
    for quotation in case.text.quotations:
        quoted = case.said(quotation.inner)
        if quotation.depth or quotable(quoted) < case.options["shortest"]:
            continue
        for number, source in enumerate(case.analysed.each):
            match = source.find(quoted)
            if match is None or not match.verbatim:
                continue
            clause = clause_behind(source.joined, match, cues)
            if clause and not _goes_on(case, quotation, clause):
                yield _finding(case, quotation, match, number, clause)
            break


def _finding(case: ClaimCase, quotation: Quotation, match: Match, source: int, clause: str) -> Finding:
    whole, fix = said_up_to(match, clause), None
    if match.parts == 1 and not set(whole) & set('"“”'):
        fix = Fix(safe=True, span=case.claim.rendered.locate(*quotation.inner), replacement=whole)
    return case.flag(
        quotation,
        f'the speaker went on: "{shortened(clause, SHOWN)}"',
        confidence=CONFIDENCE,
        evidence=(case.evidence_at(source, *match.sentences),),
        fix=fix,
        help="quote the sentence to its end, or say what the speaker added",
    )


def _goes_on(case: ClaimCase, quotation: Quotation, clause: str) -> bool:
    """Whether the claim, or the one behind it in its block, holds the words of the clause."""
    text, ahead, texts = case.claim.text, case.story.behind(case.claim), case.analysed.texts
    parts = [text[: quotation.start], text[quotation.end :], *([ahead.text] if ahead is not None else [])]
    asked = texts.of(clause)
    held = share_held(asked.content or asked.tokens, texts.of(" ".join(parts)))
    return held >= float(case.options["goes_on"])
