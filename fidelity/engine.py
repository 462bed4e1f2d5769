"""Runs the rules: which cases each is called for, where else its findings stand, and which of them stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from fidelity.analysis.correspondence import Correspondence
from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.story import AnalysedStory
from fidelity.analysis.text import Texts
from fidelity.case import ClaimCase, NotJudgedError, StoryCase, has_passage
from fidelity.judge.features.comparison import difference
from fidelity.rule import About, RuleInfo, Scope
from fidelity.rules import all_rules
from fidelity.text.words import normal
from fidelity.types import Alignment, Claim, Finding, Judgement, Source, Span, Story

if TYPE_CHECKING:
    from fidelity.config import Config
    from fidelity.lexicon import Lexicon
    from fidelity.protocols import Judge

__all__ = ["Outcome", "follows_from", "run_rules"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules found, and which of them failed on what."""

    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


@cache
def follows_from(code: str) -> frozenset[str]:
    """Return the rules that a finding of the rule `code` stands for where both are about the same words."""
    return _closure(all_rules()).get(code, frozenset())


def run_rules(
    rules: Sequence[RuleInfo],
    story: Story,
    sources: Sequence[Source],
    alignments: Sequence[Alignment],
    judgements: Sequence[Judgement],
    judge: Judge,
    lexicon: Lexicon,
    config: Config,
    analysed: AnalysedSources | None = None,
) -> Outcome:
    """Run every rule on every case. A rule that crashes is reported; the others still run.

    `judgements` has one entry for each alignment, or none at all where the judge abstained: a rule that
    asks for one is silent then. So is a rule where `lexicon` lacks what it needs, or is only a stand-in for
    that of the story's language. `analysed` is what another check has read of the same sources, if any.
    """
    findings: list[Finding] = []
    failures: list[str] = []
    if analysed is None or analysed.texts.lexicon is not lexicon:
        analysed = AnalysedSources(sources, Texts(lexicon))
    analysed_story = AnalysedStory(story, analysed)
    beside = [Correspondence(analysed.texts.of(a.claim.text), a.candidates, analysed) for a in alignments]
    for info in rules:
        if not _has_needs(info, story, lexicon):
            continue
        options = {**info.options, **config.rules.get(info.code, {})}
        whole = StoryCase(info, story, tuple(sources), analysed, analysed_story, options)
        cases: Iterable[StoryCase] = (whole,)
        if info.scope is Scope.CLAIM:
            cases = _claim_cases(whole, alignments, beside, judgements, judge, config)
        for case in cases:
            flagged, failed = _called(case)
            findings += flagged
            failures += failed
    invented = {alignment.claim.id for alignment in alignments if not has_passage(alignment)}
    if not judgements and any(info.about is About.CLAIM for info in rules):
        # Such a rule would have stood for what is said of the single words of these.
        findings = [f for f in findings if f.claim not in invented or f.rule not in _on_words(rules)]
    kept = _most_specific(findings, rules, invented)
    return Outcome(tuple(sorted(kept, key=lambda f: (f.span, f.rule))), tuple(failures))


def _has_needs(info: RuleInfo, story: Story, lexicon: Lexicon) -> bool:
    """Whether there are the cue words that a rule needs, and in the story's language."""
    if not info.needs:
        return True
    spoken = story.language == lexicon.language
    return spoken and all(getattr(lexicon, topic) is not None for topic in info.needs)


def _called(case: StoryCase) -> tuple[list[Finding], list[str]]:
    """Return what a rule flags in its case, or why it failed; nothing where it lacks a judgement."""
    info = case.rule
    try:
        flagged = list(info.check(case))
        if isinstance(case, ClaimCase):
            flagged = [_everywhere(finding, case.claim, case.story) for finding in flagged]
    except NotJudgedError:
        return [], []
    except Exception as error:  # noqa: BLE001 - one broken rule must not hide the others
        where = f" on claim {case.claim.id}" if isinstance(case, ClaimCase) else ""
        return [], [f"rule {info.code} failed{where}: {type(error).__name__}: {error}"]
    return flagged, []


