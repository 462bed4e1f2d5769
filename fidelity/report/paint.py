"""Colour for the terminal report, or none: without it no escape byte is ever written."""

from __future__ import annotations

from dataclasses import dataclass

from fidelity.types import Severity, Verdict

__all__ = ["Paint"]

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan"}
VERDICTS = {Verdict.PASS: "green", Verdict.FAIL: "red", Verdict.INCOMPLETE: "yellow"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Wraps text that is already laid out, so that colour never changes a width."""

    color: bool

    def severity(self, text: str, severity: Severity) -> str:
        """Paint text that says or underlines a finding of `severity`."""
        return self._style(text, COLORS[severity], bold=severity is Severity.ERROR)

    def verdict(self, text: str, verdict: Verdict) -> str:
        """Paint the word of the verdict."""
        return self._style(text, VERDICTS[verdict], bold=True)

    def gutter(self, text: str) -> str:
        """Paint line numbers, bars and arrows."""
        return self._style(text, "blue")

    def evidence(self, text: str) -> str:
        """Paint the underline of a passage that shows a finding."""
        return self._style(text, "blue", bold=True)

    def good(self, text: str) -> str:
        """Paint the state of a supported claim."""
        return self._style(text, "green")

    def bad(self, text: str) -> str:
        """Paint the state of a claim that is not supported."""
        return self._style(text, "red", bold=True)

    def _style(self, text: str, color: str, *, bold: bool = False) -> str:
        if not self.color or not text:
            return text
        import click

        return click.style(text, fg=color, bold=bold or None)
