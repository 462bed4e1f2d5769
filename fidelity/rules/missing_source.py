"""A story that names no source, or lists one without a link.

What: a story with front matter or a section of sources that has no list of sources, no `source:`
field, no "Source: ..." line and no link to another page outside its navigation; a heading for
sources with nothing below it; an entry of the list without an address.

Why: a reader who doubts a sentence has nowhere to go.

Flagged: "- The Courier, 12 May" under "Sources", beside entries with links or without.

Clean: a summary in plain text without front matter or a heading for sources; entries that no page
holds: interviews, print, press conferences; a source in front matter.

Known misses: a link that leads to the front page; one that is dead. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.named_sources import field_with_address, is_unlinkable, last_text, names_a_source
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Role, Severity

# How sure a finding is, of no source at all and of one without a link. Set by reading findings: none stood on
# faithful stories (benchmarks/results/rules.json, F604).
NO_SOURCE, NO_LINK = 0.9, 0.85


@rule("F604", "missing-source", severity=Severity.WARNING, scope=Scope.STORY)
def missing_source(case: StoryCase) -> Iterator[Finding]:
    """Flag a story without sources, and sources without a link."""
    story, entries = case.story, case.analysed_story.listed_sources
    cues = case.in_language(case.lexicon.source_lines)
    sections = [body for body in case.analysed_story.bodies if body.section.role is Role.SOURCES]
    expected = bool(story.document.front or sections)
    if not entries and expected and not names_a_source(story, case.lexicon.source_lines):
        place = sections[0].heading if sections else last_text(story)
        if place is not None:
            yield case.finding(
                place.rendered.span,
                "the story names no source",
                confidence=NO_SOURCE,
                help="list what it was written from, with links",
            )
    # A name in front matter may hold the address of the one source that the list gives in words.
    if len(entries) == 1 and field_with_address(story):
        return
    for entry in entries:
        if not entry.linked and not is_unlinkable(entry.block.rendered.text, cues):
            yield case.finding(
                entry.block.rendered.span,
                "this source has no link",
                confidence=NO_LINK,
                help="add the address of the page",
            )
