"""Takes from a page what says where it comes from: the section, its entries, or their links.

Refuses pages that name their source in front matter too or link to it elsewhere, pages with
footnotes, and the section where others follow it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.types import Role, Span

LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]+\)")
NAMED = re.compile(r"^(?:sources?|source_urls?|via|origin\w*|references?):", re.MULTILINE | re.IGNORECASE)


@operator("missing-source", rule="F604")
def missing_source(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Take out each section of sources, its text, and each link in it."""
    document = pair.story.document
    if any(NAMED.search(document.at(front)) for front in document.front):
        return
    sections = [
        b for b in pair.analysed_story.bodies if b.section.role is Role.SOURCES and b.heading and b.blocks
    ]
    if len(sections) != 1:
        return
    body = sections[0]
    assert body.heading is not None
    links = [
        Edit(Span(m.start(), m.end()), m.group(1), kind="link")
        for m in LINK.finditer(document.text, body.span.start, body.span.end)
    ]
    if links:
        yield rng.choice(links)
    rest = document.text[: body.heading.span.start] + document.text[body.section.span.end :]
    if "](" in rest or "Source: " in rest or "[^" in rest:
        return
    after = body.span.end
    yield Edit(
        Span(body.heading.span.start, after),
        document.at(body.heading.span).rstrip(),
        kind="entries",
    )
    if not document.text[after:].strip(" -*_\n"):
        start = len(document.text[: body.heading.span.start].rstrip(" -*_\n"))
        yield Edit(Span(start, len(document.text)), "\n", 0, 0, kind="section")
