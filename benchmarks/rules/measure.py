"""What was found on labelled rows and on mutants, as counts: never a word of anybody's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.rules.defects_read import TRUE_DEFECTS
from benchmarks.rules.run import Checked, Flag, Planted
from benchmarks.rules.shares import share
from benchmarks.rules.stories import is_tokenised
from fidelity.bench.rows import Row

__all__ = ["ABOUT_CONTENT", "Sample", "by_span_type", "planted", "rule_on_rows", "stories"]

# Families whose findings say that a text is unfaithful, as the labels do. The others look at how a text
# is made, of which the labels say nothing: their findings on faithful rows were read instead.
ABOUT_CONTENT = ("F1", "F2", "F3")
# FaithBench's items were chosen because detectors disagree on them: every detector sits near chance
# there, so precision is pooled with them and without.
CONTESTED = ("faithbench", "faithbench_sent")


class Sample:
    """The rows that could be checked, with what was found on them, by form."""

    def __init__(self, rows: Sequence[Row], checked: Iterable[Checked], standing: Mapping[str, str]) -> None:
        self.standing = standing
        self.flags: dict[str, dict[tuple[str, str], tuple[Flag, ...]]] = defaultdict(dict)
        for one in checked:
            if one.flags is not None:
                self.flags[one.form][one.dataset, one.id] = one.flags
        self.rows = {form: [row for row in rows if row.key in table] for form, table in self.flags.items()}

    def fired(self, form: str, row: Row, code: str, *, errors: bool = False) -> bool:
        """Whether the rule fired on a row, by itself or folded under another."""
        return any(code in flag.codes and (flag.error or not errors) for flag in self.flags[form][row.key])

    def pools(self) -> dict[str, list[str]]:
        """Return sets by the name under which they are taken together."""
        zero_shot = [name for name, kind in self.standing.items() if kind == "zero-shot"]
        return {
            "zero-shot": zero_shot,
            "zero-shot but FaithBench": [name for name in zero_shot if name not in CONTESTED],
            "in-domain": [name for name, kind in self.standing.items() if kind == "in-domain"],
        }


def rule_on_rows(code: str, sample: Sample, seed: int) -> dict[str, Any]:
    """Return a rule's false alarms on faithful rows, and its precision, at any level and as an error."""
    figures: dict[str, Any] = {}
    for form in sample.rows:
        figures[f"false_alarms_{form}"] = _false_alarms(code, sample, form, seed, errors=False)
    for name, errors in (("precision", False), ("precision_of_errors", True)):
        figures[name] = _precision(code, sample, seed, errors=errors)
    figures["false_alarms_of_errors"] = _false_alarms(code, sample, "plain", seed, errors=True)
    return figures


def _false_alarms(code: str, sample: Sample, form: str, seed: int, *, errors: bool) -> dict[str, Any]:
    faithful = [row for row in sample.rows[form] if row.label]
    flagged = [row for row in faithful if sample.fired(form, row, code, errors=errors)]
    right = TRUE_DEFECTS.get(code, frozenset())
    wrong = {row.key for row in flagged if "/".join(row.key) not in right}
    groups = [row.source_group for row in faithful]
    return {
        "findings": len(flagged),
        "right_as_read": len(flagged) - len(wrong),
        "in_tokenised_text": sum(map(is_tokenised, flagged)),
        "false_alarms": share([row.key in wrong for row in faithful], groups, seed),
        "by_dataset": dict(sorted(Counter(row.dataset for row in flagged).items())),
    }


