"""Leaves in the text what a template should have filled in or taken out.

A placeholder in some engine's notation where a name, number or word stood; a list marker at the
start of an item; a missing value as programs print it; the page's title put into a question word
for word. Refuses places within quotations, and titles that are themselves questions.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.grounds import in_quotes
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.page import new_section, said, sections
from fidelity.text.words import words
from fidelity.types import BlockKind, Role

PLACEHOLDERS = (
    "{{ title }}", "{{name}}", "{{ article.location }}", "{{{summary}}}", "{% block lead %}", "${name}",
    "${article.date}", "%s", "%(name)s", "<%= name %>", "{0}", "{source_name}", "{date}", "[INSERT NAME]",
    "[Your City]", "[NAME]", "[TODO: check]", "[COMPANY]", "[Company Name]", "[TITLE]", "[[LOCATION]]",
    "%d",
)  # fmt: skip
VALUES = ("[object Object]", "NaN", "undefined", "null", "Invalid Date")
QUESTIONS = ("What is {} about?", "Why does {} matter?", "What does {} mean?", "Who is behind {}?")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w.-]+(?: [A-Z][\w.-]+)*|(?<= )\d[\d,.]*(?=\s)")


@operator("template-residue", rule="F504")
def template_residue(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Plant one kind of residue in each claim, and a raw title in a question where there is one."""
    blocks = pair.story.document.blocks
    for claim in said(pair):
        places = [m.span() for m in NAME.finditer(claim.text) if not in_quotes(claim.text, m.start())]
        if places:
            start, end = rng.choice(places)
            end -= claim.text[start:end].endswith((".", ","))
            yield Edit(in_claim(claim, start, end), rng.choice(PLACEHOLDERS), kind="placeholder")
            yield Edit(in_claim(claim, start, end), rng.choice(VALUES), kind="value")
        block = blocks[claim.block]
        if block.kind is BlockKind.ITEM and block.rendered.span.start == claim.span.start:
            marker = rng.choice(("- ", "* ", "\u2022 "))
            yield Edit(type(claim.span)(claim.span.start, claim.span.start), marker, kind="marker")
    yield from _questions(pair, rng)


def _questions(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Put the title into the question of a FAQ behind the last section."""
    story = pair.story
    titles = [
        block.rendered.text
        for block, role in zip(story.document.blocks, story.roles, strict=True)
        if role is Role.HEADLINE
    ]
    claims, known = said(pair), sections(pair)
    if not titles or not known or not claims or titles[0].rstrip().endswith("?") or len(words(titles[0])) < 4:
        return
    question = rng.choice(QUESTIONS).format(titles[0])
    edit = new_section(pair, known[-1], "FAQ", f"**Q:** {question}\n\n**A:** {claims[0].text}", "title")
    start = edit.replacement.index(titles[0])
    yield Edit(edit.span, edit.replacement, start, start + len(titles[0]), "title")
