"""Results to the lines that `fidelity explain` prints."""

from __future__ import annotations

from typing import Any

from benchmarks.rules.measure import ABOUT_CONTENT
from benchmarks.rules.shares import percent

__all__ = ["lines_of"]


def lines_of(code: str, result: dict[str, Any], operators: dict[str, Any], where: str) -> list[str]:
    """Return what the results say about one rule, a line each."""
    lines = []
    for name, operator in operators.items():
        if operator["rule"] != code:
            continue
        recall = operator["recall"]
        kinds = ", ".join(f"{kind} {hits}/{of}" for kind, (hits, of) in operator["by_kind"].items() if kind)
        lines.append(
            f"recall: {percent(recall)} of {recall['of']} defects planted by {name}"
            + (f" ({kinds})" if kinds else "")
        )
    for key, start in (("precision", ""), ("precision_of_errors", "as an error, ")):
        lines += _precision(code, result, key, start)
    lines += _false_alarms(result)
    return [*lines, where]


def _precision(code: str, result: dict[str, Any], key: str, start: str) -> list[str]:
    if not code.startswith(ABOUT_CONTENT):
        return []
    if key == "precision_of_errors" and result[key]["all"] == result["precision"]["all"]:
        return []
    lines = []
    for pool, part in result[key].items():
        if part["of"] and pool != "all":
            lines.append(
                f"{start}precision on {pool} sets: {percent(part)} of {part['of']:,} flagged rows "
                f"({100 * part['unfaithful_rows']:.0f}% of all rows are unfaithful); finds "
                f"{100 * part['finds_of_unfaithful']:.1f}% of those"
            )
    return lines


def _false_alarms(result: dict[str, Any]) -> list[str]:
    lines = []
    names = {
        "false_alarms_plain": "false alarms",
        "false_alarms_of_errors": "as an error, false alarms",
        "false_alarms_page": "false alarms on pages with front matter and sections",
    }
    for key, name in names.items():
        part = result.get(key)
        if part is None or not part["false_alarms"]["of"]:
            continue
        if key == "false_alarms_of_errors" and part == result["false_alarms_plain"]:
            continue
        alarms = part["false_alarms"]
        line = f"{name}: {alarms['hits']} of {alarms['of']:,} faithful summaries and sentences"
        line += f" ({percent(alarms)})" if alarms["hits"] else ""
        if part["right_as_read"]:
            line += f"; {part['right_as_read']} more findings there are right"
        lines.append(line)
    return lines
