"""Tables as text for a terminal, Markdown and LaTeX. Names come from files, so all of it is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fidelity.bench.tables import Report, Table, to_json
from fidelity.report.cells import cells, plain, width, wrap

__all__ = ["FORMATS", "to_latex", "to_markdown", "to_text"]

WRAPPED = 110
MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>|#&])")
LATEX_MARKS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}",
    ">": r"\textgreater{}",
}  # fmt: skip


def to_text(report: Report) -> str:
    """Return the report for a terminal or a log."""
    lines = []
    for table in report.tables():
        lines += [table.title, "", *_aligned(table), ""]
    for note in report.notes():
        lines += wrap(plain(note), WRAPPED, first="- ", rest="  ")
    return "\n".join(lines) + "\n"


def to_markdown(report: Report) -> str:
    """Return the report as GitHub's Markdown."""
    lines = []
    for table in report.tables():
        marks = ["---" if at < table.left else "---:" for at in range(len(table.head))]
        lines += [f"## {_markdown(table.title)}", ""]
        lines += [_row(map(_markdown, table.head)), _row(marks)]
        lines += [_row(map(_markdown, row)) for row in table.rows]
        lines.append("")
    lines += [f"- {_markdown(note)}" for note in report.notes()]
    return "\n".join(lines) + "\n"


def to_latex(report: Report) -> str:
    """Return the report's tables for LaTeX (package booktabs), notes as comments."""
    lines = [f"% {plain(note)}" for note in report.notes()]
    for table in report.tables():
        columns = "l" * table.left + "r" * (len(table.head) - table.left)
        lines += ["", r"\begin{table}", rf"\caption{{{_latex(table.title)}}}"]
        lines += [rf"\begin{{tabular}}{{{columns}}}", r"\toprule"]
        lines += [_latex_row(table.head), r"\midrule"]
        lines += [_latex_row(row) for row in table.rows]
        lines += [r"\bottomrule", r"\end{tabular}", r"\end{table}"]
    return "\n".join(lines) + "\n"


FORMATS: dict[str, Callable[[Report], str]] = {
    "table": to_text,
    "json": to_json,
    "markdown": to_markdown,
    "latex": to_latex,
}


def _aligned(table: Table) -> list[str]:
    shown = [[plain(cell) for cell in row] for row in (table.head, *table.rows)]
    widths = [max(_width(row[at]) for row in shown) for at in range(len(table.head))]
    lines = []
    for row in shown:
        parts = []
        for at, (cell, room) in enumerate(zip(row, widths, strict=True)):
            space = " " * (room - _width(cell))
            parts.append(cell + space if at < table.left else space + cell)
        lines.append("  ".join(parts).rstrip())
    return [lines[0], "  ".join("-" * room for room in widths), *lines[1:]]


def _width(text: str) -> int:
    return width(cells(text))


def _row(parts: Sequence[str] | map[str]) -> str:
    return "| " + " | ".join(parts) + " |"


def _markdown(text: str) -> str:
    return MARKDOWN_MARKS.sub(r"\\\1", plain(text))


def _latex_row(row: Sequence[str]) -> str:
    return " & ".join(_latex(cell) for cell in row) + r" \\"


def _latex(text: str) -> str:
    return "".join(LATEX_MARKS.get(char, char) for char in plain(text))
