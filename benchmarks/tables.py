"""Committed results to Markdown tables. Everything shown is in the JSON, what is worse than a peer too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fidelity.rules import all_rules

__all__ = ["TABLES", "results", "shown", "table"]

RESULTS = Path(__file__).resolve().parent / "results"
COLD = {
    "fidelity --help": "`fidelity --help`",
    "fidelity check (cold)": "`fidelity check`, whole process",
    "fidelity check --embedder none (cold)": "the same, `--embedder none`",
    "check, warm, new texts": "`Checker.check_text`, in process, new texts",
    "check, warm, same texts": "`Checker.check`, in process, the same texts again",
    "import sentence_transformers": "`import sentence_transformers`, for scale",
}
MARKS = {"in-domain": " †", "zero-shot": ""}
CONTESTED = ("faithbench", "faithbench_sent")
OVERLAP = ("rouge-l-precision", "known-trigrams", "rapidfuzz-partial-ratio")


@cache
def results(name: str) -> dict[str, Any]:
    """Return one committed result."""
    table: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    return table


def table(head: Sequence[str], left: int, rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first `left` columns are text, set flush left."""
    rule = ["---"] * left + ["---:"] * (len(head) - left)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows)) + "\n"


def shown(figure: dict[str, Any], *, interval: bool = True, sign: str = "") -> str:
    """Return `0.606 [0.572, 0.643]`, or a dash where there is no figure."""
    if figure["value"] is None:
        return "–"
    value = f"{figure['value']:{sign}.3f}"
    if not interval or figure["interval"] is None:
        return value
    low, high = figure["interval"]
    return f"{value} [{low:{sign}.3f}, {high:{sign}.3f}]"


def _name(result: dict[str, Any]) -> str:
    star = " ‡" if result["dataset"] in CONTESTED else ""
    return f"{result['dataset']}{MARKS.get(result['standing'], '')}{star}"


def _sets() -> list[dict[str, Any]]:
    """Return the sets, zero-shot ones first."""
    return sorted(results("agreement")["sets"], key=lambda s: (s["standing"] != "zero-shot", s["dataset"]))


def _live(name: str) -> list[dict[str, Any]]:
    systems: list[dict[str, Any]] = results("live")["sets"].get(name, [])
    return systems


def agreement_short() -> str:
    """AUC by set beside the MiniLM cosine, the best word overlap and the best published score."""
    rows = []
    for result in _sets():
        live = _live(result["dataset"])
        cosine = next((p for p in live if p["column"] == "minilm-cosine"), None)
        overlap = next((p for p in live if p["column"] in OVERLAP), None)
        best = result["peers"][0] if result["peers"] else None
        rows.append(
            [
                _name(result),
                f"{result['rows']:,}",
                shown(result["auc"]),
                shown(cosine["theirs"], interval=False) if cosine else "–",
                f"{shown(overlap['theirs'], interval=False)} ({overlap['column']})" if overlap else "–",
                f"{shown(best['theirs'], interval=False)} ({best['name']}, {best['parameters']})"
                if best
                else "–",
            ]
        )
    return table(
        ["set", "rows", "AUC", "MiniLM cosine", "best word overlap", "best published score"], 1, rows
    )


def agreement() -> str:
    """Everything about each set."""
    head = ["set", "rows", "unsupported", "AUC", "BA frozen", "BA tuned", "BA oracle", "AP", "ECE"]
    rows = []
    for result in _sets():
        accuracy = result["balanced_accuracy"]
        rows.append(
            [
                _name(result),
                f"{result['rows']:,}",
                f"{result['share_unsupported']:.0%}",
                shown(result["auc"]),
                *(shown(accuracy[name]) for name in ("frozen", "tuned", "oracle")),
                shown(result["average_precision_of_unsupported"]),
                shown(result["expected_calibration_error"]),
            ]
        )
    return table(head, 1, rows)


def means() -> str:
    """Mean AUC by standing."""
    rows = [
        [name, str(len(mean["sets"])), f"{mean['auc']['rows']:,}", shown(mean["auc"])]
        for name, mean in results("agreement")["mean_auc"].items()
    ]
    return table(["sets", "number", "rows", "mean AUC"], 1, rows)


def notes() -> str:
    """What must be known to read the tables."""
    return "".join(f"- {note}\n" for note in results("agreement")["notes"])


def _comparisons(entries: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]]) -> str:
    head = ["set", "system", "parameters", "trained on it", "rows", "AUC", "ours", "ours − theirs", "p"]
    rows = [
        [
            _name(result),
            peer["name"],
            peer["parameters"],
            peer["trained_on_this_set"],
            f"{peer['rows']:,}",
            shown(peer["theirs"]),
            shown(peer["ours"], interval=False),
            shown(peer["difference"], sign="+"),
            "–" if peer["p"] is None else f"{peer['p']:.3f}",
        ]
        for result, peers in entries
        for peer in peers
    ]
    return table(head, 4, rows)


def peers() -> str:
    """Published scores on the same rows."""
    return _comparisons((result, result["peers"]) for result in _sets())


def live() -> str:
    """Baselines and other checkers run on the same rows."""
    return _comparisons((result, _live(result["dataset"])) for result in _sets())


def live_systems() -> str:
    """How each of them was made one score."""
    rows = [
        [
            name,
            told["version"] or "this repository",
            told["score"].rstrip("."),
            str(told["rows_without_a_score"]),
        ]
        for name, told in results("live")["systems"].items()
    ]
    return table(["system", "version", "score of a row", "rows without one"], 3, rows)


def extras() -> str:
    """Spans, evidence, pairs and systems, where people marked them."""
    titles = _extra_titles()
    rows = [
        [_name(result), titles.get(name, name), f"{figure['rows']:,}", shown(figure)]
        for result in _sets()
        for name, figure in result["extras"].items()
        if name != "systems"
    ]
    return table(["set", "figure", "rows", "value"], 2, rows)