def _claim_cases(
    whole: StoryCase,
    alignments: Sequence[Alignment],
    beside: Sequence[Correspondence],
    judgements: Sequence[Judgement],
    judge: Judge,
    config: Config,
) -> Iterator[ClaimCase]:
    """Yield a case for each group of equal claims."""
    threshold, certain = config.threshold, config.threshold
    if threshold is None or certain is None:
        threshold, certain = judge.threshold, judge.certain_threshold
    silence = [None] * len(alignments)
    for alignment, correspondence, judged in zip(alignments, beside, judgements or silence, strict=True):
        yield ClaimCase(
            whole.rule,
            whole.story,
            whole.sources,
            whole.analysed,
            whole.analysed_story,
            whole.options,
            claim=alignment.claim,
            alignment=alignment,
            correspondence=correspondence,
            judged=judged,
            threshold=threshold,
            certain_threshold=certain,
            contradiction_threshold=judge.contradiction_threshold,
            difference=partial(difference, alignment.claim.text, known=whole.lexicon.judge),
        )


def _everywhere(finding: Finding, claim: Claim, story: Story) -> Finding:
    """Add the places where the same words stand in the other claims of the group."""
    others = [story.claims[at] for at in story.groups[claim.group] if story.claims[at].id != claim.id]
    own = (finding.span, *finding.also_at)
    also = (*own[1:], *(_project(span, claim, other) for other in others for span in own))
    fix = finding.fix
    if fix is not None and len(fix.span) and claim.span.contains(fix.span):
        fix = replace(fix, also_at=tuple(_project(fix.span, claim, other) for other in others))
    return replace(finding, claim=claim.id, also_at=also, fix=fix)


def _project(span: Span, claim: Claim, other: Claim) -> Span:
    """Map a span of one claim to the same words of another that is equal in normal form.

    The two may differ in markup, quotes, a list marker left in front and final punctuation.
    """
    mine, theirs = normal(claim.text), normal(other.text)
    low, high = mine.range_of(*_rendered_range(span, claim))
    if low >= high:
        return other.span
    start, end = theirs.original(low, high)
    if span.end == claim.span.end:
        end = len(other.text)
    return other.rendered.locate(start, end)


def _rendered_range(span: Span, claim: Claim) -> tuple[int, int]:
    """Map a document span back to the claim's rendered text (inverse of `locate`)."""
    inside = [at for at in range(len(claim.text)) if span.contains(claim.rendered.locate(at, at + 1))]
    return inside[0], inside[-1] + 1


def _most_specific(
    findings: Sequence[Finding], rules: Sequence[RuleInfo], invented: Collection[str]
) -> Iterator[Finding]:
    """Drop findings that follow from another on the same words; that one lists their codes.

    What is implied is transitive: a cut sentence stands for its half word, and that for the lack of
    support. A claim in `invented` is unsupported as a whole: there it is the other way round, and what is
    said of its single words follows from that.
    """
    implies = _closure(rules)
    on_claims, on_words = {info.code for info in rules if info.about is About.CLAIM}, _on_words(rules)
    unsupported = {f.claim for f in findings if f.rule in on_claims and f.claim in invented}

    def stands_for(one: Finding, other: Finding) -> bool:
        if one.claim == other.claim and one.claim in unsupported:
            if one.rule in on_claims:
                return other.rule in on_words
            if other.rule in on_claims and one.rule in on_words:
                return False
        if other.rule in on_claims and one.claim == other.claim:
            # Whatever words it marks, it is about the whole claim, and explained by what is wrong in it.
            return other.rule in implies[one.rule]
        return other.rule in implies[one.rule] and _same_words(one, other)

    for finding in findings:
        if any(stands_for(other, finding) for other in findings if other is not finding):
            continue
        below = [other for other in findings if other is not finding and stands_for(finding, other)]
        # What it stands for must not weigh less for being said better.
        severity = max([finding.severity, *(o.severity for o in below)])
        codes = tuple(sorted({o.rule for o in below}))
        yield replace(finding, severity=severity, implied=codes)


def _on_words(rules: Sequence[RuleInfo]) -> frozenset[str]:
    """Return the codes of the rules that compare words of a claim with the sources."""
    return frozenset(i.code for i in rules if i.scope is Scope.CLAIM and i.about is About.WORDS)


def _closure(rules: Sequence[RuleInfo]) -> Mapping[str, frozenset[str]]:
    """Return, by code, every rule that follows from it, directly or through another."""
    direct = {info.code: info.implies for info in rules}
    closed = {}
    for code in direct:
        reached: set[str] = set()
        ahead = [code]
        while ahead:
            further = set(direct.get(ahead.pop(), ())) - reached
            reached |= further
            ahead += further
        closed[code] = frozenset(reached - {code})
    return closed


def _same_words(one: Finding, other: Finding) -> bool:
    """Whether both are about the same place."""
    return any(
        a.overlaps(b) or a == b for a in (one.span, *one.also_at) for b in (other.span, *other.also_at)
    )
