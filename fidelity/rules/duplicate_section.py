"""A section that repeats another, whole or nearly.

What: a section of two sentences or more whose every sentence stands in another section of the
story too, word for word or nearly, in any order. Where the other says no more than it, that is a
warning; where it repeats a part of a longer one ("Why it matters" says two sentences of the summary
again), a suggestion.

Why: a template was filled twice with one text; the second heading promises what is not there.

Flagged: "Key Points" with the four items of "Summary".

Clean: a TL;DR or other digest that takes items from the summary; a FAQ, whose answers quote it; a
section that says the same in other words.

Known misses: a section of one sentence; a repetition in other words; in a story of over 600
sentences, one that is not word for word; anything in a story of over 300 sections.

Options: similar, how alike two sentences must be to count as the same, 0 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rapidfuzz import fuzz, process

from fidelity.analysis.form.bodies import Body
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import fold, words
from fidelity.types import BlockKind, Finding, Role, Severity

ROLES = frozenset({Role.HEADLINE, Role.CLAIMS, Role.OPINION})
SENTENCE_END = re.compile(r"(?<=[.!?\u2026])[\"'\u201d\u2019)]*\s+|\n")
LEAST_SENTENCES = 2
LEAST_WORDS = 12
# More sentences than this are compared by equality alone: the comparison of all with all is square.
MOST_COMPARED = 600
# Nor are the sections of a story with more than this: each is compared with each.
MOST_SECTIONS = 300
# The share of a section's letters that must stand in the other: a word or two may be its own.
WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class _Part:
    """A section's sentences as words without punctuation; equal ones have one number."""

    body: Body
    sentences: tuple[str, ...]
    words: int

    @property
    def letters(self) -> int:
        """The length of all its sentences."""
        return sum(map(len, self.sentences))


@rule(
    "F501",
    "duplicate-section",
    severity=Severity.WARNING,
    scope=Scope.STORY,
    options={"similar": 0.9},
)
def duplicate_section(case: StoryCase) -> Iterator[Finding]:
    """Flag sections that say nothing which another does not say."""
    parts = [part for body in case.analysed_story.bodies if (part := _part(case, body)) is not None]
    if len(parts) > MOST_SECTIONS:
        return
    same = _Same(parts, case.options["similar"])
    flagged: set[int] = set()
    for at, part in enumerate(parts):
        if len(part.sentences) < LEAST_SENTENCES or part.words < LEAST_WORDS:
            continue
        for other_at, other in enumerate(parts):
            # Of two that are equal the later repeats the earlier.
            if other_at == at or other_at in flagged or same.share(part, other) < WHOLE:
                continue
            equal = same.share(other, part) >= WHOLE
            if (equal and other_at > at) or (not equal and _is_digest(case, part.body)):
                continue
            flagged.add(at)
            yield _finding(case, part, other, equal=equal)
            break


def _finding(case: StoryCase, part: _Part, other: _Part, *, equal: bool) -> Finding:
    line = case.story.document.position(other.body.span.start).line
    title = other.body.section.title
    what = "repeats" if equal else "says nothing but a part of"
    return case.finding(
        part.body.span,
        f'"{part.body.section.title}" {what} "{title}" at line {line}',
        confidence=0.95 if equal else 0.8,
        story_evidence=(other.body.span,),
        help="take it out, or write what its heading promises",
        severity=None if equal else min(case.rule.severity, Severity.SUGGESTION),
    )


def _part(case: StoryCase, body: Body) -> _Part | None:
    if body.section.role not in ROLES:
        return None
    roles = case.story.roles
    texts = [
        block.rendered.text
        for index, block in zip(body.indices, body.blocks, strict=True)
        if roles[index] in ROLES and block.kind not in {BlockKind.HTML, BlockKind.CODE}
    ]
    sentences = [
        " ".join(word.key for word in words(sentence))
        for text in texts
        for sentence in SENTENCE_END.split(text)
    ]
    said = tuple(sentence for sentence in sentences if sentence)
    return _Part(body, said, sum(len(sentence.split()) for sentence in said)) if said else None


class _Same:
    """Which sentences of a story say the same words, or nearly."""

    def __init__(self, parts: Sequence[_Part], similar: float) -> None:
        texts = list(dict.fromkeys(sentence for part in parts for sentence in part.sentences))
        self._near: dict[str, frozenset[str]] = {text: frozenset((text,)) for text in texts}
        if len(texts) > MOST_COMPARED:
            return
        cutoff = 100 * similar
        ratios = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=cutoff)
        for text, row in zip(texts, ratios, strict=True):
            self._near[text] = frozenset(texts[at] for at in row.nonzero()[0]) | {text}

    def share(self, part: _Part, other: _Part) -> float:
        """Return the share of the letters of `part` whose sentences stand in `other`, 0..1."""
        theirs = frozenset(other.sentences)
        found = sum(len(text) for text in part.sentences if not self._near[text].isdisjoint(theirs))
        return found / part.letters


def _is_digest(case: StoryCase, body: Body) -> bool:
    """Whether the heading promises no more than a selection; nobody knows for a foreign language."""
    if not case.spoken or body.heading is None:
        return True
    name = fold(body.section.heading).strip(" :.")
    return any(fnmatchcase(name, pattern) for pattern in case.lexicon.headings.digest)
