"""Titles: the words by which two of them are the same, and the title of a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from fidelity.analysis.form.beginnings import Passage
from fidelity.types import BlockKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fidelity.analysis.sources import AnalysedSources
    from fidelity.analysis.text import AnalysedText, Texts
    from fidelity.types import Block, Sentence, Source, Span, Story

__all__ = [
    "agree",
    "headline",
    "misquoted",
    "nearly_stands_in",
    "source_titles",
    "stands_in",
    "title_of",
    "titles_in_questions",
]

# Between a title and the name of a site or section.
SEPARATOR = re.compile(r"\s+[|\u00b7\u2022:\u2013\u2014-]+\s+|:\s+")
JOINING = frozenset({"and", "&", "the", "a", "an"})
# Behind these a first line is a sentence, or leads in to what follows.
SENTENCE_ENDS = ".!:;"
# A title of fewer words is like too many texts.
FEWEST = 4
# Blocks that ask nothing of a reader.
UNASKED = frozenset({BlockKind.CODE, BlockKind.HTML, BlockKind.FIELD})
# A question has so many characters more than the title in it.
LEAST_ASKED = 4


def title_of(source: Source, longest: int) -> Sentence | None:
    """Return a source's title: its first heading, or a first line without a full stop.

    None where it is longer than `longest` characters, and where there is none.
    """
    if not source.sentences:
        return None
    first = source.sentences[0]
    blocks = source.document.blocks
    whole = next((block.rendered.text for block in blocks if block.span.contains(first.span)), "")
    if not first.heading and (whole != first.text or first.text.rstrip()[-1:] in SENTENCE_ENDS):
        return None
    return first if len(first.text) <= longest else None


def source_titles(sources: AnalysedSources, longest: int) -> tuple[Passage, ...]:
    """Return the titles of the sources that have one of at most `longest` characters, in order."""
    titles = ((number, title_of(source, longest)) for number, source in enumerate(sources.sources))
    return tuple(
        Passage(sources.texts.of(title.text), title.span, number, 0)
        for number, title in titles
        if title is not None
    )


def headline(story: Story) -> Block | None:
    """Return the story's first headline, front matter aside, or first heading of the first level.

    A title that names a section ("In brief") is no headline to the reader of claims.
    """
    for block, role in zip(story.document.blocks, story.roles, strict=True):
        if (role is Role.HEADLINE and block.kind is not BlockKind.FIELD) or (
            block.kind is BlockKind.HEADING and block.level == 1
        ):
            return block
    return None


def misquoted(entry: AnalysedText, titles: Sequence[Passage], similar: float) -> Passage | None:
    """Return the first title that an entry of a list nearly is (see `nearly_stands_in`), unless it is one."""
    if any(stands_in(title.text, entry) for title in titles):
        return None
    return next((title for title in titles if nearly_stands_in(title.text, entry, similar)), None)


def agree(one: AnalysedText, other: AnalysedText) -> bool:
    """Whether two titles say the same words, a site's name before or behind one of them aside."""
    return _plain(one) in _forms(other) or _plain(other) in _forms(one)


def stands_in(title: AnalysedText, entry: AnalysedText) -> bool:
    """Whether a title stands in an entry of a list, or the entry is a part of the title."""
    whole, here = f" {_plain(title)} ", f" {_plain(entry)} "
    # "Harbour wall agreed - The Courier" lists the beginning of a longer title.
    return whole in here or any(f" {form} " in whole for form in _forms(entry) if " " in form)


def nearly_stands_in(title: AnalysedText, entry: AnalysedText, similar: float) -> bool:
    """Whether a title and a part of an entry are at least so alike (0..1), and long enough to tell."""
    if len(title.words) < FEWEST or len(entry.words) < len(title.words) - 1:
        return False
    return fuzz.partial_ratio(_plain(title), _plain(entry)) / 100 >= similar


def titles_in_questions(story: Story, texts: Texts, fewest: int) -> Iterator[Span]:
    """Yield where a question holds a title of the story word for word.

    Titles of fewer than `fewest` words may well stand in one, and those that ask themselves.
    """
    titles = {
        texts.of(block.rendered.text)
        for block, role in zip(story.document.blocks, story.roles, strict=True)
        if role is Role.HEADLINE and not block.rendered.text.endswith("?")
    }
    forms = sorted(title.normal.text for title in titles if len(title.words) >= fewest)
    for block in story.document.blocks if forms else ():
        if block.kind in UNASKED or not block.rendered.text.rstrip().endswith("?"):
            continue
        asked = texts.of(block.rendered.text).normal
        for form in forms:
            at = asked.text.find(form)
            if at >= 0 and len(asked.text) - len(form) >= LEAST_ASKED:
                yield block.rendered.locate(*asked.original(at, at + len(form)))
                break


def _forms(title: AnalysedText) -> frozenset[str]:
    """Return a title's words, and those without what stands before its first or behind its last mark."""
    forms = {_plain(title)}
    marks = list(SEPARATOR.finditer(title.text))
    if marks:
        parts = title.text[: marks[-1].start()], title.text[marks[0].end() :]
        forms |= {_plain(title.texts.of(part)) for part in parts}
    return frozenset(form for form in forms if form)


def _plain(title: AnalysedText) -> str:
    """Return a title's words in lower case, numbers in digits and joining words left out."""
    numbers = title.lexicon.numbers
    keys = (word.key.casefold() for word in title.words)
    return " ".join(str(numbers.get(key, key)) for key in keys if key not in JOINING)
