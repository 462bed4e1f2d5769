"""Two pairs for operators: a page in Markdown and a plain text, and what is planted in them."""

from __future__ import annotations

import random

from fidelity import Config
from fidelity.mutate.operator import Edit, Pair
from fidelity.mutate.operators import find_operator
from fidelity.pipeline import lexicon_of, take_apart_source, take_apart_story
from fidelity.read import read_string

CONFIG = Config(embedder="none", judge="lexical")
SOURCE = (
    "The council of Port Ellery voted on Monday to keep the old library open until 2030. "
    "Fourteen of the seventeen members backed the motion of mayor Ines Okafor. "
    "The building on Quay Street was a brewery before the war. "
    "Its roof was mended with money from a lottery in 1998. "
    "A chess team meets in the cellar every Friday."
)
PAGE = """\
---
title: "Port Ellery keeps its old library open"
date: 2026-05-04
language: en
sources_count: 1
---

# Port Ellery keeps its old library open

**Published**: 2026-05-04 | **Sources**: 1

## Summary

- The council of Port Ellery voted on Monday to keep the old library open.
- Its roof was mended with money from a lottery in 1998.
- A chess team meets in the cellar every Friday.

## Sources

- [The report](https://courier.example/library) - The Courier
"""
PLAIN = "The council of Port Ellery voted on Monday, and the library stays open. A chess team meets there."


def pair_of(story: str = PAGE, source: str = SOURCE, markup: str = "markdown") -> Pair:
    """Return a story and its source, taken apart as a check does."""
    document = read_string(story, "story", markup, CONFIG)
    lexicon = lexicon_of(document, CONFIG)
    original = read_string(source, "source", "text", CONFIG)
    return Pair(
        take_apart_story(document, CONFIG, lexicon),
        (take_apart_source(original, CONFIG, lexicon),),
        lexicon,
    )


def plain() -> Pair:
    """Return the plain text with its source."""
    return pair_of(PLAIN, markup="text")


def edits(name: str, pair: Pair, seed: int = 1) -> list[Edit]:
    """Return all edits that an operator offers."""
    return list(find_operator(name).plant(pair, random.Random(seed)))


def by_kind(name: str, pair: Pair, seed: int = 1) -> dict[str, Edit]:
    """Return the last edit of each kind."""
    return {edit.kind: edit for edit in edits(name, pair, seed)}


def planted(pair: Pair, edit: Edit) -> str:
    """Return the story with one edit made, its defect in ⟦ ⟧."""
    text = pair.story.document.text
    end = len(edit.replacement) if edit.end is None else edit.end
    new = f"{edit.replacement[: edit.start]}⟦{edit.replacement[edit.start : end]}⟧{edit.replacement[end:]}"
    return text[: edit.span.start] + new + text[edit.span.end :]
