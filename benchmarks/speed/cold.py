"""One story from the command line: time, memory and installed size, in fresh processes.

The yardstick is `import sentence_transformers` in the same interpreter, measured in turn with the
rest, because machines are noisy and differ. Every process is started fresh; the median is reported.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

__all__ = ["ROOT", "cold", "installed_size"]

ROOT = Path(__file__).resolve().parent.parent.parent
WARM = """
import sys, time
import fidelity
from fidelity.pipeline import Checker
from pathlib import Path
story, source = Path(sys.argv[1]), Path(sys.argv[2])
checker = Checker(fidelity.Config())
checker.check(story, [source])
words = source.read_text("utf-8")
summary = story.read_text("utf-8")
times, fresh = [], []
for turn in range(int(sys.argv[3])):
    start = time.perf_counter()
    checker.check(story, [source])
    times.append(time.perf_counter() - start)
    # New text every turn, so that no embedding is remembered from the turn before.
    mark = f" {turn}. "
    start = time.perf_counter()
    checker.check_text(summary.replace(". ", mark), words.replace(". ", mark), "markdown")
    fresh.append(time.perf_counter() - start)
print(min(times), sorted(times)[len(times) // 2], sorted(fresh)[len(fresh) // 2])
"""


def run(command: list[str]) -> tuple[float, float]:
    """Return (seconds, peak memory in MB) of one fresh process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, 1}:
        assert process.stderr is not None
        sys.exit(f"speed: {command} exited with {code}: {process.stderr.read().decode()}")
    return seconds, usage.ru_maxrss / 1024


def installed_size() -> float:
    """Return the MB that the project and its dependencies take in a new environment."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        packages = next((Path(folder) / "lib").glob("python*")) / "site-packages"
        before = sum(f.stat().st_size for f in packages.rglob("*") if f.is_file())
        subprocess.run([f"{folder}/bin/pip", "install", "-q", str(ROOT)], check=True)
        after = sum(f.stat().st_size for f in packages.rglob("*") if f.is_file())
    return (after - before) / 1e6


def cold(story: Path, source: Path, repeat: int) -> dict[str, Any]:
    """Measure in turns and return the medians, with ratios to the yardstick."""
    pair = [str(story.resolve()), str(source.resolve())]
    python = [sys.executable, "-m", "fidelity"]
    commands = {
        "import sentence_transformers": [sys.executable, "-c", "import sentence_transformers"],
        "python -c pass": [sys.executable, "-c", "pass"],
        "fidelity --help": [*python, "--help"],
        "fidelity check (cold)": [*python, "check", *pair],
        "fidelity check --embedder none (cold)": [*python, "check", *pair, "--embedder", "none"],
    }
    for command in commands.values():
        run(command)  # file caches
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(repeat):
        for name, command in commands.items():
            measured[name].append(run(command))
    rows = {
        name: {
            "seconds": round(statistics.median(s for s, _ in values), 3),
            "peak_mb": round(max(mb for _, mb in values), 1),
        }
        for name, values in measured.items()
    }
    warm = subprocess.run(
        [sys.executable, "-c", WARM, *pair, "15"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    rows["check, warm, same texts"] = {"seconds": round(float(warm[1]), 4)}
    rows["check, warm, new texts"] = {"seconds": round(float(warm[2]), 4)}
    yardstick = rows["import sentence_transformers"]["seconds"]
    for row in rows.values():
        row["ratio"] = round(row["seconds"] / yardstick, 4)
    return {
        "story_characters": len(story.read_text("utf-8")),
        "source_characters": len(source.read_text("utf-8")),
        "repeat": repeat,
        "rows": rows,
    }
