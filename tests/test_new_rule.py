"""A new rule is two files, the rule and its cases: a warning, not measured yet. It takes no data set."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RULE = '''\
"""A word in capitals that the source does not shout.

What: a word of five or more letters in capitals that stands in lower case in the source.

Why: capitals lend a weight to a word that the source does not give it.

Flagged: "The council REJECTED the plan." beside "The council rejected the plan."

Clean: "The UNESCO office opened." beside "The UNESCO office opened in May."

Known misses: words that the source does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

SHOUTED = re.compile(r"\\b[A-Z]{5,}\\b")


@rule("F799", "shouted-word", severity=Severity.WARNING)
def shouted_word(case: ClaimCase) -> Iterator[Finding]:
    """Flag words in capitals that the source has in lower case."""
    for found in SHOUTED.finditer(case.claim.text):
        if any(found.group().lower() in source.document.text for source in case.sources):
            yield case.flag(found.span(), f'"{found.group()}" is not in capitals in the source')
'''
CASES = '''\
"""Words in capitals that the source has in lower case."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = "The harbour council of UNESCO rejected a plan on Monday to close every bridge to heavy lorries."
WORDS = "harbour council rejected close every bridge heavy lorries".split()
MARKS = ("⟦-⟧", "**⟦-⟧**")
FLAGGED = [SOURCE.replace(word, mark.replace("-", word.upper())) for word in WORDS for mark in MARKS]
CLEAN = [SOURCE.replace(word, mark.replace("-", word)) for word in WORDS for mark in ("-", "_-_")]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    assert check("F799", story, SOURCE)


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F799", story, SOURCE)
'''
# What holds rules to what is written of them, and pages to what was measured.
HELD = ["tests/rules/test_shouted_word.py", "tests/test_rules_are_complete.py", "tests/test_readme.py"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this checkout with the new rule in it."""
    ignored = shutil.ignore_patterns("__pycache__", "models", "live", "speed")
    for folder in ("fidelity", "tests", "benchmarks", "examples", "reports", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "fidelity/models").symlink_to(ROOT / "fidelity/models", target_is_directory=True)
    for file in ("README.md", "CONTRIBUTING.md", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / "fidelity/rules/shouted_word.py").write_text(RULE, encoding="utf-8")
    (tmp_path / "tests/rules/test_shouted_word.py").write_text(CASES, encoding="utf-8")
    return tmp_path


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=checkout, capture_output=True, text=True, check=False
    )


def test_its_two_files_are_all_it_takes(checkout: Path) -> None:
    # What the commands of the README print, and its pictures, do not depend on which rules there are.
    held = run(
        checkout,
        "pytest",
        *HELD,
        "-p",
        "no:cacheprovider",
        "-k",
        "not command and not example_runs and not pictures",
    )
    assert held.returncode == 0, held.stdout


def test_explain_says_that_it_is_not_measured_yet(checkout: Path) -> None:
    explained = run(checkout, "fidelity", "explain", "F799")
    assert explained.stdout.startswith("F799 shouted-word (warning)\n")
    assert explained.stdout.endswith("Measured:\n  not measured yet\n")


def test_it_may_not_be_an_error(checkout: Path) -> None:
    file = checkout / "fidelity/rules/shouted_word.py"
    file.write_text(RULE.replace("Severity.WARNING", "Severity.ERROR"), encoding="utf-8")
    held = run(checkout, "pytest", "tests/test_readme.py", "-p", "no:cacheprovider", "-k", "every_rule_that")
    assert held.returncode == 1
    assert "F799: a warning at most until it is measured" in held.stdout
