"""Text that is not in the language which the story declares.

What: sentences of a section, 60 letters or more together, whose function words are another
language's, or that are written in another script than the declared language. Front matter declares
it (`language:` or `lang:`), or the configuration where it sets one.

Why: a paragraph that was never translated, or a story published under the wrong language.

Flagged: "Der Rat der Stadt hat am Montag beschlossen, die Brücke zu sperren." in a story with
`language: en`.

Clean: quotations, names and titles in another language; lists of names; code; sections of sources
and page furniture; a story that declares nothing.

Known misses: a foreign phrase within a sentence; languages without a profile here.

Options: letters, how many letters a text needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.foreign import foreign_passages, is_declared
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.language import language_name
from fidelity.types import Finding, Severity

# So many letters tell a language, and how sure a finding is. Set by reading findings: none stood on faithful
# stories (benchmarks/results/rules.json, F605).
LETTERS, SURE = 60, 0.9


@rule("F605", "language-mismatch", severity=Severity.WARNING, scope=Scope.STORY, options={"letters": LETTERS})
def language_mismatch(case: StoryCase) -> Iterator[Finding]:
    """Flag the sentences of each section that are in another language."""
    declared = case.story.language
    for passage in foreign_passages(case.story, case.options["letters"]) if is_declared(case.story) else ():
        yield case.finding(
            passage.span,
            f'this reads as {language_name(passage.language)}; the story declares "{declared}"',
            confidence=SURE,
            help="translate it, or correct the story's language",
        )
