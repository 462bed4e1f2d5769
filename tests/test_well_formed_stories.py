"""Six stories as good desks publish them: no rule about assembly, metadata or coverage has a word to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TOWN_MENDED, TOWN_SOURCE, write_pair
from planted import PAGE, SOURCE

from fidelity import Config, check
from fidelity.types import Severity

NEWSLETTER = """\
---
title: Port Ellery keeps its old library
date: 2026-05-04
lang: en-GB
source: source.txt
---

**The news:** The council of Port Ellery voted on Monday to keep the old library open until 2030.

**Why it matters:** It was a brewery before the war, and a chess team meets in the cellar every Friday.

**By the numbers:** 14 of the 17 members backed mayor Ines Okafor's motion.

*Have a tip? Write to [the desk](mailto:desk@digest.example).*
"""
BRIEFING = """\
# Port Ellery's library stays

By Mara Quill | 4 May 2026

The council of Port Ellery voted on Monday to keep the old library open until 2030. Fourteen of its
seventeen members backed the motion of mayor Ines Okafor.

## Background

### The building

The building on Quay Street was a brewery before the war.

### The roof

Its roof was mended with money from a lottery in 1998... and has held since, the town's “Bücherei” in all
but name.

## Corrections

None.

## Comments
"""
INTERVIEW = """\
# What next for the library?

**Q:** What did the council decide?

**A:** On Monday it voted to keep the old library open until 2030.

**Q:** Who backed it?

**A:** Fourteen of the seventeen members; the motion was mayor Ines Okafor's.

## Sources

1. [Library stays open](https://courier.example/library), The Courier
2. Interview with Ines Okafor, 4 May
"""
TEXT = """\
Port Ellery keeps its library

The council of Port Ellery voted on Monday to keep the old library open until 2030. Fourteen of the
seventeen members backed the motion of mayor Ines Okafor.

- The building on Quay Street was a brewery before the war.
- Its roof was mended with money from a lottery in 1998.
"""
STORIES = {
    "page": (PAGE, SOURCE, "story.md"),
    "town": (TOWN_MENDED, TOWN_SOURCE, "story.md"),
    "newsletter": (NEWSLETTER, SOURCE, "story.md"),
    "briefing": (BRIEFING, SOURCE, "story.md"),
    "interview": (INTERVIEW, SOURCE, "story.md"),
    "text": (TEXT, SOURCE, "story.txt"),
}
# "Why it matters" of the town's story takes two sentences from its summary, which is worth a hint.
HINTS = {"town": ["F501"]}


@pytest.mark.parametrize("name", STORIES)
def test_it_has_no_finding(name: str, tmp_path: Path) -> None:
    story, source, file = STORIES[name]
    pair = write_pair(tmp_path, story, source)
    pair.story.rename(tmp_path / file)
    report = check(
        tmp_path / file, pair.source, Config(embedder="none", judge="lexical", select=("F5", "F6", "F7"))
    )
    assert not report.incomplete
    assert [f.rule for f in report.findings] == HINTS.get(name, [])
    assert all(f.severity is Severity.SUGGESTION for f in report.findings)
