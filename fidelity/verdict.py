"""Findings to a verdict: pass, fail or incomplete, with the story's scores and its signature."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from importlib.metadata import version
from typing import TYPE_CHECKING

from fidelity import __version__
from fidelity.lexicon import languages
from fidelity.lexicon.signature import lexicon_signature
from fidelity.types import (
    Finding,
    Judgement,
    Method,
    Source,
    Story,
    StoryReport,
    TextKind,
    Verdict,
)

if TYPE_CHECKING:
    from fidelity.config import Config
    from fidelity.protocols import Aligner, Judge
    from fidelity.rule import RuleInfo

__all__ = ["conclude", "wilson_interval"]

# Settings that change how a report is shown or read from disk, not what is found.
NOT_SIGNED = frozenset({"show", "root", "max_bytes", "threads", "sources", "encoding", "fail_on"})


def conclude(
    story: Story,
    sources: Sequence[Source],
    judgements: Sequence[Judgement],
    findings: Sequence[Finding],
    reasons: Sequence[str],
    rules: Sequence[RuleInfo],
    aligner: Aligner,
    judge: Judge,
    language: str,
    config: Config,
) -> StoryReport:
    """Weigh what was found; `language` is that of the lexicon.

    `reasons` say what could not be done: the judge abstained, a rule crashed. One is enough to make the
    story incomplete, never passed, and not failed either: who reads the verdict alone must not take
    the findings for all there is.
    """
    threshold = judge.threshold if config.threshold is None else config.threshold
    failing = config.fail_on is not None and any(f.severity >= config.fail_on for f in findings)
    verdict = Verdict.PASS
    if reasons or not judgements:
        verdict = Verdict.INCOMPLETE
    elif failing:
        verdict = Verdict.FAIL
    return StoryReport(
        story=story,
        sources=tuple(sources),
        verdict=verdict,
        scores=_scores(judgements, judge, threshold),
        judgements=tuple(judgements),
        findings=tuple(findings),
        notes=tuple(_notes(story, sources, rules, config)),
        incomplete=tuple(reasons),
        signature=_signature(story, rules, aligner, judge, language, threshold, config),
        fail_on=config.fail_on,
        threshold=threshold,
    )


def wilson_interval(hits: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927), 95% by default; (0, 1) for no trial.

    >>> tuple(round(bound, 3) for bound in wilson_interval(9, 10))
    (0.596, 0.982)
    """
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    # At the ends the bound is the share itself, which floating point misses by a hair.
    low = 0.0 if hits == 0 else (centre - spread) / scale
    high = 1.0 if hits == total else (centre + spread) / scale
    return low, high


def _scores(
    judgements: Sequence[Judgement], judge: Judge, threshold: float
) -> Mapping[str, float | tuple[float, float] | None]:
    total = len(judgements)
    if not total:
        return {"faithful": None, "support": None, "support_interval": None}
    supported = sum(judgement.p_supported >= threshold for judgement in judgements)
    verbatim = sum(judgement.method is Method.VERBATIM for judgement in judgements)
    return {
        "faithful": judge.faithful(judgements),
        "support": supported / total,
        "support_interval": wilson_interval(supported, total),
        "mean_p_supported": sum(judgement.p_supported for judgement in judgements) / total,
        "verbatim": verbatim / total,
    }


def _notes(story: Story, sources: Sequence[Source], rules: Sequence[RuleInfo], config: Config) -> list[str]:
    """Say what was not checked: nothing is skipped in silence."""
    notes = []
    if config.select or config.ignore:
        ran = ", ".join(rule.code for rule in rules)
        notes.append(f"select and ignore left only these rules to run: {ran}")
    if story.language not in languages():
        notes.append(
            f'the story\'s language is "{story.language}"; cue words are known for '
            f"{', '.join(languages())} only, so rules that need them may miss or misjudge"
        )
    unchecked = story.ledger.counts[TextKind.UNCHECKED]
    if unchecked:
        notes.append(
            f"{unchecked} of {story.ledger.total} characters are neither claims nor in a section "
            "that makes none: questions, sub-headings, fragments, lead-ins, "
            "code or raw HTML"
        )
    for source in sources:
        if source.document.sha256 == story.document.sha256:
            notes.append(f"{source.document.path} is the story itself, so every claim of it is supported")
        if source.furniture:
            lines = [source.document.position(span.start).line for span in source.furniture]
            shown = ", ".join(str(line) for line in lines[:10])
            more = f" and {len(lines) - 10} more" if len(lines) > 10 else ""
            plural = "s" if len(lines) > 1 else ""
            notes.append(
                f"{source.document.path}: page furniture at line{plural} {shown}{more} is not evidence"
            )
    return notes


def _signature(
    story: Story,
    rules: Sequence[RuleInfo],
    aligner: Aligner,
    judge: Judge,
    language: str,
    threshold: float,
    config: Config,
) -> dict[str, object]:
    return {
        "fidelity": __version__,
        "splitter": f"sentencex {version('sentencex')}",
        "language": story.language,
        "lexicon": lexicon_signature(language),
        "aligner": aligner.signature,
        "judge": judge.signature,
        "threshold": threshold,
        "certain_threshold": judge.certain_threshold if config.threshold is None else threshold,
        "contradiction_threshold": judge.contradiction_threshold,
        "rules": {rule.code: rule.version for rule in rules},
        "config": _fingerprint(config),
    }


def _fingerprint(config: Config) -> str:
    """Return a hash of every setting that changes what is found."""
    parts = []
    for entry in fields(config):
        if entry.name in NOT_SIGNED:
            continue
        value = getattr(config, entry.name)
        if entry.name == "roles":
            value = list(value.items())  # the first heading pattern that matches counts
        elif isinstance(value, Mapping):
            value = sorted((key, _plain(inner)) for key, inner in value.items())
        parts.append(f"{entry.name}={value!r}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _plain(value: object) -> object:
    return sorted(value.items()) if isinstance(value, Mapping) else value
