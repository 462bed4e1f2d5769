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

from fidelity.analysis.form.truncation import Truncation, truncation
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Claim, Finding, Severity, Span

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
        cut = truncation(claim, case.analysed_story, case.options["siblings"], spoken=case.spoken)
        if cut is not None:
            yield _finding(case, claim, cut)


def _finding(case: StoryCase, claim: Claim, cut: Truncation) -> Finding:
    def end(equal: Claim) -> Span:
        start = cut.start(case.analysed.texts.of(equal.text))
        return equal.rendered.locate(start, len(equal.text.rstrip()))

    return case.finding_on(
        claim,
        end,
        f"the sentence is cut: {cut.reason}",
        confidence=SURE if cut.sure else SLIP,
        help="write the sentence to its end",
        severity=case.at_most(Severity.WARNING, unless=cut.sure),
        **case.shown_by(cut.shown, "words"),
    )
