"""The terminal report: findings by place, the claims, what was not checked, and the verdict.

Plain text first: every state is a word, colour only repeats it. No line is wider than asked for,
and no text of a story or source reaches the terminal unescaped.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fidelity.report.cells import clip_left, wrap
from fidelity.report.claims import claim_lines, supported
from fidelity.report.findings import finding_lines
from fidelity.report.paint import Paint
from fidelity.types import Severity, TextKind

if TYPE_CHECKING:
    from fidelity.types import StoryReport

__all__ = ["to_terminal"]

LEAST_WIDTH = 40


def to_terminal(
    report: StoryReport,
    *,
    width: int,
    color: bool,
    show: Severity = Severity.WARNING,
    claims: bool = True,
) -> str:
    """Return the report as text for a terminal, with a final line end.

    Args:
        report: What the check found.
        width: Columns; no line is wider. Less than 40 counts as 40.
        color: Whether to write ANSI colours; without, there is no escape byte in the result.
        show: The lowest severity whose findings are printed; the others are counted.
        claims: Whether to list the claims with their probabilities.
    """
    width = max(width, LEAST_WIDTH)
    paint = Paint(color)
    shown = [finding for finding in report.findings if finding.severity >= show]
    shown.sort(key=lambda finding: finding.span)
    parts = [finding_lines(report, finding, width, paint) for finding in shown]
    if claims and report.judgements:
        parts.append(claim_lines(report, width, paint))
    remarks = [f"note: {note}" for note in report.notes]
    remarks += [f"incomplete: {reason}" for reason in report.incomplete]
    parts.append([line for remark in remarks for line in wrap(remark, width, rest="  ")])
    parts.append(_closing(report, show, width, paint))
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _closing(report: StoryReport, show: Severity, width: int, paint: Paint) -> list[str]:
    """Return the verdict, the scores, how much was checked, and how much is not shown."""
    verdict = report.verdict.value.upper()
    counts = Counter(finding.severity for finding in report.findings)
    levels = sorted(Severity, reverse=True)
    counted = _counted(counts, [level for level in levels if level >= show])
    start = f"{clip_left(report.story.document.path, width // 2)}: "
    text = f"{counted or _nothing(show)}{_level(report)}"
    first, *rest = wrap(text, width, f"{start}{verdict}  ", "  ")
    first = start + paint.verdict(verdict, report.verdict) + first[len(start + verdict) :]
    below = [level for level in levels if level < show and counts[level]]
    facts = [_support(report), _coverage(report)]
    if below:
        facts.append(f"{_counted(counts, below)} not shown (--show {below[-1].word})")
    lines = [line for fact in facts if fact for line in wrap(fact, width, "  ", "    ")]
    return [first, *rest, *lines]


def _counted(counts: Counter[Severity], levels: list[Severity]) -> str:
    return ", ".join(
        f"{counts[level]} {level.word}{'s' if counts[level] > 1 else ''}" for level in levels if counts[level]
    )


def _nothing(show: Severity) -> str:
    """Say that there is nothing, no more widely than it was looked at."""
    names = {
        Severity.ERROR: "no errors",
        Severity.WARNING: "no errors or warnings",
        Severity.SUGGESTION: "no findings",
    }
    return names[show]


def _level(report: StoryReport) -> str:
    """Name the failing level where it is not the usual one: it explains the verdict."""
    if report.fail_on is Severity.ERROR:
        return ""
    return f" (--fail-on {report.fail_on.word if report.fail_on is not None else 'never'})"


def _support(report: StoryReport) -> str:
    total = len(report.judgements)
    if not total:
        return "no claim was judged"
    good = sum(supported(report, judgement) for judgement in report.judgements)
    text = f"{good} of {total} claim{'s' if total > 1 else ''} supported"
    interval = report.scores.get("support_interval")
    if isinstance(interval, tuple):
        text += f" (95% interval {interval[0]:.2f} to {interval[1]:.2f})"
    faithful = report.scores.get("faithful")
    if isinstance(faithful, float | int):
        text += f", P(all supported) {faithful:.2f}"
    return text


def _coverage(report: StoryReport) -> str:
    """Say which share of the story's characters was checked, and what the rest is."""
    ledger = report.story.ledger
    if not ledger.total:
        return ""
    text = f"{_percent(ledger.counts.get(TextKind.CLAIM, 0), ledger.total)} of the text checked"
    others = [
        f"{kind.value} {_percent(ledger.counts[kind], ledger.total)}"
        for kind in TextKind
        if kind is not TextKind.CLAIM and ledger.counts.get(kind)
    ]
    return f"{text}; not claims: {', '.join(others)}" if others else text


def _percent(part: int, total: int) -> str:
    """Return a whole percentage; 0% and 100% mean none and all, exactly."""
    rounded = round(100 * part / total)
    if part and not rounded:
        return "<1%"
    return ">99%" if part < total and rounded == 100 else f"{rounded}%"
