"""Makes the headline another than the title in front matter.

A word of it is lost or its last words are, a number changes, or the headline is another sentence of
the page. Refuses pages without a title in front matter, and titles that already differ.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import said
from fidelity.types import BlockKind

LEAST_WORDS = 2


@operator("title-mismatch", rule="F601")
def title_mismatch(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Change the first heading."""
    document = pair.story.document
    titles = document.value("title")
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING and b.level == 1]
    if len(titles) != 1 or not headings or headings[0].rendered.text != titles[0]:
        return
    title, span = titles[0], headings[0].rendered.span
    parts = title.split()
    if len(parts) > LEAST_WORDS:
        long = [at for at, part in enumerate(parts) if len(part) > 3] or [0]
        gone = rng.choice(long)
        yield Edit(span, " ".join(parts[:gone] + parts[gone + 1 :]), kind="word lost")
        yield Edit(span, " ".join(parts[: max(1, len(parts) // 2)]), kind="end lost")
    for at, part in enumerate(parts):
        if part.isdigit():
            changed = [*parts[:at], str(int(part) + rng.randint(1, 9)), *parts[at + 1 :]]
            yield Edit(span, " ".join(changed), kind="number")
    others = [
        claim.text.rstrip(".") for claim in said(pair) if len(claim.text) < 150 and "\n" not in claim.text
    ]
    if others:
        yield Edit(span, rng.choice(others), kind="other sentence")
