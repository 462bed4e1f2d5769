"""The nouns of what is found: evidence, judgements, findings and the report that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from fidelity.types.document import Span
from fidelity.types.story import Claim, Source, Story

__all__ = [
    "Alignment",
    "Evidence",
    "Finding",
    "Fix",
    "Judgement",
    "Method",
    "Severity",
    "StoryReport",
    "Verdict",
]


class Severity(IntEnum):
    """What a finding is worth. Ordered, so that a failing level can be compared."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case name that reports print."""
        return self.name.lower()


class Verdict(StrEnum):
    """The outcome of a check. INCOMPLETE, whatever was found, where part of it could not be done."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    INCOMPLETE = "incomplete"


class Method(StrEnum):
    """The step of the cascade that decided."""

    VERBATIM = "verbatim"
    LEXICAL = "lexical"
    ALIGNMENT = "alignment"
    NETWORK = "network"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One to three adjacent source sentences that may bear on a claim.

    Attributes:
        source: Index into the sources given.
        first: Index of its first sentence.
        last: Index of its last sentence, included.
        span: Its place in that source.
        score: Fused similarity, 0..1.
        lexical: Share of the claim's weighted words found in it, 0..1.
        semantic: Cosine similarity of the embeddings, 0..1, or None without an embedder.
        aligner: Which aligner made it.
    """

    source: int
    first: int
    last: int
    span: Span
    score: float
    lexical: float
    semantic: float | None
    aligner: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim with its top k passages, best first. Never thresholded: that is for rules.

    Attributes:
        cover: (source, sentence) of the sentences that together hold what it says, the most telling first.
    """

    claim: Claim
    candidates: tuple[Evidence, ...]
    cover: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Calibrated probabilities for one claim; `p_supported + p_contradicted` is at most 1.

    Attributes:
        evidence: The passages that decided, best first.
        unsupported: Of a claim below the threshold, the words that lack support: code points of its
            rendered text, those that matter most first. Empty where it is the claim as a whole.
    """

    claim: Claim
    p_supported: float
    p_contradicted: float
    evidence: tuple[Evidence, ...]
    method: Method
    unsupported: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement for `span`. `safe`: it only uses words of the story or its source.

    `also_at`: the same words elsewhere in the story, to be replaced too.
    """

    safe: bool
    span: Span
    replacement: str
    also_at: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect, with its place and what shows it.

    Attributes:
        rule: The rule's code.
        confidence: 0..1, how sure the rule is of this one.
        message: One sentence in lower case, without a full stop.
        story_evidence: Places in the story itself that show it (the whole of a cut sentence).
        claim: The id of the claim it is about, or None.
        also_at: The other places: further words of the claim that it is about, and where the same
            words stand in equal claims.
        implied: Codes of rules that flagged the same words for the same reason.
    """

    rule: str
    name: str
    severity: Severity
    confidence: float
    span: Span
    message: str
    evidence: tuple[Evidence, ...] = ()
    story_evidence: tuple[Span, ...] = ()
    fix: Fix | None = None
    help: str = ""
    claim: str | None = None
    also_at: tuple[Span, ...] = ()
    implied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryReport:
    """Everything one check found out. `to_dict()` is the JSON contract `fidelity.report/1`.

    Attributes:
        scores: By name, 0..1, None where undefined; intervals are pairs.
        findings: Sorted by place; those below the shown level are left in.
        notes: What was not checked and why, one sentence each.
        judgements: One for each group of equal claims, in order; none where the judge abstained.
        incomplete: Why the verdict is incomplete, one sentence each: first why the judge abstained, if
            it did, then the rules that failed.
        signature: What the numbers depend on.
        fail_on: The level at which a finding fails the story, or None for never.
        threshold: The probability below which a claim counts as unsupported.
    """

    story: Story
    sources: tuple[Source, ...]
    verdict: Verdict
    scores: Mapping[str, float | tuple[float, float] | None]
    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    incomplete: tuple[str, ...]
    signature: Mapping[str, object]
    fail_on: Severity | None
    threshold: float

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain data: the JSON contract `fidelity.report/1`."""
        from fidelity.report.contract import to_dict  # the one import of a noun from above

        return to_dict(self)
