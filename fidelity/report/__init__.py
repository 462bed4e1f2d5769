"""Reports: one file a format."""

from __future__ import annotations

from fidelity.report.files import write_reports
from fidelity.report.json import schema, to_json
from fidelity.report.terminal import to_terminal

__all__ = ["schema", "to_json", "to_terminal", "write_reports"]
