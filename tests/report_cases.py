"""Reports built by hand, so that what they look like is tested apart from what is found."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from fidelity.types import (
    Claim,
    Document,
    Evidence,
    Finding,
    Fix,
    Judgement,
    Ledger,
    Method,
    Piece,
    Rendered,
    Role,
    Section,
    Severity,
    Source,
    Span,
    Story,
    StoryReport,
    TextKind,
    Verdict,
)

GOLDEN = Path(__file__).parent / "golden"

STORY = """\
---
title: "Port Ellery starts on its flood wall"
---

# Port Ellery starts on its flood wall

## In short

- The council is building a flood wall in the St.

## Summary

- The council is building a flood wall in the St. Anne quarter. Work reportedly starts on Monday, Mayor Ruth Calder said at the harbour, and the wall will stand before the winter storms arrive.
- The wall costs 4.2 million crowns. Half of the money comes from the regional government..
- Fishermen have already moved their boats to the north quay.

## Our view

A wall is a start, but the town needs a plan for the whole bay.

## FAQ

**Q:** Who pays?

**A:** The wall costs 4.2 million crowns.
"""  # noqa: E501 - a story has lines as long as its paragraphs

SOURCE = """\
Port Ellery council minutes, 3 May

The council voted to build a flood wall in the St. Anne quarter, after two winters
in which the harbour road stood under water for days. Mayor Ruth Calder said that
work starts on Monday and that the wall will stand before the winter storms arrive.
The wall costs 4.2 million crowns, half of it from the regional government.

The fishing boats stay at the south quay until the autumn.
"""


def document(text: str, path: str = "story.md") -> Document:
    return Document(path, text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


def find(text: str, words: str, nth: int = 0) -> Span:
    """Return the span of the nth occurrence of `words`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def evidence(text: str, words: str, score: float = 0.8, source: int = 0, nth: int = 0) -> Evidence:
    return Evidence(source, 0, 0, find(text, words, nth), score, score, None, "fused")


def claim(number: int, text: str, span: Span, section: Section, group: int) -> Claim:
    rendered = Rendered(text[span.start : span.end], (Piece(0, len(span), span),))
    return Claim(f"c{number}", rendered, section, 0, group)


def bare_report(text: str, *findings: Finding, path: str = "story.md") -> StoryReport:
    """Return a report on any text, with one section and no claims."""
    story = Story(
        document=document(text, path),
        language="en",
        sections=(Section(Role.CLAIMS, "", Span(0, len(text))),),
        claims=(),
        groups=(),
        roles=(),
        leads=(),
        ledger=Ledger({kind: len(text) * (kind is TextKind.UNCHECKED) for kind in TextKind}),
    )
    failing = any(finding.severity is Severity.ERROR for finding in findings)
    return StoryReport(
        story=story,
        sources=(Source(document(SOURCE, "source.txt"), "en", ()),),
        verdict=Verdict.FAIL if failing else Verdict.PASS,
        scores={"faithful": None, "support": None, "support_interval": None},
        judgements=(),
        findings=findings,
        notes=(),
        incomplete=(),
        signature={"fidelity": "0.0.0"},
        fail_on=Severity.ERROR,
        threshold=0.5,
    )


def flagged(text: str, words: str, nth: int = 0, **parts: object) -> Finding:
    """Return an error on the nth occurrence of `words`."""
    found = Finding("F999", "made-up", Severity.ERROR, 1.0, find(text, words, nth), "a message")
    return replace(found, **parts)  # type: ignore[arg-type]


def sections() -> tuple[Section, ...]:
    starts = [
        (Role.METADATA, "front matter", "---\n"),
        (Role.HEADLINE, "Port Ellery starts on its flood wall", "# Port"),
        (Role.CLAIMS, "In short", "## In short"),
        (Role.CLAIMS, "Summary", "## Summary"),
        (Role.OPINION, "Our view", "## Our view"),
        (Role.FAQ, "FAQ", "## FAQ"),
    ]
    begins = [STORY.index(words) for _, _, words in starts]
    ends = [*begins[1:], len(STORY)]
    return tuple(
        Section(role, heading, Span(begin, end))
        for (role, heading, _), begin, end in zip(starts, begins, ends, strict=True)
    )


# Words, section, group, P(supported), P(contradicted), words of the source.
CLAIMS = [
    ("Port Ellery starts on its flood wall", "title", 0, 0.91, 0.02, "The council voted"),
    ("Port Ellery starts on its flood wall", 1, 0, 0.91, 0.02, "The council voted"),
    ("The council is building a flood wall in the St.", 2, 1, 0.55, 0.04, "The council voted"),
    (
        "The council is building a flood wall in the St. Anne quarter.",
        3, 2, 0.97, 0.01, "The council voted to build a flood wall in the St. Anne quarter",
    ),
    (
        STORY[STORY.index("Work reportedly") : STORY.index("arrive.") + len("arrive.")],
        3, 3, 0.83, 0.03, "Mayor Ruth Calder said that\nwork starts on Monday",
    ),
    ("The wall costs 4.2 million crowns.", 3, 4, 0.99, 0.0, "The wall costs 4.2 million crowns"),
    (
        "Half of the money comes from the regional government.",
        3, 5, 0.88, 0.02, "half of it from the regional government",
    ),
    (
        "Fishermen have already moved their boats to the north quay.",
        3, 6, 0.08, 0.71, "The fishing boats stay at the south quay until the autumn.",
    ),
    ("The wall costs 4.2 million crowns.", 5, 4, 0.99, 0.0, "The wall costs 4.2 million crowns"),
]  # fmt: skip


