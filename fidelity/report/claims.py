"""The table of claims for the terminal: one line for each claim that was judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.report.cells import cells, clip, wrap
from fidelity.report.cells import width as columns
from fidelity.report.findings import place

if TYPE_CHECKING:
    from fidelity.report.paint import Paint
    from fidelity.types import Judgement, StoryReport

__all__ = ["claim_lines", "supported"]

# Where the text of a claim would get fewer columns, it gets a line of its own.
LEAST_TEXT = 30
# Room for a source's place in the narrowest table: 40 columns less state, indent and arrow.
LEAST_PLACE = 24
OK, WEAK = "ok", "weak"


def supported(report: StoryReport, judgement: Judgement) -> bool:
    """Whether a claim counts as supported at the report's threshold."""
    return judgement.p_supported >= report.threshold


def claim_lines(report: StoryReport, width: int, paint: Paint) -> list[str]:
    """Return the table: state, P(supported), place, words, best passage, repeats.

    The state is the code of the worst finding on the claim, else whether it is supported. For a
    claim that is not supported, the passage is the nearest one.
    """
    rows = [_row(report, judgement, width) for judgement in report.judgements]
    lines = wrap(
        f"claims: P(supported), place, words, best passage"
        f"{_of_the_source(report)}; unsupported below {report.threshold:.2f}",
        width,
        rest="  ",
    )
    wide = _Widths(
        state=max(len(row.state) for row in rows),
        at=max(len(row.at) for row in rows),
        best=max(columns(cells(row.best)) for row in rows),
        more=max(len(row.more) for row in rows),
    )
    for row in rows:
        lines += _lines(row, wide, width, paint)
    return lines


@dataclass(frozen=True, slots=True)
class _ClaimRow:
    state: str
    p_supported: float
    at: str
    text: str
    best: str
    more: str


@dataclass(frozen=True, slots=True)
class _Widths:
    """Columns of the table's cells, the widest of each."""

    state: int
    at: int
    best: int
    more: int


def _row(report: StoryReport, judgement: Judgement, width: int) -> _ClaimRow:
    claim = judgement.claim
    at = report.story.document.position(claim.span.start)
    best = ""
    if judgement.evidence:
        passage = judgement.evidence[0]
        source = report.sources[passage.source].document
        here = source.position(passage.span.start)
        best = f"← {here.line}:{here.column}"
        if len(report.sources) > 1:
            best = f"← {place(source, passage.span, max(LEAST_PLACE, width // 4))}"
    repeats = len(report.story.groups[claim.group]) - 1
    more = f"+{repeats} place{'s' if repeats > 1 else ''}" if repeats else ""
    state = _state(report, judgement)
    return _ClaimRow(state, judgement.p_supported, f"{at.line}:{at.column}", claim.text, best, more)


def _of_the_source(report: StoryReport) -> str:
    return f" of {report.sources[0].document.path}" if len(report.sources) == 1 else ""


def _state(report: StoryReport, judgement: Judgement) -> str:
    own = [f for f in report.findings if f.claim == judgement.claim.id]
    if own:
        return max(own, key=lambda finding: finding.severity).rule
    return OK if supported(report, judgement) else WEAK


def _lines(row: _ClaimRow, wide: _Widths, width: int, paint: Paint) -> list[str]:
    """Lay out one row; the words give way to everything else, down to a line of their own."""
    state = f"{row.state:<{wide.state}}"
    painted = paint.good(state) if row.state == OK else paint.bad(state)
    start = f"  {row.p_supported:.2f}  {row.at:<{wide.at}}"
    end = _padded(row.best, wide.best) + (f"  {row.more}" if row.more else "")
    room = width - wide.state - len(start) - 2
    rest = room - wide.best - 2 - (wide.more + 2 if wide.more else 0)
    if rest >= LEAST_TEXT:
        text = f"{_padded(clip(row.text, rest), rest)}  {end}"
        return [f"{painted}{start}  {text}".rstrip()]
    indent = " " * (wide.state + 2)
    text = indent + clip(row.text, width - len(indent))
    if columns(cells(end)) <= room:
        return [f"{painted}{start}  {end}".rstrip(), text]
    lines = [indent + row.best, text] if row.best else [text]
    if len(state + start) + 2 + len(row.more) > width:
        return [painted + start, indent + row.more, *lines]
    return [f"{painted}{start}  {row.more}".rstrip(), *lines]


def _padded(text: str, room: int) -> str:
    return text + " " * (room - columns(cells(text)))
