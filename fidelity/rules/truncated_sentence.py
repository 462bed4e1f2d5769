"""A claim that ends without its end.

What: a sentence or list item that stops in mid-word ("defen"), in mid-number ("4.2" where the
source has "4.2 million"), after an abbreviation that needs its noun ("as a U."), on a word that no
sentence ends on ("because of the"), before a noun ("a new."), inside of brackets or a quotation, or
without a full stop where all texts beside it have one. The last may be a slip and is a warning.

Why: a text cut at a number of characters, or at a full stop that was not the end, is published as
it is; readers see it at once.

Flagged: "The plan would replace the old and the"; "Ms. Okafor met Gen."; "It takes a loan from."

Clean: a list whose items are all fragments; headlines and captions; "in the U.S."; "the house they
came from."; a sentence whose full stop alone is missing and that stands like that in the source.

Known misses: a cut that leaves a whole sentence behind; half a word that is a word itself ("car" of
"carpet"), half a name; in a language without a word list, all but an open bracket and a full stop
that is missing.

Options: siblings, how many texts with a full stop it takes before one without is flagged; 0 never.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fidelity.analysis.form.truncation import Beginnings, Passage, Vocabulary, passages
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.dictionary import dictionary
from fidelity.text.words import Word, is_final, normal, words
from fidelity.types import BlockKind, Claim, Evidence, Finding, Role, Severity, Span

if TYPE_CHECKING:
    from fidelity.analysis.form.marks import OpenMark
    from fidelity.lexicon import Lexicon

LEAST_WORDS = 4
# So many letters no word has are half a word, at an open end and before a full stop.
LEAST_HALF, LEAST_HALF_CLOSED = 2, 3
SURE = 0.9
# A shorter list item may well be a fragment among sentences.
LEAST_ITEM_WORDS = 6
TEXTS = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH})


@rule(
    "F401",
    "truncated-sentence",
    severity=Severity.ERROR,
    scope=Scope.STORY,
    implies=("F101", "F102", "F404"),
    options={"siblings": 2},
    version=2,
)
def truncated_sentence(case: StoryCase) -> Iterator[Finding]:
    """Flag claims that cannot end where they do."""
    known = tuple(passages(case.story, case.sources))
    vocabulary, habits = Vocabulary(known), _Habits(case)
    texts = case.analysed.texts
    wholes: Beginnings | None = None
    # Another language's words mean other things: "an." ends many a German sentence.
    spoken = case.spoken
    for claim in case.story.heads:
        cut = _Cut("")
        if spoken:
            text = texts.of(claim.text)
            beside = habits.has_fragments_beside(claim)
            cut = _Cut(text.open_fragment_end if beside else text.open_end)
            if cut.reason and habits.is_listed(claim):
                continue
            if not cut.reason:
                cut = _half(claim, vocabulary, case.lexicon)
        if not cut.reason:
            cut = _inside(claim, texts.of(claim.text).open_marks)
        if not cut.reason and habits.stands_out(claim, case.options["siblings"]):
            wholes = wholes or _wholes(case)
            if not vocabulary.ends_on(words(claim.text)) and normal(claim.text).text not in wholes:
                cut = _Cut("it has no full stop, the texts beside it have one", confidence=0.7)
        if cut.reason:
            shown = cut.shown or vocabulary.going_on(words(claim.text))
            yield _finding(case, claim, replace(cut, shown=shown))


@dataclass(frozen=True, slots=True)
class _Cut:
    """Why a claim is cut, "" if it is not; `inside` where it ends within brackets or a quotation."""

    reason: str
    shown: Passage | None = None
    inside: bool = False
    confidence: float = 0.95


def _half(claim: Claim, vocabulary: Vocabulary, lexicon: Lexicon) -> _Cut:
    """Return a reason where the last word or number is the first half of another."""
    text = claim.text.rstrip()
    final = is_final(text)
    tokens = words(text)
    if len(tokens) < LEAST_WORDS or tokens[-1].end != len(text.removesuffix(".")):
        return _Cut("")
    if claim.section.role is Role.HEADLINE:
        return _Cut("")
    last = tokens[-1]
    if last.is_number:
        return _half_number(tokens, vocabulary, lexicon)
    no_word = _is_no_word(text, tokens, vocabulary, lexicon)
    found = None if final and not no_word else vocabulary.whole_word(tokens)
    if found is not None:
        return _Cut(f'"{last.text}" is the beginning of "{found[0]}"', found[1])
    return _Cut(f'"{last.text}" is half a word' if no_word else "")


def _is_no_word(text: str, tokens: Sequence[Word], vocabulary: Vocabulary, lexicon: Lexicon) -> bool:
    """Whether the last word is none that anybody knows, but the beginning of one."""
    last, known = tokens[-1], dictionary(lexicon.language)
    least = LEAST_HALF_CLOSED if is_final(text) else LEAST_HALF
    if known is None or len(last.text) < least or not (last.text.isalpha() and last.text.islower()):
        return False
    # "17th", "bbc.com", "b***".
    apart = text[last.start - 1].isspace() or (text[last.start - 1] == "-" and not is_final(text))
    if not apart or last.text in lexicon.endings.whole_words:
        return False
    if last.text in known or vocabulary.knows(last, tokens):
        return False
    # In a text without capitals an unknown word may be a name.
    return vocabulary.goes_on(last) or (not text.islower() and known.is_beginning(last.text, 1))


def _half_number(tokens: Sequence[Word], vocabulary: Vocabulary, lexicon: Lexicon) -> _Cut:
    """Return a reason where the source's number has decimals or a scale that this one lost."""
    last = tokens[-1]
    found = vocabulary.whole_number(tokens)
    if found is not None:
        return _Cut(f'"{last.text}" is the beginning of "{found[0]}"', found[1])
    behind = vocabulary.behind(last)
    if behind and behind <= lexicon.endings.scales:
        return _Cut(f'the source says "{last.text} {min(behind)}"')
    return _Cut("")


