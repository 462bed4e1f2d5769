"""Words in quotation marks that the source does not have so.

What: a quotation of the claim is compared with the whole source, word for word. Free are the form
of the marks, white space, the case of letters, final punctuation, ellipses, words in brackets, and
a speaker named in between. Where the source has nearly these words, those that differ are flagged;
where it has nothing near, the quotation is. An error where the words are nearly the source's.

Why: quotation marks promise that somebody said exactly this. A word changed in them is a false
quotation, however small the change.

Flagged: '"We will close the school," she said.' beside '"We will open the school," she said.'

Clean: '"We will ... open [it]," she said.' beside '"We will, I hope, open the school," she said.'

Known misses: a spelling of one word that is only written apart ("co operation"); a title that the
source does not have at all (F302 sees names); quotations of other sources than those given.

Options: near, the share of words from which a place counts as the quotation's; shortest, the words
that a quotation must have to be flagged where the source has nothing near.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.speech.quotations import Quotation, QuotationKind
from fidelity.analysis.speech.verbatim import Difference, Match, place_of, quotable
from fidelity.rule import ClaimCase, rule
from fidelity.text.words import words
from fidelity.types import Finding, Fix, Severity
from fidelity.wording import shortened

# Shares are 0..1. All were set by reading what `python -m benchmarks.rules --show F305` prints; what they
# come to is measured in benchmarks/results/rules.json.
#
# Without its second mark it may be no quotation: so much of its words must be equal in the source.
OPEN = 0.8
# So many words of a quotation must be equal in the source, by kind: a few may be chance, and titles share
# words.
KEPT = {QuotationKind.SPEECH: 2, QuotationKind.SCARE: 2, QuotationKind.TITLE: 3}
# Confidence: that words were altered, so much more than the share of them that is equal; and that nobody said
# them, where the source has nothing near.
MORE, NOWHERE = 0.1, 0.7
# More differences than this are one finding, on the whole quotation.
SEVERAL = 3
# So many characters of the source or of the claim are quoted in a message.
SHOWN = 60


@rule(
    "F305",
    "altered-quote",
    severity=Severity.ERROR,
    needs=("language",),
    implies=("F101", "F102", "F301", "F302", "F303", "F304", "F307", "F205", "F206", "F306"),
    options={"near": 0.6, "shortest": 4},
)
def altered_quote(case: ClaimCase) -> Iterator[Finding]:
    """Flag quotations of a claim that are not verbatim in any source."""
    for quotation in case.text.quotations:
        quoted, is_speech = case.said(quotation.inner), quotation.kind is QuotationKind.SPEECH
        if quotation.depth or not quotable(quoted):
            continue
        number, match = case.analysed.find(quoted)
        if match and match.verbatim:
            continue
        least = case.options["near"] if quotation.whole else OPEN
        if match and match.share >= least and _holds(quotation, match):
            quoted_there = case.analysed.each[number].joined.is_quoted(*match.span)
            # A scare quote or a title may hold words that the source uses elsewhere.
            if quoted_there or is_speech or not case.analysed.has_forms_of(quoted):
                yield from _altered(case, quotation, match, number)
        elif quotation.is_somebodys(case.claim.text) and quotable(quoted) >= case.options["shortest"]:
            yield case.flag(
                quotation.unpunctuated(case.claim.text),
                "the source has no such quotation, nor anything near these words",
                severity=Severity.WARNING,
                confidence=NOWHERE,
                help="quote the source's own words, or take off the quotation marks",
            )


def _holds(quotation: Quotation, match: Match) -> bool:
    """Whether a place has enough of the quotation's words; those of a short one in one sentence."""
    first, last = match.sentences
    return match.kept >= KEPT[quotation.kind] and (quotation.kind is QuotationKind.SPEECH or first == last)


def _altered(case: ClaimCase, quotation: Quotation, match: Match, source: int) -> Iterator[Finding]:
    """Yield a finding on each difference, or on the quotation where they are many."""
    inner, fix = quotation.unpunctuated(case.claim.text), None
    if match.parts == 1:
        fix = Fix(safe=True, span=case.claim.rendered.locate(*inner), replacement=match.said)
    places = [(place_of(one, inner, case.text), _message(case, inner, one)) for one in match.differences]
    if len(places) > SEVERAL:
        places = [(inner, f'the source says "{shortened(match.said, SHOWN)}"')]
    for place, message in places:
        yield case.flag(
            place,
            f"not what was said: {message}",
            confidence=match.share + MORE,
            evidence=(case.evidence_at(source, *match.sentences),),
            fix=fix,
            help="quote the source word for word, or take off the quotation marks",
        )


def _message(case: ClaimCase, inner: tuple[int, int], difference: Difference) -> str:
    """Say how a quotation and the source differ in a place."""
    ours = case.said((inner[0] + difference.start, inner[0] + difference.end))
    said, there = shortened(ours, SHOWN), shortened(difference.theirs, SHOWN)
    if not words(ours):
        return f'"{there}" of the source is missing here'
    return f'the source has "{there}" for "{said}"' if there else f'the source does not have "{said}" here'
