"""The JSON report and its published schema, `fidelity.report/1`."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fidelity.types import StoryReport

__all__ = ["schema", "to_json"]

# Characters that are valid in JSON but not on a terminal or in UTF-8: DEL and C1 controls (some
# terminals obey them), line separators, marks that reorder text, and lone surrogates.
UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(report: StoryReport) -> str:
    """Return the contract as JSON text: 2-space indent, UTF-8 safe, with a final line end.

    Letters of any script stay readable; what could break a terminal, a line-based tool or the
    encoding is written as an escape that every JSON reader turns back into the same character.
    """
    text = json.dumps(report.to_dict(), indent=2, ensure_ascii=False, allow_nan=False)
    return UNSAFE.sub(lambda unsafe: f"\\u{ord(unsafe.group()):04x}", text) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every report is valid against."""
    file = resources.files("fidelity.report") / "schema" / "report-1.schema.json"
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded
