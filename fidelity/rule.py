"""What a rule is: the decorator that registers one, and the case that it is given."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from fidelity.analysis.speech.speakers import claim_speech
from fidelity.errors import nearest
from fidelity.lexicon import Lexicon
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
    from fidelity.protocols import RuleCheck

__all__ = [
    "About",
    "ClaimCase",
    "InSource",
    "NotJudgedError",
    "Placed",
    "RuleInfo",
    "Scope",
    "StoryCase",
    "has_passage",
    "rule",
]

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


class Scope(StrEnum):
    """What a rule is called for: each group of equal claims, or the story as a whole."""

    CLAIM = "claim"
    STORY = "story"


class About(StrEnum):
    """What a rule's findings are about: the claim as a whole, or some words of a claim or of the story.

    What is said of a whole claim follows from what is wrong with its words, where a rule says so by
    `implies`. Where no passage is about the claim at all, it is the other way round: then what claim rules
    say of its words follows; what a story rule says of them (a cut sentence) stands as before.
    """

    CLAIM = "claim"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule with what is declared about it.

    Attributes:
        about: The claim as a whole, or words.
        needs: Topics of the lexicon without which the rule is not called, nor is it where the lexicon is
            of another language than the story; "language" stands for that alone. None: always called.
        implies: Codes of rules whose findings on the same claim follow from this rule's.
        options: Options by name with their defaults; the configuration may override them.
        choices: The values that the entries of a list option may have, by option.
        version: Raised whenever the rule flags something else than before.
        doc: The rule file's docstring, which `fidelity explain` prints.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    check: RuleCheck
    about: About
    needs: tuple[str, ...]
    implies: tuple[str, ...]
    options: Mapping[str, Any]
    choices: Mapping[str, Sequence[str]]
    version: int
    doc: str


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    scope: Scope = Scope.CLAIM,
    about: About = About.WORDS,
    needs: Sequence[str] = (),
    implies: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
    version: int = 1,
) -> Callable[[RuleCheck], RuleInfo]:
    """Make a rule of a generator over a case. The file's module docstring documents it.

    Raises ValueError where it needs a topic that no lexicon has.
    """
    topics = [entry.name for entry in fields(Lexicon)]
    for topic in needs:
        if topic not in topics:
            raise ValueError(f"rule {code} needs {topic!r}, no topic of the lexicon{nearest(topic, topics)}")

    def wrap(check: RuleCheck) -> RuleInfo:
        module = inspect.getmodule(check)
        doc = inspect.cleandoc(module.__doc__ or "") if module else ""
        return RuleInfo(
            code=code,
            name=name,
            severity=severity,
            scope=scope,
            check=check,
            about=about,
            needs=tuple(needs),
            implies=tuple(implies),
            options=dict(options or {}),
            choices=dict(choices or {}),
            version=version,
            doc=doc,
        )

    return wrap


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
