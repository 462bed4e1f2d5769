"""A claim that ends without its end.

What: a sentence or list item that stops in mid-word, after an abbreviation that needs its noun
("as a U."), on a word that no sentence ends on ("because of the"), or without a full stop where all
texts beside it have one.

Why: a text cut at a number of characters, or at a full stop that was not the end, is published as
it is; readers see it at once.

Flagged: "The plan would replace the old and the"; "Ms. Okafor met Gen."

Clean: a list whose items are all fragments; headlines and captions; "in the U.S."; "the house they
came from."; a sentence whose full stop alone is missing and that stands like that in the source.

Known misses: a cut that leaves a whole sentence behind; half a last word, where the source does not
have the whole behind the same word; in a language without a word list, all but a full stop that is
missing.

Options: siblings, how many texts with a full stop it takes before one without is flagged; 0 never.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.truncation import Beginnings, Passage, Vocabulary, open_end, passages
from fidelity.text.words import is_final, normal, words
from fidelity.types import BlockKind, Claim, Evidence, Finding, Role, Severity, Span

LEAST_WORDS = 4
# A shorter list item may well be a fragment among sentences.
LEAST_ITEM_WORDS = 6
TEXTS = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH})


@rule(
    "F401",
    "truncated-sentence",
    severity=Severity.ERROR,
    scope=Scope.STORY,
    implies=("F101", "F102"),
    options={"siblings": 2},
)
def truncated_sentence(case: StoryCase) -> Iterator[Finding]:
    """Flag claims that cannot end where they do."""
    known = tuple(passages(case.story, case.sources))
    vocabulary, habits = Vocabulary(known), _Habits(case)
    wholes: Beginnings | None = None
    # Another language's words mean other things: "an." ends many a German sentence.
    spoken = case.story.language == case.lexicon.language
    for claim in case.story.heads:
        reason, confidence = "", 0.95
        shown: Passage | None = None
        if spoken:
            fragment = habits.has_fragments_beside(claim)
            reason = open_end(claim.text, case.lexicon, fragment=fragment)
            if reason and habits.is_listed(claim):
                continue
            if not reason:
                reason, shown = _half_word(claim, vocabulary)
        if not reason and habits.stands_out(claim, case.options["siblings"]):
            wholes = wholes or _wholes(case)
            whole = vocabulary.ends_on(words(claim.text)) or normal(claim.text).text in wholes
            if not whole:
                reason, confidence = "it has no full stop, the texts beside it have one", 0.7
        if reason:
            shown = shown or vocabulary.going_on(words(claim.text))
            yield _finding(case, claim, reason, confidence, shown)


def _half_word(claim: Claim, vocabulary: Vocabulary) -> tuple[str, Passage | None]:
    """Return a reason where the last word is the beginning of one that follows the same word."""
    text = claim.text
    tokens = words(text)
    if is_final(text) or len(tokens) < LEAST_WORDS or tokens[-1].end != len(text.rstrip()):
        return "", None
    if claim.section.role is Role.HEADLINE:
        return "", None
    found = vocabulary.whole_word(tokens)
    if found is None:
        return "", None
    whole, passage = found
    return f'"{tokens[-1].text}" is the beginning of "{whole}"', passage


def _wholes(case: StoryCase) -> Beginnings:
    """Return what ends where a sentence or a line of a source ends: a caption has no full stop."""
    lines = (
        Passage(line, Span(0, 0), number, 0)
        for number, source in enumerate(case.sources)
        for line in (
            *(sentence.text for sentence in source.sentences),
            *source.document.text.splitlines(),
        )
    )
    return Beginnings(lines)


def _finding(case: StoryCase, claim: Claim, reason: str, confidence: float, shown: Passage | None) -> Finding:
    evidence: tuple[Evidence, ...] = ()
    if shown is not None and shown.source is not None:
        at = shown.sentence
        evidence = (Evidence(shown.source, at, at, shown.span, 1.0, 1.0, None, "words"),)
    finding = case.finding(
        _end(claim),
        f"the sentence is cut: {reason}",
        confidence=confidence,
        evidence=evidence,
        story_evidence=(shown.span,) if shown is not None and shown.source is None else (),
        help="write the sentence to its end",
    )
    group = case.story.groups[claim.group]
    also = tuple(_end(case.story.claims[at]) for at in group if case.story.claims[at] is not claim)
    return replace(finding, claim=claim.id, also_at=also)


def _end(claim: Claim) -> Span:
    """Return the place of the last word and what stands behind it."""
    return claim.rendered.locate(words(claim.text)[-1].start, len(claim.text.rstrip()))


def _joins_on(text: str) -> bool:
    """Whether it ends as an item of an enumeration does: "...;", "..., and"."""
    parts = text.rstrip().rsplit(maxsplit=1)
    return any(part.endswith((",", ";")) for part in parts)


class _Habits:
    """How the texts of each section end, by kind of block."""

    def __init__(self, case: StoryCase) -> None:
        self._blocks = case.story.document.blocks
        self._leads = case.story.leads
        self._final: Counter[tuple[Span, BlockKind]] = Counter()
        self._open: Counter[tuple[Span, BlockKind]] = Counter()
        self._listed: Counter[tuple[Span, BlockKind]] = Counter()
        self._before: Counter[int] = Counter()
        for claim in case.story.claims:
            self._before[claim.block] += 1
            if claim.last:
                counts = self._final if is_final(claim.text) else self._open
                counts[self._key(claim)] += 1
                self._listed[self._key(claim)] += _joins_on(claim.text)

    def has_fragments_beside(self, claim: Claim) -> bool:
        """Whether headlines or other texts in its place go without a full stop too."""
        if claim.section.role is Role.HEADLINE:
            return True
        return self._open[self._key(claim)] > (not is_final(claim.text))

    def is_listed(self, claim: Claim) -> bool:
        """Whether it is an item of an enumeration: "...;", "...; and"."""
        if self._blocks[claim.block].kind is not BlockKind.ITEM:
            return False
        return claim.text.rstrip().endswith(";") or (
            _joins_on(claim.text) and self._listed[self._key(claim)] > 1
        )

    def stands_out(self, claim: Claim, wanted: int) -> bool:
        """Whether it alone lacks the full stop that the texts beside it have."""
        kind = self._blocks[claim.block].kind
        if not wanted or not claim.last or kind not in TEXTS or is_final(claim.text):
            return False
        if claim.section.role is Role.HEADLINE or not claim.text.rstrip()[-1].isalnum():
            return False
        before = self._before[claim.block] - 1
        # A paragraph of one sentence without a full stop is a caption or a sub-heading.
        if kind is BlockKind.PARAGRAPH and not before and not self._leads[claim.block]:
            return False
        least = LEAST_ITEM_WORDS if kind is BlockKind.ITEM else LEAST_WORDS
        if len(words(claim.text)) < least or self._open[self._key(claim)] > 1:
            return False
        return self._final[self._key(claim)] + before >= wanted

    def _key(self, claim: Claim) -> tuple[Span, BlockKind]:
        return claim.section.span, self._blocks[claim.block].kind