def _inside(claim: Claim, marks: Sequence[OpenMark]) -> _Cut:
    """Return a reason where the claim ends inside of a quotation or of brackets."""
    if is_final(claim.text) or not claim.last or len(words(claim.text)) < LEAST_WORDS:
        return _Cut("")
    for mark in marks:
        behind = words(claim.text[mark.at :])
        if behind:
            what = "quotation" if mark.is_quote else "bracket"
            return _Cut(f'it ends inside the {what} that opens before "{behind[0].text}"', inside=True)
    return _Cut("")


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


def _finding(case: StoryCase, claim: Claim, cut: _Cut) -> Finding:
    evidence: tuple[Evidence, ...] = ()
    shown, texts = cut.shown, case.analysed.texts
    if shown is not None and shown.source is not None:
        at = shown.sentence
        evidence = (Evidence(shown.source, at, at, shown.span, 1.0, 1.0, None, "words"),)
    # A missing full stop may be the writer's slip; the other reasons leave no sentence behind.
    doubtful = cut.confidence < SURE
    finding = case.finding(
        _end(claim, cut, texts.of(claim.text).open_marks),
        f"the sentence is cut: {cut.reason}",
        confidence=cut.confidence,
        evidence=evidence,
        story_evidence=(shown.span,) if shown is not None and shown.source is None else (),
        help="write the sentence to its end",
        severity=min(case.rule.severity, Severity.WARNING) if doubtful else None,
    )
    group = case.story.groups[claim.group]
    others = [case.story.claims[at] for at in group if case.story.claims[at] is not claim]
    also = tuple(_end(other, cut, texts.of(other.text).open_marks) for other in others)
    return replace(finding, claim=claim.id, also_at=also)


def _end(claim: Claim, cut: _Cut, marks: Sequence[OpenMark]) -> Span:
    """Return the place of the last word, or of the mark that is open, and what stands behind it."""
    start = words(claim.text)[-1].start
    if cut.inside:
        start = min([start, *(mark.at for mark in marks)])
    return claim.rendered.locate(start, len(claim.text.rstrip()))


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
