"""What a rule is given: the case, a story or one claim of it with its sources, and how a finding is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from fidelity.analysis.speech.speakers import claim_speech
from fidelity.types import (
    Alignment,
    Claim,
    Evidence,
    Finding,
    Fix,
    Judgement,
    Sentence,
    Severity,
    Source,
    Span,
    Story,
)

if TYPE_CHECKING:
    from fidelity.analysis.correspondence import Correspondence
    from fidelity.analysis.form.beginnings import Passage
    from fidelity.analysis.sources import AnalysedSources
    from fidelity.analysis.speech.speakers import Speech
    from fidelity.analysis.story import AnalysedStory
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon import Lexicon
    from fidelity.rule import RuleInfo

__all__ = ["ClaimCase", "InSource", "NotJudgedError", "Placed", "StoryCase", "has_passage"]

Topic = TypeVar("Topic")

# A passage with a smaller share of the claim's words is not about the claim.
ABOUT = 0.35


class NotJudgedError(Exception):
    """A rule asks for a claim's judgement where the judge abstained: the rule is silent on that claim."""


class Placed(Protocol):
    """What stands at `start:end` of a text, in code points: a word, a quantity, a quotation ..."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Behind its last character."""


class InSource(Protocol):
    """What a sentence of the sources says: a witness, a date ..."""

    @property
    def source(self) -> int:
        """Index of its source."""

    @property
    def number(self) -> int:
        """Index of the sentence in its source."""


def has_passage(alignment: Alignment) -> bool:
    """Whether any passage is about the claim; else its names and numbers are not wrong one by one."""
    return any(evidence.lexical >= ABOUT for evidence in alignment.candidates)


@dataclass(frozen=True, slots=True)
class StoryCase:
    """A story and its sources, as a rule sees them.

    Attributes:
        analysed: What the sources say; `analysed.texts.of` analyses any other text.
        analysed_story: What the story shows as a whole.
    """

    rule: RuleInfo
    story: Story
    sources: tuple[Source, ...]
    analysed: AnalysedSources
    analysed_story: AnalysedStory
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lexicon(self) -> Lexicon:
        """Of the language that story and sources are read in."""
        return self.analysed.texts.lexicon

    @property
    def spoken(self) -> bool:
        """Whether the lexicon is of the story's language, and no stand-in for it."""
        return self.story.language == self.lexicon.language

    def in_language(self, topic: Topic | None) -> Topic | None:
        """Return a topic of the lexicon; None where the story's language has none.

        For a rule that can do without: one that cannot declares what it `needs`.
        """
        return topic if self.spoken else None

    def finding(
        self,
        span: Span,
        message: str,
        *,
        confidence: float = 1.0,
        evidence: Sequence[Evidence] = (),
        story_evidence: Sequence[Span] = (),
        fix: Fix | None = None,
        help: str = "",  # noqa: A002 - the field's word in reports
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding at `span` of the story; a confidence above 1 is 1."""
        return Finding(
            self.rule.code,
            self.rule.name,
            self.rule.severity if severity is None else severity,
            min(1.0, confidence),
            span,
            message,
            evidence=tuple(evidence),
            story_evidence=tuple(story_evidence),
            fix=fix,
            help=help,
        )

    def finding_on(self, claim: Claim, place: Callable[[Claim], Span], message: str, **parts: Any) -> Finding:
        """Return a finding on what `place` says of a claim, and of the claims that are equal to it."""
        equal = (self.story.claims[at] for at in self.story.groups[claim.group])
        also_at = tuple(place(other) for other in equal if other is not claim)
        return replace(self.finding(place(claim), message, **parts), claim=claim.id, also_at=also_at)

    def at_most(self, severity: Severity, *, unless: bool = False) -> Severity:
        """Return `severity`, or the rule's own: where that is less, and where it is certain (`unless`)."""
        return self.rule.severity if unless else min(self.rule.severity, severity)

    def line_of(self, span: Span) -> int:
        """Return the line of the story in which a span begins, from 1."""
        return self.story.document.position(span.start).line

    def shown_by(self, passage: Passage | None, aligner: str) -> dict[str, Any]:
        """Return the parts of a finding that show a passage: evidence of a source, or of the story itself."""
        if passage is None:
            return {}
        if passage.source is None:
            return {"story_evidence": (passage.span,)}
        at = passage.sentence
        return {"evidence": (Evidence(passage.source, at, at, passage.span, 1.0, 1.0, None, aligner),)}

    def sentences_of(self, evidence: Evidence) -> tuple[Sentence, ...]:
        """Return the source sentences of a passage."""
        return self.sources[evidence.source].sentences[evidence.first : evidence.last + 1]

    def evidence_of(self, *places: InSource) -> tuple[Evidence, ...]:
        """Return the sentences of the sources that places stand in as evidence that a rule found itself."""
        return tuple(self.evidence_at(place.source, place.number) for place in places)

    def evidence_at(
        self, source: int, first: int, last: int | None = None, aligner: str = "rule"
    ) -> Evidence:
        """Return source sentences `first` to `last` (included) as evidence that a rule found itself."""
        last = first if last is None else last
        sentences = self.sources[source].sentences
        span = Span(sentences[first].span.start, sentences[last].span.end)
        return Evidence(source, first, last, span, 1.0, 1.0, None, aligner)


@dataclass(frozen=True, slots=True)
class ClaimCase(StoryCase):
    """One claim with its evidence and judgement, as a rule sees it.

    Attributes:
        correspondence: Where the sources say what the claim says.
        judged: The judge's word on the claim; None where it abstained.
        threshold: P(supported) below which the claim is unsupported.
        certain_threshold: ... and below which that is sure enough to stop a gate.
        contradiction_threshold: P(contradicted) from which it is contradicted.
        difference: What the judge's features see turned around in a sentence of the source: a word of the
            claim and its opposite there, or "" where one of the two negates it; None for nothing.
    """

    claim: Claim = field(kw_only=True)
    alignment: Alignment = field(kw_only=True)
    correspondence: Correspondence = field(kw_only=True)
    judged: Judgement | None = field(kw_only=True)
    threshold: float = field(kw_only=True)
    certain_threshold: float = field(kw_only=True)
    contradiction_threshold: float = field(kw_only=True)
    difference: Callable[[str], tuple[str, str] | None] = field(kw_only=True)

    @property
    def text(self) -> AnalysedText:
        """What the claim says."""
        return self.correspondence.claim

    @property
    def speech(self) -> Speech:
        """Who says what in the claim, its last sentence, and in the one before it."""
        return claim_speech(self.claim, self.analysed.texts)

    @property
    def judgement(self) -> Judgement:
        """The judge's word on the claim. Raises NotJudgedError where it abstained; no rule catches that."""
        if self.judged is None:
            raise NotJudgedError
        return self.judged

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The passages that may bear on the claim, best first, whether it was judged or not."""
        return self.alignment.candidates if self.judged is None else self.judged.evidence

    def said(self, place: Placed | tuple[int, int]) -> str:
        """Return the claim's words at a place of its rendered text."""
        return self.claim.text[slice(*_range(place))]

    def flag(self, place: Placed | tuple[int, int], message: str, **parts: Any) -> Finding:
        """Return a finding at a place of the claim's rendered text."""
        return self.finding(self.claim.rendered.locate(*_range(place)), message, **parts)

    def flag_all(self, message: str, **parts: Any) -> Iterator[Finding]:
        """Yield a finding on the whole claim."""
        yield self.finding(self.claim.span, message, **parts)


def _range(place: Placed | tuple[int, int]) -> tuple[int, int]:
    return place if isinstance(place, tuple) else (place.start, place.end)
