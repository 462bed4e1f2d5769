"""What a template left in the text: a placeholder, a stray list marker, a raw title in a question.

What: `{{title}}`, `{% if %}`, `${name}`, `%s`, `{0}`, `[object Object]`, "lorem ipsum", "Invalid
Date", "[INSERT NAME]", "[Your City]"; "undefined" and "null" as programs print them; a list marker
at the start of an answer ("A: - The town ...") or behind another ("- - The town"); the story's
title put word for word into a question ("What is Town council votes to keep the library open
about?").

Why: it tells readers that nobody looked.

Flagged: "**A:** - The library stays open."

Clean: a list, typed by hand too; a dash between words; code; "What is OpenAI about?" under the
title "OpenAI".

Known misses: a title that was shortened before it was put into the question.

Fix: a stray list marker is deleted, and a placeholder that front matter has a value for, or that
asks for the title, gets it (safe). Other placeholders and questions need a person.

Options: title_words, how many words a title needs before it counts as raw in a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.markers import StrayMarker, stray_markers
from fidelity.analysis.form.placeholders import Placeholder, placeholders, printed_values
from fidelity.analysis.form.titles import titles_in_questions
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Fix, Severity

# How sure a finding is; less of a marker and a title, which may be meant so. Set by reading findings: none on
# faithful stories is a false alarm (benchmarks/results/rules.json, F504).
PLACEHOLDER, FIRST_MARKER, SECOND_MARKER, RAW_TITLE = 0.97, 0.95, 0.93, 0.93


@rule(
    "F504",
    "template-residue",
    severity=Severity.ERROR,
    scope=Scope.STORY,
    options={"title_words": 4},
)
def template_residue(case: StoryCase) -> Iterator[Finding]:
    """Flag placeholders, stray list markers and raw titles."""
    story, cues = case.story, case.in_language(case.lexicon.placeholders)
    for left in placeholders(story):
        yield _unfilled(case, left)
    if cues is not None:
        for left in printed_values(story, cues, case.analysed.vocabulary):
            yield _unfilled(case, left)
    for marker in stray_markers(story):
        yield _marker(case, marker)
    for span in titles_in_questions(story, case.analysed.texts, case.options["title_words"]):
        yield case.finding(
            span,
            "the story's title was put into a question as it is",
            confidence=RAW_TITLE,
            help="ask the question in words of its own",
        )


def _unfilled(case: StoryCase, left: Placeholder) -> Finding:
    return case.finding(
        left.span,
        f'template residue "{left.text}"',
        confidence=PLACEHOLDER,
        fix=Fix(safe=True, span=left.span, replacement=left.value) if left.value else None,
        help=f'write "{left.value}"' if left.value else "fill it in, or take it out",
    )


def _marker(case: StoryCase, marker: StrayMarker) -> Finding:
    return case.finding(
        marker.span,
        f'a second list marker "{marker.text}" was left in the item'
        if marker.second
        else f'a list marker "{marker.text}" was left in the text',
        confidence=SECOND_MARKER if marker.second else FIRST_MARKER,
        fix=Fix(safe=True, span=marker.span, replacement=""),
        help="delete it",
    )
