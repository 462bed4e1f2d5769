"""Other checkers from PyPI that run offline, each in an environment of its own.

Each is used as its documentation shows, with its defaults and without a model that would have to be
downloaded. `runner.py NAME` is run by that environment's Python: rows in, scores out, JSON lines.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fidelity.bench.rows import Row

__all__ = ["PACKAGES", "Package", "scores"]

RUNNER = Path(__file__).parent / "runner.py"


@dataclass(frozen=True, slots=True)
class Package:
    """A checker on PyPI: what is installed, and how its own result was made one score."""

    requirement: str
    score: str

    @property
    def name(self) -> str:
        """The distribution's name."""
        return self.requirement.partition("==")[0]


PACKAGES = {
    package.name: package
    for package in (
        Package("corroborate==0.1.0", "minus the number of unsupported numbers, dates and quotations"),
        Package("hallucination-check==0.1.0", "its score, ties ordered by the mean confidence of the claims"),
        Package(
            "ragground==0.2.2",
            "its grounding score, ties ordered by the mean entailment probability; its deterministic tier, "
            "since its neural one has to be downloaded",
        ),
    )
}


def scores(package: Package, rows: Sequence[Row], environments: Path) -> Iterator[float | None]:
    """Yield one score a row, None where the checker raised an error on it."""
    python = _environment(package, environments)
    command = [str(python), str(RUNNER), package.name.replace("-", "_")]
    lines = "".join(json.dumps({"source": row.source, "claim": row.claim}) + "\n" for row in rows)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{package.name}: {done.stderr.strip().splitlines()[-1]}")
    scored = [json.loads(line) for line in done.stdout.splitlines()]
    if len(scored) != len(rows):
        sys.exit(f"{package.name}: {len(scored)} scores for {len(rows)} rows")
    yield from scored


def _environment(package: Package, environments: Path) -> Path:
    """Return the Python of the package's environment, which is made where it is missing."""
    folder = environments / package.requirement
    python = folder / "bin" / "python"
    if not (folder / "done").exists():
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", package.requirement]
        subprocess.run(command, check=True)
        (folder / "done").touch()
    return python
