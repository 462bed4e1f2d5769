"""The import budget: nothing heavy is loaded before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import LEXICAL, Pair, environment, words

# None of these may ever load without an option that names it.
NEVER = {"torch", "transformers", "sentence_transformers", "pandas", "sklearn", "scipy", "ray"}
HEAVY = NEVER | {"onnxruntime", "tokenizers", "matplotlib", "altair", "trafilatura"}
# What help needs not even to parse a story.
NUMERIC = {"numpy", "rapidfuzz", "pyromark", "yaml", "sentencex", "tomllib", "importlib.metadata"}

SHOW_MODULES = """
import sys
from fidelity.cli import main
try:
    main()
except SystemExit as stop:
    print(*sys.modules, file=sys.stderr)
    sys.exit(stop.code)
"""


def modules(pair: Pair, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SHOW_MODULES, *arguments],
        cwd=pair.folder,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "banned"),
    [
        (("--help",), HEAVY | NUMERIC | {"fidelity.config", "fidelity.types", "difflib"}),
        (("--version",), HEAVY | NUMERIC | {"fidelity.config", "fidelity.types", "difflib"}),
        (("check", "--help"), HEAVY | NUMERIC),
        (("bench", "--help"), HEAVY | NUMERIC),
        (("rules",), HEAVY),
        (("explain", "F201"), HEAVY),
        (("schema",), HEAVY | {"numpy", "rapidfuzz"}),
        (("check", "story.md", "source.txt", *LEXICAL), HEAVY),
        (("check", "story.md", "source.txt"), NEVER),
    ],
    ids=words,
)
def test_budget(town: Pair, arguments: tuple[str, ...], banned: set[str]) -> None:
    loaded = modules(town, *arguments)
    assert "fidelity.cli" in loaded
    assert not loaded & banned


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, fidelity; print(*[name for name in sys.modules if 'fidelity.' in name])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
