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
from fidelity.analysis.speech.verbatim import Difference, Match, quotable
from fidelity.analysis.text import AnalysedText
from fidelity.rule import ClaimCase, rule
from fidelity.text.stems import stem
from fidelity.text.words import words
from fidelity.types import Finding, Fix, Severity
from fidelity.wording import shortened

# Set by reading what `python -m benchmarks.rules --show F305` prints; what they come to is measured in
# benchmarks/results/rules.json.
# Where one of the marks is missing, its words must be this near to a place to be a quotation at all.
OPEN = 0.8
# Words that a quotation and its place must share: few may be chance, and titles share their words.
KEPT = {QuotationKind.SPEECH: 2, QuotationKind.SCARE: 2, QuotationKind.TITLE: 3}
# How sure it is that words were altered: this much more than they are near ...
MORE = 0.1
# ... and that nobody said them, where nothing is near.
NOWHERE = 0.7
# More differences than these are shown as one: the quotation.
SEVERAL = 3
# A place in the source is quoted in messages up to this many characters.
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
    text = case.claim.text
    for quotation in case.text.quotations:
        quoted = text[slice(*quotation.inner)]
        if quotation.depth or not quotable(quoted):
            continue
        number, match = case.analysed.find(quoted)
        if match and match.verbatim:
            continue
        least = case.options["near"] if quotation.whole else OPEN
        if match and match.share >= least and _holds(quotation, match):
            quoted_there = case.analysed.each[number].joined.is_quoted(*match.span)
            if quoted_there or not _used_as_word(case, quotation, quoted):
                yield from _altered(case, quotation, match, number)
        elif quotation.whole and _said(case, quotation) and quotable(quoted) >= case.options["shortest"]:
            yield case.flag(
                _bare(text, quotation),
                "the source has no such quotation, nor anything near these words",
                severity=Severity.WARNING,
                confidence=NOWHERE,
                help="quote the source's own words, or take off the quotation marks",
            )


def _holds(quotation: Quotation, match: Match) -> bool:
    """Whether a place has enough of the quotation's words; those of a short one in one sentence."""
    first, last = match.sentences
    return match.kept >= KEPT[quotation.kind] and (quotation.kind is QuotationKind.SPEECH or first == last)


def _said(case: ClaimCase, quotation: Quotation) -> bool:
    """Whether it is a quotation of somebody, not the whole claim in marks."""
    text = case.claim.text
    outside = text[: quotation.start] + text[quotation.end :]
    return quotation.kind is QuotationKind.SPEECH and any(char.isalnum() for char in outside)


def _used_as_word(case: ClaimCase, quotation: Quotation, quoted: str) -> bool:
    """Whether a scare quote or a title only holds words that the source has, in some form."""
    if quotation.kind is QuotationKind.SPEECH:
        return False
    return all(stem(word.key, case.lexicon.language) in case.analysed.stems for word in words(quoted))


def _altered(case: ClaimCase, quotation: Quotation, match: Match, source: int) -> Iterator[Finding]:
    """Yield a finding on each difference, or on the quotation where they are many."""
    evidence = (case.evidence_at(source, *match.sentences),)
    inner = _bare(case.claim.text, quotation)
    fix = None
    if match.parts == 1:
        fix = Fix(safe=True, span=case.claim.rendered.locate(*inner), replacement=match.said)
    places = [_place(case.text, inner, difference) for difference in match.differences]
    if len(places) > SEVERAL:
        places = [(inner, f'the source says "{shortened(match.said, SHOWN)}"')]
    for span, message in places:
        yield case.flag(
            span,
            f"not what was said: {message}",
            confidence=match.share + MORE,
            evidence=evidence,
            fix=fix,
            help="quote the source word for word, or take off the quotation marks",
        )


def _bare(text: str, quotation: Quotation) -> tuple[int, int]:
    """Return what is quoted without its final punctuation, which is the story's."""
    start, end = quotation.inner
    return start, start + len(text[start:end].rstrip(" .,;:!?"))


def _place(
    claim: AnalysedText, inner: tuple[int, int], difference: Difference
) -> tuple[tuple[int, int], str]:
    """Return where a difference is flagged, and what is said of it."""
    start, end = inner[0] + difference.start, inner[0] + difference.end
    ours = claim.text[start:end]
    if words(ours):
        if difference.theirs:
            return (
                start,
                end,
            ), f'the source has "{shortened(difference.theirs, SHOWN)}" for "{shortened(ours, SHOWN)}"'
        return (start, end), f'the source does not have "{shortened(ours, SHOWN)}" here'
    around = [word for word in claim.words if inner[0] <= word.start < inner[1]]
    before = [word.start for word in around if word.end <= start]
    behind = [word.end for word in around if word.start >= end]
    place = (before[-1] if before else start, behind[0] if behind else end)
    return place, f'"{shortened(difference.theirs, SHOWN)}" of the source is missing here'
