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

import re
from collections.abc import Iterator

from fidelity.analysis.form.bodies import LINK
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import fold
from fidelity.types import Block, BlockKind, Finding, Role, Severity

# Front matter that names where a story comes from.
KEYS = frozenset(
    "source sources source_url source_urls source_link source_title sources_list original original_url "
    "original_link origin_url origin references reference via canonical_source credits".split()
)
OUTSIDE = re.compile(r"(?:https?:)?//(?:www\.)?([\w.-]{1,255})", re.IGNORECASE)
NUMBER = re.compile(r"\d{0,4}")
SITE_KEYS = ("url", "canonical", "canonical_url", "site", "permalink", "link")


@rule("F604", "missing-source", severity=Severity.WARNING, scope=Scope.STORY)
def missing_source(case: StoryCase) -> Iterator[Finding]:
    """Flag a story without sources, and sources without a link."""
    story = case.story
    sections = [body for body in case.analysed_story.bodies if body.section.role is Role.SOURCES]
    entries = case.analysed_story.listed_sources
    if not entries and (story.document.front or sections) and not _is_named(case):
        place = sections[0].heading if sections else _last(case)
        if place is not None:
            yield case.finding(
                place.rendered.span,
                "the story names no source",
                confidence=0.9,
                help="list what it was written from, with links",
            )
    # A name in front matter may hold the address of the one source that the list gives in words.
    if len(entries) == 1 and _field_with_address(case):
        return
    for entry in entries:
        if not entry.linked and not _is_unlinkable(case, entry.block.rendered.text):
            yield case.finding(
                entry.block.rendered.span,
                "this source has no link",
                confidence=0.85,
                help="add the address of the page",
            )


def _last(case: StoryCase) -> Block | None:
    """Return the last text of the story, behind which its sources should stand."""
    blocks = [
        block
        for block in case.story.document.blocks
        if block.kind is not BlockKind.FIELD and block.rendered.text
    ]
    return blocks[-1] if blocks else None


def _is_named(case: StoryCase) -> bool:
    """Whether the story says anywhere what it was written from."""
    story = case.story
    if any(
        entry.key.lower().replace("-", "_") in KEYS
        and any(not NUMBER.fullmatch(v.strip()) for v in entry.values)
        for entry in story.document.fields
    ):
        return True
    own = {
        host.lower() for key in SITE_KEYS for v in story.document.value(key) for host in OUTSIDE.findall(v)
    }
    known = case.lexicon.source_lines
    for block, role in zip(story.document.blocks, story.roles, strict=True):
        if block.kind is BlockKind.FIELD:
            continue
        if block.name == "footnote" or (
            known and role is not Role.FAQ and known.labelled.search(block.rendered.text)
        ):
            return True
        hosts = OUTSIDE.findall(_raw(case, block))
        if role is not Role.BOILERPLATE and any(host.lower() not in own for host in hosts):
            return True
    return False


def _raw(case: StoryCase, block: Block) -> str:
    """Return a block's markup; links end behind its last word."""
    text = case.story.document.text
    return text[block.span.start : min(len(text), block.span.end + 300)].partition("\n\n")[0]


def _field_with_address(case: StoryCase) -> bool:
    fields = case.story.document.fields
    return any(
        entry.key.lower().replace("-", "_") in KEYS and any(LINK.search(value) for value in entry.values)
        for entry in fields
    )


def _is_unlinkable(case: StoryCase, text: str) -> bool:
    """Whether it is of a kind that has no address, or no entry at all ("and 3 others")."""
    known = case.lexicon.source_lines
    return known is not None and case.spoken and known.unlinkable.pattern.search(fold(text)) is not None
