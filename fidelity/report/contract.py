"""A report as plain data: the JSON contract `fidelity.report/1`.

Key order, rounding and fingerprints are fixed here and nowhere else, so that every format that
carries the contract says the same thing. Offsets are code points, half-open; lines and columns are
1-based; a place's end is the place just behind its last character. What is undefined is None.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from fidelity.types import TextKind

if TYPE_CHECKING:
    from fidelity.types import Claim, Document, Evidence, Finding, Judgement, Span, StoryReport

__all__ = ["SCHEMA", "fingerprints", "section_title", "to_dict"]

SCHEMA = "fidelity.report/1"
FINGERPRINT_DIGITS = 16
DECIMALS = 4
FIRST_SCORES = ("faithful", "support", "support_interval")


def to_dict(report: StoryReport) -> dict[str, object]:
    """Return the contract as dicts, lists, strings, numbers and None, in the published key order.

    Probabilities, shares and scores are rounded to 4 decimals, 0..1. Nothing in the result depends
    on the clock, the working folder or the hash seed.
    """
    story = report.story.document
    judged = {judgement.claim.id: judgement for judgement in report.judgements}
    marks = fingerprints(report)
    return {
        "schema": SCHEMA,
        "signature": _plain(report.signature),
        "verdict": report.verdict.value,
        "story": {"path": story.path, "sha256": story.sha256},
        "sources": [
            {"path": source.document.path, "sha256": source.document.sha256} for source in report.sources
        ],
        "scores": _scores(report),
        "ledger": _ledger(report),
        "claims": [_claim(report, claim, judged.get(claim.id)) for claim in report.story.heads],
        "findings": [
            _finding(report, finding, mark) for finding, mark in zip(report.findings, marks, strict=True)
        ],
        "threshold": _number(report.threshold),
        "fail_on": report.fail_on.word if report.fail_on is not None else None,
        "notes": list(report.notes),
        "incomplete": list(report.incomplete),
    }


def fingerprints(report: StoryReport) -> tuple[str, ...]:
    """Return one fingerprint per finding, in order: 16 hex digits of a sha256.

    It is made of the rule's code, the flagged words (case and white space folded), the section's
    title and a count among findings that are equal in all of these. It holds when lines are added
    or removed elsewhere, so that a baseline survives an edit.
    """
    document = report.story.document
    marks = [""] * len(report.findings)
    seen: dict[tuple[str, str, str], int] = {}
    in_order = sorted(range(len(marks)), key=lambda index: report.findings[index].span)
    for index in in_order:
        finding = report.findings[index]
        words = " ".join(document.at(finding.span).casefold().split())
        key = (finding.rule, words, section_title(report, finding.span))
        ordinal = seen[key] = seen.get(key, 0) + 1
        data = "\0".join((*key, str(ordinal))).encode("utf-8", "surrogatepass")
        marks[index] = hashlib.sha256(data).hexdigest()[:FINGERPRINT_DIGITS]
    return tuple(marks)


def section_title(report: StoryReport, span: Span) -> str:
    """Return the title of the section that `span` starts in, as its claim names it if it has one.

    The claim is asked first: one in front matter is told apart by its field.
    """
    claims = report.story.claims
    nearest = bisect_right(claims, span.start, key=lambda claim: claim.span.start) - 1
    if nearest >= 0 and span.start < claims[nearest].span.end:
        return claims[nearest].section.title
    return report.story.section_at(span.start).title


def _claim(report: StoryReport, claim: Claim, judgement: Judgement | None) -> dict[str, object]:
    document = report.story.document
    members = (report.story.claims[index] for index in report.story.groups[claim.group])
    return {
        "id": claim.id,
        **_place(document, claim.span),
        "section": claim.section.title,
        "text": document.at(claim.span),
        "also_at": [
            {**_place(document, other.span), "section": other.section.title}
            for other in members
            if other.id != claim.id
        ],
        "judgement": None
        if judgement is None
        else {
            "p_supported": _number(judgement.p_supported),
            "p_contradicted": _number(judgement.p_contradicted),
            "method": judgement.method.value,
            "evidence": [_passage(report, evidence) for evidence in judgement.evidence],
            "unsupported": [_words(document, claim, span) for span in judgement.unsupported],
        },
    }


def _finding(report: StoryReport, finding: Finding, mark: str) -> dict[str, object]:
    document = report.story.document
    end = document.position(finding.span.end)
    place = _place(document, finding.span)
    fix = finding.fix
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.word,
        "confidence": _number(finding.confidence),
        "message": finding.message,
        **place,
        "end_line": end.line,
        "end_column": end.column,
        "text": document.at(finding.span),
        "section": section_title(report, finding.span),
        "claim": finding.claim,
        "evidence": [
            *(_quote(document, span, None) for span in finding.story_evidence),
            *(_passage(report, evidence) for evidence in finding.evidence),
        ],
        "also_at": [
            {**_place(document, span), "section": section_title(report, span)} for span in finding.also_at
        ],
        "fix": None
        if fix is None
        else {"safe": fix.safe, "span": _span(fix.span), "replacement": fix.replacement},
        "fingerprint": mark,
        "implied": list(finding.implied),
    }


def _words(document: Document, claim: Claim, span: Span) -> dict[str, object]:
    place = claim.rendered.locate(span.start, span.end)
    return {**_place(document, place), "text": document.at(place)}


def _passage(report: StoryReport, evidence: Evidence) -> dict[str, object]:
    return _quote(report.sources[evidence.source].document, evidence.span, evidence.score)


def _quote(document: Document, span: Span, score: float | None) -> dict[str, object]:
    return {
        "source": document.path,
        **_place(document, span),
        "text": document.at(span),
        "score": _number(score),
    }


def _place(document: Document, span: Span) -> dict[str, object]:
    start = document.position(span.start)
    return {"span": _span(span), "line": start.line, "column": start.column}


def _span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}


def _scores(report: StoryReport) -> dict[str, object]:
    names = [*FIRST_SCORES, *(name for name in report.scores if name not in FIRST_SCORES)]
    scores: dict[str, object] = {}
    for name in names:
        value = report.scores.get(name)
        if isinstance(value, tuple):
            bounds = [_number(bound) for bound in value]
            scores[name] = None if None in bounds else bounds
        else:
            scores[name] = _number(value)
    return scores


def _ledger(report: StoryReport) -> dict[str, object]:
    ledger = report.story.ledger
    return {
        **{kind.value: ledger.counts.get(kind, 0) for kind in TextKind},
        "total": ledger.total,
        "checked_share": _number(ledger.checked_share),
    }


def _number(value: float | None) -> float | None:
    """Round for reports; what is no number becomes None, since JSON has no NaN."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), DECIMALS) + 0.0  # the sum turns -0.0 into 0.0


def _plain(value: object) -> object:
    """Turn a signature's value into JSON's own types. Its numbers are settings: not rounded."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((_plain(part) for part in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else str(value)
