"""Gives a page a list that lacks an item of the list it repeats, or of the number above it.

"last" and "inner": a section that repeats a list of four items or more without its last, or another,
item. "counted": a list under a line that announces more. "taken": of two equal lists on the page, one
loses its last item. Refuses pages without Markdown headings and lists of less than four items.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.analysis.form.bodies import Body
from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import new_section, sections
from fidelity.types import Block, BlockKind, Role, Span

LEAST_ITEMS = 4
HEADINGS = ("Key points", "Key facts", "Key takeaways", "Main points", "What happened", "The facts")
COUNTS = {4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
LEADS = (
    "{} points stand out:",
    "The {} key facts:",
    "These are the {} main takeaways:",
    "{} things to know:",
)


@operator("dropped-items", rule="F403")
def dropped_items(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Repeat each list short in each way, and shorten what is repeated already."""
    pages = [(body, _items(body)) for body in sections(pair) if body.section.role is Role.CLAIMS]
    taken = {body.section.heading.casefold() for body, _ in pages}
    free = [heading for heading in HEADINGS if heading.casefold() not in taken]
    seen: list[list[str]] = []
    for body, items in pages:
        texts = [" ".join(item.rendered.text.split()) for item in items]
        if len(items) < LEAST_ITEMS or len(set(texts)) < len(texts) or not free:
            continue
        if texts in seen:
            start = items[-2].span.end
            rest = pair.story.document.text[start : items[-1].span.end]
            if "\n#" not in rest:
                yield _taken(items, start)
        seen.append(texts)
        inner = rng.randrange(len(texts) - 1)
        for kind, left in (("last", texts[:-1]), ("inner", texts[:inner] + texts[inner + 1 :])):
            listed = "\n".join(f"- {text}" for text in left)
            yield new_section(pair, body, rng.choice(free), listed, kind)
        if len(items) in COUNTS:
            lead = rng.choice(LEADS).format(COUNTS[len(items)])
            listed = "\n".join(f"- {text}" for text in texts[: rng.randint(2, len(items) - 1)])
            text = f"{lead[0].upper()}{lead[1:]}\n\n{listed}"
            yield new_section(pair, body, rng.choice(free), text, "counted")


def _taken(items: list[Block], start: int) -> Edit:
    return Edit(Span(start, items[-1].span.end), "", kind="taken")


def _items(body: Body) -> list[Block]:
    """Return the section's items where it is one list."""
    items = [block for block in body.blocks if block.kind is BlockKind.ITEM and block.rendered.text]
    texts = [block for block in body.blocks if block.rendered.text]
    return items if len(items) == len(texts) else []
