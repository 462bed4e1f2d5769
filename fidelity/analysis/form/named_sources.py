"""Whether a story says anywhere what it was written from, beside its list of sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fidelity.analysis.form.bodies import LINK
from fidelity.text.words import fold
from fidelity.types import BlockKind, Role

if TYPE_CHECKING:
    from fidelity.lexicon.source_lines import SourceLines
    from fidelity.types import Block, Document, Field, Story

__all__ = ["field_with_address", "is_unlinkable", "last_text", "names_a_source"]

# Front matter that names where a story comes from.
KEYS = frozenset(
    "source sources source_url source_urls source_link source_title sources_list original original_url "
    "original_link origin_url origin references reference via canonical_source credits".split()
)
# Front matter with the story's own address: a link there leads nowhere else.
SITE_KEYS = ("url", "canonical", "canonical_url", "site", "permalink", "link")
OUTSIDE = re.compile(r"(?:https?:)?//(?:www\.)?([\w.-]{1,255})", re.IGNORECASE)
NUMBER = re.compile(r"\d{0,4}")
# A link may end so many characters behind a block's last word.
BEHIND = 300


def names_a_source(story: Story, cues: SourceLines | None) -> bool:
    """Whether front matter, a footnote, a "Source: ..." line or a link to another page names one."""
    document = story.document
    if any(
        _is_source(field) and any(not NUMBER.fullmatch(value.strip()) for value in field.values)
        for field in document.fields
    ):
        return True
    own = {
        host.lower() for key in SITE_KEYS for value in document.value(key) for host in OUTSIDE.findall(value)
    }
    for block, role in zip(document.blocks, story.roles, strict=True):
        if block.kind is BlockKind.FIELD:
            continue
        if block.name == "footnote":
            return True
        if cues is not None and role is not Role.FAQ and cues.labelled.search(block.rendered.text):
            return True
        hosts = OUTSIDE.findall(_markup(document, block))
        if role is not Role.BOILERPLATE and any(host.lower() not in own for host in hosts):
            return True
    return False


def is_unlinkable(entry: str, cues: SourceLines | None) -> bool:
    """Whether an entry is of a kind that has no address, or no entry at all ("and 3 others")."""
    return cues is not None and cues.unlinkable.pattern.search(fold(entry)) is not None


def field_with_address(story: Story) -> bool:
    """Whether front matter holds the address of a source."""
    return any(
        _is_source(field) and any(LINK.search(value) for value in field.values)
        for field in story.document.fields
    )


def last_text(story: Story) -> Block | None:
    """Return the last text of the story, behind which its sources should stand."""
    texts = [
        block for block in story.document.blocks if block.kind is not BlockKind.FIELD and block.rendered.text
    ]
    return texts[-1] if texts else None


def _is_source(field: Field) -> bool:
    return field.key.lower().replace("-", "_") in KEYS


def _markup(document: Document, block: Block) -> str:
    """Return a block's markup, links that end behind its last word included."""
    text = document.text
    return text[block.span.start : min(len(text), block.span.end + BEHIND)].partition("\n\n")[0]
