"""The registry: every module of this folder that defines a rule. The folder is the list."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.text import Texts
from fidelity.errors import ConfigError, nearest
from fidelity.rule import ClaimCase, NotJudgedError, RuleInfo, Scope, StoryCase, has_counterpart
from fidelity.text.words import normal
from fidelity.types import Alignment, Claim, Finding, Judgement, Source, Span, Story

if TYPE_CHECKING:
    from fidelity.config import Config
    from fidelity.lexicon import Lexicon
    from fidelity.protocols import Judge

__all__ = ["Outcome", "all_rules", "find_rule", "follows_from", "run_rules", "selected_rules"]

UNSUPPORTED = "F101"
# Families that compare what a claim says with its source.
CONTENT = ("F1", "F2", "F3")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules found, and which of them failed on what."""

    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


@cache
def all_rules() -> tuple[RuleInfo, ...]:
    """Return every rule, by code."""
    found = []
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        values = vars(importlib.import_module(f"{__name__}.{module}")).values()
        found += [value for value in values if isinstance(value, RuleInfo)]
    return tuple(sorted(found, key=lambda info: info.code))


def find_rule(code: str) -> RuleInfo:
    """Return the rule with this code or name. Raises ConfigError with the nearest one."""
    for info in all_rules():
        if code.upper() == info.code or code.lower() == info.name:
            return info
    raise ConfigError(f"unknown rule {code!r}{_nearest_rule(code)}")


@cache
def follows_from(code: str) -> frozenset[str]:
    """Return the rules that a finding of the rule `code` stands for where both are about the same words."""
    return _closure(all_rules()).get(code, frozenset())


def selected_rules(config: Config) -> tuple[RuleInfo, ...]:
    """Return the rules that run, with the severities of `config`.

    Raises ConfigError for a code, prefix or option that no rule has.
    """
    known = [info.code for info in all_rules()]
    for key, codes in (("select", config.select), ("ignore", config.ignore)):
        for code in codes:
            if not any(_covers(code, info) for info in all_rules()):
                raise ConfigError(f"{key}: unknown rule {code!r}{_nearest_rule(code)}")
    for key, table in (("severity", config.severity), ("rules", config.rules)):
        for code in table:
            if code not in known:
                raise ConfigError(f"{key}: unknown rule {code!r}{_nearest_rule(code)}")
    for code, options in config.rules.items():
        _check_options(find_rule(code), options)
    return tuple(
        replace(info, severity=config.severity.get(info.code, info.severity))
        for info in all_rules()
        if (not config.select or any(_covers(code, info) for code in config.select))
        and not any(_covers(code, info) for code in config.ignore)
    )


def run_rules(
    rules: Sequence[RuleInfo],
    story: Story,
    sources: Sequence[Source],
    alignments: Sequence[Alignment],
    judgements: Sequence[Judgement],
    judge: Judge,
    lexicon: Lexicon,
    config: Config,
) -> Outcome:
    """Run every rule on every case. A rule that crashes is reported; the others still run.

    `judgements` has one entry for each alignment, or none at all where the judge abstained: a rule that
    asks for one is silent then.
    """
    findings: list[Finding] = []
    failures: list[str] = []
    threshold, certain = config.threshold, config.threshold
    if threshold is None or certain is None:
        threshold, certain = judge.threshold, judge.certain_threshold
    analysed = AnalysedSources(sources, Texts(lexicon))
    silence = [None] * len(alignments)
    for info in rules:
        options = {**info.options, **config.rules.get(info.code, {})}
        whole = StoryCase(info, story, tuple(sources), analysed, options)
        cases: list[StoryCase] = [whole]
        if info.scope is Scope.CLAIM:
            cases = [
                ClaimCase(
                    info,
                    story,
                    tuple(sources),
                    analysed,
                    options,
                    claim=alignment.claim,
                    alignment=alignment,
                    judged=judged,
                    threshold=threshold,
                    certain_threshold=certain,
                    contradiction_threshold=judge.contradiction_threshold,
                )
                for alignment, judged in zip(alignments, judgements or silence, strict=True)
            ]
        for case in cases:
            try:
                found = list(info.check(case))
                if isinstance(case, ClaimCase):
                    found = [_everywhere(finding, case.claim, story) for finding in found]
            except NotJudgedError:
                continue
            except Exception as error:  # noqa: BLE001 - one broken rule must not hide the others
                where = f" on claim {case.claim.id}" if isinstance(case, ClaimCase) else ""
                failures.append(f"rule {info.code} failed{where}: {type(error).__name__}: {error}")
                continue
            findings += found
    invented = {alignment.claim.id for alignment in alignments if not has_counterpart(alignment)}
    if not judgements and any(info.code == UNSUPPORTED for info in rules):
        # That rule would have stood for what is said of the single words of these.
        findings = [f for f in findings if f.claim not in invented or not f.rule.startswith(CONTENT)]
    kept = _most_specific(findings, rules, invented)
    return Outcome(tuple(sorted(kept, key=lambda f: (f.span, f.rule))), tuple(failures))


