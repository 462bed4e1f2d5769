"""A claim that ends on "...", "[...]", "(more)", "Read more" or "Continue reading".

What: a sentence of a claim section that ends on dots instead of its end, or on the words of a link
to the rest of the text.

Why: a teaser was published as if it were the text. What the dots stand for is what the reader came
for.

Flagged: "The council approved the wall after…"; "The wall costs 4 million. Read more"

Clean: dots within a sentence or a quotation; dots that the source has behind the same words;
headlines; questions.

Known misses: dots that close a quotation; link words in a section that makes no claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.teasers import ends_of_texts, stands_so, tail
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Severity, Span

# How sure a finding is. Set by reading findings: none stood on faithful stories
# (benchmarks/results/rules.json, F405).
SURE = 0.9


@rule("F405", "dangling-ellipsis", severity=Severity.WARNING, scope=Scope.STORY)
def dangling_ellipsis(case: StoryCase) -> Iterator[Finding]:
    """Flag texts that end on dots or on a link to their rest."""
    teasers = case.in_language(case.lexicon.teasers)
    for rendered in ends_of_texts(case.story):
        text = rendered.text.rstrip()
        end = tail(text, teasers.ends.pattern if teasers is not None else None)
        if end is None or (end.dots and stands_so(text[: end.start], case.analysed)):
            continue
        yield _finding(case, rendered.locate(end.start, end.end), text[end.start : end.end].strip())


def _finding(case: StoryCase, span: Span, mark: str) -> Finding:
    if any(char.isalpha() for char in mark):
        what, advice = "a link to its rest", f'take "{mark}" out, and see that the text is whole'
        return case.finding(span, f'the text ends on "{mark}", {what}', confidence=SURE, help=advice)
    return case.finding(
        span,
        f'the text ends on "{mark}" and not where its sentence does',
        confidence=SURE,
        help="write the sentence to its end",
    )
