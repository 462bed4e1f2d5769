"""What many tests share: the seed, a story of our own with its defects, ways to run the command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

# Modules that assert for many tests: rewritten as tests are, or a failing case says "AssertionError" alone.
pytest.register_assert_rewrite("marked", "report_cases", "report_checks")

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
# No model: as fast as it gets, for tests that are not about the model.
LEXICAL = ("--embedder", "none", "--judge", "lexical")

TOWN_SOURCE = """\
Ellerbrook council backs harbour wall after floods
Add The Courier as your preferred source to
see more of our stories on Google.

Illustration: Mara Quill/The Courier
The council of Ellerbrook is backing a U.K.-funded harbour wall and flood gate after the worst \
winter floods in thirty years.
Why it matters: Half of the shops on Quay Street stood under water in January, and insurers have \
begun to leave the town.
Between the lines: Engineers point to two weak spots in the old defences:
- A sluice from 1911 that jams when the tide is high.
- Too little money for dredging the river Eller.
Driving the news: On Tuesday, 14 of the 17 councillors voted for the wall.
- Harbour master Ines Okafor announced that 22 boat owners signed the mooring plan.
- The work will cost 8.4 million pounds and start in March.
- Fishing boats will moor at the north pier until it is done.
What they're saying: "We cannot sandbag our way through another winter," Okafor told the Courier.
Yes, but: Some residents of the north bank support the wall while also asking for a flood gate of \
their own.
The bottom line: The next challenge for the council isn't building the wall. It's finding the \
money to keep it standing.
"""

TOWN_STORY = """\
---
title: "Ellerbrook council backs harbour wall after floods"
slug: "ellerbrook-council-backs-harbour-wall"
date: 2026-02-11
tags: [ellerbrook, harbour]
language: en
sources_count: 1
publisher: Two Rivers Digest
---

# Ellerbrook council backs harbour wall after floods

**Published**: 2026-02-11 | **Category**: local | **Sources**: 1

---

## TL;DR

- The council of Ellerbrook is backing a U.

---

## Summary

- The council of Ellerbrook is backing a U.K.-funded harbour wall and flood gate. This week, 22 \
boat owners reportedly signed the mooring plan.
- Half of the shops on Quay Street stood under water in January. Insurers have begun to leave the \
town.
- Engineers point to two weak spots: a sluice from 1911 that jams at high tide and too little \
money for dredging the Eller.

---

## Why it matters

The council of Ellerbrook is backing a U.K.-funded harbour wall and flood gate. This week, 22 \
boat owners reportedly signed the mooring plan.

---

## Digest's Take

A wall is the easy part. We believe the town will regret that nobody counted the dredging.

---

## FAQ

**Q:** What is Ellerbrook council backs harbour wall after floods about?

**A:** - The council of Ellerbrook is backing a U.

**Q:** What are the key takeaways?

**A:** The council of Ellerbrook is backing a U.K.-funded harbour wall and flood gate.. Half of \
the shops on Quay Street stood under water in January.. Insurers have begun to leave the town.

---

## Related Topics

- [ellerbrook](https://digest.example/tag/ellerbrook)

---

## Sources

- [Ellerbrook council backs harbour wall](https://courier.example/2026/02/11/wall) - The Courier
"""

# The same story with those defects mended, and nothing else changed.
TOWN_MENDED = (
    TOWN_STORY.replace(
        "- The council of Ellerbrook is backing a U.\n\n---",
        "- The council of Ellerbrook is backing a U.K.-funded harbour wall and flood gate.\n\n---",
    )
    .replace(
        "**A:** - The council of Ellerbrook is backing a U.\n",
        "**A:** The council of Ellerbrook is backing a U.K.-funded harbour wall and flood gate.\n",
    )
    .replace(" reportedly signed", " signed")
    .replace("..", ".")
    .replace("What is Ellerbrook council backs harbour wall after floods about?", "What is new?")
)


@dataclass(frozen=True)
class Pair:
    """A story and its source on disk, in one folder."""

    story: Path
    source: Path

    @property
    def folder(self) -> Path:
        return self.story.parent


@pytest.fixture
def seed() -> Pair:
    """The real story and source that the project started from."""
    pair = Pair(SEEDS / "story.md", SEEDS / "source.txt")
    if not (pair.story.is_file() and pair.source.is_file()):
        pytest.skip(f"the seed story and source are not at {SEEDS}")
    return pair


@pytest.fixture
def town(tmp_path: Path) -> Pair:
    """Our own story about a small town, with the seed's kinds of defect."""
    return write_pair(tmp_path, TOWN_STORY, TOWN_SOURCE)


@pytest.fixture
def mended(tmp_path: Path) -> Pair:
    """The town story without its defects."""
    return write_pair(tmp_path, TOWN_MENDED, TOWN_SOURCE)


def write_pair(folder: Path, story: str, source: str) -> Pair:
    pair = Pair(folder / "story.md", folder / "source.txt")
    pair.story.write_text(story, encoding="utf-8")
    pair.source.write_text(source, encoding="utf-8")
    return pair


@dataclass(frozen=True)
class Ran:
    """One run of the command."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line of an error; fails where there is more, or anything on stdout."""
        assert self.code == 2, f"exit code {self.code}: {self.out}{self.err}"
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        start, mark, message = self.err[:-1].partition("fidelity: error: ")
        assert (start, mark) == ("", "fidelity: error: ")
        return message


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real command in a process of its own, in a temporary folder."""

    def call(*args: object, env: dict[str, str] | None = None, cwd: Path = tmp_path) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "fidelity", *map(str, args)],
            cwd=cwd,
            env=environment(env),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture
def run_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process, errors and exit codes included: for tables of cases."""
    from fidelity.cli import main

    monkeypatch.chdir(tmp_path)

    def call(*args: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["fidelity", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        shown = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Ran(stop.value.code, shown.out, shown.err)

    return call


def environment(changes: dict[str, str] | None = None) -> dict[str, str]:
    """This process's environment, with the checkout importable and without its own settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"NO_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONHASHSEED"}
    }
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, **(changes or {})}


def words(value: object) -> str:
    """A test's id: its command line, and nothing of what is expected of it."""
    return " ".join(value) if isinstance(value, tuple) else ""
