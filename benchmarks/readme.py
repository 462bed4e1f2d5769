"""Fill the README's generated blocks from this version and the committed results.

    python -m benchmarks.readme          # write
    python -m benchmarks.readme --check  # exit 1 where something is out of date

Blocks stand between `<!-- NAME -->` and `<!-- end -->`: `output: COMMAND` (what the command prints),
`rules` (the registry), `speed` (benchmarks/results/speed.json).
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

from fidelity.rules import all_rules

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- (output: ([^>]*)|rules|speed) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
SPEED = {
    "fidelity --help": "`fidelity --help`",
    "fidelity check (cold)": "`fidelity check`, whole process",
    "fidelity check --embedder none (cold)": "the same, `--embedder none`",
    "check, warm, new texts": "`Checker.check_text`, in process, new texts",
    "check, warm, same texts": "`Checker.check`, in process, the same texts again",
    "import sentence_transformers": "`import sentence_transformers`, for scale",
}


def output(command: str) -> str:
    """Return what a command of this version prints."""
    words = shlex.split(command)
    assert words[0] == "fidelity"
    done = subprocess.run(
        [sys.executable, "-m", "fidelity", *words[1:]],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode())
    return f"```\n{done.stdout.decode()}```\n"


def rules() -> str:
    """Return the table of rules."""
    rows = [
        f"| {info.code} | {info.name} | {info.severity.word} | {info.doc.splitlines()[0]} |"
        for info in all_rules()
    ]
    return "\n".join(["| code | name | severity | flags |", "|---|---|---|---|", *rows, ""])


def speed() -> str:
    """Return the table of times and memory."""
    result = json.loads((ROOT / "benchmarks/results/speed.json").read_text("utf-8"))
    sizes = f"{result['story_characters']:,} characters beside a source of {result['source_characters']:,}"
    how = f"`python -m benchmarks.speed`, medians of {result['repeat']} turns in one run"
    lines = [
        f"A story of {sizes}, on {result['cpus']} cores ({how}).",
        f"Without extras the install takes {result['installed_mb']:.0f} MB.",
        "",
        "| | seconds | ratio | peak MB |",
        "|---|---:|---:|---:|",
    ]
    for name, shown in SPEED.items():
        row = result["rows"][name]
        peak = f"{row['peak_mb']:.0f}" if "peak_mb" in row else ""
        lines.append(f"| {shown} | {row['seconds']:.2f} | {row['ratio']:.3f} | {peak} |")
    return "\n".join([*lines, ""])


def filled(text: str) -> str:
    """Return `text` with every block made anew."""

    def make(match: re.Match[str]) -> str:
        kind = match.group(2)
        content = output(match.group(3)) if match.group(3) else {"rules": rules, "speed": speed}[kind]()
        return match.group(1) + content + match.group(5)

    return BLOCK.sub(make, text)


def main() -> None:
    """Write the README, or say that it is out of date."""
    path = ROOT / "README.md"
    before = path.read_text("utf-8")
    after = filled(before)
    if "--check" in sys.argv[1:]:
        sys.exit(0 if before == after else "README.md is out of date: python -m benchmarks.readme")
    path.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