def _covers(code: str, info: RuleInfo) -> bool:
    """Whether a code, a prefix of codes, a name or ALL stands for this rule."""
    wanted = code.upper()
    return wanted in {"ALL", info.name.upper()} or info.code.startswith(wanted)


def _nearest_rule(code: str) -> str:
    names = [info.name for info in all_rules()]
    return nearest(code, names if "-" in code else [info.code for info in all_rules()])


def _check_options(info: RuleInfo, options: Mapping[str, Any]) -> None:
    for name, value in options.items():
        where = f"rules.{info.code}"
        if name not in info.options:
            raise ConfigError(f"{where}: unknown option {name!r}{nearest(name, info.options)}")
        wanted: Any = type(info.options[name])
        accepted = (int, float) if wanted is float else wanted
        if not isinstance(value, accepted) or isinstance(value, bool) is not (wanted is bool):
            raise ConfigError(f"{where}.{name} is {value!r}; expected {wanted.__name__}")
        entries: Sequence[Any] = value if isinstance(value, list) and name in info.choices else []
        for entry in entries:
            if entry not in info.choices[name]:
                hint = nearest(str(entry), info.choices[name])
                raise ConfigError(f"{where}.{name}: unknown value {entry!r}{hint}")


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
    unsupported = {f.claim for f in findings if f.rule == UNSUPPORTED and f.claim in invented}

    def stands_for(one: Finding, other: Finding) -> bool:
        if one.claim == other.claim and one.claim in unsupported:
            if one.rule == UNSUPPORTED:
                return other.rule != UNSUPPORTED and other.rule.startswith(CONTENT)
            if other.rule == UNSUPPORTED and one.rule.startswith(CONTENT):
                return False
        if other.rule == UNSUPPORTED and one.claim == other.claim:
            # Whatever words it marks, it is about the whole claim, and explained by what is wrong in it.
            return UNSUPPORTED in implies[one.rule]
        return other.rule in implies[one.rule] and _same_words(one, other)

    for finding in findings:
        if any(stands_for(other, finding) for other in findings if other is not finding):
            continue
        below = [other for other in findings if other is not finding and stands_for(finding, other)]
        # What it stands for must not weigh less for being said better.
        severity = max([finding.severity, *(o.severity for o in below)])
        codes = tuple(sorted({o.rule for o in below}))
        yield replace(finding, severity=severity, implied=codes)


def _closure(rules: Sequence[RuleInfo]) -> Mapping[str, frozenset[str]]:
    """Return, by code, every rule that follows from it, directly or through another."""
    direct = {info.code: info.implies for info in rules}
    found = {}
    for code in direct:
        reached: set[str] = set()
        ahead = [code]
        while ahead:
            further = set(direct.get(ahead.pop(), ())) - reached
            reached |= further
            ahead += further
        found[code] = frozenset(reached - {code})
    return found


def _same_words(one: Finding, other: Finding) -> bool:
    """Whether both are about the same place."""
    return any(
        a.overlaps(b) or a == b for a in (one.span, *one.also_at) for b in (other.span, *other.also_at)
    )