def _precision(code: str, sample: Sample, seed: int, *, errors: bool) -> dict[str, Any]:
    """Return the share of flagged rows that are defective, by pool of sets and over all.

    For what is about content: rows that people call unfaithful, and those read as right. For the rest:
    faithful rows only, read.
    """
    right = TRUE_DEFECTS.get(code, frozenset())
    by_label = code.startswith(ABOUT_CONTENT)
    rows = [row for row in sample.rows["plain"] if by_label or row.label]
    figures: dict[str, Any] = {}
    pools = sample.pools() if by_label else {}
    for name, members in {**pools, "all": list(sample.standing)}.items():
        here = [row for row in rows if row.dataset in members]
        flagged = [row for row in here if sample.fired("plain", row, code, errors=errors)]
        good = [(by_label and not row.label) or "/".join(row.key) in right for row in flagged]
        figures[name] = share(good, [row.source_group for row in flagged], seed)
        if by_label:
            wrong = [row for row in here if not row.label]
            hits = [sample.fired("plain", row, code, errors=errors) for row in wrong]
            figures[name] |= {
                "unfaithful_rows": round(len(wrong) / len(here), 4) if here else None,
                "finds_of_unfaithful": round(sum(hits) / len(hits), 4) if hits else None,
            }
    return figures


def stories(sample: Sample, seed: int) -> dict[str, Any]:
    """Return how many faithful stories have an error that is wrong: what a gate would stop in vain."""
    shares = {}
    for form, rows in sample.rows.items():
        faithful = [row for row in rows if row.label and row.unit == "summary"]
        wrong = [any(_is_false(flag, row) for flag in sample.flags[form][row.key]) for row in faithful]
        shares[form] = share(wrong, [row.source_group for row in faithful], seed)
    return shares


def _is_false(flag: Flag, row: Row) -> bool:
    return flag.error and not any("/".join(row.key) in TRUE_DEFECTS.get(code, ()) for code in flag.codes)


def by_span_type(sample: Sample, seed: int) -> dict[str, Any]:
    """Return, by kind of error that people marked, how many of their spans a finding touches."""
    table: dict[tuple[str, str], list[tuple[bool, str, Counter[str]]]] = defaultdict(list)
    for row in sample.rows["plain"]:
        for start, end, kind in {(mark.start, mark.end, _kind(mark.type)) for mark in row.spans or ()}:
            touching = Counter(
                flag.code for flag in sample.flags["plain"][row.key] if flag.start < end and start < flag.end
            )
            table[row.dataset, kind].append((bool(touching), row.source_group, touching))
    touched: dict[str, Any] = defaultdict(dict)
    for (name, kind), entries in sorted(table.items()):
        codes = Counter(code for _, _, touching in entries for code in touching)
        hits = [hit for hit, _, _ in entries]
        touched[name][kind] = {
            **share(hits, [group for _, group, _ in entries], seed),
            "by_rule": dict(sorted(codes.items())),
        }
    return dict(touched)


def _kind(kind: str) -> str:
    """Return a release's name for a kind of error in one form: parts sorted, without its brackets."""
    parts = re.findall(r"[A-Za-z_.-]+", kind)
    return " + ".join(sorted(set(parts))) or "unnamed"


def planted(results: Sequence[Planted], seed: int) -> dict[str, Any]:
    """Return recall by operator, and by kind and form within it."""
    operators: dict[str, Any] = {}
    names = sorted({one.operator for one in results})
    for name in names:
        mine = [one for one in results if one.operator == name]
        hit = [bool(one.named) for one in mine]
        operators[name] = {
            "rule": mine[0].rule,
            "recall": share(hit, [one.group for one in mine], seed),
            "pairs": len({(one.dataset, one.id) for one in mine}),
            "as_error": sum(one.error for one in mine),
            "named_by_another_rule": dict(
                sorted(Counter(one.named for one in mine if one.named not in {"", one.rule}).items())
            ),
            "one_finding_at_the_place": sum(one.piled == 1 for one in mine if one.named),
            "by_kind": _counted(mine, "kind"),
            "by_form": _counted(mine, "form"),
        }
    return operators


def _counted(results: Sequence[Planted], name: str) -> dict[str, list[int]]:
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in results:
        cell = table[getattr(one, name)]
        cell[0] += bool(one.named)
        cell[1] += 1
    return dict(sorted(table.items()))
