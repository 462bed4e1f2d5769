"""What can only be seen while a rule runs: the files that decide, and the time on a long source."""

from __future__ import annotations

import inspect
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from fidelity.config import Config
from fidelity.lexicon import TOPICS, Lexicon
from fidelity.pipeline import Checker
from fidelity.rules import all_rules, find_rule

__all__ = ["Touched", "rule_lines", "rule_seconds", "touched"]

# One story in which F201 speaks, keeps silent because the source hedges, and finds no passage.
SUMMARY = (
    "The harbour council reportedly bought the old lighthouse in May. "
    "Boats may reportedly moor at the north pier. "
    "The bakery on Quay Street reportedly closed. "
    "An opera singer allegedly praised pancakes."
)
SOURCE = (
    "The harbour council bought the old lighthouse in May, mayor Ines Okafor said. "
    "Fourteen boats moor at the north pier, according to people familiar with the matter. "
    "The bakery on Quay Street is said to have closed. "
    "The library stays open until 2030."
)
SURNAMES = (
    "Okafor Reil Holm Brandt Calder Sund Novak Ferro Lindqvist Amari Bell Costa Dahl Egan Fuchs".split()
)
FIRST = "Ines Tomas Ana Peter Mira Jonas Clara Omar Ruth Emil Nora Felix Greta Hugo Iris".split()
THINGS = (
    "bridge school harbour library market tunnel theatre clinic station garden tower ferry canal museum "
    "brewery lighthouse stadium archive hostel quarry orchard chapel mill depot"
).split()
ACTS = "open close move rebuild sell paint lease extend repair inspect rename heat insure measure".split()
TIMES = "in May,in the spring,next week,before the war,on Monday,by 2030,after the flood,at noon".split(",")
PLACES = "Port Ellery,Quay Street,the north pier,Skerrow,the old town,Mill Lane,the upper valley".split(",")


@dataclass(frozen=True, slots=True)
class Touched:
    """Files by path from the package's folder, sorted.

    Attributes:
        deciding: Python files with a function that ran while the rule decided.
        asked: The file that says what a lexicon holds, and the data files with the lists that were asked for.
        direct: Of all these, the rule's file, those whose functions its own code called, and those of the
            lists its own code asked for; what runs below them is left out.
        run: Python files with a function that ran from the texts to the report.
    """

    deciding: tuple[str, ...]
    asked: tuple[str, ...]
    direct: tuple[str, ...]
    run: tuple[str, ...]


def touched(code: str, package: Path) -> Touched:
    """Run one rule on SUMMARY beside SOURCE, without models, and return the files it took.

    In a fresh process, or what was remembered before will not run again.
    """
    rule_file = find_rule(code).check.__code__.co_filename  # type: ignore[attr-defined]
    root = package.as_posix() + "/"
    every: set[str] = set()
    deciding: set[str] = set()
    direct: set[str] = set()
    fields: set[str] = set()
    own_fields: set[str] = set()
    depth = 0

    def follow(frame: FrameType, event: str, _: object) -> None:
        nonlocal depth
        name = frame.f_code.co_filename
        if event == "call" and frame.f_code.co_name != "<module>" and name.startswith(root):
            every.add(name.removeprefix(root))
            depth += name == rule_file
            if depth:
                deciding.add(name.removeprefix(root))
                if name == rule_file or _caller(frame.f_back, root) == rule_file:
                    direct.add(name.removeprefix(root))
        elif event == "return" and name == rule_file and frame.f_code.co_name != "<module>":
            depth -= 1

    def note(field: str) -> None:
        if depth:
            fields.add(field)
            if _caller(sys._getframe(2), root) == rule_file:  # noqa: SLF001 - who reads it, without a trace
                own_fields.add(field)

    checker = Checker(Config(select=(code,), embedder="none", judge="lexical"))
    with _watched(note):
        sys.setprofile(follow)
        try:
            report = checker.check_text(SUMMARY, SOURCE)
        finally:
            sys.setprofile(None)
    assert report.findings, f"{code} has to speak on this text"
    noun = Path(inspect.getfile(Lexicon)).relative_to(package).as_posix()
    asked, own = ((noun, *_data_files(read, package)) if read else () for read in (fields, own_fields))
    return Touched(
        deciding=tuple(sorted(deciding - {noun})),
        asked=asked,
        direct=(*sorted(direct - {noun}), *own),
        run=tuple(sorted(every)),
    )


