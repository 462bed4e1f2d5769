"""A labelled row as a story: as it is, or in the form of a published Markdown page."""

from __future__ import annotations

import re

from fidelity.bench.rows import Row
from fidelity.split import split_sentences
from fidelity.types import Piece, Rendered, Span

__all__ = ["FORMS", "as_story", "is_tokenised"]

FORMS = {"plain": "story.txt", "page": "story.md"}
# Characters that Markdown reads as markup: such rows are checked in their plain form only.
MARKUP = re.compile(r"[*_`#\[\]<>|\\&~$^]|^\s*[-+\d]", re.MULTILINE)
PAGE = """\
---
title: "Morning notes"
date: 2020-05-04
language: en
sources_count: 1
---

# Morning notes

**Published**: 2020-05-04 | **Sources**: 1

## Summary

{items}

## Sources

- [The report](https://courier.example/report) - The Courier
"""


def as_story(row: Row, form: str) -> str | None:
    """Return the row's claim in a form of FORMS, None where it cannot be written so."""
    if form == "plain":
        return row.claim
    text = " ".join(row.claim.split())
    if MARKUP.search(row.claim) or not text:
        return None
    whole = Rendered(text, (Piece(0, len(text), Span(0, len(text))),))
    items = "\n".join(f"- {sentence.text}" for sentence in split_sentences(whole, "en"))
    return PAGE.format(items=items)


def is_tokenised(row: Row) -> bool:
    """Whether marks stand apart throughout, as old neural summarizers write them."""
    apart = len(re.findall(r"\w\s+[.,;]", row.claim))
    return apart > len(re.findall(r"\w[.,;](?=\s|$)", row.claim))
