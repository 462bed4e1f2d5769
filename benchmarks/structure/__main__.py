"""Measure the shape of the code: a Markdown table beside the goals.

    python -m benchmarks.structure [--json FILE] [--before FILE] [--list NAME] [--no-times]

What is counted, in the package `fidelity` (not in tests or benchmarks):

files to understand F201    Python files with a function that runs while the rule decides on a given story
                            (from its first line to its last), the file that says what a lexicon is,
                            and the data files whose lists it asks for
called by the rule itself   of these, its own file, those whose functions its own code calls, and those of
                            the lists its own code asks for: what is below them is left out
files of a run              Python files with a function that runs from the texts to the report, this
                            rule alone selected, without models
functions with a lexicon    that have a parameter called `lexicon` or typed `Lexicon`
cache decorators            `cache` and `lru_cache`; `cached_property` (owned by an object) is told beside it
look-ups by a string        of the lexicon's lists: see `reading.lookups`
language guards             comparisons, in a rule, of a language with the lexicon's
largest data file           lines of the longest TOML file of the lexicon
lines of a rule             of each file that registers a rule: mean and longest
F204 on long sources        CPU seconds of the rule itself, cold: see `running.rule_seconds`

Names and patterns are looked for, not places: it counts the same after files have moved.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import fidelity
from benchmarks.structure import reading, running

LONG = (3_800, 4_300, 20_000)
LISTS = {
    "lexicon_functions": reading.lexicon_functions,
    "caches": reading.caches,
    "owned": reading.owned,
    "lookups": reading.lookups,
    "guards": reading.guards,
}
# Key, what it is called in the table, the goal.
ROWS = (
    ("files_to_understand", "files opened to understand how F201 decides", "6"),
    ("lines_to_understand", "lines of these files", "-"),
    ("files_direct", "of these, called or asked by the rule itself", "-"),
    ("files_of_a_run", "Python files touched in a run of F201", "-"),
    ("lexicon_functions", "functions that take a lexicon", "60"),
    ("caches", "cache decorators", "40"),
    ("owned", "properties computed once and owned", "-"),
    ("lookups", "look-ups into the lexicon by a string", "0"),
    ("guards", "language guards in rules", "6"),
    ("largest_data", "largest data file, lines", "350"),
    ("rule_mean", "mean lines of a rule", "80"),
    ("rule_longest", "lines of the longest rule", "160"),
    ("seconds_3800", "F204, 3,800 sentences, 12 claims, s", "-"),
    ("seconds_4300", "F204, 4,300 sentences, 12 claims, s", "2.5"),
    ("seconds_20000", "F204, 20,000 sentences, 12 claims, s", "linear"),
)


def measure(package: Path, *, times: bool) -> dict[str, Any]:
    """Return every figure by the key of its row, and the files of F201."""
    read = reading.modules(package)
    files = running.touched("F201", package)
    opened = [*files.deciding, *files.asked]
    lines = running.rule_lines()
    figures: dict[str, Any] = {
        "files_to_understand": len(opened),
        "lines_to_understand": sum(len((package / name).read_text("utf-8").splitlines()) for name in opened),
        "files_direct": len(files.direct),
        "files_of_a_run": len(files.run),
        **{name: len(find(read)) for name, find in LISTS.items()},
        "largest_data": reading.largest_data(package)[0],
        "rule_mean": round(sum(lines.values()) / len(lines)),
        "rule_longest": max(lines.values()),
        "files": opened,
        "direct": list(files.direct),
    }
    if times:
        figures |= {f"seconds_{count}": _seconds(count) for count in LONG}
    return figures


def _seconds(sentences: int) -> float:
    """Measure in a process of its own: what one length leaves remembered must not help the other."""
    call = f"from benchmarks.structure import running; print(running.rule_seconds('F204', {sentences}))"
    done = subprocess.run([sys.executable, "-c", call], check=True, capture_output=True, text=True)
    return round(float(done.stdout), 2)


def table(now: dict[str, Any], before: dict[str, Any]) -> str:
    """Return the figures as a Markdown table: before (where there is one), now, goal."""
    lines = ["| | before | now | goal |", "|---|---:|---:|---:|"]
    for key, what, goal in ROWS:
        figures = (before.get(key, "-"), now.get(key, "-"))
        shown = [f"{figure:,}" if isinstance(figure, int | float) else figure for figure in figures]
        lines.append(f"| {what} | {shown[0]} | {shown[1]} | {goal} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.structure",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    parser.add_argument(
        "--before", type=Path, metavar="FILE", help="figures of an earlier state, from --json"
    )
    parser.add_argument("--list", choices=LISTS, help="print the places of one count, and nothing else")
    parser.add_argument("--no-times", action="store_true", help="leave F204 on long sources out")
    args = parser.parse_args()
    package = Path(fidelity.__file__).resolve().parent
    if args.list:
        print("\n".join(LISTS[args.list](reading.modules(package))))
        return
    before = json.loads(args.before.read_text(encoding="utf-8")) if args.before else {}
    now = measure(package, times=not args.no_times)
    print(table(now, before))
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