def town_story() -> tuple[Story, tuple[Judgement, ...]]:
    parts = sections()
    claims, judgements, seen = [], [], {}
    for number, (words, at, group, supported, contradicted, basis) in enumerate(CLAIMS, start=1):
        seen[words] = seen.get(words, -1) + 1
        span = find(STORY, words, seen[words])
        if at == "title":
            section = Section(Role.HEADLINE, "front matter: title", span)
        else:
            assert isinstance(at, int)
            section = parts[at]
            # The cut claim is also the beginning of the whole one.
            if words.endswith("St."):
                span = find(STORY, words, 0)
        one = claim(number, STORY, span, section, group)
        claims.append(one)
        if group == len(judgements):
            passages = (
                evidence(SOURCE, basis, 0.81234567),
                evidence(SOURCE, "Port Ellery council minutes", 0.2),
            )
            judged = Judgement(one, supported, contradicted, passages, Method.ALIGNMENT)
            judgements.append(judged)
    # The body's headline speaks for the front matter's title.
    judgements[0] = replace(judgements[0], claim=claims[1])
    boats = judgements[6].claim.text
    judgements[6] = replace(
        judgements[6], unsupported=(find(boats, "north quay"), find(boats, "already moved"))
    )
    groups = ((1, 0), (2,), (3,), (4,), (5, 8), (6,), (7,))
    counts = dict.fromkeys(TextKind, 0)
    for one in claims:
        counts[TextKind.CLAIM] += len(one.span)
    counts[TextKind.OPINION] = len(parts[4].span)
    counts[TextKind.METADATA] = 8
    counts[TextKind.UNCHECKED] = 1
    counts[TextKind.BOILERPLATE] = len(STORY) - sum(counts.values())
    story = Story(
        document=document(STORY),
        language="en",
        sections=parts,
        claims=tuple(claims),
        groups=groups,
        roles=(),
        leads=(),
        ledger=Ledger(counts),
    )
    return story, tuple(judgements)


def town_findings() -> tuple[Finding, ...]:
    whole = "The council is building a flood wall in the St. Anne quarter."
    cut = find(STORY, "The council is building a flood wall in the St.")
    hedge = find(STORY, "reportedly")
    dots = find(STORY, "..")
    boats = find(STORY, "Fishermen have already moved their boats to the north quay.")
    said = SOURCE[SOURCE.index("Mayor") : SOURCE.index("\nThe wall costs")]
    money = find(STORY, "The wall costs 4.2 million crowns.", 1)
    return (
        Finding(
            "F402", "truncated-copy", Severity.ERROR, 0.98, cut, 'the sentence stops at "St."',
            story_evidence=(find(STORY, whole),), fix=Fix(True, cut, whole),
            help=f'use the whole sentence: "{whole}"', claim="c3", implied=("F401",),
        ),
        Finding(
            "F201", "added-hedge", Severity.WARNING, 0.9, hedge,
            '"reportedly" is not in the source, which names who said so',
            evidence=(evidence(SOURCE, said),),
            fix=Fix(True, Span(hedge.start, hedge.end + 1), ""), claim="c5",
        ),
        Finding(
            "F502", "doubled-punctuation", Severity.SUGGESTION, 1.0, dots,
            'doubled punctuation ".."', fix=Fix(True, dots, "."),
        ),
        Finding(
            "F102", "contradicted-claim", Severity.ERROR, 0.71, boats,
            "the source says otherwise",
            evidence=(
                evidence(SOURCE, "The fishing boats stay at the south quay until the autumn."),
                evidence(SOURCE, "the harbour road stood under water for days", 0.4),
                evidence(SOURCE, "The wall costs 4.2 million crowns", 0.2),
                evidence(SOURCE, "Port Ellery council minutes", 0.1),
            ),
            claim="c8", also_at=(money,),
        ),
    )  # fmt: skip


def town_report(**changes: object) -> StoryReport:
    """Return the report on the town's story: every kind of thing that a report can hold."""
    story, judgements = town_story()
    report = StoryReport(
        story=story,
        sources=(Source(document(SOURCE, "source.txt"), "en", ()),),
        verdict=Verdict.FAIL,
        scores={
            "faithful": 0.0412345,
            "support": 6 / 7,
            "support_interval": (0.48687, 0.97434),
            "mean_p_supported": 0.744,
        },
        judgements=judgements,
        findings=town_findings(),
        notes=("source.txt: page furniture at line 1 is not evidence",),
        incomplete=(),
        signature={"fidelity": "0.1.0", "rules": {"F402": 1}, "threshold": 0.5},
        fail_on=Severity.ERROR,
        threshold=0.5,
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def assert_golden(name: str, text: str) -> None:
    """Compare with a committed file; UPDATE_GOLDEN=1 writes it, for a person to read and commit."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")
