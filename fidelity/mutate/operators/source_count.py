"""States another number of sources than the page lists and the check is given.

In front matter, in a line under the title, or in a sentence of an "About" section, in digits or in
words. Refuses pages whose list does not have as many entries as there are sources.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.types import Span

FIELD = re.compile(r"^(?:sources?_count|num_sources):[ \t]*(\d+)[ \t]*$", re.MULTILINE)
LINE = re.compile(r"\*\*Sources\*\*: (\d+)")
SENTENCES = (
    "This article is a synthesis of {} sources.", "This summary is based on {} sources.",
    "This story was compiled from {} news sources by our editors.", "This digest draws on {} articles.",
    "This article combines {} different sources.",
)  # fmt: skip
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
VALUES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12)


@operator("source-count", rule="F602")
def source_count(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Change each stated number, and state a wrong one."""
    document, count = pair.story.document, len(pair.sources)
    if sum(entry.count for entry in pair.analysed_story.listed_sources) != count:
        return
    for front in document.front:
        for match in FIELD.finditer(document.text, front.start, front.end):
            yield Edit(Span(*match.span(1)), _other(count, rng), kind="field")
    for match in LINE.finditer(document.text):
        yield Edit(Span(*match.span(1)), _other(count, rng), kind="line")
    at = len(document.text.rstrip())
    number = _other(count, rng)
    if rng.random() < 0.5:
        number = WORDS[VALUES.index(int(number))] if int(number) in VALUES else number
    before, _, behind = rng.choice(SENTENCES).partition("{}")
    opening = f"\n\n## About this article\n\n{before}"
    planted = f"{opening}{number}{behind}\n"
    yield Edit(Span(at, at), planted, len(opening), len(opening) + len(number), "sentence")


def _other(count: int, rng: random.Random) -> str:
    return str(rng.choice([value for value in VALUES if value != count]))
