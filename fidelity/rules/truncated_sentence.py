"""A claim that ends without its end.

What: a sentence or list item that stops in mid-word ("defen"), in mid-number ("4.2" where the
source has "4.2 million"), after an abbreviation that needs its noun ("as a U."), on a word that no
sentence ends on ("because of the"), before a noun ("a new."), inside of brackets or a quotation, or
without a full stop where all texts beside it have one. The last may be a slip and is a warning.

Why: a text cut at a number of characters, or at a full stop that was not the end, is published as
it is; readers see it at once.

Flagged: "The plan would replace the old and the"; "Ms. Okafor met Gen.";
"The town takes a loan from."

Clean: a list whose items are all fragments; headlines and captions; "in the U.S."; "the house they
came from."; a sentence whose full stop alone is missing and that stands like that in the source.

Known misses: a cut that leaves a whole sentence behind; half a word that is a word itself ("car" of
"carpet"), half a name; in a language without a word list, all but an open bracket and a full stop
that is missing.

Options: siblings, how many texts with a full stop it takes before one without is flagged; 0 never.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.truncation import Truncation, truncated_inside, truncated_word
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Claim, Finding, Role, Severity, Span

# How sure a finding is that shows why no sentence can end there, and one of a full stop that is missing,
# which may be the writer's slip. Precision with both: benchmarks/results/rules.json, F401.
SURE, SLIP = 0.95, 0.7


@rule(
    "F401",
    "truncated-sentence",
    severity=Severity.ERROR,
    scope=Scope.STORY,
    implies=("F101", "F102", "F404"),
    options={"siblings": 2},
    version=2,
)
def truncated_sentence(case: StoryCase) -> Iterator[Finding]:
    """Flag claims that cannot end where they do."""
    for claim in case.story.heads:
        cut = _cut(case, claim)
        if cut is not None:
            yield _finding(case, claim, cut)


def _cut(case: StoryCase, claim: Claim) -> Truncation | None:
    """Return what says that the claim is cut, the surest first."""
    text, story = case.analysed.texts.of(claim.text), case.analysed_story
    cut = None
    # Another language's words mean other things: "an." ends many a German sentence.
    if case.spoken:
        beside = story.ending_habits.has_fragments_beside(claim)
        reason = text.open_fragment_end if beside else text.open_end
        if reason:
            return None if story.ending_habits.is_listed(claim) else Truncation(reason)
        if claim.section.role is not Role.HEADLINE:
            cut = truncated_word(text, story.vocabulary)
    if cut is None and claim.last:
        cut = truncated_inside(text)
    if cut is not None or not story.ending_habits.stands_out(claim, case.options["siblings"]):
        return cut
    # It may end where a sentence or a line of a source ends: a caption has no full stop.
    if story.vocabulary.ends_on(text.words) or text.normal.text in case.analysed.lines:
        return None
    return Truncation("it has no full stop, the texts beside it have one", sure=False)


def _finding(case: StoryCase, claim: Claim, cut: Truncation) -> Finding:
    shown = cut.shown or case.analysed_story.vocabulary.going_on(case.analysed.texts.of(claim.text).words)
    return case.finding_on(
        claim,
        lambda equal: _end(case, equal, cut),
        f"the sentence is cut: {cut.reason}",
        confidence=SURE if cut.sure else SLIP,
        help="write the sentence to its end",
        severity=None if cut.sure else case.at_most(Severity.WARNING),
        **case.shown_by(shown, "words"),
    )


def _end(case: StoryCase, claim: Claim, cut: Truncation) -> Span:
    """Return the place of the last word, or of the mark that is open, and what stands behind it."""
    text = case.analysed.texts.of(claim.text)
    start = text.words[-1].start
    if cut.inside:
        start = min([start, *(mark.at for mark in text.open_marks)])
    return claim.rendered.locate(start, len(claim.text.rstrip()))
