"""Where a measurement was made: versions and the kind of machine, no names and no paths."""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from fidelity.weights import available_cores

__all__ = ["commit", "environment"]

# What the numbers may depend on.
PACKAGES = (
    "numpy", "onnxruntime", "rapidfuzz", "sentencex", "snowballstemmer", "text2num", "tokenizers",
    "scipy", "scikit-learn", "sentence-transformers",
)  # fmt: skip


def environment() -> dict[str, Any]:
    """Return the versions of Python and of the packages, and what the machine is."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": f"{platform.system()} {platform.machine()}",
        "cpu_count": available_cores(),
        "packages": {name: number for name in PACKAGES if (number := _version(name)) is not None},
    }


def commit() -> str | None:
    """Return the commit that this checkout is at, with "+" where files differ; None elsewhere."""
    root = Path(__file__).resolve().parent.parent.parent
    if not (root / ".git").exists():
        return None
    head, changes = _git(root, "rev-parse", "HEAD"), _git(root, "status", "--porcelain", "--", "fidelity")
    return None if head is None else head + ("+" if changes else "")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - git, with our own words
            ["git", *arguments],  # noqa: S607 - the git that the user has
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