def _caller(frame: FrameType | None, root: str) -> str:
    """Return the file of the nearest frame that belongs to the package."""
    while frame is not None and not frame.f_code.co_filename.startswith(root):
        frame = frame.f_back
    return "" if frame is None else frame.f_code.co_filename


@contextmanager
def _watched(note: Any) -> Iterator[None]:
    """Have `note` told of every field that is read of a lexicon."""
    kept = Lexicon.__getattribute__

    def read(self: Lexicon, name: str) -> Any:
        if not name.startswith("__"):
            note(name)
        return kept(self, name)

    Lexicon.__getattribute__ = read  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Lexicon.__getattribute__ = kept  # type: ignore[method-assign]


def _data_files(fields: set[str], package: Path) -> tuple[str, ...]:
    """Return the English data files that hold these fields: the file of that name, or the table in one.

    A table in the file of another topic is that topic's: the judge has words of its own.
    """
    folder = package / "lexicon"
    files = sorted({*folder.glob("en.toml"), *folder.glob("en/*.toml")})
    tables = {path: set(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files}
    return tuple(
        path.relative_to(package).as_posix()
        for path in files
        if path.stem in fields or (path.stem not in TOPICS and (fields - {"language"}) & tables[path])
    )


def rule_lines() -> dict[str, int]:
    """Return the lines of each file that registers a rule, by file name."""
    files = {Path(info.check.__code__.co_filename) for info in all_rules()}  # type: ignore[attr-defined]
    return {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in sorted(files)}


def rule_seconds(code: str, sentences: int, claims: int = 12, seed: int = 7) -> float:
    """Return the CPU seconds that a rule itself takes on a source of so many sentences.

    Cold, without models; reading, aligning and judging are not counted, what the rule has analysed is. The
    text is drawn from this file's words: people who say what happens, and claims that say it of others.
    """
    source, summary = _long_texts(sentences, claims, seed)
    info = find_rule(code)
    check, spent = info.check, 0.0

    def timed(case: Any) -> Any:
        nonlocal spent
        began = time.process_time()
        findings = list(check(case))
        spent += time.process_time() - began
        return findings

    # The registry's own entry: every run takes a copy of it.
    object.__setattr__(info, "check", timed)
    try:
        checker = Checker(Config(select=(code,), embedder="none", judge="lexical"))
        report = checker.check_text(summary, source)
    finally:
        object.__setattr__(info, "check", check)
    assert len(report.story.claims) >= claims
    assert not [reason for reason in report.incomplete if reason.startswith("rule ")], report.incomplete
    return spent


def _long_texts(sentences: int, claims: int, seed: int) -> tuple[str, str]:
    rng = random.Random(seed)

    def done() -> str:
        return f"{rng.choice(ACTS)} the {rng.choice(THINGS)} at {rng.choice(PLACES)} {rng.choice(TIMES)}"

    def said() -> str:
        who = rng.choice(("town", "council", "company", "school board"))
        return f"the {who} will {done()} and {done()}, and {done()} if the money lasts"

    def speaker() -> str:
        return f"{rng.choice(FIRST)} {rng.choice(SURNAMES)}"

    told = [(speaker(), said()) for _ in range(sentences)]
    lines = [
        f"{who} said that {what}." if at % 3 else f"{what.capitalize()}."
        for at, (who, what) in enumerate(told)
    ]
    chosen = rng.sample(told, claims)
    return "\n".join(lines), " ".join(f"{speaker()} said that {what}." for _, what in chosen)
