"""A text that is the beginning of a sentence that stands whole elsewhere.

What: a claim that is a proper beginning of another sentence of the story or of the source, and
that cannot end where it does: in mid-word, inside an abbreviation or a number ("as a U." of "as a
U.S.-led bloc"), before the scale of one ("4.2" of "4.2 million"), on a word that no sentence ends
on, or inside of brackets or a quotation that the whole closes.

Why: a template cut the sentence. The whole is at hand, so the fix is safe: every word of it stands
in the story or the source. The story is searched first: its own wording is what was cut.

Flagged: "The town is building a wall along St." beside "The town is building a wall along St.
Anne's quay."

Clean: "The town is building a wall." beside the same sentence: shorter, but whole. So is a cut that
an ellipsis owns up to.

Known misses: a cut that leaves a whole sentence behind ("The town is building a wall along the
quay"), because to leave out the end of a sentence is how summaries are written; a cut sentence
that was reworded first (F401 may see it).

Fix: the whole sentence, safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fidelity.analysis.form.truncation import Beginnings, Passage, Vocabulary, is_half, passages
from fidelity.rule import Scope, StoryCase, rule
from fidelity.text.words import Word, is_final, normal, words
from fidelity.types import Claim, Evidence, Finding, Fix, Severity, Span

LEAST_WORDS = 4
APOSTROPHES = "'\u2019"
# A dash parts what stands on its two sides; a hyphen joins it.
HYPHENS = "-\u2010\u2011"
ELLIPSES = ("...", "\u2026")
WORD_REST = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
# "J." of "J. K. Calder"; "No." of "No. 5". A capital word may be the next sentence's.
INITIALS = re.compile(r"\.\s(?:[^\W\d_]\.|[a-z])")
COUNTED = re.compile(r"\.\s\d")


@rule(
    "F402",
    "truncated-copy",
    severity=Severity.ERROR,
    scope=Scope.STORY,
    implies=("F101", "F102", "F401", "F404"),
    version=2,
)
def truncated_copy(case: StoryCase) -> Iterator[Finding]:
    """Flag claims that are the cut beginning of another sentence."""
    known = tuple(passages(case.story, case.sources))
    beginnings, vocabulary = Beginnings(known), Vocabulary(known)
    for claim in case.story.heads:
        if len(words(claim.text)) < LEAST_WORDS or claim.text.rstrip().endswith(ELLIPSES):
            continue
        for whole in beginnings.longer_than(normal(claim.text).text):
            if _is_whole(whole.text, case) and _is_cut(case, claim, whole.text, vocabulary):
                yield _finding(case, claim, whole)
                break


def _is_whole(text: str, case: StoryCase) -> bool:
    return is_final(text) and not (case.spoken and case.analysed.texts.of(text).open_end)


def _is_cut(case: StoryCase, claim: Claim, whole: str, vocabulary: Vocabulary) -> bool:
    """Whether the claim stops where the sentence that it is the beginning of has no end."""
    text, texts = claim.text, case.analysed.texts
    at = normal(whole).origins[len(normal(text).text) - 1] + 1
    rest, tokens = whole[at:], words(text)
    inside = not is_final(text) and len(texts.of(text).open_marks) > len(texts.of(whole).open_marks)
    if inside or (case.spoken and (texts.of(text).open_end or _loses_scale(case, tokens, rest))):
        return True
    mark, behind = rest[:1], rest[1:]
    if mark.isalnum():
        return case.spoken and _is_split(rest, tokens, vocabulary, sure=not is_final(text))
    if mark and mark in APOSTROPHES:
        return behind[:1].isalnum() and not behind.startswith(("s ", "s-"))
    if mark == ",":
        return tokens[-1].is_number and behind[:1].isdigit()
    joined = mark == "." or (mark != "" and mark in HYPHENS)
    return joined and (behind[:1].isalnum() or _is_short(case, text, rest))


def _loses_scale(case: StoryCase, tokens: Sequence[Word], rest: str) -> bool:
    """Whether the text ends on a number whose "million" or "percent" comes next in the whole."""
    following = words(rest)[:1]
    scales = case.lexicon.endings.scales
    return tokens[-1].is_number and rest[:1].isspace() and any(word.text in scales for word in following)


def _is_split(rest: str, tokens: Sequence[Word], vocabulary: Vocabulary, *, sure: bool) -> bool:
    """Whether the last of `tokens` is the first half of a word that `rest` goes on with."""
    last, ending = tokens[-1], WORD_REST.match(rest)
    if ending is None:
        return last.is_number
    whole = last.key + ending.group().casefold()
    return is_half(last.key, whole, known=vocabulary.knows(last, tokens), sure=sure)


def _is_short(case: StoryCase, text: str, rest: str) -> bool:
    """Whether the text ends on an abbreviation that the sentence goes on behind."""
    last = text.rstrip().rstrip(".").split()[-1]
    if not last.isalpha() or last.lower() in case.lexicon.abbreviations.closed:
        return False
    if len(last) == 1:
        return last.isupper() and INITIALS.match(rest) is not None
    # German splitters leave a sentence that begins with a number to the one before it.
    counted = case.lexicon.abbreviations.counted
    return COUNTED.match(rest) is not None and (counted is None or last.lower() in counted)


def _finding(case: StoryCase, claim: Claim, whole: Passage) -> Finding:
    span = _span(claim)
    last = claim.text.split()[-1]
    finding = case.finding(
        span,
        f'the sentence is cut at "{last}"; it stands whole at {_place(case, whole)}',
        confidence=0.98,
        evidence=() if whole.source is None else (_evidence(whole, whole.source),),
        story_evidence=(whole.span,) if whole.source is None else (),
        fix=Fix(safe=True, span=span, replacement=whole.text),
        help=f"use the whole sentence: {whole.text}",
    )
    group = case.story.groups[claim.group]
    also = tuple(_span(case.story.claims[at]) for at in group if case.story.claims[at] is not claim)
    return replace(finding, claim=claim.id, also_at=also)


def _span(claim: Claim) -> Span:
    """Return the claim's place without the list marker that a template may have left before it."""
    first = normal(claim.text).origins[0]
    return claim.rendered.locate(first, len(claim.text))


def _place(case: StoryCase, whole: Passage) -> str:
    if whole.source is None:
        return f"line {case.story.document.position(whole.span.start).line}"
    document = case.sources[whole.source].document
    return f"{document.path} line {document.position(whole.span.start).line}"


def _evidence(whole: Passage, source: int) -> Evidence:
    return Evidence(source, whole.sentence, whole.sentence, whole.span, 1.0, 1.0, None, "prefix")
