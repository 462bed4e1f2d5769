"""One finding for the terminal: what, where, the line with its mark, the evidence, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fidelity.report.cells import cells, clip_left, plain, wrap
from fidelity.report.cells import width as columns
from fidelity.report.contract import section_title
from fidelity.report.excerpt import excerpt

if TYPE_CHECKING:
    from collections.abc import Callable

    from fidelity.report.excerpt import ShownLine
    from fidelity.report.paint import Paint
    from fidelity.types import Document, Finding, Fix, Span, StoryReport

__all__ = ["finding_lines", "place"]

MOST_PASSAGES = 2
# What a list marker or a quotation bar takes before a passage.
MARKER = 2
# What underlines the finding, and what underlines a passage that shows it.
MAIN, OTHER = "^", "-"


def place(document: Document, span: Span, room: int) -> str:
    """Return `path:line:column`, the path cut at its start to at most `room` columns."""
    at = document.position(span.start)
    return clip_left(f"{document.path}:{at.line}:{at.column}", room)


def finding_lines(report: StoryReport, finding: Finding, width: int, paint: Paint) -> list[str]:
    """Return the lines of one finding, each at most `width` columns wide."""
    story = report.story.document
    passages = [(story, span) for span in finding.story_evidence]
    passages += [(report.sources[one.source].document, one.span) for one in finding.evidence]
    shown = passages[:MOST_PASSAGES]
    last = [doc.position(span.end).line for doc, span in [(story, finding.span), *shown]]
    block = _Framed(width, len(str(max(last))), paint)
    edge = " " * block.digits
    lines = _title(finding, width, paint)
    lines += block.excerpt(
        story, finding.span, f"{edge}-->", MAIN, lambda text: paint.severity(text, finding.severity)
    )
    for document, span in shown:
        lines += block.excerpt(document, span, f"{edge} :::", OTHER, paint.evidence)
    more = [place(document, span, width) for document, span in passages[MOST_PASSAGES:]]
    if more:
        count = "1 more passage" if len(more) == 1 else f"{len(more)} more passages"
        lines += block.remark(f"and {count}", ", ".join(more))
    return lines + _remarks(report, finding, block)


def _title(finding: Finding, width: int, paint: Paint) -> list[str]:
    head = f"{finding.severity.word}[{plain(finding.rule)}]"
    lines = wrap(f"{head} {finding.name}: {finding.message}", width, rest="    ")
    if lines[0].startswith(head):
        lines[0] = paint.severity(head, finding.severity) + lines[0][len(head) :]
    return lines


def _remarks(report: StoryReport, finding: Finding, block: _Framed) -> list[str]:
    story = report.story.document
    text = finding.help or (_edit(story, finding.fix) if finding.fix is not None else "")
    lines = block.remark("help", text) if text else []
    if finding.also_at:
        places = []
        for span in finding.also_at:
            at = story.position(span.start)
            places.append(f"{at.line}:{at.column} ({section_title(report, span)})")
        lines += block.remark("also at", ", ".join(places))
    if finding.implied:
        lines += block.remark("also flagged by", ", ".join(finding.implied))
    return lines


def _edit(story: Document, fix: Fix) -> str:
    """Say a fix in words, for a rule that gives no help of its own."""
    old, new = story.at(fix.span), fix.replacement
    if not new:
        text = f'delete "{old}"'
    elif old.strip():
        text = f'replace "{old}" with "{new}"'
    else:
        text = f'insert "{new}"'
    return text if fix.safe else f"{text}; read it before use"


@dataclass(frozen=True, slots=True)
class _Framed:
    """The part of a finding that hangs on a gutter, `digits` columns wide."""

    width: int
    digits: int
    paint: Paint

    def excerpt(
        self, document: Document, span: Span, arrow: str, mark: str, style: Callable[[str], str]
    ) -> list[str]:
        """Return where a span stands, and its lines underlined with `mark`."""
        name = place(document, span, self.width - len(arrow) - 1)
        lines = [f"{self.paint.gutter(arrow)} {name}"]
        lines = [*lines, self._bar()] if mark == MAIN else [self._bar(), *lines]
        rows = excerpt(document, span, self.width - self.digits - 3)
        marked = mark == MAIN or not _is_whole(rows)
        numbered = False
        for row in rows:
            if not row.line:
                lines.append(self.paint.gutter("..."))
                numbered = False
                continue
            label = "" if row.continued and numbered else str(row.line)
            numbered = True
            lines.append(f"{self._bar(label)} {row.text}" if row.text else self._bar(label))
            if row.length and marked:
                lines.append(f"{self._bar()} {' ' * row.start}{style(mark * row.length)}")
        return lines

    def remark(self, label: str, text: str) -> list[str]:
        """Return `= label: text`, wrapped under its own beginning."""
        edge = " " * self.digits + " = "
        lines = wrap(f"{label}: {text}", self.width, edge, " " * (self.digits + 5))
        return [self.paint.gutter(edge) + lines[0][len(edge) :], *lines[1:]]

    def _bar(self, label: str = "") -> str:
        return self.paint.gutter(f"{label:>{self.digits}} |")


def _is_whole(rows: tuple[ShownLine, ...]) -> bool:
    """Whether a passage of several rows stands alone in them: then an underline says nothing."""
    return len(rows) > 2 and all(
        not row.line or (row.start <= MARKER and row.start + row.length >= columns(cells(row.text)))
        for row in rows
    )