def _extra_titles() -> dict[str, str]:
    from fidelity.bench.report import EXTRA_TITLES  # noqa: PLC0415 - needs numpy

    return EXTRA_TITLES


def rules() -> str:
    """The rules that were measured, with what was found: a new one joins them with its figures."""
    measured = results("rules")
    rows = []
    for info in all_rules():
        measured_rule = measured["rules"].get(info.code)
        if measured_rule is None:
            continue
        mine = [entry for entry in measured["planted"].values() if entry["rule"] == info.code]
        recall = "–"
        if mine:
            hits, total = (sum(entry["recall"][key] for entry in mine) for key in ("hits", "of"))
            recall = f"{hits / total:.0%}"
        part = measured_rule["false_alarms_plain"]["false_alarms"]
        alarms = f"{part['hits']} of {part['of']:,}"
        rows.append([info.code, info.name, info.severity.word, info.doc.splitlines()[0], recall, alarms])
    return table(["code", "name", "severity", "flags", "planted found", "false alarms"], 4, rows)


def stopped() -> str:
    """What a gate would stop in vain."""
    part = results("rules")["stories_stopped_in_vain"]["plain"]
    low, high = part["interval"]
    return (
        f"Of {part['of']:,} faithful summaries, {part['hits']} get an error that is wrong: "
        f"{part['share']:.1%} (95% interval {low:.1%} to {high:.1%}).\n"
    )


def planted() -> str:
    """Recall by operator and kind."""
    rows = []
    for name, entry in results("rules")["planted"].items():
        recall = entry["recall"]
        low, high = recall["interval"]
        kinds = ", ".join(f"{kind} {hits}/{of}" for kind, (hits, of) in entry["by_kind"].items() if kind)
        rows.append([
            entry["rule"], name, f"{recall['of']}", f"{recall['share']:.1%} [{low:.1%}, {high:.1%}]", kinds,
        ])  # fmt: skip
    return table(["rule", "operator", "pairs", "found", "by kind"], 2, sorted(rows))


def spans() -> str:
    """How many of the spans that people marked a finding touches."""
    rows = []
    for name, kinds in results("rules")["spans_marked_by_people"].items():
        for kind, entry in kinds.items():
            if entry["of"] < 20:
                continue
            low, high = entry["interval"]
            by_rule = sorted(entry["by_rule"].items(), key=lambda pair: (-pair[1], pair[0]))
            most = ", ".join(f"{code} {count}" for code, count in by_rule[:4])
            rows.append([
                name, kind, f"{entry['of']:,}", f"{entry['share']:.1%} [{low:.1%}, {high:.1%}]", most,
            ])  # fmt: skip
    return table(["set", "kind of error", "spans", "touched by a finding", "most by"], 2, rows)


def cold() -> str:
    """One story from the command line."""
    result = results("speed")
    sizes = f"{result['story_characters']:,} characters beside a source of {result['source_characters']:,}"
    how = f"`python -m benchmarks.speed`, medians of {result['repeat']} turns in one run"
    rows = []
    for name, title in COLD.items():
        row = result["rows"][name]
        peak = f"{row['peak_mb']:.0f}" if "peak_mb" in row else ""
        rows.append([title, f"{row['seconds']:.2f}", f"{row['ratio']:.3f}", peak])
    return (
        f"A story of {sizes}, on {result['cpus']} cores ({how}).\n"
        f"Without extras the install takes {result['installed_mb']:.0f} MB.\n\n"
        + table(["", "seconds", "ratio", "peak MB"], 1, rows)
    )


def throughput() -> str:
    """Many stories, beside other ways to do it."""
    result = results("speed")["throughput"]
    rows = [
        [
            name,
            f"{row['rows']}",
            f"{row['stories_a_second']:.2f}",
            f"{row['ratio']:.2f}",
            f"{row['load']:.1f}",
            f"{row['peak_mb']:.0f}",
        ]
        for name, row in result["ways"].items()
    ]
    return (
        f"Stories of {result['mean_story_characters']} characters beside sources of "
        f"{result['mean_source_characters']:,} (means), each source its own. The ratio is the time a story "
        "takes to that of `fidelity` on one core.\n\n"
        + table(["", "stories", "stories a second", "time ratio", "seconds to load", "peak MB"], 1, rows)
    )


def lengths() -> str:
    """How time grows with the texts and with the number of rows."""
    rows = [
        [
            name,
            f"{row['story_characters']:,}",
            f"{row['source_characters']:,}",
            f"{row['seconds']:.2f}",
            f"{row['peak_mb']:.0f}",
        ]
        for name, row in results("speed")["lengths"].items()
    ]
    return table(["", "story characters", "source characters", "seconds", "peak MB"], 1, rows)


def corpus() -> str:
    """How time grows with the number of rows."""
    rows = [
        [
            name,
            f"{row['work']:.0f}",
            f"{row['rows_a_second']:.0f}",
            f"{row['peak_mb']:.0f}",
            f"{row['largest_worker_mb']:.0f}",
        ]
        for name, row in results("speed")["corpus"].items()
    ]
    return table(["rows", "seconds", "rows a second", "peak MB", "largest worker MB"], 1, rows)


TABLES = {
    "agreement-short": agreement_short, "agreement": agreement, "means": means, "notes": notes,
    "peers": peers, "live": live, "live-systems": live_systems, "extras": extras, "rules": rules,
    "stopped": stopped, "planted": planted, "spans": spans, "speed": cold, "throughput": throughput,
    "lengths": lengths, "corpus": corpus,
}  # fmt: skip
